"""What the numbers on the stage should be, read from the edition's Parquet files without the application's code.

Belongs here: a reference in, digits out. Does not belong here: looking at the stage (`test_stage`).
"""

import re
from decimal import Decimal
from typing import Any

import duckdb

from tests.browser.running_app import TEST_DATA


class Truth:
    """Numbers read from the edition's files."""

    def __init__(self) -> None:
        edition = (TEST_DATA / "current").read_text(encoding="utf-8").strip()
        self._folder = TEST_DATA / "editions" / edition

    def _one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        sql = re.sub(r"@(\w+)", lambda m: f"read_parquet('{self._folder / m[1]}.parquet')", sql)
        with duckdb.connect() as connection:
            return connection.execute(sql, list(values)).fetchone()

    def _evidence(self, chain: str, what: str, region: str) -> tuple[Any, ...] | None:
        """Statements (by document), clusters (by kind, name, place) and project records of a chain in a prefecture."""
        assert what == "evidence"
        return self._one(
            "WITH RECURSIVE wanted AS (SELECT industry_id FROM @chain_industry WHERE chain_id = ? UNION "
            "SELECT i.industry_id FROM @industries i JOIN wanted w ON i.parent_id = w.industry_id), "
            "here AS (SELECT region_code FROM @regions WHERE ? IN (region_code, parent_code)), "
            "s AS (SELECT DISTINCT c.source_id FROM @city_industries c JOIN @industry_map m ON m.text = c.industry_zh "
            "JOIN here USING (region_code) WHERE list_has_any(string_split(m.industry_id, ';'), "
            "(SELECT list(industry_id) FROM wanted))), "
            "k AS (SELECT DISTINCT kind, name_zh, region_code FROM @clusters c JOIN here USING (region_code) "
            "JOIN @cluster_industry i USING (cluster_id) WHERE list_has_any(string_split(i.industry_id, ';'), "
            "(SELECT list(industry_id) FROM wanted))), "
            "p AS (SELECT project_id FROM @projects JOIN here USING (region_code) JOIN @project_industry i "
            "USING (project_id) WHERE list_has_any(string_split(i.industry_id, ';'), "
            "(SELECT list(industry_id) FROM wanted))) "
            "SELECT (SELECT count(*) FROM s) + (SELECT count(*) FROM k) + (SELECT count(*) FROM p)",
            chain,
            region,
        )

    def said(self, reference: str) -> str:
        """What a Chinese text with this reference has to hold; "" where the reference names no number."""
        kind, _, rest = reference.partition(":")
        if re.fullmatch("[okd]-[0-9a-f]{10}", reference):
            row = self._one("SELECT value FROM @figures WHERE figure_id = ?", reference)
        elif kind == "project":
            row = self._one("SELECT amount_yi FROM @projects WHERE project_id = ?", rest)
        elif kind == "statement":
            row = self._one("SELECT value FROM @statements WHERE statement_id = ?", rest)
        elif kind == "rank":
            row = self._one(
                "WITH me AS (SELECT * FROM @figures WHERE figure_id = ?) SELECT 1 + count(*) FROM @figures f "
                "JOIN @regions r USING (region_code) JOIN @indicators i ON i.indicator_id = f.indicator_id, me "
                "WHERE r.level = 'prefecture' AND f.leads AND f.comparable AND "
                "(f.indicator_id, f.period, f.scope_id, f.nature) = "
                "(me.indicator_id, me.period, me.scope_id, me.nature) AND "
                "CASE WHEN i.direction = 'lower_better' THEN f.value < me.value ELSE f.value > me.value END",
                rest,
            )
        elif kind == "industry":
            row = self._evidence(*rest.split(":"))
        elif kind in ("change", "count"):
            return ""
        else:
            raise AssertionError(f"a number on stage that nothing checks: {reference}")
        assert row is not None, f"{reference} names nothing in the edition"
        digits = f"{Decimal(str(row[0])):,f}"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
