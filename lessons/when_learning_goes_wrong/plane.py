"""The picture of a plane on which a network tells A from B: what it says everywhere, and the points it learned from."""

from __future__ import annotations

import numpy as np

from engine import Network
from engine.datasets import Split
from lessons.kit.charts import Field, Mark, Series

_CELLS = 41


def told_apart(net: Network, data: Split, title: str, reach: float, marks: tuple[Mark, ...] = ()) -> Field:
    """Draw which class a network gives each place from −reach to reach, beneath some examples.

    Args:
        net: two inputs, and one output that says B above 0.
        data: targets (n, 1), 0 for A and 1 for B.
        title: what the picture shows.
        reach: how far the plane goes each way.
        marks: places to point at.
    """
    along = np.linspace(-reach, reach, _CELLS)
    x, y = np.meshgrid(along, along)
    says = net.outputs(np.column_stack([x.ravel(), y.ravel()])).reshape(x.shape) > 0
    limits, b = (-reach, reach), data.targets[:, 0] > 0.5
    points = (
        Series("A", data.inputs[~b, 0], data.inputs[~b, 1], kind="points", tone="good"),
        Series("B", data.inputs[b, 0], data.inputs[b, 1], kind="points", tone="bad"),
    )
    return Field(
        title, says.astype(float), limits, limits, kind="regions", points=points, marks=marks, regions=("A", "B")
    )
