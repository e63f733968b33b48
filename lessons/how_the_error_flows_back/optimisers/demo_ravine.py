"""The demo of the ravine: five rules on one map, each at the rate that is its best there."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.optimisers import contest
from lessons.how_the_error_flows_back.optimisers.ravine import NEAR, PATIENCE, Ravine, arrivals, burst
from lessons.how_the_error_flows_back.optimisers.rules import ADAM, NAMES, SHORT, TONES
from lessons.kit.charts import Lines, Mark, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array

_WEST_EAST, _SOUTH_NORTH = (-11.0, 4.0), (-8.0, 5.0)
_LIMITS = (1e-4, 1e2)


@demo(
    prediction=Prediction("Which is first below a hundredth of its first height, for good?", contest.CAMPS),
    turned=Knob(0.0, 45.0, start=0.0, steps=9, label="turned by °"),
    steepness=Knob(1.0, 50.0, start=50.0, scale="log", steps=17),
    factor=contest.factor_knob(),
)
def ravine(turned: float, steepness: float, factor: float, seed: int) -> Frames:
    """Five ways down one ravine."""
    ground = Ravine(steepness, turned, seed)
    walks = np.stack([ground.walks(name, [factor * rate])[:, 0] for name, rate in ground.bests().items()], axis=1)
    heights = ground.heights(walks)
    arrived = arrivals(heights)
    last = min(int(np.max(arrived[np.isfinite(arrived)], initial=0)), PATIENCE) if _all_in(arrived) else PATIENCE
    for update in range(last + 1):
        yield _frame(ground, walks[: update + 1], heights, arrived, over=update == last)


def _all_in(arrived: Array) -> bool:
    return bool(np.all(np.isfinite(arrived)))


def _frame(ground: Ravine, walked: Array, heights: Array, arrived: Array, *, over: bool) -> Frame:
    """Return the race so far; `walked` has shape (updates + 1, five, 2), `heights` all that there will be."""
    update = len(walked) - 1
    there = contest.seen_by(update, arrived.tolist())
    gone = [name for name, each in zip(NAMES, heights[: update + 1].T, strict=True) if burst(each)]
    shares = heights[: update + 1] / heights[0]
    goal = Mark("arrived", y=NEAR, tone="good")
    pictures = (
        _map(ground, walked, float(heights[0, 0])),
        contest.curves("Loss, as a share of the first", shares, _LIMITS, PATIENCE, goal),
    )
    return Frame(
        update,
        pictures,
        contest.caption(update, heights[update], there, over=over),
        contest.readings(update, there),
        over,
        contest.trouble("It diverged", gone),
        ground.inspection(walked[-1, NAMES.index(ADAM)], "Adam"),
        contest.winner(arrived.tolist(), heights) if over else None,
    )


def _map(ground: Ravine, walked: Array, first: float) -> Lines:
    """Return the paths from above, and two rings: one as high as the start, one at the height of arrival."""
    rings = (
        _ring(ground, first, "muted"),
        _ring(ground, NEAR * first, "good"),
    )
    paths = tuple(_path(walked[:, k], name) for k, name in enumerate(NAMES))
    return Lines("The ravine from above", (*rings, *paths), "w1", "w2", _WEST_EAST, _SOUTH_NORTH)


def _ring(ground: Ravine, height: float, tone: Tone) -> Series:
    east, north = ground.ring(height)
    return Series("", east, north, tone=tone)


def _path(path: Array, name: str) -> Series:
    """Return a path of shape (n, 2) as it is drawn: nothing of it beyond the map."""
    east, north = path.T
    inside = (east > _WEST_EAST[0]) & (east < _WEST_EAST[1]) & (north > _SOUTH_NORTH[0]) & (north < _SOUTH_NORTH[1])
    return Series(SHORT[name], np.where(inside, east, np.nan), np.where(inside, north, np.nan), tone=TONES[name])
