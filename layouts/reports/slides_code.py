"""A code to scan, as one native shape: it stays sharp at any size and is no picture.

Belongs here: the QR code of a link on a slide. Does not belong here: which link.
"""

from typing import Any

import segno
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from layouts.reports.slides_map import describe, plain_shape
from layouts.reports.slides_master import Box
from layouts.reports.slides_outline import add_outline

CODE_BOX = Box(0.83, 2.65, 1.9, 1.9)
_QUIET = 2  # modules of white around the code, within its white card


def add_code(slide: Any, address: str, words: str) -> None:
    """Put a code on a white card: scanners want dark on light, also on a dark slide.

    Args:
        slide: the slide.
        address: what it opens.
        words: what it is, for a screen reader.
    """
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    card = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(CODE_BOX.x), Inches(CODE_BOX.y), Inches(CODE_BOX.w), Inches(CODE_BOX.h)
    )
    plain_shape(card)
    card.fill.solid()
    card.fill.fore_color.rgb = RGBColor(255, 255, 255)
    card.line.fill.background()
    describe(card, words, words)
    step = Inches(CODE_BOX.w) / (len(rows) + 2 * _QUIET)
    rings = [
        [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    ]
    code = add_outline(
        slide.shapes, rings, Inches(CODE_BOX.x) + _QUIET * step, Inches(CODE_BOX.y) + _QUIET * step, step
    )
    code.fill.solid()
    code.fill.fore_color.rgb = RGBColor(0x0F, 0x13, 0x18)
    code.line.fill.background()
    describe(code, address, address)
