"""Taking the view along: a list of files of what is on screen. Their links follow the state on screen.

``assets/32_export.js`` sets each link's address anew from the browser's address when it is pointed at, focused or
clicked, fetches long files with progress, and lets them be cancelled. Without scripts the links are those of the page
as it was sent.
"""

from typing import Any

from dash import html

from layouts.exports.address import DRAWN, SIZES, export_address, export_query
from layouts.messages import message
from layouts.view_state import ViewState

_TABLES = ("csv", "xlsx", "parquet")
_PICTURES = (("svg", "", "svg"), *(("png", size, f"png-{size}") for size in SIZES))
"""Form, size, message key of the pictures of one drawing."""


def _file(state: ViewState, form: str) -> html.Li:
    text = html.Span(message(state.lang, f"take-along-{form}"), **{"data-text": "label"})
    return html.Li(html.A(text, href=export_address(state, form), download="", **{"data-export": form}))


def _picture(state: ViewState, chart: str, form: str, size: str, key: str) -> html.Td:
    lang = state.lang
    keep = {name: value for name, value in (("data-size", size), ("data-chart", chart)) if value}
    name = message(lang, f"take-along-{chart or 'map'}")
    link = html.A(
        message(lang, f"take-along-short-{key}"),
        href=export_address(state, form, size=size, chart=chart),
        download="",
        **{
            "aria-label": f"{name} · {message(lang, f'take-along-{key}')}",
            "data-export": form,
            "data-text": "label",
            **keep,
        },
    )
    return html.Td(link)


def _pictures(state: ViewState, charts: tuple[str, ...]) -> html.Table:
    """A row for each drawing of the page ("" is its map), a cell for each form and size."""
    rows = [
        html.Tr(
            [
                html.Th(message(state.lang, f"take-along-{chart or 'map'}"), scope="row"),
                *(_picture(state, chart, *picture) for picture in _PICTURES),
            ]
        )
        for chart in ("", *charts)
    ]
    return html.Table(html.Tbody(rows), className="take-along-pictures")


def take_along(state: ViewState, *, without: tuple[str, ...] = ()) -> html.Details:
    """The list of files of a view, as a disclosure for a toolbar.

    Args:
        state: the view state of an overview, a place, an industry or the projects.
        without: charts that the page does not have.

    Returns:
        A ``details`` with a link for each form; drawings only where the page has one map.
    """
    lang = state.lang
    tables = [_file(state, form) for form in _TABLES]
    one_map = state.page != "industry" or bool(state.item)
    if one_map:
        tables.append(_file(state, "geojson"))
    groups: list[Any] = [_group(lang, "table", html.Ul(tables))]
    if one_map:
        query = export_query(state)
        embed = html.Button(
            message(lang, "take-along-embed"),
            type="button",
            className="take-along-embed",
            **{
                "data-embed": "/embed" + (f"?{query}" if query else ""),
                "data-copied": message(lang, "take-along-copied"),
            },
        )
        charts = tuple(chart for chart in DRAWN[state.page] if chart not in without)
        groups.append(_group(lang, "pictures", html.Div([_pictures(state, charts), embed])))
    texts = {
        f"data-{key}": message(lang, f"take-along-{key}")
        for key in ("working", "cancel", "cancelled", "failed", "done")
    }
    return html.Details(
        [html.Summary(message(lang, "take-along"), className="button"), html.Div(groups, className="take-along-panel")],
        className="take-along",
        **{"data-picker": "take-along", **texts},
    )


def _group(lang: str, key: str, content: Any) -> html.Section:
    return html.Section([html.H3(message(lang, f"take-along-{key}")), content])
