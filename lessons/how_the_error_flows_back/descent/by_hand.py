"""A walk with its slopes written out: the second way to its end, without the engine."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.descent.demo_level import PATIENCE, RATE, Foothold
from lessons.kit.slopes import Array


def walk_by_hand(place: Array, limit: float) -> list[Foothold]:
    """Return a walk on (w·v − 1)², with its slopes written out."""
    trail: list[Foothold] = []
    for _ in range(PATIENCE + 1):
        w, v = place
        slopes = 2 * (w * v - 1) * np.array([v, w])
        trail.append(Foothold(place, float((w * v - 1) ** 2), float(np.hypot(*slopes))))
        if trail[-1].slope < limit:
            break
        place = place - RATE * slopes
    return trail
