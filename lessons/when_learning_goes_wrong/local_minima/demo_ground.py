"""The demo of the bends: a network comes to rest on a plateau, and the ground there is felt in all directions."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, train
from lessons.kit.charts import Bars, Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.local_minima.curvature import (
    LEVEL,
    PEAK,
    PIT,
    POINTS,
    SADDLE,
    WANTED,
    bends,
    gradient,
    kind_of_place,
)

RATE, UPDATES, EVERY, SMALL = 0.1, 600, 6, 0.15
HIGH = 0.12
"""Losses above that are the plateau's, not the valley's."""
_SHOWN = 2
"""Bends shown from either end of the row."""


@demo(
    prediction=Prediction(
        "Where it stands nearly still up there, how many directions bend downwards?", (PIT, SADDLE, PEAK)
    ),
    hidden=Knob(2, 6, start=3, steps=4, whole=True, label="hidden units"),
    size=Knob(0.05, 1.0, start=SMALL, scale="log", steps=8, label="first weights ×"),
)
def ground(hidden: float, size: float, seed: int) -> Frames:
    """The ground, felt in all directions."""
    net = Network([2, int(hidden), 1], "tanh", seed=seed)
    net.parameters[...] *= size
    losses, stillest, there = list[float](), np.inf, np.zeros(net.size)  # and how it bent where it was stillest
    for update in train(net, (POINTS, WANTED), loss="mse", optimiser=SGD(RATE), updates=UPDATES, every=EVERY):
        bent, steep = bends(net), float(np.linalg.norm(gradient(net)))
        losses.append(update.loss)
        if update.loss > HIGH and steep < stillest:
            stillest, there = steep, bent
        yield _frame(net, losses, bent, steep, there if update.number == UPDATES else None)


def _frame(net: Network, losses: list[float], bent: Array, steep: float, there: Array | None) -> Frame:
    number, (down, up) = (len(losses) - 1) * EVERY, _counted(bent)
    told = f"Of {len(bent)} directions {down} bend{'s' if down == 1 else ''} downwards and {up} upwards."
    if there is not None:
        told += " Where it stood nearly still, {} bent downwards and {} upwards.".format(*_counted(there))
    return Frame(
        number,
        (_curve(losses), _bars(bent)),
        f"Update {number}: loss {losses[-1]:.3f}, slope {figure(steep)}. {told}",
        {"update": number, "loss": losses[-1], "slope": steep, "downwards": down, "upwards": up},
        there is not None,
        inspect=network_example(net, POINTS[1], WANTED[1], "mse", title="One of the four points"),
        outcome=None if there is None else kind_of_place(there),
    )


def _counted(bent: Array) -> tuple[int, int]:
    """Return how many directions bend downwards, and how many upwards."""
    return int(np.count_nonzero(bent < -LEVEL)), int(np.count_nonzero(bent > LEVEL))


def _curve(losses: list[float]) -> Lines:
    series = Series("loss", np.arange(len(losses), dtype=float) * EVERY, np.array(losses), tone="bad")
    return Lines("Loss", (series,), "update", "loss", (0.0, float(UPDATES)), (0.0, 0.65))


def _bars(bent: Array) -> Bars:
    """Return the most downward and the most upward bends."""
    chosen = np.concatenate([bent[:_SHOWN], bent[-_SHOWN:]])
    labels = (*(f"lowest {i + 1}" for i in range(_SHOWN)), *(f"highest {_SHOWN - i}" for i in range(_SHOWN)))
    return Bars("Bends", labels, chosen, (-1.5, 4.5))
