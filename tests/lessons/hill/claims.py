"""What the prose asserts."""

from __future__ import annotations

from lessons.kit.lesson import claim

from .model import curve


@claim("a rate of 1.2 throws the ball out of the valley")
def thrown_out() -> bool:
    """Five updates from 1."""
    w = 1.0
    for _ in range(5):
        w -= 1.2 * curve(w).slope("w")
    return abs(w) > 3
