"""The four activations as the engine has them, and networks that differ in nothing else."""

from __future__ import annotations

import numpy as np

from engine import Network, Tensor, datasets
from lessons.kit.charts import Tone
from lessons.kit.computation import Computation
from lessons.kit.slopes import Array

TONES: dict[str, Tone] = {"step": "bad", "sigmoid": "third", "tanh": "second", "ReLU": "main"}
"""The four, from a switch to what most networks use today; each has its colour in every picture."""
NAMES = tuple(TONES)
HIDDEN = 8
"""Neurons in each hidden layer."""


def activated(name: str, z: Tensor) -> Tensor:
    """The activation of that name, at every z."""
    function = {"step": z.step, "sigmoid": z.sigmoid, "tanh": z.tanh, "ReLU": z.relu}[name]
    return function()


def neuron(name: str, z: float) -> Computation:
    """Return what a neuron with this activation gives at z."""
    return Computation(lambda z: activated(name, z).named("a"), {"z": z})


def respond(name: str, z: Array) -> tuple[Array, Array]:
    """Return what the activation gives at each z, and its slope there, each of shape (n,), from one backward pass."""
    sums = Tensor(z)
    outputs = activated(name, sums)
    outputs.sum().backward()
    return np.array(outputs.value), np.array(sums.grad)


def examples(data: str, seed: int) -> tuple[Array, Array]:
    """The inputs, shape (n, 2), and the targets 0 and 1, shape (n, 1)."""
    split = (datasets.moons if data == "moons" else datasets.circles)(seed).train
    return split.inputs, split.targets[:, None].astype(float)


def network(name: str, layers: int, seed: int) -> Network:
    """A network in which every neuron, the last one too, has this activation; the same seed gives the same weights."""
    sizes = [2, *[HIDDEN] * layers, 1]
    net = Network(sizes, name.lower(), output=name.lower(), seed=seed, initialisation="glorot")
    net.layers[-1].biases[...] = 0.5  # undecided at first, so that a ReLU at the end does not begin switched off
    return net
