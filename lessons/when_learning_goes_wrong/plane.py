"""The picture of a plane on which a network tells A from B: what it says everywhere, and the points it learned from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine import Network
from engine.datasets import Split
from lessons.kit.charts import Field, Series, Tone

_CELLS = 29


def told_apart(
    net: Network, data: Split, title: str, reach: float, false: int | None = None, member: int | None = None
) -> Field:
    """Draw which class a network gives each place from −reach to reach, beneath some examples.

    Args:
        net: two inputs, and one output that says B above 0.
        data: targets (n, 1), 0 for A and 1 for B.
        title: what the picture shows.
        reach: how far the plane goes each way.
        false: which of them has a false label, and a sign of its own.
        member: which network of an ensemble says so.
    """
    along = np.linspace(-reach, reach, _CELLS)
    x, y = np.meshgrid(along, along)
    sums = net.outputs(np.column_stack([x.ravel(), y.ravel()]))
    says = (sums if member is None else sums[member]).reshape(x.shape) > 0
    limits, b = (-reach, reach), data.targets[:, 0] > 0.5
    lie = np.arange(len(data)) == false
    points = [
        Series(name, data.inputs[chosen, 0], data.inputs[chosen, 1], kind="points", tone=tone)
        for name, chosen, tone in _groups(b, lie)
        if chosen.any()
    ]
    return Field(title, says.astype(float), limits, limits, kind="regions", points=tuple(points), regions=("A", "B"))


def _groups(b: NDArray[np.bool_], lie: NDArray[np.bool_]) -> tuple[tuple[str, NDArray[np.bool_], Tone], ...]:
    """Return what each kind of point is called, which they are, and their tone."""
    return ("A", ~b & ~lie, "good"), ("B", b & ~lie, "bad"), ("false", lie, "fourth")
