"""The tables: which columns each has, which may be empty, what is unique, what points where.

From these definitions come the validation (pandera) and the published Frictionless schema.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import pandera.pandas as pa

from data.columns import COLUMNS, Column


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: file name without its ending.
        title_zh: title in Chinese.
        title_en: title in English.
        columns: column names in order.
        required: columns that may not be empty.
        key: columns that together are unique, () for none.
        references: column → (table, column) it must be found in; cells may hold several ids separated by ``;``.
    """

    name: str
    title_zh: str
    title_en: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    key: tuple[str, ...] = ()
    references: dict[str, tuple[str, str]] = field(default_factory=dict)


_REGION = {"region_code": ("regions", "region_code")}
_SOURCE = {"source_id": ("sources", "source_id")}


def _table(name: str, zh: str, en: str, columns: str, *, optional: str = "", key: str = "", **references: str) -> Table:
    names = tuple(columns.split())
    maybe = set(optional.split())
    links = {column: (target.split(".")[0], target.split(".")[1]) for column, target in references.items()}
    for column, target in (*_REGION.items(), *_SOURCE.items()):
        if column in names and (name, column) not in (("regions", "region_code"), ("sources", "source_id")):
            links.setdefault(column, target)
    return Table(name, zh, en, names, tuple(n for n in names if n not in maybe), tuple(key.split()), links)


_TABLES = (
    _table("regions", "区划", "Regions", "region_code name_zh short_zh name_en short_en pinyin pinyin_plain initials parent_code level", optional="parent_code", key="region_code", parent_code="regions.region_code"),
    _table("sources", "来源", "Sources", "source_id title publisher date url tier note", optional="date url note publisher", key="source_id"),
    _table("indicators", "指标", "Indicators", "indicator_id canonical_id factor label_zh label_en unit_zh unit_en family rung additive direction comparable core definition_zh definition_en", optional="rung unit_zh unit_en", key="indicator_id", canonical_id="indicators.indicator_id"),
    _table("scopes", "口径", "Scopes", "scope_id label_zh label_en definition_zh definition_en", key="scope_id"),
    _table("scope_map", "口径归并", "Scope spellings", "indicator_id scope_text scope_id", optional="scope_text", key="indicator_id scope_text", indicator_id="indicators.indicator_id", scope_id="scopes.scope_id"),
    _table("period_names", "期次名称", "Names of periods", "scope_id period label_zh label_en", key="scope_id period", scope_id="scopes.scope_id"),
    _table("observations", "观测值", "Observations", "region_code indicator_id period value unit qualifier as_printed scope source_id", optional="scope", indicator_id="indicators.indicator_id"),
    _table("cautions", "比较时的注意", "Cautions", "region_code indicator_id period scope_text kind text_zh text_en", optional="region_code period scope_text", indicator_id="indicators.indicator_id"),
    _table("projects", "项目", "Projects", "project_id name_zh investor origin_place region_code industry_zh amount_yi stage stage_date first_contact_code as_printed source_id", optional="investor origin_place industry_zh amount_yi stage stage_date first_contact_code", key="project_id", first_contact_code="regions.region_code"),
    _table("clusters", "集群、园区与企业", "Clusters, zones and companies", "cluster_id kind name_zh region_code chain_zh as_printed source_id", optional="chain_zh", key="cluster_id"),
    _table("cluster_figures", "集群数字", "Figures of clusters", "cluster_id sequence figure unit period as_printed source_id", optional="unit period", key="cluster_id sequence", cluster_id="clusters.cluster_id"),
    _table("chains", "省级重点产业链", "Provincial key chains", "chain_id name_zh year_listed as_printed source_id", key="chain_id year_listed"),
    _table("chain_segments", "产业链环节", "Segments of chains", "chain_id segment name_zh as_printed source_id", optional="segment"),
    _table("chain_industry", "产业链与产业对应", "Industries of chains", "chain_id industry_id confidence basis", optional="basis", key="chain_id industry_id", chain_id="chains.chain_id", industry_id="industries.industry_id"),
    _table("industries", "产业分类", "Industries", "industry_id parent_id level name_zh name_en gbt4754 provincial_chain definition", optional="parent_id gbt4754 definition", key="industry_id", parent_id="industries.industry_id"),
    _table("industry_map", "产业词语归类", "Wordings of industries", "text industry_id confidence", key="text", industry_id="industries.industry_id"),
    _table("project_industry", "项目产业归类", "Industries of projects", "project_id industry_id confidence basis", optional="basis", key="project_id", project_id="projects.project_id", industry_id="industries.industry_id"),
    _table("cluster_industry", "集群产业归类", "Industries of clusters", "cluster_id industry_id confidence basis", optional="basis", key="cluster_id", cluster_id="clusters.cluster_id", industry_id="industries.industry_id"),
    _table("city_industries", "各地产业", "Industries of places", "region_code role industry_zh as_printed source_id"),
    _table("events", "招商活动", "Events", "event_id period name_zh place organiser_zh region_code as_printed source_id", optional="period place organiser_zh", key="event_id"),
    _table("statements", "起始报道的陈述", "Statements of the seed article", "statement_id region_code period kind statement_zh statement_en value unit as_printed source_id", optional="value unit", key="statement_id"),
    _table("employment", "从业人员", "Employment", "region_code period gbt4754_code industry_zh legal_units employees revenue_yi assets_yi as_printed source_id", optional="gbt4754_code legal_units employees revenue_yi assets_yi"),
    _table("product_output", "产品产量", "Output of products", "region_code period product_zh value unit growth_pct as_printed source_id", optional="value unit growth_pct"),
    _table("investor_origin", "投资方来源地归类", "Origins of investors", "text origin_id origin_zh origin_en group", optional="text", key="text"),
    _table("corrections", "更正", "Corrections", "correction_id corrected_table row_key corrected_column printed_value right_value as_printed reason evidence_source_ids", optional="corrected_table row_key corrected_column printed_value right_value evidence_source_ids", key="correction_id", evidence_source_ids="sources.source_id"),
    _table("inferred_years", "推断的年份", "Years inferred", "source_id year basis_zh basis_en", optional="year", key="source_id"),
    _table("names_en", "英文名", "English names", "table id_or_text name_en", key="table id_or_text"),
    _table("notes_zh", "中文备注", "Notes in Chinese", "table key field text_zh", key="table key field"),
    _table("glossary", "术语", "Glossary", "zh en note", optional="note", key="zh"),
)  # fmt: skip

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}

