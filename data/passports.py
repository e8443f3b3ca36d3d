"""The passport of a number: where it comes from, how it was printed, what disagrees with it.

A reference names one number. Forms: a figure id (``o-``, ``k-``, ``d-`` and ten hex digits), ``rank:<figure id>``,
``change:<figure id>``, ``sum:<figure id>``, ``project:<project id>``, ``cluster:<cluster id>:<sequence>``,
``statement:<statement id>``,
``product:<row>``, ``employment:<row>``, ``industry:<item>:<what>:<region>`` (what is known of an industry),
``source:<source id>`` (a document itself), ``count:<what>:<region or indicator>``
(rows of this edition; ``<what>`` as in ``count_sources.py``).
"""

import re
from dataclasses import replace
from decimal import Decimal

from data.count_sources import counted_sources
from data.industry_passports import documents, employment_passport, industry_passport, inferred_year
from data.passport_form import Passport, Rival
from data.periods import parse_period
from data.series import FIGURE_SQL, Figure, SeriesKey, figure_of, series
from data.store import Store

_FIGURE = re.compile(r"[okd]-[0-9a-f]{10}")
_REFERENCE = re.compile(r"[!-~]{1,200}")
_COUNTED_LISTED = 8
"""Most documents listed of those that a count's rows rest on."""

_COUNTED = re.compile(r"[a-z][a-z0-9_-]{0,60}")


def passport(store: Store, reference: str) -> Passport | None:
    """Answer where a number comes from.

    Args:
        store: the store.
        reference: see the module's docstring.

    Returns:
        The passport, or None when no number of this edition has the reference.
    """
    if not _REFERENCE.fullmatch(reference):
        return None
    head, _, rest = reference.partition(":")
    if not rest:
        found = _figure_passport(store, reference) if _FIGURE.fullmatch(reference) else None
        if found is None or found.kind != "count":
            return found
        return _with_counted(store, found, str((_raw(store, reference) or {})["indicator_id"]), found.region)
    makers = {
        "rank": _rank_passport,
        "change": _change_passport,
        "sum": _sum_passport,
        "project": _project_passport,
        "cluster": _cluster_passport,
        "statement": _statement_passport,
        "product": _product_passport,
        "employment": employment_passport,
        "industry": industry_passport,
        "source": _source_passport,
        "count": _count_passport,
    }
    maker = makers.get(head)
    return maker(store, rest) if maker else None


def _raw(store: Store, figure_id: str) -> dict[str, object] | None:
    rows = store.rows("SELECT * FROM figures WHERE figure_id = ?", [figure_id])
    return rows[0] if rows else None


def figure(store: Store, figure_id: str) -> Figure | None:
    """A leading figure by its id."""
    rows = store.rows(FIGURE_SQL + "WHERE figure_id = ?", [figure_id])
    return figure_of(rows[0]) if rows else None


def _cautions(store: Store, row: dict[str, object]) -> tuple[tuple[str, str], ...]:
    found = store.rows(
        "SELECT text_zh, text_en, period, scope_text, kind FROM cautions WHERE indicator_id = ? "
        "AND (region_code IN ('*', '') OR region_code IS NULL OR region_code = ?)",
        [row["indicator_id"], row["region_code"]],
    )
    period = str(row["period"])
    result = []
    for c in found:
        spans = c["period"].split("/") if c["kind"] == "break" else [c["period"]]
        if c["period"] and period not in spans and c["period"] != period and not _same_period(c["period"], period):
            continue
        if c["scope_text"] and c["scope_text"] != row["scope_text"]:
            continue
        result.append((c["text_zh"], c["text_en"]))
    return tuple(dict.fromkeys(result))


def _same_period(text: str, key: str) -> bool:
    try:
        return parse_period(text).key == key
    except ValueError:
        return False


def _figure_passport(store: Store, figure_id: str) -> Passport | None:
    row = _raw(store, figure_id)
    if row is None:
        return None
    indicator = store.indicators[str(row["indicator_id"])]
    rivals = []
    for other_id in filter(None, str(row["rivals"]).split(";")):
        other = _raw(store, other_id)
        if other is not None:
            source = store.sources[str(other["source_id"])]
            rivals.append(
                Rival(other_id, float(str(other["value"])), str(other["qualifier"]), str(other["as_printed"]), source)
            )
    value = float(str(row["value"]))
    rivals.sort(key=lambda r: (r.value == value, r.figure_id))
    inputs = tuple(p for i in filter(None, str(row["inputs"]).split(";")) if (p := _figure_passport(store, i)))
    kind = {"o": "figure", "k": "count", "d": "derived"}[figure_id[0]]
    return Passport(
        figure_id,
        kind,
        str(row["region_code"]),
        indicator.label_zh,
        indicator.label_en,
        value,
        indicator.unit_zh,
        indicator.unit_en,
        str(row["as_printed"]),
        str(row["period"]),
        str(row["scope_id"]),
        str(row["scope_text"]),
        str(row["qualifier"]),
        str(row["reason"]),
        documents(store, str(row["source_id"])),
        tuple(rivals),
        inputs,
        _cautions(store, row),
        "",
        inferred_year(store, str(row["source_id"])),
    )


def _rank_passport(store: Store, figure_id: str) -> Passport | None:
    base = _figure_passport(store, figure_id)
    shown = figure(store, figure_id)
    if base is None or shown is None or shown.rank is None:
        return None
    peers = series(store, SeriesKey(shown.indicator, shown.period, shown.scope), "prefecture").values
    sources = dict.fromkeys(s for f in peers.values() for s in documents(store, f.source))
    return replace(
        base,
        reference=f"rank:{figure_id}",
        kind="rank",
        value=float(shown.rank),
        unit_zh="名",
        unit_en="rank",
        as_printed="",
        sources=tuple(sources),
        rivals=(),
        inputs=(base,),
        qualifier="exact",
    )


