"""Measures: how values are cut into classes.

Classes are natural breaks (Fisher-Jenks: W. D. Fisher 1958, "On Grouping for Maximum Homogeneity", JASA 53; as in
mapclassify), at most five, never more than there are distinct values.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import mapclassify
import numpy as np

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
    distinct = np.unique(numbers)
    k = min(MAX_CLASSES, len(distinct))
    if k == 0:
        return Classes((), ())
    if k == len(distinct):
        bounds = tuple((float(v), float(v)) for v in distinct)
    else:
        with warnings.catch_warnings():
            # mapclassify recommends numba; for at most 117 values its start would cost more than it saves.
            warnings.filterwarnings("ignore", message="Numba not installed")
            highs = mapclassify.FisherJenks(numbers, k=k).bins
        cut: list[tuple[float, float]] = []
        low = -np.inf
        for high in highs:
            inside = distinct[(distinct > low) & (distinct <= high)]
            cut.append((float(inside[0]), float(inside[-1])))
            low = high
        bounds = tuple(cut)
    return Classes(bounds, _SPREAD[len(bounds)])