EVENT_PERIOD_FREE = {("cautions", "period"), ("cautions", "region_code")}
"""Cells that may hold ``*`` (any) or a pair of years instead of what the column's pattern says."""


def column_of(table: str, column: str) -> Column:
    """The definition of a column of a table.

    Args:
        table: name of the table (unused by most columns: one name means one thing everywhere).
        column: name of the column.

    Returns:
        Its definition.

    Raises:
        KeyError: when the table has no such column.
    """
    if column not in TABLES[table].columns:
        msg = f"table {table} has no column {column}"
        raise KeyError(msg)
    return COLUMNS[column]


def _whole(pattern: str, expected: str) -> pa.Check:
    """A check that whole cells match: no full-width digits, and no line break after the end, which ``$`` lets pass."""
    compiled = re.compile(pattern, re.ASCII)
    return pa.Check(lambda cells: cells.map(lambda cell: compiled.fullmatch(cell) is not None), error=expected)


def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table read as text (every cell a string, an empty cell is null).

    Args:
        table: a table.

    Returns:
        A schema whose checks are named so that a failure says what was expected.
    """
    columns: dict[str, Any] = {}
    for name in table.columns:
        column = COLUMNS[name]
        checks = []
        loose = (table.name, name) in EVENT_PERIOD_FREE
        if column.pattern and not loose:
            checks.append(_whole(column.pattern, f"text that matches {column.pattern}"))
        if column.allowed:
            checks.append(pa.Check.isin(column.allowed, error=f"one of {', '.join(column.allowed)}"))
        if column.kind in ("number", "integer"):
            number = r"-?\d+(\.\d+)?" if column.kind == "number" else r"-?\d+"
            example = "12.5" if column.kind == "number" else "12"
            checks.append(_whole(number, f"a plain {column.kind} such as {example}, without separators or unit"))
        columns[name] = pa.Column(str, checks, nullable=name not in table.required, required=True, coerce=False)
    return pa.DataFrameSchema(columns, strict=True, ordered=False)


def frictionless_schema(table: Table) -> dict[str, Any]:
    """The Frictionless Table Schema of a table, for ``datapackage.json``.

    Args:
        table: a table.

    Returns:
        A JSON-able dictionary (https://specs.frictionlessdata.io/table-schema/).
    """
    fields = []
    for name in table.columns:
        column = COLUMNS[name]
        constraints: dict[str, Any] = {}
        if name in table.required:
            constraints["required"] = True
        if column.pattern and column.kind == "string" and (table.name, name) not in EVENT_PERIOD_FREE:
            constraints["pattern"] = column.pattern
        if column.allowed:
            constraints["enum"] = list(column.allowed)
        entry: dict[str, Any] = {
            "name": name,
            "type": column.kind,
            "title": column.label_en,
            "description": column.meaning_en + (f" ({column.unit})" if column.unit else ""),
            "title_zh": column.label_zh,
            "description_zh": column.meaning_zh,
        }
        if column.unit:
            entry["unit"] = column.unit
        if column.kind == "number":
            entry["additive"] = column.additive
        if constraints:
            entry["constraints"] = constraints
        fields.append(entry)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.key and all(name in table.required for name in table.key):
        schema["primaryKey"] = list(table.key)
    links = [
        {"fields": column, "reference": {"resource": target, "fields": target_column}}
        for column, (target, target_column) in table.references.items()
        if column in table.required
        and COLUMNS[column].pattern.count(";") == 0
        and (table.name, column) not in EVENT_PERIOD_FREE
    ]
    if links:
        schema["foreignKeys"] = links
    return schema
