"""A walk along the crest with its slopes written out, and why one does not linger there."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.descent.demo_level import RATE, Foothold
from lessons.kit.slopes import Array


def walked_by_hand(place: Array, limit: float) -> list[Foothold]:
    """Return a walk on (w·v − 1)², with its slopes written out."""
    trail: list[Foothold] = []
    for _ in range(101):
        w, v = place
        slopes = 2 * (w * v - 1) * np.array([v, w])
        trail.append(Foothold(place, float((w * v - 1) ** 2), float(np.hypot(*slopes))))
        if trail[-1].slope < limit:
            break
        place = place - RATE * slopes
    return trail


def why_it_does_not_linger(off: float, limit: float) -> str:
    """Tell why a walk that starts so far off the crest and stops below a limit does not linger and go on."""
    if not off:
        return "On the crest itself, where w = −v, nothing leads to the sides: it stayed."
    if off > 0.1:
        return "It went on down, but hardly slowed: so far off the crest it keeps clear of the level place."
    return f"It would have, but its rule stopped it: on the way the slope fell below {limit:g}."
