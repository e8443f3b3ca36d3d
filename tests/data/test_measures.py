"""Classes: at most five, every value in one, natural (against all partitions), never made of a blank."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.measures import MAX_CLASSES, Classes, classify

VALUES = st.lists(
    st.one_of(
        st.integers(0, 30).map(float),
        st.decimals(-1_000, 100_000, places=2).map(float),
        st.floats(-1e12, 1e12, allow_nan=False),
    ),
    max_size=120,
)


@settings(deadline=None, max_examples=150)
@given(VALUES)
def test_every_value_is_in_one_class_and_larger_values_are_never_paler(values: list[float]) -> None:
    classes = classify(values)
    distinct = sorted(set(values))
    assert len(classes.bounds) == min(MAX_CLASSES, len(distinct))
    assert len(classes.tones) == len(classes.bounds) == len(set(classes.tones))
    assert list(classes.tones) == sorted(classes.tones) and set(classes.tones) <= set(range(5))
    ends = [end for bound in classes.bounds for end in bound]
    assert ends == sorted(ends)
    assert set(ends) <= set(values), "a class is bounded by values that do not occur"
    for value in values:
        inside = [i for i, (low, high) in enumerate(classes.bounds) if low <= value <= high]
        assert len(inside) == 1
        assert classes.tone(value) == classes.tones[inside[0]]
    if distinct:
        assert (classes.bounds[0][0], classes.bounds[-1][1]) == (distinct[0], distinct[-1])


def within(parts: list[list[float]]) -> float:
    """Sum of squared distances from the mean of the part."""
    return sum(math.fsum((v - math.fsum(p) / len(p)) ** 2 for v in p) for p in parts)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.integers(-200, 200).map(float), min_size=6, max_size=11))
def test_no_other_partition_is_more_homogeneous(values: list[float]) -> None:
    classes = classify(values)
    ordered, k = sorted(values), len(classes.bounds)
    found = [[v for v in ordered if low <= v <= high] for low, high in classes.bounds]
    best = min(
        within([ordered[a:b] for a, b in zip((0, *cuts), (*cuts, len(ordered)), strict=True)])
        for cuts in combinations(range(1, len(ordered)), k - 1)
    )
    assert within(found) == pytest.approx(best, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], Classes((), ())),
        ([7.0], Classes(((7, 7),), (3,))),
        ([7.0] * 11, Classes(((7, 7),), (3,))),
        ([1.0, 2.0, 2.0], Classes(((1, 1), (2, 2)), (1, 3))),
        ([0.0] * 7 + [4.0], Classes(((0, 0), (4, 4)), (1, 3))),
        ([1.0, 2, 10, 11, 20, 21, 30, 31, 40, 41],
         Classes(((1, 2), (10, 11), (20, 21), (30, 31), (40, 41)), (0, 1, 2, 3, 4))),
    ],
)  # fmt: skip
def test_few_equal_and_clear_values(values: list[float], expected: Classes) -> None:
    assert classify(values) == expected


@pytest.mark.parametrize("blank", [math.nan, math.inf, -math.inf])
def test_a_blank_is_refused_and_never_classed_as_a_value(blank: float) -> None:
    with pytest.raises(ValueError, match="leave out what is not published"):
        classify([1, 2, 3, 4, 5, 6, blank])


def test_the_order_of_the_values_does_not_matter() -> None:
    values = [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
    assert classify(values) == classify(sorted(values)) == classify(values[::-1])
