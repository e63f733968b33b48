"""The demo by hand: a chain of two layers with four numbers, some of them frozen."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, train
from lessons.kit.charts import Lines, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array

UPDATES = 20
NAMES = ("w1", "b1", "w2", "b2")
OPTIONS = ("All four of them", "Only those of layer 1: w1 and b1", "Only those of layer 2: w2 and b2", "None of them")
FROZEN = {"layer 1": (1,), "layer 2": (2,), "neither": ()}


def chain(seed: int) -> tuple[Network, float]:
    """Return a chain x → layer 1 → layer 2 without bends, as it starts, and the answer that it is to give for x = 1."""
    chance = np.random.default_rng(seed)
    net = Network([1, 1, 1], "identity", seed=seed)
    net.parameters[...] = [float(chance.uniform(0.6, 1.2)), 0.0, float(chance.uniform(0.2, 0.6)), 0.0]
    return net, float(chance.uniform(1.5, 2.5))


def which_moved(before: Array, after: Array) -> int | None:
    """Return which of `OPTIONS` came true, to the last bit; None for anything else."""
    changed = tuple(bool(one != other) for one, other in zip(before, after, strict=True))
    patterns = ((True,) * 4, (True, True, False, False), (False, False, True, True), (False,) * 4)
    return patterns.index(changed) if changed in patterns else None


@demo(
    prediction=Prediction(f"Which of the four numbers will have moved after {UPDATES} updates?", OPTIONS),
    frozen=Choices(*FROZEN, label="frozen"),
    rate=Knob(0.02, 0.64, start=0.08, scale="log", steps=5, label="learning rate"),
)
def freeze(frozen: str, rate: float, seed: int) -> Frames:
    """Four numbers, some frozen."""
    net, target = chain(seed)
    before, losses = net.parameters.copy(), list[float]()
    for update in train(net, ([[1.0]], [[target]]), optimiser=SGD(rate), updates=UPDATES, frozen=FROZEN[frozen]):
        losses.append(update.loss)
        over = bool(update.reason)
        moved = net.parameters - before
        yield Frame(
            update.number,
            (_table(before, net, frozen), _curve(losses)),
            _caption(update.number, update.loss, net.gradients, moved),
            {"update": update.number, "loss": update.loss},
            over,
            _trouble(losses) if over else None,
            network_example(net, [1.0], target, "mse", focus="W1[1, 1]", title="The chain, and its answer"),
            which_moved(before, net.parameters) if over else None,
        )


def _table(before: Array, net: Network, frozen: str) -> Table:
    rows = tuple(
        (name, figure(start), figure(now), figure(slope), "frozen" if i // 2 + 1 in FROZEN[frozen] else "free")
        for i, (name, start, now, slope) in enumerate(zip(NAMES, before, net.parameters, net.gradients, strict=True))
    )
    return Table("The four numbers", ("", "at first", "now", "slope", ""), rows)


def _curve(losses: list[float]) -> Lines:
    along = np.arange(float(len(losses)))
    return Lines("Loss", (Series("", along, np.array(losses)),), "update", "", (0.0, float(UPDATES)))


def _caption(number: int, loss: float, slopes: Array, moved: Array) -> str:
    if not number:
        told = ", ".join(f"{name} {figure(slope)}" for name, slope in zip(NAMES, slopes, strict=True))
        return f"Nothing has moved yet. Each has a slope, frozen or not: {told}."
    by = ", ".join(f"{name} by {figure(each)}" for name, each in zip(NAMES, moved, strict=True) if each)
    return f"After update {number} the loss is {figure(loss)}. Moved: {by or 'none'}."


def _trouble(losses: list[float]) -> Trouble | None:
    if losses[-1] < losses[0]:
        return None
    why = f"The loss went from {figure(losses[0])} to {figure(losses[-1])}: each step went past the bottom."
    return Trouble("Steps too long", why, {"rate": 0.08})
