"""What has been measured of an industry: published indicators, products made, employees, each with its own scope.

Which indicators and products speak of an industry is declared here or read from the table of wordings. Counts of what
this atlas knows are in ``industry.py``. Nothing here is added up: the scopes differ.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from data.columns import TIERS
from data.industry import industries, with_all_inside
from data.series import FIGURE_SQL, Figure, SeriesKey, catalogue, figure_of
from data.store import PROVINCE, Store

INDICATORS: dict[str, tuple[str, ...]] = {
    "coal": (
        "raw_coal_output_100m_t",
        "coal_share_industry_pct",
        "coal_va_growth_pct",
        "advanced_coal_capacity_share_pct",
        "coal_national_share_pct",
    ),
    "coking": ("advanced_coking_capacity_share_pct",),
    "coal_power": ("coal_power_capacity_10k_kw", "thermal_capacity_10k_kw"),
    "electric_power": ("power_capacity_10k_kw", "power_output_100m_kwh"),
    "new_energy": ("new_energy_capacity_10k_kw", "new_energy_capacity_share_pct", "wind_solar_capacity_10k_kw"),
    "pv_power": ("solar_capacity_10k_kw",),
    "photovoltaics": ("pv_share_of_province_pct",),
    "wind_power": ("wind_capacity_10k_kw",),
    "hydrogen": ("hydrogen_capacity_10kt", "hydrogen_stations", "hydrogen_vehicles"),
    "anode_material": ("anode_capacity_10k_t",),
    "new_materials": ("new_material_output_yi", "new_material_firms"),
    "chemicals": ("chemical_va_growth_pct",),
    "carbon_materials": ("carbon_industry_share_pct",),
    "activated_carbon": ("activated_carbon_national_share_pct",),
    "aluminium": ("alumina_province_capacity_share_pct", "alumina_national_capacity_share_pct"),
    "refractories": ("refractory_output_yi",),
    "equipment": ("equipment_manufacturing_va_growth_pct", "equipment_manufacturing_share_pct"),
    "new_energy_vehicles": ("auto_manufacturing_va_growth_pct",),
    "methanol_vehicles": ("methanol_car_capacity_10k",),
    "casting": ("casting_output_yi", "forging_output_yi"),
    "flange_forging": ("flange_national_share_pct",),
    "digital_economy": ("digital_core_va_yi", "digital_core_va_growth_pct"),
    "computing": ("computing_centres", "computing_investment_yi", "data_racks_10k", "servers_10k"),
    "optomechatronics": ("optomechatronics_output_yi", "opto_above_scale_enterprises"),
    "led": ("led_province_share_pct", "led_share_of_province_pct"),
    "baijiu": ("baijiu_output_yi", "baijiu_revenue_yi", "baijiu_chain_revenue_yi", "baijiu_province_share_pct"),
    "yellow_wine": ("yellow_wine_output_value_yi", "yellow_wine_output_10k_t"),
    "vinegar": ("vinegar_output_yi", "vinegar_chain_output_yi", "vinegar_national_share_pct"),
    "ceramics": ("ceramics_output_100m_pieces", "ceramics_capacity_100m_pieces", "building_ceramics_10k_m2"),
    "glassware": ("glassware_revenue_yi", "glassware_national_share_pct"),
    "modern_medicine": ("pharma_va_growth_pct", "pharma_investment_yi"),
    "biopharma": ("biopharma_share_of_province_pct",),
    "astragalus": ("astragalus_chain_output_yi", "astragalus_area_10k_mu"),
    "coarse_grains": ("coarse_grain_output_10k_t", "coarse_grain_area_10k_mu", "coarse_grain_sales_yi"),
    "daylily": ("daylily_chain_output_yi", "daylily_area_10k_mu"),
    "sea_buckthorn": ("seabuckthorn_output_value_yi", "seabuckthorn_enterprises"),
    "fruit": ("fruit_province_share_pct",),
    "livestock": ("lamb_output_10k_t", "lamb_raised_10k"),
    "tourism": ("tourism_revenue_yi", "tourist_visits_10k"),
    "waste_utilisation": ("solid_waste_enterprises",),
}
"""Industry id → indicators that measure it."""

_PRODUCTS = {"日用瓷": "ceramics", "氧化铝": "aluminium"}
_BRACKET = re.compile(r"（.*$")
_SECTIONS = {"B": range(6, 13), "C": range(13, 44)}  # GB/T 4754-2017: mining 06-12, manufacturing 13-43


@dataclass(frozen=True, slots=True)
class Product:
    """A product made in a place; ``reference`` is what its passport answers to."""

    reference: str
    region: str
    period: str
    name_zh: str
    name_en: str
    value: float
    unit_zh: str
    unit_en: str
    source: str

    def name(self, lang: str) -> str:
        """Name in a language."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True, slots=True)
class Employees:
    """Employees of the section of GB/T 4754 that an industry is part of: wider than the industry itself."""

    reference: str
    region: str
    period: str
    name_zh: str
    name_en: str
    value: float
    source: str

    def name(self, lang: str) -> str:
        """Name of the section in a language."""
        return self.name_zh if lang == "zh" else self.name_en


def indicators_of(store: Store, industry_id: str) -> tuple[str, ...]:
    """Indicators that measure an industry or a part of it, its own first."""
    within = with_all_inside(store, industry_id)
    wanted = [i for key in (industry_id, *(k for k in INDICATORS if k in within)) for i in INDICATORS.get(key, ())]
    return tuple(i for i in dict.fromkeys(wanted) if i in store.indicators)


