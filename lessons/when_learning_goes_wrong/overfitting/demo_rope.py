"""The demo of the rope: one weight that its examples pull outwards, and a penalty that pulls it back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.overfitting.model import tug

UPDATES, START = 80, 0.5
OPTIONS = ("It goes on growing", "It comes to rest", "It shrinks to nothing")
_AT_REST = 0.05
"""Pulls that differ by less than this share of the stronger one balance each other."""
_NOTHING = 0.05


@demo(
    prediction=Prediction("What becomes of the weight in 80 updates?", OPTIONS),
    penalty=Knob(0.0, 0.5, start=0.05, steps=20, label="penalty λ"),
    rate=Knob(0.1, 2.0, start=1.0, scale="log", label="learning rate"),
)
def rope(penalty: float, rate: float, seed: int) -> Frames:
    """One weight between two pulls."""
    xs = np.random.default_rng(seed).uniform(0.5, 1.5, 10)
    path, tugs = [START], [pulls(START, xs, penalty)]
    for _ in range(UPDATES):
        yield _frame(path, tugs, xs, penalty)
        up, down = tugs[-1]
        path.append(path[-1] + rate * (up - down))
        tugs.append(pulls(path[-1], xs, penalty))
    yield _frame(path, tugs, xs, penalty)


def pulls(w: float, xs: Array, penalty: float) -> tuple[float, float]:
    """Return how hard the examples pull the weight upwards, and the penalty downwards."""
    return -tug(w, xs, 0.0).slope("w"), penalty * w


def what_becomes(w: float, up: float, down: float) -> int:
    """Return which option is true of a weight on which these two pull."""
    if abs(up - down) <= _AT_REST * max(up, down):
        return 1
    return 2 if abs(w) < _NOTHING else 0


def _frame(path: Sequence[float], tugs: Sequence[tuple[float, float]], xs: Array, penalty: float) -> Frame:
    update, w, over = len(path) - 1, path[-1], len(path) > UPDATES
    (up, down), so_far = tugs[-1], np.array(tugs)
    updates, limits = np.arange(len(path), dtype=float), (0.0, float(UPDATES))
    weight = Lines("The weight", (Series("w", updates, np.array(path)),), "update", "", limits, (0.0, 1.1 * max(path)))
    series = (
        Series("examples, up", updates, so_far[:, 0], tone="second"),
        Series("penalty, down", updates, so_far[:, 1], tone="bad"),
    )
    caption = (
        f"Update {update}: w = {figure(w)}. The examples pull it up by {figure(up)}, the penalty down by "
        f"{figure(penalty)} × {figure(w)} = {figure(down)}."
    )
    return Frame(
        update,
        (weight, Lines("Two pulls", series, "update", "", limits, (0.0, 0.5))),
        caption,
        {"update": update, "w": w, "pull up": up, "pull down": down},
        over,
        inspect=tug(w, xs, penalty).inspect("w", title="The loss with its penalty"),
        outcome=what_becomes(w, up, down) if over else None,
    )
