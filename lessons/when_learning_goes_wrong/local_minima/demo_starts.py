"""The demo of the starts: one network from fifty starts at once, small or large."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from engine import Network
from lessons.kit.charts import Bars, Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.local_minima.many_starts import (
    CORNERS,
    DIFFERENT,
    LEARNED,
    STARTS,
    UPDATES,
    learning,
    networks,
)

EVERY = 20
OPTIONS = ("Fewer than 15", "15 to 45", "More than 45, or all")
BOUNDS = (15, 45)
_DRAWN = 12
"""Curves that the picture has room for."""
_LEVELS = (0.0, LEARNED, 0.2, 0.4, 10.0)


@demo(
    prediction=Prediction(f"Of {STARTS} starts, how many will learn it?", OPTIONS),
    hidden=Knob(2, 8, start=2, steps=6, whole=True, label="hidden units"),
    momentum=Knob(0.0, 0.95, start=0.0, steps=19),
)
def starts(hidden: float, momentum: float, seed: int) -> Frames:
    """One network, from fifty starts."""
    net, told = networks(int(hidden), seed), list[Array]()
    inside = network_example(
        Network([2, int(hidden), 1], "tanh", seed=STARTS * seed), CORNERS[1], DIFFERENT[1], "binary_cross_entropy",
        title="The first start",
    )  # fmt: skip
    for number, now in learning(net, momentum, EVERY):
        told.append(now)
        done, over = int(np.count_nonzero(now < LEARNED)), number == UPDATES
        yield Frame(
            number,
            (_curves(told), _heights(now)),
            f"Update {number}: {done} of {STARTS} have learned it.",
            {"update": number, "learned": done, "mean loss": float(now.mean())},
            over,
            _trouble(done, int(hidden)) if over else None,
            inside,
            how_many(done) if over else None,
        )


def how_many(done: int) -> int:
    """Return which of `OPTIONS` a number of starts makes true."""
    return 0 if done < BOUNDS[0] else 1 if done <= BOUNDS[1] else 2


def _trouble(done: int, hidden: int) -> Trouble | None:
    if done > BOUNDS[1] or hidden >= 6:
        return None
    why = (
        f"{STARTS - done} of {STARTS} starts hang somewhere above the ground: {hidden} hidden units leave few ways out."
    )
    return Trouble("Stuck", why, {"hidden": 6})


def _curves(told: list[Array]) -> Lines:
    rows, updates = np.array(told), np.arange(len(told), dtype=float) * EVERY
    series = tuple(
        Series("starts" if not member else "", updates, rows[:, member], tone="main") for member in range(_DRAWN)
    )
    return Lines(
        f"Loss of {_DRAWN} of them", series, "update", "loss", (0.0, float(UPDATES)), (0.0, 1.0),
        marks=(Mark("learned", y=LEARNED),),
    )  # fmt: skip


def _heights(now: Array) -> Bars:
    """Return how many starts stand how high."""
    counts = [np.count_nonzero((low <= now) & (now < high)) for low, high in pairwise(_LEVELS)]
    labels = ("learned", f"to {_LEVELS[2]:g}", f"to {_LEVELS[3]:g}", "above")
    return Bars("Loss of all", labels, np.array(counts, dtype=float), (0.0, float(STARTS)), decimals=0, highlight=0)
