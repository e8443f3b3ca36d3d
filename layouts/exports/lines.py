"""The lines that every file carries: title, source, edition, link, boundaries with the map-review number."""

from dataclasses import dataclass

from data.store import Store
from layouts.exports.tables import publishers
from layouts.exports.view import ExportView
from layouts.messages import message
from layouts.shell import boundary_line

_NAMED = 4


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands under a drawing and on a workbook's second sheet.

    Attributes:
        source: who published the figures.
        edition: title, date and id of the edition.
        boundary: source of the boundaries and the map-review number, as far as it is confirmed.
        link: address of the live page.
    """

    source: str
    edition: str
    boundary: str
    link: str

    def captions(self, lang: str) -> tuple[str, ...]:
        """The lines under a drawing."""
        return (self.source, self.edition, self.boundary, message(lang, "export-link-line", link=self.link))


def imprint(store: Store, view: ExportView, root: str, review_number: str, *, sources: tuple[str, ...] = ()) -> Imprint:
    """The lines of a view.

    Args:
        store: the store.
        view: the view.
        root: scheme and host of this atlas, "" when it is not known: the link is then a path.
        review_number: the confirmed map-review number, "" when it is not confirmed.
        sources: ids of the sources to name, by default those of everything in the view.

    Returns:
        The lines, in the language of the view.
    """
    lang = view.state.lang
    ids = sources or view.sources
    own = [i for i in ids if store.sources[i].tier == "atlas"]
    others = [i for i in ids if i not in own]
    names = list(dict.fromkeys(publishers(store, ";".join(others or own), lang).split("; ")))
    said = ("、" if lang == "zh" else ", ").join(names[:_NAMED])
    if len(names) > _NAMED:
        source = message(lang, "export-source-line-more", sources=said, n=len(others))
    else:
        source = message(lang, "export-source-line", sources=said)
    manifest = store.edition.manifest
    edition = message(
        lang,
        "edition",
        title=manifest["title_zh" if lang == "zh" else "title_en"],
        date=store.edition.date,
        id=store.edition.edition_id,
    )
    return Imprint(source, edition, boundary_line(lang, review_number), f"{root.rstrip('/')}{view.state.address}")
