"""What everyone has to train: a workload drawn, with its start weights and its batches; and who can train it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np

from engine.arrays import Array
from engine.bench import Workload
from engine.network import Network


class Unable(Exception):
    """A rival cannot do a workload; the message says why."""


@dataclass
class Runner:
    """Something that can train: `run(steps)` goes on from where it is, `weights()` tells where that is.

    Attributes:
        run: makes so many steps and returns the loss that it computed last.
        multiple: `run` takes multiples of this only.
    """

    run: Callable[[int], float]
    weights: Callable[[], list[Array]]
    multiple: int = 1


@dataclass
class Task:
    """A workload, drawn: start weights [W, b, W, b, …], inputs (n, features) and targets (n,)."""

    workload: Workload
    dtype: str
    start: list[Array]
    inputs: Array
    targets: Array

    @property
    def answers(self) -> Array:
        """Targets as the losses want them: one column, or one hot."""
        if self.workload.loss == "binary_cross_entropy":
            return self.targets[:, np.newaxis].astype(self.dtype)
        return np.eye(self.workload.sizes[-1], dtype=self.dtype)[self.targets]

    @property
    def batches(self) -> int:
        """How many make an epoch."""
        return len(self.inputs) // self.workload.batch

    @property
    def rate(self) -> float:
        return self.workload.optimiser().rate_at(0)

    def orders(self) -> Iterator[Array]:
        """The order of the examples in each epoch, for ever: the one that `train(seed=0)` takes."""
        generator = np.random.default_rng(0)
        while True:
            yield generator.permutation(len(self.inputs))

    def shuffled(self, x: Array, y: Array) -> Iterator[tuple[Array, Array]]:
        """The batches of these arrays, for ever, shuffled at the start of each epoch."""
        size = self.workload.batch
        for order in self.orders():
            mixed_x, mixed_y = x[order], y[order]
            for place in range(0, len(order), size):
                yield mixed_x[place : place + size], mixed_y[place : place + size]


def make_task(workload: Workload, dtype: str, batches: int = 20) -> Task:
    net, _ = workload.start(dtype, batches)
    inputs, targets = workload.data(batches)
    return Task(workload, dtype, weights_of(net, 0), inputs.astype(dtype), targets)


def weights_of(net: Network, member: int | None) -> list[Array]:
    arrays = [array for layer in net.layers for array in (layer.weights, layer.biases)]
    return [np.array(each if net.members is None else each[member]) for each in arrays]


def need(module: str) -> None:
    if find_spec(module) is None:
        raise Unable(f"{module} is not installed")


def no_ensembles(task: Task) -> None:
    if task.workload.members is not None:
        raise Unable("one network at a time")
