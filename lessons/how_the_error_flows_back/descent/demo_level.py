"""The demo of the saddle: a level place that is no valley, and a rule that says when to stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from engine import Tensor
from lessons.how_the_error_flows_back.descent.ground import feel, inside, saddle, steepness
from lessons.kit.charts import Field, Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array

PATIENCE = 100
RATE = 0.05
FAR = 1.5
"""How far along the crest from the saddle the walk begins."""
OPTIONS = ("It stops there for good", "It lingers, then goes on down", "It passes without slowing down")
SHORT = 0.5
"""A walk that ends with more than this of the saddle's loss, which is 1, has not come down."""
SLOW = 0.6
"""A step shorter than this share of both the longest before and the longest after is lingering."""
CALM = {"off": 0.01, "tolerance": 0.01}
"""Where the knobs stand at first, and how any walk that stopped too soon comes down."""
_LIMITS = (-2.0, 2.0)


class Foothold(NamedTuple):
    """A place (2,), the loss there and the steepness."""

    place: Array
    loss: float
    slope: float


@demo(
    prediction=Prediction("What will the hiker do at the level place in the middle?", OPTIONS),
    off=Knob(0.0, 0.1, start=CALM["off"], steps=10, label="off the crest"),
    tolerance=Knob(0.001, 1.0, start=CALM["tolerance"], scale="log", steps=9, label="stop below slope"),
)
def level(off: float, tolerance: float, seed: int) -> Frames:
    """A level place, and no valley."""
    shading = _shading()
    trail: list[Foothold] = []
    for foothold in walk(begin(off, seed), tolerance):
        trail.append(foothold)
        yield _frame(trail, shading, tolerance)


def begin(off: float, seed: int) -> Array:
    """Return where a walk begins: on one end of the crest, so far off it, to the side that the seed says."""
    rng = np.random.default_rng(seed)
    end, side = rng.choice([-1.0, 1.0]), rng.choice([-1.0, 1.0])
    return np.array([end * FAR + side * off, -end * FAR + side * off])


def walk(place: Array, tolerance: float) -> Iterator[Foothold]:
    """Give each foothold of a walk until the ground is less steep than the tolerance, or patience runs out."""
    for _ in range(PATIENCE + 1):
        loss, slopes = feel(saddle, place)
        yield Foothold(place, loss, steepness(slopes))
        if steepness(slopes) < tolerance:
            return
        place = place - RATE * slopes


def what_became_of(trail: Sequence[Foothold]) -> int:
    """Return which option came true, at the end of a walk."""
    if trail[-1].loss > SHORT:
        return 0
    slopes = np.array([foothold.slope for foothold in trail])
    least = int(np.argmin(np.where([foothold.loss > SHORT for foothold in trail], slopes, np.inf)))
    return 1 if slopes[least] < SLOW * min(slopes[: least + 1].max(), slopes[least:].max()) else 2


def _frame(trail: Sequence[Foothold], shading: Array, tolerance: float) -> Frame:
    here, update = trail[-1], len(trail) - 1
    stopped = here.slope < tolerance
    over = stopped or update == PATIENCE
    readings: dict[str, Reading] = {"update": update, "loss": round(here.loss, 4), "slope": here.slope}
    w, v = map(float, here.place)
    return Frame(
        update,
        (_map(trail, shading), curves(trail, tolerance)),
        _caption(trail, stopped, over=over),
        readings,
        over,
        _trouble(here, tolerance, stopped) if over and here.loss > SHORT else None,
        inside(saddle, "The ground under the hiker", w=w, v=v),
        what_became_of(trail) if over else None,
    )


def _trouble(here: Foothold, tolerance: float, stopped: bool) -> Trouble:
    if not stopped:
        return Trouble("Out of patience", "It was too near the crest to get away from it in time.", CALM)
    if here.slope < 0.01 and abs(here.place.sum()) < 1e-9:
        why = "Exactly on the crest no slope leads to either side. The least push off it would do."
        return Trouble("Stuck on a saddle", why, CALM)
    why = f"The ground was less steep than {tolerance:g}, and the rule took that for the bottom."
    return Trouble("Stopped too soon", why, CALM)


def _caption(trail: Sequence[Foothold], stopped: bool, *, over: bool) -> str:
    here, update = trail[-1], len(trail) - 1
    stands = f"at a loss of {told(here.loss)}, on a slope of {figure(here.slope)}"
    if not update:
        return f"The hiker stands {stands}."
    if not over:
        change = "gentler" if here.slope < trail[-2].slope else "steeper"
        return f"Update {update}: {stands}, {change} than before."
    least = min((foothold for foothold in trail if foothold.loss > SHORT), key=lambda foothold: foothold.slope)
    past = f" On its way the slope was once {figure(least.slope)}." if here.loss < SHORT else ""
    return f"{'It stops' if stopped else 'Its patience ends'} after {update} updates, {stands}.{past}"


def told(loss: float) -> str:
    """Write a loss; one too small to matter in words."""
    return figure(loss) if loss >= 0.001 else "almost 0"


def _shading() -> Array:
    """Return the map's shading, shape (rows, columns): the root of the loss."""
    w, v = np.meshgrid(np.linspace(*_LIMITS, 61), np.linspace(*_LIMITS, 41))
    return np.asarray(np.sqrt(saddle(Tensor(w), Tensor(v)).value))


def _map(trail: Sequence[Foothold], shading: Array) -> Field:
    path = np.array([foothold.place for foothold in trail])
    return Field(
        "The ground from above",
        shading,
        _LIMITS,
        _LIMITS,
        "w",
        "v",
        path=path,
        marks=(Mark("level", 0.0, 0.0),),
        start="start",
        traveller="hiker",
    )


def curves(trail: Sequence[Foothold], tolerance: float) -> Lines:
    """Draw loss and slope after each update, and the level at which the rule says stop."""
    updates = np.arange(len(trail), dtype=float)
    losses, slopes = (np.array([foothold[i] for foothold in trail]) for i in (1, 2))
    series = (Series("loss", updates, losses), Series("slope", updates, slopes, tone="second"))
    stop = (Mark("stop", y=tolerance),)
    return Lines("Loss and slope", series, "update", "", (0.0, float(PATIENCE)), (1e-4, 20.0), log_y=True, marks=stop)
