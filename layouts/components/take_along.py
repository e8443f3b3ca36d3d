"""Taking the view along: a list of files of what is on screen. Their links follow the state on screen.

``assets/32_export.js`` sets each link's address anew from the browser's address when it is pointed at, focused or
clicked, fetches long files with progress, and lets them be cancelled. Without scripts the links are those of the page
as it was sent.
"""

from typing import Any

from dash import html

from layouts.exports.address import DRAWN, export_address, export_query
from layouts.messages import message
from layouts.view_state import ViewState

_TABLES = ("csv", "xlsx", "parquet")
_DRAWINGS = (("png", "screen"), ("png", "slide"), ("png", "a4"), ("png", "card"))


def _file(state: ViewState, key: str, form: str, size: str = "", chart: str = "") -> html.Li:
    keep = {name: value for name, value in (("data-size", size), ("data-chart", chart)) if value}
    address = export_address(state, form, size=size, chart=chart)
    text = html.Span(message(state.lang, f"take-along-{key}"), **{"data-text": "label"})
    return html.Li(html.A(text, href=address, download="", **{"data-export": form, **keep}))


def take_along(state: ViewState, *, without: tuple[str, ...] = ()) -> html.Details:
    """The list of files of a view, as a disclosure for a toolbar.

    Args:
        state: the view state of an overview, a place, an industry or the projects.
        without: charts that the page does not have.

    Returns:
        A ``details`` with a link for each form; drawings only where the page has one map.
    """
    lang = state.lang
    groups: list[Any] = [_group(lang, "table", [_file(state, form, form) for form in _TABLES])]
    if state.page != "industry" or state.item:
        groups[0].children[1].children.append(_file(state, "geojson", "geojson"))
        maps = [_file(state, "svg", "svg"), *(_file(state, f"png-{size}", form, size) for form, size in _DRAWINGS)]
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
        groups.append(_group(lang, "map", [*maps, html.Li(embed)]))
        charts = [_file(state, chart, "svg", chart=chart) for chart in DRAWN[state.page] if chart not in without]
        groups.append(_group(lang, "charts", charts))
    texts = {
        f"data-{key}": message(lang, f"take-along-{key}")
        for key in ("working", "cancel", "cancelled", "failed", "done")
    }
    return html.Details(
        [html.Summary(message(lang, "take-along"), className="button"), html.Div(groups, className="take-along-panel")],
        className="take-along",
        **{"data-picker": "take-along", **texts},
    )


def _group(lang: str, key: str, items: list[Any]) -> html.Section:
    return html.Section([html.H3(message(lang, f"take-along-{key}")), html.Ul(items)])
