"""One map alone, for another site's page: title, map, legend, source, edition, a link to the live page. No scripts.

Does not belong here: who may embed it (``callbacks/embed.py``).
"""

from html import escape
from typing import Any

from dash import html

from data.store import Store
from layouts.components.drawing import Drawing
from layouts.components.map_block import frame
from layouts.exports.lines import Imprint
from layouts.exports.parts import MapPart
from layouts.exports.view import ExportView
from layouts.figures.map import draw
from layouts.messages import message
from layouts.shell import HTML_LANG, ICON
from layouts.static_html import to_html

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="{icon}">
<base target="_blank">
<title>{title}</title>
{styles}
</head>
<body>{body}</body>
</html>"""


def embed_page(store: Store, view: ExportView, part: MapPart, lines: Imprint, styles: tuple[str, ...]) -> str:
    """The page of an embedded map.

    Args:
        store: the store.
        view: the view.
        part: its map.
        lines: its imprint.
        styles: addresses of the style sheets.

    Returns:
        An HTML document without scripts; regions link to their pages, which open in a window of their own.
    """
    lang = view.state.lang
    svg = draw(
        frame(store, part.level, part.focus, lang),
        part.marks,
        symbols=part.symbols,
        selected=part.selected,
        title=view.title,
        description=" ".join(view.details),
    )
    body = html.Main(
        [
            html.H1(view.title, className="embed-title"),
            html.P(view.details[0], className="embed-what") if view.details else None,
            html.Div(Drawing(svg), className="atlas-map embed-map"),
            html.Div(_legend(part), className="legend"),
            html.P(
                [*_foot(lines), html.A(message(lang, "embed-open"), href=view.state.address, rel="noopener")],
                className="embed-foot",
            ),
        ],
        className="embed",
    )
    links = "".join(f'<link rel="stylesheet" href="{escape(address)}">' for address in styles)
    return _PAGE.format(lang=HTML_LANG[lang], title=escape(view.title), styles=links, icon=ICON, body=to_html(body))


def _legend(part: MapPart) -> list[Any]:
    swatches = []
    for item in part.legend:
        look = {"data-class": item.look} if item.look.isdecimal() else {"data-state": item.look}
        swatch = html.Span(className="swatch", **{**look, "aria-hidden": "true"})
        swatches.append(html.Li([swatch, html.Span(item.text, className="legend-text")]))
    return [
        html.P(html.Strong(part.legend_title), className="legend-title"),
        html.Ul(swatches, className="legend-swatches"),
    ]


def _foot(lines: Imprint) -> list[html.Span]:
    return [html.Span(text) for text in (lines.source, lines.edition, lines.boundary)]
