"""The steps of one update, and their order: as the engine's tape has it, and as each needs what comes before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine import SGD, Network, train


@dataclass(frozen=True)
class Deed:
    """A step of one update.

    Attributes:
        words: how the learner reads it.
        label: how its line on the engine's tape begins.
        needs: what must be known before it.
    """

    words: str
    label: str
    needs: tuple[str, ...]


ONE_NEURON = {
    "z": Deed("add up weight × input and the bias: z", "z1 =", ()),
    "a": Deed("bend z: the answer a", "a1 =", ("z",)),
    "loss": Deed("compare a with the truth: the loss", "loss =", ("a",)),
    "da": Deed("slope of the loss along a", "da1 =", ("loss",)),
    "dz": Deed("slope of the loss along z", "dz1 =", ("da",)),
    "dw": Deed("slope of the loss along the weight", "dW1 =", ("dz",)),
    "w": Deed("move the weight against its slope", "weights −=", ("dw",)),
}
TWO_LAYERS = {
    "a1": Deed("what the hidden neurons answer", "a1 =", ()),
    "a2": Deed("what the last neuron answers", "a2 =", ("a1",)),
    "loss": Deed("the loss", "loss =", ("a2",)),
    "dz2": Deed("slope of the loss along the last neuron's sum", "dz2 =", ("loss",)),
    "dz1": Deed("slope of the loss along the hidden neurons' sums", "dz1 =", ("dz2",)),
    "w": Deed("move all weights against their slopes", "weights −=", ("dz1",)),
}


def on_the_tape(deeds: Mapping[str, Deed], hidden: str, last: str) -> list[str]:
    """The deeds in the order in which the engine's tape of one update holds them."""
    sizes, kinds = ([1, 1], last) if deeds is ONE_NEURON else ([1, 3, 1], hidden)
    net = Network(sizes, kinds, output=last, seed=0)
    run = train(net, (np.array([[2.0]]), np.array([[1.0]])), optimiser=SGD(0.1), updates=1)
    next(run)
    labels = [step.label for step in run.tape]
    done = {
        name: max(i for i, label in enumerate(labels) if label.startswith(deed.label)) for name, deed in deeds.items()
    }
    return sorted(deeds, key=done.__getitem__)


def by_needs(deeds: Mapping[str, Deed]) -> list[str]:
    """The deeds in the only order in which each finds what it needs."""
    known: list[str] = []
    while len(known) < len(deeds):
        known.append(next(name for name, deed in deeds.items() if name not in known and set(deed.needs) <= set(known)))
    return known
