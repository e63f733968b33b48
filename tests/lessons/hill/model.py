"""A ball on the curve w²."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Series
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Trouble


def curve(w: float) -> Computation:
    """Return the ground where the ball lies."""
    return Computation(lambda w: w**2, {"w": w})


def picture(number: int, w: float, zoom: float = 1) -> Frame:
    """Return the ball where it lies."""
    along = np.linspace(-3, 3, 7) / zoom
    lost = abs(w) > 3
    return Frame(
        number,
        charts=(Lines("The ball", (Series("curve", along, along**2),)),),
        caption=f"After {number} updates the ball lies at {w:.3f}, seen {zoom:g} times as large.",
        readings={"update": number, "loss": w * w},
        finished=number >= 5,
        trouble=Trouble("It was thrown out", "The rate is too large.", {"rate": 0.1}) if lost else None,
        inspect=curve(w).inspect("w"),
        outcome=int(not lost) if number >= 5 else None,
    )
