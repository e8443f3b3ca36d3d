"""The view state: one typed value that says what is on screen, read from and written to the address.

``ViewState.parse`` never fails: what it does not understand it leaves out and reports as a notice. Bookmarks, exports,
scenes and the Back button all use this one form. Parameter names are public: old links keep working.
"""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

LANGS = ("zh", "en")
LEVELS = ("prefecture", "county")
LATEST = "latest"
"""``period=latest`` asks for each place's newest figure (symbols, no classes)."""

MAX_ADDRESS = 4_000
_TOKEN = re.compile(r"[A-Za-z0-9_./-]{1,64}")
_CODE = re.compile(r"[0-9]{6}")
_ITEM = re.compile(r"[a-z][a-z0-9_]{1,63}")

PARAMETERS = (
    "indicator",
    "period",
    "scope",
    "region",
    "industry",
    "stage",
    "origin",
    "amount",
    "level",
    "compare",
    "lang",
    "scene",
    "edition",
)
"""All public parameter names, in the order they are written."""

PAGES = {
    "overview": "/",
    "industry": "/industry",
    "projects": "/projects",
    "present": "/present",
    "sources": "/sources",
}
"""Page → its path; a place is at ``/city/<code>``, an industry at ``/industry/<id>``, a story at ``/present/<id>``."""

REPEATABLE = ("region", "industry", "stage", "origin", "compare")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in an address that could not be used.

    Attributes:
        message: message id of the notice.
        parameter: which parameter (or ``path``) it is about.
        value: what stood there, shortened.
    """

    message: str
    parameter: str
    value: str


@dataclass(frozen=True, slots=True)
class ViewState:
    """What is on screen.

    Attributes:
        page: one of ``PAGES`` or ``missing``.
        place: region code of a place page, "" elsewhere.
        item: industry or chain id of a page of one industry, story id of a page of one story, "" elsewhere.
        indicator: canonical indicator id, "" for the page's default.
        period: period key, ``latest``, or "" for the default.
        scope: scope id, "" for the default.
        region: selected region codes.
        industry: selected industries.
        stage: selected stages.
        origin: selected origins.
        amount: range of amounts in 亿元 (CNY 100 million), such as ``1-10`` or ``500-``; ``unknown``; "" for all.
        level: ``prefecture`` or ``county``.
        compare: codes of cities put beside the place, ids of industries put beside the industry.
        lang: ``zh`` or ``en``.
        scene: scene of a story.
        edition: edition id, "" for the current one.
    """

    page: str = "overview"
    place: str = ""
    item: str = ""
    indicator: str = ""
    period: str = ""
    scope: str = ""
    region: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    amount: str = ""
    level: str = "prefecture"
    compare: tuple[str, ...] = ()
    lang: str = "zh"
    scene: str = ""
    edition: str = ""

    @property
    def path(self) -> str:
        """The path of the page."""
        if self.page == "place":
            return f"/city/{self.place}"
        root = PAGES.get(self.page, "/")
        return f"{root}/{self.item}" if self.item else root

    @property
    def query(self) -> str:
        """The query string without "?", defaults left out."""
        pairs: list[tuple[str, str]] = []
        for name in PARAMETERS:
            value = getattr(self, name)
            if isinstance(value, tuple):
                pairs.extend((name, item) for item in value)
            elif value and not (name == "level" and value == "prefecture"):
                pairs.append((name, value))
        return urlencode([(n, v) for n, v in pairs if (n, v) != ("lang", default_lang())], quote_via=quote, safe="/")

    @property
    def address(self) -> str:
        """Path and query: what reproduces the screen."""
        return self.path + (f"?{self.query}" if self.query else "")

    def with_(self, **changes: Any) -> "ViewState":
        """The same view with some things changed."""
        return replace(self, **changes)

    @staticmethod
    def parse(address: str) -> tuple["ViewState", tuple[Notice, ...]]:
        """Read an address.

        Args:
            address: path and query, with or without scheme and host.

        Returns:
            The view state (syntactically sound; whether codes exist is for the page to say) and notices about what was
            left out.
        """
        notices: list[Notice] = []
        if len(address) > MAX_ADDRESS:
            notices.append(Notice("notice-too-long", "address", ""))
            address = address.split("?", 1)[0][:200]
        try:
            parts = urlsplit(address)
            pairs = parse_qsl(parts.query, keep_blank_values=False, errors="replace")
            path = unquote(parts.path, errors="replace")
        except ValueError:
            return ViewState(page="missing", lang=default_lang()), (Notice("notice-unreadable", "address", ""),)
        page, place, item = _page_of(path)
        if page == "missing":
            notices.append(Notice("notice-no-page", "path", _quoted(path, 60)))
        values: dict[str, Any] = {"lang": default_lang()}
        for name, value in pairs:
            if name not in PARAMETERS:
                continue  # unknown parameters belong to somebody else (a tracker, a later version)
            if name in REPEATABLE:
                for part in value.split(","):
                    if _usable(name, part):
                        have = values.get(name, ())
                        if part not in have and len(have) < 20:
                            values[name] = (*have, part)
                    elif part:
                        notices.append(Notice("notice-bad-value", name, _quoted(part)))
            elif _usable(name, value):
                values[name] = value
            else:
                notices.append(Notice("notice-bad-value", name, _quoted(value)))
        return ViewState(page=page, place=place, item=item, **values), tuple(notices)


_DEFAULT_LANG = ["zh"]


def set_default_lang(lang: str) -> None:
    """Set the language of addresses that name none (``ATLAS_LANG``); called once, at start."""
    if lang not in LANGS:
        msg = f"language {lang!r}: expected one of {', '.join(LANGS)}"
        raise ValueError(msg)
    _DEFAULT_LANG[0] = lang


def default_lang() -> str:
    """The language of an address that names none."""
    return _DEFAULT_LANG[0]


def _page_of(path: str) -> tuple[str, str, str]:
    """(page, place, item) of a path."""
    path = path.rstrip("/") or "/"
    if match := re.fullmatch(r"/city/([0-9]{6})", path):
        return "place", match[1], ""
    for page, root in PAGES.items():
        if path == root:
            return page, "", ""
        if page in ("industry", "present") and (match := re.fullmatch(re.escape(root) + r"/([a-z0-9_-]{1,64})", path)):
            return page, "", match[1]
    return "missing", "", ""


def _quoted(value: str, length: int = 40) -> str:
    """What stood in an address, shortened; signs that cannot be seen (NUL, writing directions) are made visible."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in value[:length])


def _usable(name: str, value: str) -> bool:
    if name == "lang":
        return value in LANGS
    if name == "level":
        return value in LEVELS
    if name == "region":
        return bool(_CODE.fullmatch(value))
    if name == "compare":  # cities by their codes, industries by their ids
        return bool(_CODE.fullmatch(value) or _ITEM.fullmatch(value))
    if name in ("stage", "origin", "industry"):
        return 0 < len(value) <= 32 and value.replace("_", "").replace("-", "").isalnum()
    return bool(_TOKEN.fullmatch(value))
