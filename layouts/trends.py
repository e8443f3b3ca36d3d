"""Which trend a page shows: a place's years beside the province's, or the years of a product of an industry.

The page and the file of it both ask here, so that they show the same. Does not belong here: drawing.
"""

from dataclasses import dataclass
from itertools import pairwise

from data.series import Figure, has_break, trend
from data.store import PROVINCE, Store

_TRENDS = (("gdp_growth_pct", "whole"), ("gdp_yi", "whole"), ("population_10k", "resident_year_end"))


@dataclass(frozen=True, slots=True)
class PlaceTrend:
    """The trend of a place.

    Attributes:
        indicator: the indicator.
        own: the place's figures, oldest first.
        beside: the province's, () where they would not compare.
        years: all years, oldest first.
        breaks: years after which the basis changed.
    """

    indicator: str
    own: tuple[Figure, ...]
    beside: tuple[Figure, ...]
    years: tuple[str, ...]
    breaks: tuple[str, ...]


def place_trend(store: Store, code: str) -> PlaceTrend | None:
    """The first trend of which a place has enough years of one scope: two beside the province's line, three alone.

    Args:
        store: the store.
        code: a prefecture or county.

    Returns:
        The trend, or None when there is none.
    """
    for indicator, scope in _TRENDS:
        own = trend(store, indicator, scope, code)
        if len(own) < (2 if indicator == "gdp_growth_pct" else 3) or (
            indicator != "gdp_growth_pct" and store.regions[code].level != "prefecture"
        ):
            continue
        beside = trend(store, indicator, scope, PROVINCE) if indicator == "gdp_growth_pct" else ()
        years = sorted({f.period for f in (*own, *beside)})
        breaks = [a for a, b in pairwise(years) if indicator == "gdp_yi" and has_break(store, indicator, a, b)]
        if len(breaks) == len(years) - 1:  # no two years may be joined: points without a line are no trend
            continue
        return PlaceTrend(indicator, own, beside, tuple(years), tuple(breaks))
    return None