def _sum_passport(store: Store, figure_id: str) -> Passport | None:
    """The sum of the series a figure belongs to; only of an additive indicator."""
    base = _figure_passport(store, figure_id)
    shown = figure(store, figure_id)
    if base is None or shown is None or not shown.comparable or not store.indicators[shown.indicator].additive:
        return None
    key = SeriesKey(shown.indicator, shown.period, shown.scope)
    members = series(store, key, store.regions[shown.region].level).values.values()
    inputs = tuple(p for f in members if (p := _figure_passport(store, f.figure_id)) is not None)
    return replace(
        base,
        reference=f"sum:{figure_id}",
        kind="sum",
        region="",
        value=float(sum((Decimal(str(f.value)) for f in members), Decimal(0))),
        as_printed="",
        scope_text="",
        sources=tuple(dict.fromkeys(s for f in members for s in documents(store, f.source))),
        rivals=(),
        inputs=inputs,
        cautions=(),
        inferred=None,
        qualifier="exact",
    )


def _change_passport(store: Store, figure_id: str) -> Passport | None:
    base = _figure_passport(store, figure_id)
    shown = figure(store, figure_id)
    if base is None or shown is None or shown.previous_value is None:
        return None
    before = _figure_passport(store, shown.previous_id)
    if before is None:
        return None
    sources = tuple(dict.fromkeys((*base.sources, *before.sources)))
    return replace(
        base,
        reference=f"change:{figure_id}",
        kind="change",
        value=shown.value - shown.previous_value,
        as_printed="",
        sources=sources,
        rivals=(),
        inputs=(base, before),
        qualifier="exact",
    )


def _project_passport(store: Store, key: str) -> Passport | None:
    rows = store.rows("SELECT * FROM projects WHERE project_id = ?", [key])
    if not rows:
        return None
    r = rows[0]
    name_en = store.english("projects", key, r["name_zh"])
    return Passport(
        f"project:{key}",
        "project",
        r["region_code"],
        r["name_zh"],
        name_en,
        r["amount_yi"],
        "亿元",
        "CNY 100 million",
        r["as_printed"],
        r["stage_date"],
        sources=documents(store, r["source_id"]),
        inferred=inferred_year(store, r["source_id"]),
    )


def _cluster_passport(store: Store, rest: str) -> Passport | None:
    key, _, sequence = rest.partition(":")
    rows = store.rows(
        "SELECT c.name_zh, c.region_code, f.* FROM clusters c JOIN cluster_figures f USING (cluster_id) "
        "WHERE cluster_id = ? AND sequence = ?",
        [key, int(sequence) if sequence.isdecimal() and len(sequence) < 6 else -1],
    )
    if not rows:
        return None
    r = rows[0]
    return Passport(
        f"cluster:{rest}",
        "cluster",
        r["region_code"],
        r["name_zh"],
        store.english("clusters", key, r["name_zh"]),
        r["figure"],
        r["unit"],
        store.english("units", r["unit"]) if r["unit"] else "",
        r["as_printed"],
        r["period"],
        sources=documents(store, r["source_id"]),
        inferred=inferred_year(store, r["source_id"]),
    )


def _statement_passport(store: Store, key: str) -> Passport | None:
    rows = store.rows(
        "SELECT s.*, c.correction_id FROM statements s LEFT JOIN corrections c ON c.row_key = s.statement_id "
        "WHERE statement_id = ?",
        [key],
    )
    if not rows:
        return None
    r = rows[0]
    return Passport(
        f"statement:{key}",
        "statement",
        r["region_code"],
        r["statement_zh"],
        r["statement_en"],
        r["value"],
        r["unit"],
        store.english("units", r["unit"]) if r["unit"] else "",
        r["as_printed"],
        r["period"],
        sources=documents(store, r["source_id"]),
        correction=r["correction_id"],
    )


def _product_passport(store: Store, key: str) -> Passport | None:
    if not key.isdecimal() or len(key) > 6:
        return None
    rows = store.rows("SELECT * FROM product_output WHERE rowid = ?", [int(key)])
    if not rows:
        return None
    r = rows[0]
    return Passport(
        f"product:{key}",
        "product",
        r["region_code"],
        r["product_zh"],
        store.english("products", r["product_zh"]),
        r["value"],
        r["unit"],
        store.english("units", r["unit"]) if r["unit"] else "",
        r["as_printed"],
        r["period"],
        sources=documents(store, r["source_id"]),
        inferred=inferred_year(store, r["source_id"]),
    )


def _source_passport(store: Store, key: str) -> Passport | None:
    source = store.sources.get(key)
    if source is None:
        return None
    return Passport(
        f"source:{key}",
        "source",
        "",
        source.title,
        source.title_en or source.title,
        None,
        sources=(source,),
        inferred=inferred_year(store, key),
    )


def _count_passport(store: Store, rest: str) -> Passport | None:
    what, _, of = rest.partition(":")
    if not _COUNTED.fullmatch(what) or (of and of not in store.regions and of not in store.indicators):
        return None
    region = of if of in store.regions else ""
    sources = documents(store, "s-atlas")
    found = Passport(f"count:{rest}", "count", region, what, what, None, scope="atlas", sources=sources)
    return _with_counted(store, found, what, of)


def _with_counted(store: Store, found: Passport, what: str, of: str) -> Passport:
    """A count with the first documents that its rows rest on."""
    ids = [i for i in counted_sources(store, what, of) if i != "s-atlas"]
    more = max(0, len(ids) - _COUNTED_LISTED)
    return replace(found, counted=tuple(store.sources[i] for i in ids[:_COUNTED_LISTED]), counted_more=more)
