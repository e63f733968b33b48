"""The demo that takes the gradient apart: one slope for each weight, felt by hand."""

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
"""How far the pictures look to each side."""


@demo(
    prediction=Prediction(
        "The examples lie along the line y = x + 0.5. From where w and b stand now, which way is downhill?", WAYS
    ),
    w=Knob(*WEST_EAST, start=-1.0, steps=24, live=True),
    b=Knob(*SOUTH_NORTH, start=2.0, steps=24, live=True),
)
def feel(w: Live[float], b: Live[float], seed: int) -> Frames:  # noqa: ARG001
    """Feel the slope along each weight, one foot at a time."""
    yield from still(lambda: _frame(np.array([w(), b()])))


def _frame(place: Array) -> Frame:
    footing = Footing(0, place, *_HILL.feel(place))
    readings = {
        "loss": footing.loss,
        "slope along w": float(footing.gradient[0]),
        "slope along b": float(footing.gradient[1]),
        "slope": footing.slope,
    }
    inside = _HILL.inspection(place)
    downhill = " and ".join(
        f"{name} {'up' if slope < 0 else 'down'}" for name, slope in zip("wb", footing.gradient, strict=True)
    )
    return Frame(
        0, (_cuts(footing),), _caption(footing), readings, finished=True, inspect=inside, outcome=WAYS.index(downhill)
    )


def _cuts(footing: Footing) -> Lines:
    """The loss as one weight moves and the other stays, for each, with the slopes as straight lines."""
    away = np.linspace(-REACH, REACH, 41)
    plank = np.array([-REACH / 2, REACH / 2])
    series: list[Series] = []
    tones: tuple[Tone, Tone]
    for index, name, tones in ((0, "east (w)", ("main", "second")), (1, "north (b)", ("third", "fourth"))):
        places = footing.place[:, None] + np.eye(2)[index][:, None] * away
        loss = np.asarray(_HILL.loss(Tensor(places[0][:, None]), Tensor(places[1][:, None])).value)
        straight = footing.loss + footing.gradient[index] * plank
        series += [
            Series(name, away, loss, tone=tones[0]),
            Series(f"slope along {name[-2]}", plank, straight, tone=tones[1]),
        ]
    you = Series("you", np.zeros(1), np.array([footing.loss]), kind="points", tone="good")
    return Lines("Loss, if you moved", (*series, you), "how far east or north of here", "loss", (-REACH, REACH))


def _caption(footing: Footing) -> str:
    along_w, along_b = footing.gradient
    if footing.level:
        level = f"Level ground both ways (slope {figure(footing.slope)})"
        return f"{level} at loss {figure(footing.loss)}: you found the bottom."
    return (
        f"A step east (w up) {_effect(along_w)}; a step north (b up) {_effect(along_b)}. "
        f"Together: the ground falls most steeply to the {footing.downhill}, with slope {figure(footing.slope)}."
    )


def _effect(slope: float) -> str:
    if abs(slope) < 5e-4:
        return "changes nothing yet (slope 0)"
    return f"{'raises' if slope > 0 else 'lowers'} the loss (slope {figure(slope)})"
