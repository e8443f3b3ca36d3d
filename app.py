"""The application: wiring only. Load the edition, make the layout, register the callbacks, serve."""

import argparse
import gc
import os
import sys
from html import escape
from typing import Any

from dash import Dash, html
from flask import request
from pydantic import ValidationError

from callbacks import (
    ask,
    batch,
    deliver,
    download,
    embed,
    export,
    filter,
    find,
    navigate,
    present,
    select,
    share,
    take_away,
)
from callbacks.current import Library
from data.editions import EditionError
from layouts.pages import Screen, show
from layouts.shell import HEAVY_PAGES, HTML_LANG, ICON, document_title, live_layout
from layouts.view_state import PAGES, ViewState, set_default_lang
from settings import Settings

_INDEX = """<!DOCTYPE html>
<html lang="{lang}" data-live="false" data-heavy="{heavy}">
<head>
<title>{title}</title>
<link rel="icon" href="{icon}">
{metas}
{css}
</head>
<body>
<div id="first-view">{first_view}</div>
{app_entry}
<footer hidden>
{config}
<div id="atlas-scripts">{scripts}{late}</div>
<script type="text/plain" id="_dash-renderer"></script>
<script defer src="{start}"></script>
</footer>
</body>
</html>"""


_UNTOLD = ("end_id", "python_version")


class AtlasDash(Dash):
    """Dash whose first response already holds the page: map, headline and ranking are seen before any script."""

    library: Library
    settings: Settings

    def screen_of_request(self) -> Screen:
        """The screen of the address that is being answered."""
        address = deliver.address_of_request()
        state, _ = ViewState.parse(address)
        return show(self.library.store(state.edition), address, self.settings.map_review_number)

    def _config(self) -> dict[str, Any]:
        """What Dash tells its renderer, without the token of a page load and the version of Python.

        The token serves background callbacks, of which there are none; with it no page would ever equal the one that a
        browser has kept.
        """
        return {name: value for name, value in super()._config().items() if name not in _UNTOLD}

    def interpolate_index(
        self,
        metas: str = "",
        title: str = "",
        css: str = "",
        config: str = "",
        scripts: str = "",
        app_entry: str = "",
        favicon: str = "",
        renderer: str = "",
    ) -> str:
        """Dash's own hook for the first HTML: the static view goes before the entry point, which waits hidden."""
        screen = self.screen_of_request()
        lang = screen.state.lang
        store = self.library.store(screen.state.edition)
        deliver.remember_status(screen.status)
        return _INDEX.format(
            lang=HTML_LANG[lang],
            title=escape(document_title(screen.state, store)),
            first_view=screen.html,
            icon=ICON,
            metas=metas,
            **deliver.style_list(css, screen.state.page),
            app_entry=app_entry.replace('id="react-entry-point"', 'id="react-entry-point" hidden'),
            config=config,
            **deliver.script_list(scripts, heavy=screen.state.page in HEAVY_PAGES),
            heavy=" ".join(PAGES[page] for page in HEAVY_PAGES),
        )


def create_app(settings: Settings) -> AtlasDash:
    """Make the application.

    Args:
        settings: checked settings.

    Returns:
        The Dash application; ``app.server`` is the WSGI application.

    Raises:
        EditionError: when no edition can be opened.
    """
    set_default_lang(settings.lang)
    app = AtlasDash(
        "atlas",
        assets_folder=str(deliver.ROOT / "assets"),
        assets_ignore=r"\.(otf|txt)$",
        assets_path_ignore=["^stage"],  # the player: fetched by 40_stage.js where a stage is
        title="Shanxi Investment Atlas",
        update_title="",
        suppress_callback_exceptions=True,
        meta_tags=[{"name": "color-scheme", "content": "light"}, {"name": "referrer", "content": "same-origin"}],
        add_log_handler=False,
    )
    app.library = Library(settings.data_dir)
    app.settings = settings

    def layout() -> html.Div:
        if not request:
            return html.Div()
        address = deliver.address_of_page()
        state, _ = ViewState.parse(address)
        screen = show(app.library.store(state.edition), address, settings.map_review_number)
        shown = screen.state.address if screen.state.page == "missing" else address
        return live_layout(screen.content, shown, heavy=screen.state.page in HEAVY_PAGES)

    app.layout = layout
    navigate.register(app, app.library, settings)
    filter.register(app, app.library)
    select.register(app, app.library)
    ask.register(app, app.library)
    share.register(app, settings)
    find.register(app, app.library)
    download.register(app, app.library)
    present.register(app, app.library, settings)
    export.register(app, app.library, settings)
    take_away.register(app, app.library, settings)
    embed.register(app, app.library, settings)
    deliver.register(app, app.library, settings)
    # Dash learns its script files while writing a page: every worker must know them before it is forked.
    app.server.test_client().get("/")
    return app


def main(arguments: list[str] | None = None) -> int:
    """Run a command of the atlas."""
    parser = argparse.ArgumentParser(prog="app.py", description="Shanxi Investment Atlas")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve the atlas with gunicorn")
    serve.add_argument(
        "--host",
        default=os.environ.get("HOST", "127.0.0.1"),
        help="address to listen on (default: HOST or %(default)s)",
    )
    serve.add_argument(
        "--port",
        type=int,
        default=int(os.environ.get("PORT", "8050")),
        help="port to listen on (default: PORT or %(default)s)",
    )
    exporting = commands.add_parser("export", help="write briefs, bulletins, stories and slides of many places")
    batch.add_arguments(exporting)
    options = parser.parse_args(arguments)
    try:
        settings = Settings()
        if options.command == "export":
            set_default_lang(settings.lang)
            return batch.command(options, Library(settings.data_dir), settings.map_review_number, settings.public_url)
        app = create_app(settings)
    except ValidationError as error:
        for problem in error.errors():
            name = "ATLAS_" + "_".join(str(part) for part in problem["loc"]).upper()
            print(
                f"{name}: found {problem.get('input')!r}; {problem['msg']}. "
                "Set it right (README, Settings) and start again.",
                file=sys.stderr,
            )
        return 2
    except EditionError as error:
        print(error, file=sys.stderr)
        return 2
    gc.collect()
    gc.freeze()
    deliver.serve(app.server, host=options.host, port=options.port, workers=settings.workers, threads=settings.threads)
    return 0


if __name__ == "__main__":
    sys.exit(main())
