"""Typesetting with typst: data in, a tagged PDF with embedded fonts out, on as many pages as were promised.

Belongs here: calling typst with our fonts only, counting pages, finding the fullest version that fits. Does not belong
here: what a page says (`brief.py`, `bulletin.py`) and how it looks (`templates/`).

The data reach a template as JSON, never as typst source: a name such as ``#import "x"`` is text and nothing else, so
there is nothing to escape.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import typst

from layouts.reports.typefaces import MISSING, typefaces
from layouts.stories.parts import chinese_marks

TEMPLATES = Path(__file__).parent / "templates"
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: typst refuses a page without a title, a language, alternative texts or a sound order of headings."""

_Version = TypeVar("_Version")
# Control characters have no glyph and no meaning on paper; they may come with a hostile name.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


class TypesetError(RuntimeError):
    """A page could not be set; the message says which template, what was wrong and what to do."""


@lru_cache(maxsize=4)
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def printable(text: str) -> str:
    """A text without control characters and without marks that turn the reading direction."""
    return _CONTROL.sub("", text)


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """The same data with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_each(item, change) for item in value]
    return value


def _compiler(template: str, data: Mapping[str, Any]) -> typst.Compiler:
    texts: list[str] = []
    chinese = data.get("lang") == "zh"

    def kept(text: str) -> str:
        text = printable(text)
        texts.append(chinese_marks(text) if chinese and "<svg" not in text else text)
        return texts[-1]

    clean = _each(data, kept)
    faces = typefaces(texts)
    if faces.missing:
        table = dict.fromkeys(map(ord, faces.missing), MISSING)
        clean = _each(clean, lambda text: text.translate(table))
    return typst.Compiler(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=_fonts(faces.folders),
        sys_inputs={"data": json.dumps({**clean, "rest": faces.rest}, ensure_ascii=False)},
    )


def _attempt(template: str, call: Callable[[], Any]) -> Any:
    try:
        return call()
    except typst.TypstError as error:
        hints = " ".join(error.hints)
        msg = f"templates/{template}: typst says “{error.message}” {hints}: mend the template or what it is given"
        raise TypesetError(msg) from error


def page_count(template: str, data: Mapping[str, Any]) -> int:
    """How many pages a template fills with some data.

    Args:
        template: file name in ``templates/``.
        data: what the template reads, JSON values only.

    Returns:
        The number of pages.

    Raises:
        TypesetError: when the template cannot be set.
    """
    compiler = _compiler(template, data)
    found = _attempt(template, lambda: compiler.query("<pages>", field="value", one=True))
    return int(json.loads(found))


def pdf(template: str, data: Mapping[str, Any], printed: date) -> bytes:
    """Set a template.

    Args:
        template: file name in ``templates/``.
        data: what the template reads, JSON values only.
        printed: the day written into the file's properties.

    Returns:
        A tagged PDF (PDF/UA-1) with embedded fonts.

    Raises:
        TypesetError: when the template cannot be set.
    """
    moment = datetime(printed.year, printed.month, printed.day, tzinfo=UTC)
    compiler = _compiler(template, data)
    made = _attempt(template, lambda: compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=moment))
    return bytes(made)


def one_page(
    template: str, versions: Iterable[_Version], data_of: Callable[[_Version], Mapping[str, Any]], printed: date
) -> bytes:
    """Set the fullest version of a page that fits on one sheet.

    Args:
        template: file name in ``templates/``.
        versions: how much to say, the fullest first.
        data_of: the data of a version.
        printed: the day written into the file's properties.

    Returns:
        A PDF of exactly one page.

    Raises:
        TypesetError: when not even the shortest version fits.
    """
    for version in versions:
        data = data_of(version)
        if page_count(template, data) == 1:
            return pdf(template, data, printed)
    msg = f"templates/{template}: even the shortest version runs over one page; cut the texts it is given"
    raise TypesetError(msg)
