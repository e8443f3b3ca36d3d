"""What a selection of projects should give, computed with pandas from an edition's Parquet files alone.

Belongs here: an independent reading of the rules (README, "What an address can say"). Does not belong here: anything
of the project's own code for selections; the tests compare the two.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pandas as pd

STAGES = {"洽谈": "talks", "签约": "signed", "开工": "started", "在建": "building", "投产": "completed"}
GROUPS = {
    "京津冀": "group-jjj",
    "长三角": "group-yrd",
    "粤港澳大湾区": "group-gba",
    "其他省份": "group-other",
    "山西省内": "group-shanxi",
    "港澳台": "group-hmt",
    "国外": "group-abroad",
    "unknown": "unknown",
}
EDGES = (0, 1, 5, 10, 50, 100, 500)
TIERS = ("official", "press", "seed", "copy", "weak")
CHAIN_NAMES = "name_zh"
LAST_DIVISIONS = {
    "A": 5,
    "B": 12,
    "C": 43,
    "D": 46,
    "E": 50,
    "F": 52,
    "G": 60,
    "H": 62,
    "I": 65,
    "J": 69,
    "K": 70,
    "L": 72,
}
LAST_DIVISIONS |= {"M": 75, "N": 79, "O": 82, "P": 83, "Q": 85, "R": 90, "S": 96, "T": 97}
SECTION_OF = {f"{n:02d}": next(s for s, last in LAST_DIVISIONS.items() if n <= last) for n in range(1, 98)}
"""Division of GB/T 4754 → its section."""


def months(text: str | None) -> tuple[int, int] | None:
    """First and last month of a date or period, counted from year 0; None when there is none."""
    if not isinstance(text, str):
        return None
    ends = []
    for part in text.split("/"):
        year = int(part[:4]) * 12
        rest = part[4:]
        if not rest:
            ends.append((year, year + 11))
        elif rest[0] == "H":
            ends.append((year + 6 * (int(rest[1]) - 1), year + 6 * int(rest[1]) - 1))
        elif rest[0] == "Q":
            ends.append((year + 3 * (int(rest[1]) - 1), year + 3 * int(rest[1]) - 1))
        else:
            month = year + int(rest[1:3]) - 1
            ends.append((month, month))
    return ends[0][0], ends[-1][1]


def size(amount: float) -> str:
    """Size class of an amount in 亿元."""
    if pd.isna(amount):
        return "unknown"
    low = max(edge for edge in EDGES if edge <= amount)
    at = EDGES.index(low)
    return f"{low}-{EDGES[at + 1] if at + 1 < len(EDGES) else ''}"


@dataclass(frozen=True)
class Expected:
    """What should be on screen; all counts are of records, keys with none are left out."""

    ids: tuple[str, ...]
    stages: dict[str, int]
    with_amount: dict[str, int]
    sums: dict[str, float]
    places: dict[str, int]
    counties: dict[str, int]
    industries: dict[str, int]
    groups: dict[str, int]
    years: dict[str, int]
    sizes: dict[str, int]
    flows: dict[tuple[str, str], int]
    transfers: dict[tuple[str, str], int]


class Oracle:
    """The projects of an edition, ready to be selected from."""

    def __init__(self, folder: Path) -> None:
        """Read the Parquet files of an edition's folder."""
        self._folder = folder
        regions = self._table("regions").set_index("region_code")
        self._parents = regions["parent_code"].to_dict()
        self._level = regions["level"].to_dict()
        industries = self._table("industries").set_index("industry_id")
        self._above = {i: p for i, p in industries["parent_id"].items() if isinstance(p, str)}
        self._codes = {i: g.split(";") for i, g in industries["gbt4754"].items() if isinstance(g, str)}
        chains = self._table("chains").drop_duplicates("chain_id").set_index(CHAIN_NAMES)["chain_id"].to_dict()
        key_chains = industries[industries["provincial_chain"] == "yes"]
        self.chain_of = {i: chains[name] for i, name in key_chains["name_zh"].items() if name in chains}
        self.rows = self._projects()

    def _table(self, name: str) -> pd.DataFrame:
        return pd.read_parquet(self._folder / f"{name}.parquet")

    def _projects(self) -> pd.DataFrame:
        rows = self._table("projects").merge(self._table("project_industry")[["project_id", "industry_id"]], how="left")
        origins = self._table("investor_origin")
        place_of = {
            t if isinstance(t, str) else "": o for t, o in zip(origins["text"], origins["origin_id"], strict=True)
        }
        group_of = {t if isinstance(t, str) else "": g for t, g in zip(origins["text"], origins["group"], strict=True)}
        origin = rows["origin_place"].fillna("")
        rows["origin"] = [place_of.get(text, "unknown") for text in origin]
        rows["origin_group"] = [GROUPS[group_of.get(text, "unknown")] for text in origin]
        rows["stage_id"] = [STAGES.get(s, "none") if isinstance(s, str) else "none" for s in rows["stage"]]
        spans = [months(date) for date in rows["stage_date"]]
        rows["start"] = [span[0] if span else -1 for span in spans]
        rows["end"] = [span[1] if span else -1 for span in spans]
        rows["year"] = [
            "undated" if not span else str(span[0] // 12) if span[0] // 12 == span[1] // 12 else "spanning"
            for span in spans
        ]
        rows["size"] = [size(amount) for amount in rows["amount_yi"]]
        rows["nodes"] = [self._nodes(text) for text in rows["industry_id"].fillna("unspecified")]
        rows["lineage"] = [self._lineage(code) for code in rows["region_code"]]
        rows["prefecture"] = [
            self._parents[code] if self._level[code] == "county" else code for code in rows["region_code"]
        ]
        tiers = self._table("sources").set_index("source_id")["tier"].to_dict()
        rows["tier_order"] = [TIERS.index(t) if (t := tiers[s]) in TIERS else 9 for s in rows["source_id"]]
        return rows

    def _lineage(self, code: str) -> frozenset[str]:
        found = {code}
        while isinstance(self._parents.get(code), str):
            code = self._parents[code]
            found.add(code)
        return frozenset(found)

    def _nodes(self, text: str) -> frozenset[str]:
        found = set()
        for node in text.split(";"):
            for code in self._codes.get(node, ()):
                found |= {f"gbt-{code}", f"gbt-{SECTION_OF.get(code, code)}"}
            at: str | None = node
            while at is not None:
                found.add(at)
                at = self._above.get(at)
        return frozenset(found)

    @cached_property
    def industry_of(self) -> dict[str, str]:
        """Chain id → the industry it is."""
        return {chain: industry for industry, chain in self.chain_of.items()}

    def choose(self, address: str) -> pd.DataFrame:
        """The records an address selects, in the order the table shows them unless it is sorted."""
        asked: dict[str, list[str]] = {}
        for name, value in parse_qsl(urlsplit(address).query):
            asked.setdefault(name, []).append(value)
        rows = self.rows
        if "industry" in asked:
            wanted = {self.industry_of.get(item, item) for item in asked["industry"]}
            rows = _where(rows, [bool(nodes & wanted) for nodes in rows["nodes"]])
        if "stage" in asked:
            rows = rows[rows["stage_id"].isin(asked["stage"])]
        if "origin" in asked:
            rows = rows[rows["origin"].isin(asked["origin"]) | rows["origin_group"].isin(asked["origin"])]
        if "region" in asked:
            regions = set(asked["region"])
            rows = _where(rows, [bool(lineage & regions) for lineage in rows["lineage"]])
        if period := asked.get("period", [""])[0]:
            if period in ("undated", "spanning"):
                rows = rows[rows["year"] == period]
            else:
                span = months(period)
                assert span is not None
                rows = rows[(rows["start"] >= span[0]) & (rows["end"] <= span[1])]
        if amount := asked.get("amount", [""])[0]:
            if amount == "unknown":
                rows = rows[rows["amount_yi"].isna()]
            else:
                match = re.fullmatch(r"(\d*)-(\d*)", amount)
                assert match is not None
                rows = rows[rows["amount_yi"] >= float(match[1] or 0)]
                if match[2]:
                    rows = rows[rows["amount_yi"] < float(match[2])]
        return rows.sort_values(
            ["end", "start", "amount_yi", "project_id"], ascending=[False, False, False, True], na_position="last"
        )

    def groups(self, address: str, by: str) -> dict[str, pd.DataFrame]:
        """Key → the records of a group of the table, in the order of the table; a record may be in several chains."""
        rows = self.choose(address)
        column = {
            "city": "prefecture",
            "county": "region_code",
            "stage": "stage_id",
            "origin": "origin",
            "year": "year",
        }
        if by != "chain":
            return {str(key): part for key, part in rows.groupby(column[by], sort=False)}
        chains = {i: c for c, i in self.industry_of.items()}
        inside = [sorted(chains[node] for node in nodes if node in chains) or [""] for nodes in rows["nodes"]]
        return {str(key): part for key, part in rows.assign(chain=inside).explode("chain").groupby("chain", sort=False)}

    def sum_once(self, rows: pd.DataFrame) -> float:
        """Sum of the amounts of records at one stage; what two sources say of one project is added once."""
        return float(_once(rows)["amount_yi"].sum())

    def expect(self, address: str) -> Expected:
        """What should be on screen at an address."""
        rows = self.choose(address)
        paid, once = rows[rows["amount_yi"].notna()], _once(rows)
        nodes = rows["nodes"].explode()
        nodes = nodes[~nodes.str.startswith("gbt-", na=False)]
        stated = rows[rows["origin_group"] != "unknown"]
        moved = rows[rows["first_contact_code"].notna()]
        county = _where(rows, [self._level[code] == "county" for code in rows["region_code"]])
        return Expected(
            tuple(rows["project_id"]),
            _counts(rows["stage_id"]),
            _counts(paid["stage_id"]),
            {str(k): float(v) for k, v in once.groupby("stage_id")["amount_yi"].sum().items()},
            _counts(rows["prefecture"]),
            _counts(county["region_code"]),
            _counts(nodes),
            _counts(rows["origin_group"]),
            _counts(rows["year"]),
            _counts(rows["size"]),
            _pairs(stated, "origin_group", "prefecture"),
            _pairs(moved, "first_contact_code", "prefecture"),
        )


def _once(rows: pd.DataFrame) -> pd.DataFrame:
    """Records with an amount; of two sources on one project at one stage the better one's."""
    paid = rows[rows["amount_yi"].notna()].sort_values(
        ["tier_order", "end", "project_id"], ascending=[True, False, True]
    )
    return paid.assign(stage=paid["stage"].fillna("")).drop_duplicates(["name_zh", "region_code", "stage"])


def _where(rows: pd.DataFrame, mask: list[bool]) -> pd.DataFrame:
    """Rows by a mask, which may be empty."""
    return rows[pd.Series(mask, index=rows.index, dtype=bool)]


def _counts(values: "pd.Series[str]") -> dict[str, int]:
    return {str(key): int(n) for key, n in values.dropna().value_counts().items()}


def _pairs(rows: pd.DataFrame, start: str, end: str) -> dict[tuple[str, str], int]:
    return {(str(a), str(b)): int(n) for (a, b), n in rows.groupby([start, end]).size().items()}
