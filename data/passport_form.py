"""What a passport holds: the value types that ``passports.py`` fills and the screen shows.

Not here: looking a number up.
"""

from dataclasses import dataclass

from data.store import Source


@dataclass(frozen=True, slots=True)
class Rival:
    """Another source's value for the same figure."""

    figure_id: str
    value: float
    qualifier: str
    as_printed: str
    source: Source


@dataclass(frozen=True, slots=True)
class Passport:
    """Everything known about one number.

    Attributes:
        reference: the reference it answers to.
        kind: ``figure``, ``count``, ``derived``, ``rank``, ``change``, ``project``, ``cluster``, ``statement``,
            ``product`` or ``source``.
        region: region code, "" when there is none.
        title_zh: what the number is, in Chinese.
        title_en: the same in English.
        value: the number in ``unit_zh``; None for a document.
        unit_zh: unit.
        unit_en: unit.
        as_printed: the source's words, "" for derived numbers.
        period: period key.
        scope: scope id, "" when there is none.
        scope_text: the scope in the source's words.
        qualifier: qualifier of the value.
        reason: why it is not compared, "" when it is.
        sources: the documents.
        rivals: other sources for the same figure, those that disagree first.
        inputs: passports of the inputs of a derived number.
        cautions: notes to read beside it, as (Chinese, English).
        correction: id of the correction it went through, "".
        counted: documents that the counted rows rest on, those behind most rows first; only of a count.
        counted_more: how many more there are.
        inferred: (year, basis in Chinese, basis in English) when the year was inferred.
    """

    reference: str
    kind: str
    region: str
    title_zh: str
    title_en: str
    value: float | None
    unit_zh: str = ""
    unit_en: str = ""
    as_printed: str = ""
    period: str = ""
    scope: str = ""
    scope_text: str = ""
    qualifier: str = "exact"
    reason: str = ""
    sources: tuple[Source, ...] = ()
    rivals: tuple[Rival, ...] = ()
    inputs: tuple["Passport", ...] = ()
    cautions: tuple[tuple[str, str], ...] = ()
    correction: str = ""
    inferred: tuple[str, str, str] | None = None
    counted: tuple[Source, ...] = ()
    counted_more: int = 0
