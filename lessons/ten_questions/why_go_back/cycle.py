"""One cycle of a real network: its steps in a learner's words, in the tape's order and by what each needs."""

from __future__ import annotations

from graphlib import TopologicalSorter

import numpy as np

from engine import Network, train

STEPS = {
    "z1": "The hidden neuron adds up its inputs",
    "a1": "The hidden neuron bends its sum",
    "z2": "The network gives its answer",
    "loss": "The loss says how wrong the answer is",
    "dz2": "The slope of the loss along the answer",
    "d[a1;": "The slope along what the hidden neuron passed on",
    "dW1": "The slope along the weights into the hidden neuron",
    "weights": "The weights move",
}
"""A learner's names for the steps, by the name at which their line on the tape begins."""
_NEEDS = {
    "a1": ["z1"],
    "z2": ["a1"],
    "loss": ["z2"],
    "dz2": ["loss"],
    "d[a1;": ["dz2"],
    "dW1": ["d[a1;"],
    "weights": ["dW1"],
}
"""The values that must be known before each step."""


def on_the_tape() -> list[str]:
    """Return the names of these steps in the order in which the engine makes them."""
    net = Network([1, 1, 1], "tanh", seed=0)
    run = train(net, (np.array([[1.0]]), np.array([[1.0]])), loss="mse", updates=1)
    next(run)
    names = [step.label.split(" ")[0] for step in run.tape]
    return list(dict.fromkeys(name for name in names if name in STEPS))


def by_needs() -> list[str]:
    """Return them in the only order in which each finds what it needs."""
    return list(TopologicalSorter(_NEEDS).static_order())
