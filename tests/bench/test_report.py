"""The verdict of the bench, against numbers worked out by hand."""

import pytest

from tests.bench.report import p95, summarise, table
from tests.bench.visit import Reading


def test_medians_ratios_and_goals() -> None:
    readings = {
        "atlas": [
            {"cold seen": Reading(ms, size, 3), "switch": Reading(50, 0, 0)}
            for ms, size in ((90, 5), (100, 6), (500, 7))
        ],
        "tutorial": [{"cold seen": Reading(ms, 100, 9), "switch": Reading(400, 50, 1)} for ms in (700, 800, 900)],
    }
    seen, switch = summarise(11, readings)
    assert (seen.atlas[0], seen.tutorial[0], seen.time_ratio) == (100, 800, 0.125)
    assert seen.met == (True, False)  # 1/8 of the time is enough, 6/100 of the bytes is more than 1/20
    assert switch.met == (False, True)  # 1/8 of the time is more than 1/10, no byte at all is enough
    text = table([seen, switch])
    assert "goal map seen, cold, 11 regions: bytes ≤ 1/20 of the tutorial's … NOT met (1/16.7)" in text
    assert "goal indicator switch, 11 regions: bytes ≤ 1/50 of the tutorial's … met (nothing at all)" in text


def test_p95_lies_between_the_two_highest_of_fifteen() -> None:
    assert p95([float(value) for value in range(1, 16)]) == pytest.approx(14.3)
    assert p95([7.0]) == 7.0
