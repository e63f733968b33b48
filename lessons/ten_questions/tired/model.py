"""The learner that never tires: one neuron, a handful of examples, its slope at any weights, and the work it does."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from engine import SGD, Network, Tensor, loss_of, train
from engine.tape import Tape
from engine.update import Update
from lessons.kit.slopes import Array

EXAMPLES = 8
A_FRAME = 2_000
"""Updates between one look and the next, once the first few have been seen."""
EARLY = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)
TASKS = {"two groups": "binary_cross_entropy", "a line": "mse"}
"""Tasks it can train on, and their losses: the first is never quite done, the second has a best answer."""


class Robot:
    """One neuron with a weight and a bias, the examples that it trains on, and where it began.

    Args:
        task: one of `TASKS`.
        rate: the learning rate, plain gradient descent.
        updates: how many it will make.
        seed: of the examples and of the first weights.

    Attributes:
        first_weights: the weight and the bias before update 1, shape (2,).
    """

    def __init__(self, task: str, rate: float, updates: int, seed: int) -> None:
        self.loss = TASKS[task]
        self.inputs, self.targets = _examples(task, seed)
        self.net = Network([1, 1], seed=seed)
        self.first_weights = self.net.parameters.copy()
        self.last = updates
        data = (self.inputs, self.targets)
        self._run = train(self.net, data, loss=self.loss, optimiser=SGD(rate), updates=updates)

    def looks(self) -> Iterator[Update]:
        """Train, and look up at update 0, 1, 2, 5 … 2,000 and every 2,000 from there on."""
        yield next(self._run)
        now = 0
        while now < self.last:
            then = next((number for number in EARLY if number > now), now + A_FRAME)
            self._run.every = then - now
            update = next(self._run)
            now = update.number
            yield update

    def slope_at(self, weights: Array) -> Array:
        """The gradient of this very network with other weights put in for a moment, shape (2,)."""
        mine = self.net.parameters.copy()
        self.net.parameters[...] = weights
        loss_of(self.net(Tensor(self.inputs)), self.targets, self.loss).backward()
        gradient = self.net.gradients.copy()
        self.net.parameters[...] = mine
        return gradient

    def work(self) -> int:
        """Multiply-adds in one update, from the steps that the engine runs for it."""
        return multiply_adds(self._run.tape)


def multiply_adds(tape: Tape) -> int:
    """Multiply-adds in the matrix products and in the weights' change, of one update."""
    products = [step for step in tape if getattr(step.call, "__name__", "") == "dot" and step.value.ndim == 2]
    changes = [step for step in tape.phase("update") if step.label.startswith("change")]
    multiplied = sum(step.value.size * int(step.inputs[0].shape[-1]) for step in products)
    return multiplied + sum(step.value.size for step in changes)


def counted(inputs: int, outputs: int, examples: int) -> int:
    """Return the multiply-adds in one update of a network without hidden neurons, from the engine's tape."""
    net = Network([inputs, outputs], seed=0)
    data = (np.zeros((examples, inputs)), np.zeros((examples, outputs)))
    run = train(net, data, optimiser=SGD(0.1), updates=1)
    next(run)
    return multiply_adds(run.tape)


def slope_length(gradient: Array) -> float:
    """How steep it is: the gradient's length."""
    return math.hypot(*gradient)


def _examples(task: str, seed: int) -> tuple[Array, Array]:
    """Inputs and targets, shape (8, 1) each."""
    rng = np.random.default_rng(seed)
    right = rng.uniform(0.5, 2.0, size=(EXAMPLES // 2, 1))
    left = -rng.uniform(0.5, 2.0, size=(EXAMPLES // 2, 1))
    inputs = np.concatenate([left, right])
    if task == "two groups":
        return inputs, (inputs > 0).astype(float)
    return inputs, 2.0 * inputs + 1.0 + rng.normal(0.0, 0.3, size=inputs.shape)
