"""Curves of an earlier run, laid behind those of a later one wherever both are drawn on the same axes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from lessons.kit.charts import Chart, Lines, Series
from lessons.kit.demo import Frame

MOST_POINTS = 3
"""A cloud of more points than this, twice, cannot be told apart."""


def shadowed(frame: Frame, earlier: Frame, label: str) -> Frame:
    """Return the frame with the curves of an earlier one behind its own.

    Only what has changed leaves a shadow. Pictures other than `Lines` have no place for one.

    Args:
        frame: what is to be seen.
        earlier: what was to be seen in its place.
        label: what the legend calls the earlier curves.
    """
    before = earlier.charts[: len(frame.charts)]
    rest = frame.charts[len(before) :]
    charts = (*(_with_shadow(chart, old, label) for chart, old in zip(frame.charts, before, strict=False)), *rest)
    return replace(frame, charts=charts)


def _with_shadow(chart: Chart, before: Chart, label: str) -> Chart:
    if not (isinstance(chart, Lines) and isinstance(before, Lines) and _comparable(chart, before)):
        return chart
    shadows = list(_shadows(chart, before))
    named = [replace(one, label=label if number == 0 else "", tone="shadow") for number, one in enumerate(shadows)]
    return replace(chart, series=(*named, *chart.series))


def _comparable(chart: Lines, before: Lines) -> bool:
    """Whether both show the same things on the same axes; a title or a label may tell a setting."""
    axes = (chart.x_label, chart.y_label, chart.log_y) == (before.x_label, before.y_label, before.log_y)
    return axes and (chart.title == before.title or _labels(chart) == _labels(before))


def _labels(chart: Lines) -> list[str]:
    return [one.label for one in chart.series]


def _shadows(chart: Lines, before: Lines) -> Iterator[Series]:
    """Give what was drawn before and is not drawn now."""
    for one in before.series:
        large = one.kind == "points" and np.size(one.x) > MOST_POINTS
        if not large and np.size(one.x) and not any(_same(one, other) for other in chart.series):
            yield one


def _same(one: Series, other: Series) -> bool:
    return (
        one.kind == other.kind
        and np.array_equal(one.x, other.x, equal_nan=True)
        and np.array_equal(one.y, other.y, equal_nan=True)
    )
