"""The pictures of the screening: the people on their plane with the two verdicts, and the four counts."""

from __future__ import annotations

import numpy as np

from engine import Network
from lessons.how_the_error_flows_back.costly_mistakes.model import Counts, verdicts
from lessons.kit.charts import Field, Series, Table
from lessons.kit.slopes import Array

_REACH, _CELLS = 4.0, 33


def screened(net: Network, readings: Array, truths: Array, bar: float = 0.5) -> Field:
    """Draw where a neuron says ill, and those from whom it learned."""
    along = np.linspace(-_REACH, _REACH, _CELLS)
    x, y = np.meshgrid(along, along)
    called = verdicts(net, np.column_stack([x.ravel(), y.ravel()]), bar).reshape(x.shape)
    ill = truths[:, 0] > 0.5
    points = (
        Series("well", readings[~ill, 0], readings[~ill, 1], kind="points", tone="good"),
        Series("ill", readings[ill, 0], readings[ill, 1], kind="points", tone="bad"),
    )
    limits = (-_REACH, _REACH)
    return Field(
        "The 200 people", called.astype(float), limits, limits, "one reading", "another", kind="regions",
        points=points, regions=("well", "ill"),
    )  # fmt: skip


def four_counts(four: Counts, title: str) -> Table:
    """Draw the four counts: what people were called, against what they are."""
    rows = (
        ("ill", f"{four.found:,} found", f"{four.missed:,} missed"),
        ("well", f"{four.alarms:,} alarms", f"{four.cleared:,} cleared"),
    )
    return Table(title, ("who are", "called ill", "called well"), rows)
