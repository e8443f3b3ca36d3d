"""From readings to a verdict.

Belongs here: medians, percentiles, ratios, goals, the table. Does not belong here: measuring.
"""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.bench.visit import Reading


@dataclass(frozen=True, slots=True)
class Goal:
    """What the atlas may cost at most, as a share of the tutorial application's cost.

    Attributes:
        name: What is compared, in words.
        time: Share of the median time.
        received: Share of the median bytes.
    """

    name: str
    time: float
    received: float


GOALS = {
    "seen": Goal("map seen", 1 / 8, 1 / 20),
    "live": Goal("page live", 1 / 2, 1 / 3),
    "switch": Goal("indicator switch", 1 / 10, 1 / 50),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One step, both applications.

    Attributes:
        step: "cold seen", …, "switch".
        regions: 11 or 117.
        atlas: Median ms, p95 ms, median bytes, median requests.
        tutorial: The same of the tutorial application.
    """

    step: str
    regions: int
    atlas: tuple[float, float, float, float]
    tutorial: tuple[float, float, float, float]

    @property
    def goal(self) -> Goal:
        """The goal of this step."""
        return GOALS[self.step.split()[-1]]

    @property
    def time_ratio(self) -> float:
        """Median time of the atlas over that of the tutorial application."""
        return self.atlas[0] / self.tutorial[0]

    @property
    def received_ratio(self) -> float:
        """Median bytes of the atlas over those of the tutorial application."""
        return self.atlas[2] / self.tutorial[2]

    @property
    def met(self) -> tuple[bool, bool]:
        """Whether the goals of time and bytes are met."""
        return self.time_ratio <= self.goal.time, self.received_ratio <= self.goal.received


def p95(values: Sequence[float]) -> float:
    """The 95th percentile, linear between the neighbours.

    Args:
        values: At least one.

    Returns:
        The percentile; the value itself when there is but one.
    """
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def summarise(regions: int, readings: Mapping[str, Sequence[Mapping[str, Reading]]]) -> list[Row]:
    """Reduce the visits to a row for each step.

    Args:
        regions: 11 or 117.
        readings: For "atlas" and "tutorial", what each visit returned; at least one visit each.

    Returns:
        The rows in the order of the steps.
    """

    def reduce(name: str, step: str) -> tuple[float, float, float, float]:
        taken = [visit[step] for visit in readings[name]]
        times = [reading.ms for reading in taken]
        received = statistics.median(reading.received for reading in taken)
        requests = statistics.median(reading.requests for reading in taken)
        return statistics.median(times), p95(times), received, requests

    return [Row(step, regions, reduce("atlas", step), reduce("tutorial", step)) for step in readings["atlas"][0]]


def table(rows: Sequence[Row]) -> str:
    """Write the rows as a table, and a line for each goal.

    Args:
        rows: From `summarise`.

    Returns:
        The text.
    """
    head = f"{'':24}{'atlas':^36}  {'tutorial':^36}  {'atlas / tutorial':^18}"
    columns = f"{'ms':>8}{'p95 ms':>8}{'bytes':>13}{'req':>7}"
    lines = [head, f"{'regions step':24}{columns}  {columns}  {'time':>9}{'bytes':>9}"]
    for row in rows:
        cells = [
            f"{ms:8.0f}{high:8.0f}{size:13,.0f}{count:7.0f}" for ms, high, size, count in (row.atlas, row.tutorial)
        ]
        ratios = f"{row.time_ratio:9.3f}{row.received_ratio:9.4f}"
        lines.append(f"{row.regions:>7} {row.step:16}{cells[0]}  {cells[1]}  {ratios}")
    lines.append("")
    for row in rows:
        label = f"{row.goal.name}{', ' + row.step.split()[0] if ' ' in row.step else ''}, {row.regions} regions"
        for what, ratio, limit, met in (
            ("time", row.time_ratio, row.goal.time, row.met[0]),
            ("bytes", row.received_ratio, row.goal.received, row.met[1]),
        ):
            verdict = "met" if met else "NOT met"
            lines.append(f"goal {label}: {what} ≤ 1/{1 / limit:.0f} of the tutorial's … {verdict} ({_share(ratio)})")
    return "\n".join(lines)


def _share(ratio: float) -> str:
    return f"1/{1 / ratio:.1f}" if ratio > 0 else "nothing at all"
