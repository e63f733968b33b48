"""The rules of the TensorFlow Playground (D. Smilkov and S. Carter, 2016) in NumPy, written from what it does.

It is what links of it are held against: its data, its one order of the examples for all epochs, batches that reach into
the next epoch, half the squared miss, and weights that L1 takes to 0 for good. Nothing of the engine stands in here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.arrays import Array

INPUTS: Mapping[str, Callable[[Array], Array]] = {
    "x": lambda at: at[:, 0],
    "y": lambda at: at[:, 1],
    "xSquared": lambda at: at[:, 0] ** 2,
    "ySquared": lambda at: at[:, 1] ** 2,
    "xTimesY": lambda at: at[:, 0] * at[:, 1],
    "sinX": lambda at: np.sin(at[:, 0]),
    "sinY": lambda at: np.sin(at[:, 1]),
}
FUNCTIONS: Mapping[str, tuple[Callable[[Array], Array], Callable[[Array, Array], Array]]] = {
    "tanh": (np.tanh, lambda _, answer: 1 - answer * answer),
    "relu": (lambda z: np.maximum(z, 0), lambda z, _: (z > 0) * 1.0),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda _, answer: answer * (1 - answer)),
    "linear": (lambda z: z, lambda z, _: np.ones_like(z)),
}
"""Each activation, and its slope from the sum and the answer."""


@dataclass
class OriginalNetwork:
    """A network with one output, and how it is updated.

    Attributes:
        weights: of each layer, (units, inputs); they change.
        biases: of each layer, (units,); likewise.
        activation: of hidden layers.
        output: of the last.
        penalty: "none", "L1" or "L2".
        strength: of that.
        dead: for each weight, whether L1 has taken it to 0.
    """

    weights: list[Array]
    biases: list[Array]
    activation: str
    output: str
    penalty: str = "none"
    strength: float = 0.0
    dead: list[Array] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dead = [np.zeros(each.shape, bool) for each in self.weights]

    def _passes(self, inputs: Array) -> tuple[list[Array], list[Array]]:
        """What each layer is given, and what it sums; the answers are the last that is given."""
        given, sums = [inputs], list[Array]()
        for weights, biases in zip(self.weights, self.biases, strict=True):
            sums.append(given[-1] @ weights.T + biases)
            name = self.output if len(sums) == len(self.weights) else self.activation
            given.append(FUNCTIONS[name][0](sums[-1]))
        return given, sums

    def answers(self, inputs: Array) -> Array:
        """One answer for each row."""
        return np.asarray(self._passes(inputs)[0][-1][:, 0])

    def loss(self, inputs: Array, labels: Array) -> float:
        """Half the squared miss, on average."""
        return float(0.5 * np.mean((self.answers(inputs) - labels) ** 2))

    def update(self, inputs: Array, labels: Array, rate: float) -> None:
        """Go against the mean slope over these examples; then the weights, not the biases, are made smaller."""
        given, sums = self._passes(inputs)
        sent = given[-1] - labels[:, np.newaxis]
        for layer in reversed(range(len(self.weights))):
            name = self.output if layer == len(self.weights) - 1 else self.activation
            at_sums = sent * FUNCTIONS[name][1](sums[layer], given[layer + 1])
            sent = at_sums @ self.weights[layer]
            self._move(layer, at_sums.T @ given[layer] / len(inputs), rate)
            self.biases[layer] = self.biases[layer] - rate * at_sums.sum(axis=0) / len(inputs)

    def _move(self, layer: int, slopes: Array, rate: float) -> None:
        old, dead = self.weights[layer], self.dead[layer]
        pull = {"none": 0 * old, "L1": np.sign(old), "L2": old}[self.penalty]
        learnt = old - rate * slopes
        new = learnt - rate * self.strength * pull
        if self.penalty == "L1":
            dead |= (learnt * new < 0) | dead
            new = np.where(dead, 0.0, new)
        self.weights[layer] = new


def fresh(sizes: Sequence[int], dice: np.random.Generator, *, zero: bool = False) -> tuple[list[Array], list[Array]]:
    """Return weights within ±0.5 and biases of 0.1, or zeros."""
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    weights = [np.zeros(shape) if zero else dice.random(shape) - 0.5 for shape in shapes]
    return weights, [np.full(units, 0.0 if zero else 0.1) for units, _ in shapes]


def drawn(name: str, noise: float, dice: np.random.Generator) -> tuple[Array, Array]:
    """Return points, (n, 2), and their labels, (n,), in a random order.

    Args:
        name: as a link has it.
        noise: from 0 to 0.5.
        dice: draws them.
    """
    count = 1200 if name.startswith("reg") else 500
    half, sides = count // 2, np.repeat([1.0, -1.0], count // 2)
    if name == "circle":
        far = np.concatenate([dice.uniform(0, 2.5, half), dice.uniform(3.5, 5, half)])
        angle = dice.uniform(0, 2 * np.pi, count)
        at = np.stack([far * np.sin(angle), far * np.cos(angle)], axis=1)
        near = at + dice.uniform(-5, 5, at.shape) * noise
        labels = np.where(np.sqrt((near**2).sum(axis=1)) < 2.5, 1.0, -1.0)
    elif name == "xor":
        at = dice.uniform(-5, 5, (count, 2))
        at = np.where(at > 0, at + 0.3, at - 0.3)
        near = at + dice.uniform(-5, 5, at.shape) * noise
        labels = np.where(near[:, 0] * near[:, 1] >= 0, 1.0, -1.0)
    elif name == "gauss":
        at = dice.normal(0, np.sqrt(0.5 + noise / 0.5 * 3.5), (count, 2)) + 2 * sides[:, np.newaxis]
        labels = sides
    elif name == "spiral":
        along = np.tile(np.arange(half) / half, 2)
        angle = 1.75 * along * 2 * np.pi + np.where(sides > 0, 0, np.pi)
        at = 5 * along[:, np.newaxis] * np.stack([np.sin(angle), np.cos(angle)], axis=1)
        at, labels = at + dice.uniform(-1, 1, at.shape) * noise, sides
    else:
        at = dice.uniform(-6, 6, (count, 2))
        labels = (_plane if name == "reg-plane" else _bumps)(at + dice.uniform(-6, 6, at.shape) * noise)
    order = dice.permutation(count)
    return at[order], labels[order]


def _plane(at: Array) -> Array:
    return np.asarray(at.sum(axis=1) / 10)


def _bumps(at: Array) -> Array:
    tops = [(-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)]
    return np.asarray(sum(s * np.maximum(0, 1 - np.hypot(at[:, 0] - x, at[:, 1] - y) / 2) for x, y, s in tops))


@dataclass
class OriginalRun:
    """A network, its examples, and how far the examples have been gone through.

    Attributes:
        network: which changes.
        train: inputs (n, inputs) and labels (n,).
        test: likewise.
        rate: the learning rate.
        batch: examples for each update; those that an epoch leaves over wait for the next.
    """

    network: OriginalNetwork
    train: tuple[Array, Array]
    test: tuple[Array, Array]
    rate: float
    batch: int

    def go(self, epochs: int) -> None:
        """Go through all examples in their one order, so many times."""
        inputs, labels = self.train
        waiting: list[int] = []
        with np.errstate(all="ignore"):
            for _ in range(epochs):
                for first in range(0, len(inputs), self.batch):
                    rows = range(first, min(first + self.batch, len(inputs)))
                    waiting += rows
                    if len(rows) == self.batch:
                        self.network.update(inputs[waiting], labels[waiting], self.rate)
                        waiting = []

    def losses(self) -> tuple[float, float]:
        """The loss on what it learns from and on the test."""
        with np.errstate(all="ignore"):
            return self.network.loss(*self.train), self.network.loss(*self.test)

    def shares(self) -> tuple[float, float]:
        """The shares that are right."""
        both = (self.train, self.test)
        with np.errstate(all="ignore"):
            train, test = (float(np.mean((self.network.answers(x) > 0) == (y > 0))) for x, y in both)
        return train, test


def original_run(said: dict[str, str], seed: int) -> OriginalRun:
    """Return a run of the original with what a link says; what it does not say stands where it does there."""
    dice = np.random.default_rng(seed)
    regression = said.get("problem") == "regression"
    name = said.get("regDataset", "reg-plane") if regression else said.get("dataset", "circle")
    at, labels = drawn(name, float(said.get("noise", 0)) / 100, dice)
    on = [each for each in INPUTS if said.get(each, str(each in ("x", "y")).lower()) == "true"]
    inputs = np.stack([INPUTS[each](at) for each in on], axis=1)
    cut = int(len(at) * int(said.get("percTrainData", 50)) / 100)
    shape = [int(units) for units in said.get("networkShape", "4,2").split(",") if units]
    weights, biases = fresh([len(on), *shape, 1], dice, zero=said.get("initZero") == "true")
    network = OriginalNetwork(
        weights,
        biases,
        said.get("activation", "tanh"),
        "linear" if regression else "tanh",
        said.get("regularization", "none"),
        float(said.get("regularizationRate", 0)),
    )
    train, test = (inputs[:cut], labels[:cut]), (inputs[cut:], labels[cut:])
    return OriginalRun(network, train, test, float(said.get("learningRate", 0.03)), int(said.get("batchSize", 10)))
