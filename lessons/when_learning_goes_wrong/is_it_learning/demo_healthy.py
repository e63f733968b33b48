"""The demo of the healthy run: a network learns from small batches, and every update's rise or fall is counted."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, train
from lessons.kit.by_hand import cross_entropies
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.is_it_learning.patients import HIDDEN, column, points

UPDATES, EVERY = 300, 5
OPTIONS = ("Hardly any: fewer than one in ten", "A good part: one to five in ten", "Most of them")
BOUNDS = (0.1, 0.55)
HIGH = 0.3
"""A loss in the end that is not that of a healthy run."""


@demo(
    prediction=Prediction("It learns well. How many of its updates make the loss on all examples worse?", OPTIONS),
    rate=Knob(0.01, 30.0, start=0.5, scale="log", steps=20, label="learning rate"),
    batch=Knob(2, 60, start=10, steps=29, whole=True, label="batch size"),
)
def healthy(rate: float, batch: float, seed: int) -> Frames:
    """A healthy run, update by update."""
    given, labels = points(seed).train.inputs, column(points(seed).train.targets)
    net, losses = Network([2, HIDDEN, 1], "tanh", seed=seed), list[float]()
    run = train(
        net, (given, labels), loss="binary_cross_entropy", optimiser=SGD(rate), batch=int(batch), updates=UPDATES,
        every=1, seed=seed,
    )  # fmt: skip
    for update in run:
        losses.append(float(cross_entropies(net.outputs(given), labels)))
        if update.number % EVERY == 0:
            yield _frame(net, given[0], labels[0], np.array(losses))


def worse(losses: Array) -> float:
    """Return the share of updates after which the loss was higher than before; 0 before the first."""
    return float(np.mean(np.diff(losses) > 0)) if len(losses) > 1 else 0.0


def how_many(share: float) -> int:
    """Return which of `OPTIONS` a share of updates makes true."""
    return int(np.searchsorted(BOUNDS, share))


def _frame(net: Network, point: Array, label: Array, losses: Array) -> Frame:
    number, over = len(losses) - 1, len(losses) == UPDATES + 1
    rose = int(np.count_nonzero(np.diff(losses) > 0))
    told = f"{rose} of them made it worse" if over else "some updates help, some do not"
    return Frame(
        number,
        (_curve(losses),),
        f"After {number} updates the loss is {losses[-1]:.3f}; {told}." if number else "It has not begun.",
        {"update": number, "loss": float(losses[-1]), **({"worse": rose} if over else {})},
        over,
        _trouble(float(losses[-20:].mean())) if over else None,
        network_example(net, point, label, "binary_cross_entropy", title="One example"),
        how_many(worse(losses)) if over else None,
    )


def _trouble(last: float) -> Trouble | None:
    if last < HIGH:
        return None
    why = f"Its loss was {last:.2f} in the end: with this rate it creeps, or it jumps from wall to wall."
    return Trouble("Hardly learns", why, {"rate": 0.5, "batch": 10})


def _curve(losses: Array) -> Lines:
    series = Series("loss", np.arange(len(losses), dtype=float), losses, tone="bad")
    high = float(max(1.0, np.ceil(losses.max())))
    return Lines("Loss on all examples", (series,), "update", "loss", (0.0, float(UPDATES)), (0.0, high))
