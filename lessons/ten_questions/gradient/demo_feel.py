"""The demo that takes the gradient apart: one slope for each weight, felt by one foot after the other."""

from __future__ import annotations

import numpy as np

from engine import Tensor
from lessons.kit.charts import Lines, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array
from lessons.ten_questions.gradient.model import LANDSCAPES, SOUTH_NORTH, WEST_EAST
from lessons.ten_questions.gradient.walk import Footing

_HILL = LANDSCAPES["bowl"]
WAYS = ("w up and b up", "w up and b down", "w down and b up", "w down and b down")
REACH = 1.5
"""How far a foot feels to each side."""
NUDGES = 10
"""In how many nudges it gets there; first along w, then along b."""
_SIDES = (("east", "west"), ("north", "south"))
_TONES: tuple[Tone, Tone] = ("main", "third")


@demo(
    prediction=Prediction("Which way are w (its tilt) and b (its height) to go, to bring the loss down?", WAYS),
    w=Knob(*WEST_EAST, start=-1.0, steps=24, live=True),
    b=Knob(*SOUTH_NORTH, start=2.0, steps=24, live=True),
)
def feel(w: Live[float], b: Live[float], seed: int) -> Frames:  # noqa: ARG001
    """Feel the slope along each weight, one foot at a time."""
    for nudges in range(2 * NUDGES):
        yield _frame(np.array([w(), b()]), nudges)
    yield from still(lambda: _frame(np.array([w(), b()]), 2 * NUDGES))


def _frame(place: Array, nudges: int) -> Frame:
    """The ground as far as it has been felt; the slopes along w and b are told when their foot is done.

    Args:
        place: the two weights, shape (2,).
        nudges: how many have been made, those along w before those along b.
    """
    footing, felt = Footing(0, place, *_HILL.feel(place)), divmod(nudges, NUDGES)
    over = nudges == 2 * NUDGES
    readings = {"loss": footing.loss}
    for name, slope in zip("wb"[: felt[0]], footing.gradient[: felt[0]], strict=True):
        readings[f"slope along {name}"] = float(slope)
    if over:
        readings["slope"] = footing.slope
    charts = (_line(place), _cuts(footing, nudges))
    caption = _caption(footing) if over else _felt(footing, *felt)
    return Frame(
        nudges,
        charts,
        caption,
        readings,
        over,
        inspect=_HILL.inspection(place),
        outcome=WAYS.index(_downhill(footing)) if over else None,
    )


def _downhill(footing: Footing) -> str:
    """Which way each weight has to go, as an option says it."""
    return " and ".join(
        f"{name} {'up' if slope < 0 else 'down'}" for name, slope in zip("wb", footing.gradient, strict=True)
    )


def _line(place: Array) -> Lines:
    """The examples and the line that the two weights draw."""
    ends = np.array([-2.0, 2.0])
    line = Series("your line", ends, place[0] * ends + place[1], tone="muted")
    examples = Series("examples", _HILL.inputs, _HILL.targets, kind="points", tone="good")
    return Lines("The line w·x + b", (line, examples), "x", "y", (-2.0, 2.0))


def _cuts(footing: Footing, nudges: int) -> Lines:
    """The loss as one weight moves and the other stays, as far as felt, with the slopes as straight lines."""
    series: list[Series] = []
    plank, whole = np.array([-REACH / 2, REACH / 2]), np.linspace(-REACH, REACH, 41)
    top = max(float(_along(footing.place, index, whole).max()) for index in range(2))
    for index, (sides, tone) in enumerate(zip(_SIDES, _TONES, strict=True)):
        made = min(max(nudges - index * NUDGES, 0), NUDGES)
        away = whole[abs(whole) <= REACH * made / NUDGES + 1e-9] if made else np.empty(0)
        series.append(Series(sides[0], away, _along(footing.place, index, away), tone=tone))
        if made == NUDGES:
            straight = footing.loss + footing.gradient[index] * plank
            series.append(Series("" if index else "slopes", plank, straight, tone="second"))
    you = Series("you", np.zeros(1), np.array([footing.loss]), kind="points", tone="fifth")
    far = "how far east (w) or north (b) of here"
    return Lines("Loss, if you moved", (*series, you), far, "loss", (-REACH, REACH), (0.0, top))


def _along(place: Array, index: int, away: Array) -> Array:
    """The loss so far away along one weight, shape (n,)."""
    first, second = place[:, None] + np.eye(2)[index][:, None] * away
    return np.asarray(_HILL.loss(Tensor(first[:, None]), Tensor(second[:, None])).value)


def _felt(footing: Footing, foot: int, nudges: int) -> str:
    """Tell what a foot has felt so far."""
    forth, back = _SIDES[foot]
    if not nudges:
        done = f"; along w the slope is {figure(float(footing.gradient[0]))}" if foot else ""
        return f"You stand at a loss of {figure(footing.loss)}{done}. Next: a foot to the {forth} and the {back}."
    reach = REACH * nudges / NUDGES
    high, low = (figure(float(loss)) for loss in _along(footing.place, foot, np.array([reach, -reach])))
    return f"Feeling along {'wb'[foot]}: {figure(reach)} to the {forth} the loss is {high}, to the {back} {low}."


def _caption(footing: Footing) -> str:
    along_w, along_b = footing.gradient
    if footing.level:
        level = f"Level ground both ways (slope {figure(footing.slope)})"
        return f"{level} at loss {figure(footing.loss)}: you found the bottom."
    steepest = f"Steepest downhill: {footing.downhill}, slope {figure(footing.slope)}."
    return f"East (w up) {_effect(along_w)}; north (b up) {_effect(along_b)}. {steepest}"


def _effect(slope: float) -> str:
    if abs(slope) < 5e-4:
        return "changes nothing yet (slope 0)"
    return f"{'raises' if slope > 0 else 'lowers'} the loss (slope {figure(slope)})"
