"""The published description of an edition, a Frictionless data package.

The standard: https://specs.frictionlessdata.io/data-package/
"""

from typing import Any

from data.columns import COLUMNS
from data.editions import Edition
from data.schema import TABLES, frictionless_schema

_FIGURES = (
    ("figure_id", "string", "Id of the figure"),
    ("region_code", "string", COLUMNS["region_code"].meaning_en),
    ("indicator_id", "string", "Canonical indicator"),
    ("period", "string", "Period in its one spelling; empty for counts of the edition"),
    ("period_start", "integer", "First month of the period, as year × 12 + month − 1"),
    ("period_end", "integer", "Last month of the period, in the same count"),
    ("scope_id", "string", "Scope after spellings are merged"),
    ("scope_text", "string", COLUMNS["scope"].meaning_en),
    ("nature", "string", "result, target or cumulative: never in one series"),
    ("value", "number", "Value in the unit of the canonical indicator"),
    ("qualifier", "string", COLUMNS["qualifier"].meaning_en),
    ("as_printed", "string", COLUMNS["as_printed"].meaning_en),
    ("printed_value", "string", "The number as printed"),
    ("printed_unit", "string", "Its unit as printed"),
    ("source_id", "string", "Sources, separated by semicolons"),
    ("tier", "string", COLUMNS["tier"].meaning_en),
    ("leads", "boolean", "Is it the figure shown for its region and series?"),
    ("rivals", "string", "Ids of other sources' figures for the same region and series"),
    ("comparable", "boolean", "May it be classed and ranked within its series?"),
    ("reason", "string", "Why not: indicator, weak, caution"),
    ("inputs", "string", "Ids of the figures a derived one was made from"),
)


def datapackage(edition: Edition) -> dict[str, Any]:
    """The description of an edition.

    Args:
        edition: an open edition.

    Returns:
        A JSON-able data package whose resources are the CSV addresses of this server.
    """
    resources = []
    for name, entry in edition.manifest["tables"].items():
        table = TABLES.get(name)
        if table is None:
            schema: dict[str, Any] = {
                "fields": [
                    {"name": n, "type": kind, "description": text, **_booleans(kind)} for n, kind, text in _FIGURES
                ],
                "missingValues": [""],
                "primaryKey": ["figure_id"],
            }
            title, title_zh = "Figures", "数字"
        else:
            schema, title, title_zh = frictionless_schema(table), table.title_en, table.title_zh
        resources.append(
            {
                "name": name.replace("_", "-"),
                "path": f"{name}.csv",
                "title": title,
                "title_zh": title_zh,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "profile": "tabular-data-resource",
                "schema": _renamed(schema),
                "rows": entry["rows"],
                "parquet": f"{name}.parquet",
            }
        )
    return {
        "name": "shanxi-investment-atlas",
        "profile": "tabular-data-package",
        "title": "Shanxi Investment Atlas",
        "title_zh": "山西招商地图",
        "version": edition.edition_id,
        "created": f"{edition.date}T00:00:00Z",
        "description": (
            "Published investment-promotion and industry-cluster figures of Shanxi, each row with its source."
        ),
        "resources": resources,
    }


def _booleans(kind: str) -> dict[str, list[str]]:
    return {"trueValues": ["True"], "falseValues": ["False"]} if kind == "boolean" else {}


def _renamed(schema: dict[str, Any]) -> dict[str, Any]:
    """Resource names may hold no underscore; references follow."""
    for link in schema.get("foreignKeys", ()):
        link["reference"]["resource"] = link["reference"]["resource"].replace("_", "-")
    return schema
