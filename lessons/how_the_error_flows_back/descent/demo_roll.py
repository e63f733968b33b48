"""The demo of ball and hiker: the ball keeps some of its speed, the hiker has none, on the same ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine import Tensor
from lessons.how_the_error_flows_back.descent.ground import RIM, inside, valleys
from lessons.kit.charts import Lines, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array

UPDATES = 100
RATE = 0.03
OPTIONS = ("Both of them", "Only the ball", "Only the hiker", "Neither")
_REACH, _HEIGHTS = 4.5, (0.0, 2.4)
_TONES: tuple[Tone, Tone] = ("main", "second")


class BallAndHiker(NamedTuple):
    """Where the two are, and how far the ball moved last."""

    hiker: float
    ball: float
    speed: float


@demo(
    prediction=Prediction("Who will come to rest in the deep valley in the middle?", OPTIONS),
    start=Knob(1.5, 4.0, start=3.0, steps=10),
    keep=Knob(0.0, 0.95, start=0.9, steps=19, label="speed kept"),
)
def roll(start: float, keep: float, seed: int) -> Frames:
    """A ball and a hiker on one slope."""
    place = start + float(np.random.default_rng(seed).uniform(-0.15, 0.15))
    pairs = [BallAndHiker(place, place, 0.0)]
    along = np.linspace(-_REACH, _REACH, 121)
    ground = Series("", along, np.asarray(valleys(Tensor(along)).value), tone="muted")
    for update in range(UPDATES + 1):
        yield _frame(pairs, ground, keep, over=update == UPDATES)
        pairs.append(moved(pairs[-1], keep))


def moved(now: BallAndHiker, keep: float) -> BallAndHiker:
    """Return the next pair: each moves by rate × slope downhill, the ball also by what it keeps of its last move."""
    hiker, ball = RATE * slopes_at(np.array([now.hiker, now.ball]))
    speed = keep * now.speed - ball
    return BallAndHiker(float(now.hiker - hiker), float(now.ball + speed), float(speed))


def slopes_at(places: Array) -> Array:
    """Return the slope of the ground at several places (n,), by one backward pass of the engine."""
    w = Tensor(places)
    valleys(w).sum().backward()
    return np.asarray(w.grad)


def in_the_deep_one(w: float) -> bool:
    """Return whether a place belongs to the deep valley."""
    return abs(w) < RIM


def _frame(pairs: Sequence[BallAndHiker], ground: Series, keep: float, *, over: bool) -> Frame:
    here, (hikers, balls, _) = pairs[-1], np.array(pairs).T
    heights = np.asarray(valleys(Tensor(np.stack([hikers, balls]))).value)
    readings: dict[str, Reading] = {
        "update": len(pairs) - 1,
        "hiker at w": here.hiker,
        "ball at w": here.ball,
        "its speed": abs(here.speed),
    }
    deep = in_the_deep_one(here.hiker), in_the_deep_one(here.ball)
    outcome = {(True, True): 0, (False, True): 1, (True, False): 2, (False, False): 3}[deep]
    return Frame(
        len(pairs) - 1,
        (_profile(ground, here, heights[:, -1]), _heights(heights)),
        _caption(pairs, heights, keep, over=over),
        readings,
        over,
        inspect=inside(valleys, "The ground under the hiker", w=here.hiker),
        outcome=outcome if over else None,
    )


def _caption(pairs: Sequence[BallAndHiker], heights: Array, keep: float, *, over: bool) -> str:
    here, update = pairs[-1], len(pairs) - 1
    if not update:
        return f"Both stand at w = {figure(here.hiker)}. The ball will keep {keep:.0%} of its speed from move to move."
    if over:
        ends = [f"the {who} at w = {figure(w)}" for who, w in (("hiker", here.hiker), ("ball", here.ball))]
        return f"After {update} moves: {', '.join(ends)}."
    uphill = heights[1, -1] > heights[1, -2]
    way = "up" if uphill else "down"
    return f"Move {update}: the hiker at w = {figure(here.hiker)}; the ball runs {way}hill, at w = {figure(here.ball)}."


def _profile(ground: Series, here: BallAndHiker, heights: Array) -> Lines:
    """Draw the ground from the side, with both on it."""
    walkers = tuple(
        Series(who, np.array([w]), np.array([height]), kind="points", tone=tone)
        for who, w, height, tone in zip(("hiker", "ball"), here[:2], heights, _TONES, strict=True)
    )
    return Lines("The ground from the side", (ground, *walkers), "w", "loss", (-_REACH, _REACH), _HEIGHTS)


def _heights(heights: Array) -> Lines:
    """Draw how high each stood after each move."""
    updates = np.arange(heights.shape[1], dtype=float)
    series = tuple(
        Series(who, updates, curve, tone=tone)
        for who, curve, tone in zip(("hiker", "ball"), heights, _TONES, strict=True)
    )
    return Lines("Loss after each move", series, "update", "loss", (0.0, float(UPDATES)), _HEIGHTS)
