"""Addresses of files, and what page of the atlas they mean.

A file's address is the page's query with ``page=`` before it: ``/export/view.csv?page=place&region=140500``. A place
goes into ``region``, one industry into ``industry``; everything else has its usual name. ``/embed`` is named the same
way.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote, urlencode

from layouts.view_state import PARAMETERS, ViewState

FORMS = ("csv", "xlsx", "parquet", "geojson", "svg", "png")
"""Forms of a file, as its ending."""

PAGES = ("overview", "place", "industry", "projects")
"""Pages whose view can be taken along."""

SIZES = ("screen", "slide", "a4", "card")
"""Sizes of a drawing."""

DRAWN: dict[str, tuple[str, ...]] = {
    "overview": ("ranking",),
    "place": ("ranking", "trend"),
    "industry": ("ranking", "trend"),
    "projects": ("ranking", "timeline", "industries", "sizes", "origins", "flows"),
}
"""Page → the charts of it that can be drawn besides its map."""

_CODE = re.compile(r"[0-9]{6}")
_ITEM = re.compile(r"[a-z0-9_-]{1,64}")


class ExportError(ValueError):
    """A file was asked for that there is not; the message says what was found and what was expected."""


def export_query(state: ViewState) -> str:
    """The query of a file of a view, without "?".

    Args:
        state: a view state of one of ``PAGES``.

    Returns:
        For example ``page=place&region=140500&lang=en``.
    """
    pairs = [("page", state.page)] if state.page != "overview" else []
    rest = state
    if state.page == "place":
        pairs.append(("region", state.place))
        rest = state.with_(region=())
    elif state.page == "industry":
        pairs += [("industry", state.item)] if state.item else []
        rest = state.with_(industry=())
    return "&".join(filter(None, (urlencode(pairs, quote_via=quote, safe="/"), rest.query)))


def export_address(state: ViewState, form: str, *, size: str = "", chart: str = "") -> str:
    """The address of a file of a view.

    Args:
        state: a view state of one of ``PAGES``.
        form: one of ``FORMS``.
        size: one of ``SIZES``, for drawings.
        chart: ``ranking`` for the ranking instead of the map.

    Returns:
        Path and query.
    """
    more = urlencode([pair for pair in (("size", size), ("chart", chart)) if pair[1]])
    query = "&".join(filter(None, (export_query(state), more)))
    return f"/export/view.{form}" + (f"?{query}" if query else "")


def page_address(pairs: Iterable[tuple[str, str]]) -> str:
    """The address of the page whose view a file or an embedded map means.

    Without ``page`` a single region means that place, and nothing the province.

    Args:
        pairs: names and values of the query.

    Returns:
        Path and query of the page.

    Raises:
        ExportError: when ``page`` is none of ``PAGES``, or the place or industry has no possible code.
    """
    given = [(name, value) for name, value in pairs if name in (*PARAMETERS, "page")]
    named = [value for name, value in given if name == "page"]
    regions = [part for name, value in given if name == "region" for part in value.split(",") if part]
    items = [value for name, value in given if name == "industry"]
    page = named[0] if named else ("place" if len(regions) == 1 else "overview")
    if page not in PAGES:
        msg = f"page={page[:40]!r}: expected one of {', '.join(PAGES)}; leave it out for the province"
        raise ExportError(msg)
    rest = [(name, value) for name, value in given if name != "page"]
    if page == "place":
        if len(regions) != 1 or not _CODE.fullmatch(regions[0]):
            msg = f"region={','.join(regions)[:60]!r}: page=place expects one region code of six digits, such as 140500"
            raise ExportError(msg)
        path = f"/city/{regions[0]}"
        rest = [(name, value) for name, value in rest if name != "region"]
    elif page == "industry":
        if len(items) > 1 or (items and not _ITEM.fullmatch(items[0])):
            found = ",".join(items)[:60]
            msg = f"industry={found!r}: page=industry expects one id, such as ch05 or hydrogen, or none for all of them"
            raise ExportError(msg)
        path = f"/industry/{items[0]}" if items else "/industry"
        rest = [(name, value) for name, value in rest if name != "industry"]
    else:
        path = "/projects" if page == "projects" else "/"
    query = urlencode(rest, quote_via=quote, safe="/")
    return path + (f"?{query}" if query else "")
