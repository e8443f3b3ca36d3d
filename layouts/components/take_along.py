"""Taking the view along: a list of files of what is on screen. Their links follow the state on screen.

``assets/32_export.js`` sets each link's address anew from the browser's address when it is pointed at, focused or
clicked, fetches long files with progress, and lets them be cancelled. Without scripts the links are those of the page
as it was sent.
"""

from typing import Any

from dash import html

from layouts.exports.address import export_address, export_query
from layouts.messages import message
from layouts.view_state import ViewState

_TABLES = ("csv", "xlsx", "parquet")
_DRAWINGS = (("png", "screen"), ("png", "slide"), ("png", "a4"), ("png", "card"))


def _file(state: ViewState, key: str, form: str, size: str = "", chart: str = "") -> html.Li:
    keep = {name: value for name, value in (("data-size", size), ("data-chart", chart)) if value}
    address = export_address(state, form, size=size, chart=chart)
    text = html.Span(message(state.lang, f"take-along-{key}"))
    return html.Li(html.A(text, href=address, download="", **{"data-export": form, **keep}))


def take_along(state: ViewState) -> html.Details:
    """The list of files of a view, as a disclosure for a toolbar.

    Args:
        state: the view state of an overview, a place, an industry or the projects.

    Returns:
        A ``details`` with a link for each form; drawings only where the page has one map.
    """
    lang = state.lang
    groups: list[Any] = [_group(lang, "table", [_file(state, form, form) for form in _TABLES])]
    if state.page != "projects" and (state.page != "industry" or state.item):
        drawings = [_file(state, f"png-{size}", form, size) for form, size in _DRAWINGS]
        drawings.insert(0, _file(state, "svg", "svg"))
        ranking = _file(state, "ranking", "svg", chart="ranking")
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
        groups.append(_group(lang, "map", [*drawings, ranking, _file(state, "geojson", "geojson"), html.Li(embed)]))
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
