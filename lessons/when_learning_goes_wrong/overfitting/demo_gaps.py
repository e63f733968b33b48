"""The demo of the map: the gap by size of the network and by points, and the learner's own run on it."""

from __future__ import annotations

import numpy as np

from engine import Network
from lessons.kit.charts import Field, Mark, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure, fixed
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.overfitting.atlas import AMOUNTS, MAP_UPDATES, UNITS, Gaps, atlas, own_run
from lessons.when_learning_goes_wrong.overfitting.model import ROUGH, piles

OPTIONS = ("From 10 to 160 points", "From 32 to 4 units", "Both about as much")
_AS_MUCH = 0.1
"""Gaps that differ by less are about the same."""
LEVELS = {"gap": (0.1, 0.3, 1.0), "strangers": (0.4, 0.6, 1.0)}
"""Where one shade of the map ends and the next begins, for each view."""
_CELLS = 6
"""How many cells of the picture each network gets, either way."""


@demo(
    prediction=Prediction("32 units, 10 points: the gap is wide. What narrows it more?", OPTIONS),
    units=Knob(2, 32, start=32, scale="log", steps=8, whole=True, label="your units", live=True),
    points=Knob(10, 160, start=10, scale="log", steps=8, whole=True, label="your points", live=True),
    view=Choices("gap", "strangers", label="the map shows", live=True),
    noise=Knob(0.2, 0.5, start=ROUGH, steps=6),
)
def gaps(units: Live[float], points: Live[float], view: Live[str], noise: float, seed: int) -> Frames:
    """Size against data."""
    yours: dict[tuple[int, int], tuple[tuple[float, float], ...]] = {}

    def shown(now: Gaps, look: int) -> Frame:
        place = int(units()), int(points())
        if place not in yours:
            yours[place] = own_run(*place, noise, seed)
        return _frame(now, place, yours[place][look], view(), (noise, seed))

    look = 0
    for look, now in enumerate(atlas(noise, seed)):
        if now.number < MAP_UPDATES:
            yield shown(now, look)
    yield from still(lambda: shown(now, look))


def narrower(more: float, fewer: float) -> int:
    """Return which option is true of the gap with more points, and of that with fewer units."""
    return 2 if abs(more - fewer) < _AS_MUCH else 0 if more < fewer else 1


def _frame(now: Gaps, place: tuple[int, int], yours: tuple[float, float], view: str, given: tuple[float, int]) -> Frame:
    over, gap = now.number == MAP_UPDATES, now.gap
    gap_of_yours = yours[1] - yours[0]
    corner, more, fewer = float(gap[0, -1]), float(gap[-1, -1]), float(gap[0, 1])
    readings: dict[str, Reading] = {"update": now.number, "your gap": gap_of_yours}
    caption = (
        f"Update {now.number}: with {place[0]} units and {place[1]} points, yours has a gap of {figure(gap_of_yours)}."
    )
    if over:
        readings = {"update": now.number, "the corner": corner, "more points": more, "fewer units": fewer}
        caption += f" From {figure(corner)}: {figure(more)} with 160 points, {figure(fewer)} with 4 units."
    own = piles(AMOUNTS[-1], *given)[0]
    return Frame(
        now.number,
        (_map(now, place, view), _told(now, place, yours)),
        caption,
        readings,
        over,
        inspect=network_example(
            Network([2, place[0], 1], "tanh", seed=given[1]), own.inputs[0], own.targets[0], "binary_cross_entropy",
            title="A point, before the first update",
        ),
        outcome=narrower(more, fewer) if over else None,
    )  # fmt: skip


def _map(now: Gaps, place: tuple[int, int], view: str) -> Field:
    """Draw a shade for each network, and where yours lies."""
    levels = LEVELS[view]
    values = now.gap if view == "gap" else now.strangers
    shades = np.digitize(values, levels).astype(float)
    names = (*(f"<{level:g}" for level in levels), f"≥{levels[-1]:g}")
    units, points = np.log2(place[0]), np.log2(place[1] / AMOUNTS[0])
    return Field(
        f"{'Gap' if view == 'gap' else 'Strangers'}: 2ˣ units, 10·2ʸ points",
        _spread(shades), (0.5, len(UNITS) + 0.5), (-0.5, len(AMOUNTS) - 0.5), "units: 2ˣ", "points: 10·2ʸ",
        kind="regions", regions=names, marks=(Mark("you", x=float(units), y=float(points), tone="fifth"),),
    )  # fmt: skip


def _spread(shades: Array) -> Array:
    """Return each network's shade over several cells of the picture."""
    return np.repeat(np.repeat(shades, _CELLS, axis=0), _CELLS, axis=1)


def _told(now: Gaps, place: tuple[int, int], yours: tuple[float, float]) -> Table:
    """Tell the map's corners, or nearly, and yours."""
    corners = ((0, -1), (-1, -1), (0, 1), (-1, 1))
    rows = [(str(UNITS[j]), str(AMOUNTS[i]), float(now.own[i, j]), float(now.strangers[i, j])) for i, j in corners]
    rows.append((f"you: {place[0]}", str(place[1]), *yours))
    told = tuple((units, points, *(fixed(each, 2) for each in (a, b, b - a))) for units, points, a, b in rows)
    return Table("Losses", ("units", "points", "own", "strangers", "gap"), told)
