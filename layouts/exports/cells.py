"""Cells that no spreadsheet runs: text that begins like a formula.

OWASP, "CSV Injection": a cell that begins with = + - @, a tab or a line end may be run as a formula by a spreadsheet.
"""

import re

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
# XML 1.0, and so a workbook, has no place for these.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOST_CHARACTERS = 32_000
"""A cell of a workbook holds 32 767 characters."""


def is_risky(text: str) -> bool:
    """Could a spreadsheet take a text for a formula? Plain numbers, signed ones too, are none."""
    return text.startswith(_RISKY) and _NUMBER.fullmatch(text) is None


def safe(text: str) -> str:
    """A text with an apostrophe before it when a spreadsheet could take it for a formula."""
    return f"'{text}" if is_risky(text) else text


def clean(text: str) -> str:
    """A text without characters that a workbook cannot hold, and not longer than a cell."""
    return _FORBIDDEN.sub("\ufffd", text)[:MOST_CHARACTERS]
