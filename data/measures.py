"""Measures: how values are cut into classes.

Classes are natural breaks (Fisher-Jenks: W. D. Fisher 1958, "On Grouping for Maximum Homogeneity", JASA 53), at most
five, never more than there are distinct values. The partition is found here by dynamic programming over the distinct
values: mapclassify 2.10, which works on all values, leaves classes empty for series such as 0, 1, 2, 3, 8056.93,
8056.96, 8056.96.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MAX_CLASSES = 5
_SPREAD = {1: (3,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of a series.

    Attributes:
        bounds: for each class its lowest and highest value that occurs.
        tones: for each class the step (0…4) of the five-step ramp it is drawn in.
    """

    bounds: tuple[tuple[float, float], ...]
    tones: tuple[int, ...]

    def tone(self, value: float) -> int:
        """The ramp step of a value of the series."""
        for (_, high), tone in zip(self.bounds, self.tones, strict=True):
            if value <= high:
                return tone
        return self.tones[-1]


def classify(values: Sequence[float]) -> Classes:
    """Cut values into natural classes.

    Args:
        values: finite numbers, in any order; may be empty or all equal.

    Returns:
        At most five classes; none for no values, one when all are equal.

    Raises:
        ValueError: when a value is not finite.
    """
    numbers = np.asarray(values, dtype=float)
    if not np.isfinite(numbers).all():
        msg = "classes can only be made of finite values: leave out what is not published first"
        raise ValueError(msg)
    distinct, counts = np.unique(numbers, return_counts=True)
    k = min(MAX_CLASSES, len(distinct))
    if k == 0:
        return Classes((), ())
    starts = _partition(distinct, counts, k)
    ends = [*starts[1:], len(distinct)]
    bounds = tuple((float(distinct[a]), float(distinct[b - 1])) for a, b in zip(starts, ends, strict=True))
    return Classes(bounds, _SPREAD[k])


def _partition(distinct: npt.NDArray[np.float64], counts: npt.NDArray[np.int64], k: int) -> list[int]:
    """Where the k classes begin whose squared distances from their means add up to least (Fisher 1958)."""
    n = len(distinct)
    # spread[a, b]: squared distances within the class of the distinct values a … b-1
    spread = np.full((n, n + 1), np.inf)
    for a in range(n):
        # Measured from the first value of the class: squares of large values would drown their differences.
        offset = distinct[a:] - distinct[a]
        weight, total = np.cumsum(counts[a:]), np.cumsum(counts[a:] * offset)
        spread[a, a + 1 :] = np.maximum(np.cumsum(counts[a:] * offset**2) - total**2 / weight, 0)
    best = spread[0]
    cuts = []
    for _ in range(1, k):
        costs = best[:n, None] + spread
        cuts.append(np.argmin(costs, axis=0))
        best = costs.min(axis=0)
    starts, end = [0], n
    for cut in reversed(cuts):
        end = int(cut[end])
        starts.insert(1, end)
    return starts
