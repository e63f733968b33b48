"""A number that follows what comes in, one update at a time: the smallest network that learns on the job."""

from __future__ import annotations

from collections.abc import Iterable

from lessons.kit.computation import Computation


def following(w: float, y: float) -> Computation:
    """Return half the squared miss, of which each update takes rate × miss."""
    return Computation(lambda w, y: (w - y) ** 2 / 2, {"w": w}, {"y": y})


def followed(w: float, rate: float, came: Iterable[float]) -> list[float]:
    """Return where it stands after each of the examples that came, by the engine's slopes."""
    stood: list[float] = []
    for y in came:
        w = w - rate * following(w, y).slope("w")
        stood.append(w)
    return stood
