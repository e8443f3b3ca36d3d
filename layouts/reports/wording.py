"""Words that the brief, the bulletin and the slides share: ranks, changes, periods, sources, lines at the foot.

Belongs here: plain texts made from the store. Does not belong here: choosing what is said, setting it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from data.series import Figure
from data.store import Store
from layouts.components.figure import change, printed
from layouts.figures.labels import extent
from layouts.messages import message
from layouts.shell import boundary_line


def spoken(store: Store, item: Figure, lang: str, like: float | None = None) -> str:
    """A figure with its qualifier and unit, ``超过 2,350 个`` or ``over 2,350``."""
    number = str(printed(store, item, lang, like))
    if item.qualifier == "exact":
        return number
    return message(lang, f"qualifier-{item.qualifier}") + ("" if lang == "zh" else " ") + number


def when(store: Store, item: Figure, lang: str) -> str:
    """Period and scope of a figure, in words."""
    return store.period_and_scope(item.period, item.scope, lang)


def rank_text(item: Figure, lang: str) -> str:
    """The rank among the prefectures of its series, "" when it is compared with nobody."""
    if item.rank is None or item.rank_of < 2:
        return ""
    return message(lang, "rank-of", rank=item.rank, of=item.rank_of)


def change_text(store: Store, item: Figure, lang: str) -> str:
    """The change with the period it is on, "" when there is none to compare with."""
    changed = change(store, item, lang)
    if not changed:
        return ""
    return message(lang, "change-on", change=changed, period=store.period_label(item.previous_period, lang))


def shorten(text: str, most: float) -> str:
    """Cut a text to a width in em, with an ellipsis; a Chinese character is 1 em wide."""
    if extent(text) <= most:
        return text
    while text and extent(text) + 1 > most:
        text = text[:-1]
    return f"{text.rstrip()}…"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A document as named on paper.

    Attributes:
        text: publisher, title and date.
        lang: "zh" when the title exists in Chinese only, else the language of the page.
    """

    text: str
    lang: str


def source_line(store: Store, source_id: str, lang: str, most: float = 60) -> SourceLine:
    """Name a document in one line.

    Args:
        store: the store.
        source_id: its id.
        lang: language of the page.
        most: width of the line in em; publisher and title are shortened to it.

    Returns:
        Publisher, title, date.
    """
    source = store.sources[source_id]
    publisher = source.publisher if lang == "zh" else source.publisher_en or source.publisher
    publisher = shorten(publisher, most * 0.4)
    room = most - extent(publisher) - extent(source.date) - 3
    if lang == "zh":
        return SourceLine(f"{publisher}《{shorten(source.title, room)}》{source.date}", "zh")
    title = shorten(source.title_en or source.title, room)
    spoken_in = "en" if source.title_en and (source.publisher_en or not source.publisher) else "zh"
    return SourceLine(", ".join(filter(None, (publisher, f"“{title}”", source.date))), spoken_in)


def sources_of(store: Store, groups: Iterable[str]) -> list[str]:
    """Ids of the documents behind some figures, in order of first use, this atlas's own counts last."""
    ids = dict.fromkeys(i for group in groups for i in group.split(";") if i in store.sources)
    return sorted(ids, key=lambda i: store.sources[i].tier == "atlas")


def edition_line(store: Store, lang: str) -> str:
    """Title, date and id of the edition."""
    manifest = store.edition.manifest
    return message(
        lang,
        "edition",
        title=manifest["title_zh" if lang == "zh" else "title_en"],
        date=store.edition.date,
        id=store.edition.edition_id,
    )


def foot_lines(store: Store, lang: str, review_number: str) -> list[str]:
    """What stands under every page that is taken away: edition, boundaries, how to read gaps."""
    return [edition_line(store, lang), boundary_line(lang, review_number), message(lang, "licence")]