@lru_cache(maxsize=256)
def published(store: Store, industry_id: str) -> dict[str, tuple[Figure, ...]]:
    """What is published of an industry, indicator by indicator.

    Args:
        store: the store.
        industry_id: id in the taxonomy.

    Returns:
        Indicator id → the newest result of each place, whatever its period and scope, in the order of the codes; only
        indicators that somebody has published.
    """
    found: dict[str, tuple[Figure, ...]] = {}
    for indicator in indicators_of(store, industry_id):
        rows = store.rows(
            FIGURE_SQL + "WHERE indicator_id = ? AND nature = 'result' AND tier <> 'weak' AND level <> 'nation' "
            "QUALIFY row_number() OVER (PARTITION BY region_code "
            "ORDER BY period_end DESC, period_start, comparable DESC, figure_id) = 1 ORDER BY region_code",
            [indicator],
        )
        if rows:
            found[indicator] = tuple(figure_of(row) for row in rows)
    return found


def comparable_series(store: Store, industry_id: str) -> tuple[SeriesKey, ...]:
    """The best-covered series of each indicator of an industry that compares at least two prefectures."""
    offered = catalogue(store, "prefecture")
    return tuple(
        offered[i][0].key for i in indicators_of(store, industry_id) if i in offered and offered[i][0].comparable >= 2
    )


@lru_cache(maxsize=256)
def products(store: Store, industry_id: str) -> tuple[Product, ...]:
    """Products of an industry with their output, the newest first within a product and a place."""
    within = with_all_inside(store, industry_id)
    known = {
        r["text"]: set(r["industry_id"].split(";")) for r in store.rows("SELECT text, industry_id FROM industry_map")
    }
    found = []
    for r in store.rows(
        "SELECT *, rowid FROM product_output WHERE value IS NOT NULL ORDER BY region_code, product_zh, period DESC"
    ):
        name = _BRACKET.sub("", r["product_zh"])
        if within.isdisjoint(known.get(name, {_PRODUCTS.get(name, "")})):
            continue
        found.append(
            Product(
                f"product:{r['rowid']}",
                r["region_code"],
                r["period"],
                r["product_zh"],
                store.english("products", r["product_zh"]),
                r["value"],
                r["unit"],
                store.english("units", r["unit"]),
                r["source_id"],
            )
        )
    return tuple(found)


_TO_LARGER = {"万吨": ("亿吨", Decimal("0.0001"))}


@dataclass(frozen=True, slots=True)
class Run:
    """One product of one place over whole years.

    Attributes:
        region: region code.
        name_zh: the product in Chinese.
        name_en: the product in English.
        unit_zh: unit of all values.
        unit_en: the same in English.
        years: (year, value, passport reference, source id), oldest first.
    """

    region: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    years: tuple[tuple[str, float, str, str], ...]


def product_run(store: Store, industry_id: str) -> Run | None:
    """The longest run of whole years of a product of an industry in one place.

    A year that several sources give is taken from the source of the better tier, then from the later one.

    Args:
        store: the store.
        industry_id: id in the taxonomy.

    Returns:
        The run, in the larger unit where years differ; None below three years.
    """
    runs: dict[tuple[str, str], dict[str, Product]] = {}
    for item in sorted(products(store, industry_id), key=lambda p: store.sources[p.source].date, reverse=True):
        if not re.fullmatch(r"\d{4}", item.period) or _BRACKET.search(item.name_zh):
            continue
        years = runs.setdefault((item.name_zh, item.region), {})
        have = years.get(item.period)
        if have is None or _tier(store, item) < _tier(store, have):
            years[item.period] = item
    best = max(runs.values(), key=len, default={})
    units = {p.unit_zh for p in best.values()}
    larger = {_TO_LARGER.get(u, (u, Decimal(1)))[0] for u in units}
    if len(best) < 3 or len(larger) != 1:
        return None
    unit = units.pop() if len(units) == 1 else larger.pop()
    found = [best[year] for year in sorted(best)]
    values = [
        float(Decimal(str(p.value)) * (Decimal(1) if p.unit_zh == unit else _TO_LARGER[p.unit_zh][1])) for p in found
    ]
    years_ = tuple((p.period, v, p.reference, p.source) for p, v in zip(found, values, strict=True))
    first = found[0]
    return Run(first.region, first.name_zh, first.name_en, unit, store.english("units", unit), years_)


def _tier(store: Store, item: Product) -> int:
    return TIERS.index(store.sources[item.source].tier)


def employees(store: Store, industry_id: str) -> tuple[Employees, ...]:
    """Employees of the sections an industry is part of, in the province: no city publishes them by industry."""
    divisions = [d for d in industries(store)[industry_id].gbt4754.split(";") if d]
    sections = {d for d in divisions if d.isalpha()}
    sections |= {s for s, span in _SECTIONS.items() if any(d.isdecimal() and int(d) in span for d in divisions)}
    rows = store.rows(
        "SELECT *, rowid FROM employment WHERE region_code = ? AND employees IS NOT NULL ORDER BY gbt4754_code, period",
        [PROVINCE],
    )
    return tuple(
        Employees(
            f"employment:{r['rowid']}",
            r["region_code"],
            r["period"],
            r["industry_zh"],
            store.english("employment_industries", r["industry_zh"]),
            r["employees"],
            r["source_id"],
        )
        for r in rows
        if r["gbt4754_code"] in sections
    )
