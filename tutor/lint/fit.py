"""Whether axes fit what they show: at the end of a run its curves take up a fair share of the height."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.charts import Look

if TYPE_CHECKING:
    from lessons.kit.charts import Limits, Lines
    from lessons.kit.demo import Frame
    from tutor.charts.memory import ChartMemory

FAIR = 1 / 3
"""The least share of an upright axis that curves, points and levels span together, once a run is over."""


def fit_problem(frames: Sequence[Frame]) -> str:
    """Return which chart of a run's last frame leaves most of its height empty, or "".

    Args:
        frames: the whole run, since axes remember what they had to hold.
    """
    from lessons.kit.charts import Lines
    from tutor.charts.memory import ChartMemory

    memories = [ChartMemory() for _ in range(max((len(frame.charts) for frame in frames), default=0))]
    shares: dict[str, float] = {}
    for frame in frames:
        shares = {
            chart.title: share_of_height(chart, memory)
            for chart, memory in zip(frame.charts, memories, strict=False)
            if isinstance(chart, Lines)
        }
    title = min(shares, key=lambda title: shares[title], default="")
    if not title or shares[title] >= FAIR:
        return ""
    return f"ends with “{title}” {1 - shares[title]:.0%} empty: leave the limits of y to the data, or narrow them."


def share_of_height(chart: Lines, memory: ChartMemory) -> float:
    """Return which share of its upright axis a chart's data and levels span, from 0 to 1; 1 where there are none."""
    from tutor.charts import data, lines
    from tutor.charts.signs import agreed

    drawn = lines.prepared(chart, Look(), agreed([chart]))
    _, (lower, upper) = lines.limits(chart, drawn, memory)
    low, high = data.extent([one.y for one in drawn])
    if low > high:
        return 1.0
    low, high = _with_levels(chart, low, high)
    return (min(high, upper) - max(low, lower)) / (upper - lower)


def _with_levels(chart: Lines, low: float, high: float) -> Limits:
    from tutor.charts.marks import height

    levels = [height(mark, chart.log_y) for mark in chart.marks]
    known = [low, high, *filter(math.isfinite, levels)]
    return min(known), max(known)
