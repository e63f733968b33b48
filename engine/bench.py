"""How fast is the engine on this machine? Six workloads, each a whole training step through the public `train`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from engine.arrays import Array
from engine.network import Network
from engine.optimisers import SGD, Adam, Momentum, Optimiser
from engine.training import Training, train


@dataclass(frozen=True)
class Workload:
    """One thing to measure: a network, a loss, an optimiser and a batch size.

    Attributes:
        members: how many networks are trained at once.
    """

    name: str
    sizes: tuple[int, ...]
    activation: str
    loss: str
    optimiser: Callable[[], Optimiser]
    batch: int
    members: int | None = None

    def data(self, batches: int, seed: int = 0) -> tuple[Array, Array]:
        """Return random inputs, and targets that suit the loss, for a number of batches."""
        generator = np.random.default_rng(seed)
        inputs = generator.normal(size=(batches * self.batch, self.sizes[0]))
        return inputs, generator.integers(0, max(self.sizes[-1], 2), len(inputs))

    def start(self, dtype: str, batches: int = 20, every: int = 1) -> tuple[Network, Training]:
        """A network and its training, ready to run."""
        seed = 0 if self.members is None else [0] * self.members
        net = Network(self.sizes, self.activation, seed=seed, dtype=dtype)
        run = train(
            net,
            self.data(batches),
            loss=self.loss,
            optimiser=self.optimiser(),
            batch=self.batch,
            epochs=np.inf,
            every=every,
        )
        return net, run


STRETCH = 200  # steps between two looks at the clock
RATES = tuple(np.geomspace(0.001, 1.0, 32).tolist())
WORKLOADS = (
    Workload("2-8-8-1 tanh, SGD, batch 10", (2, 8, 8, 1), "tanh", "binary_cross_entropy", lambda: SGD(0.1), 10),
    Workload("2-16-16-2 tanh, Adam, batch 32", (2, 16, 16, 2), "tanh", "softmax_cross_entropy", Adam, 32),
    Workload("64-64-10 ReLU, Adam, batch 64", (64, 64, 10), "relu", "softmax_cross_entropy", Adam, 64),
    Workload(
        "784-128-10 ReLU, momentum, batch 128",
        (784, 128, 10),
        "relu",
        "softmax_cross_entropy",
        lambda: Momentum(0.01),
        128,
    ),
    Workload(
        "12 × 32 sigmoid, SGD, batch 64",
        (2, *[32] * 12, 1),
        "sigmoid",
        "binary_cross_entropy",
        lambda: SGD(0.1),
        64,
    ),
    Workload(
        "32 learning rates at once, 2-8-8-1",
        (2, 8, 8, 1),
        "tanh",
        "binary_cross_entropy",
        lambda: SGD(RATES),
        10,
        members=32,
    ),
)


@dataclass(frozen=True)
class Timing:
    """One workload's measurements.

    Attributes:
        microseconds: for one training step: forward, loss, backward and update.
        steps_per_second: how many of them fit into a second.
        calls: NumPy calls in one step.
        parameters: weights and biases that each step updates.
    """

    workload: str
    microseconds: float
    steps_per_second: float
    calls: int
    parameters: int


def bench(seconds: float = 10.0, dtype: str = "float32") -> Iterator[Timing]:
    """Measure each workload in turn, for `seconds` in all; the best of several stretches of ten epochs counts."""
    for workload in WORKLOADS:
        end = perf_counter() + seconds / len(WORKLOADS)
        net, run = workload.start(dtype, every=STRETCH)
        next(run)
        best = float("inf")
        while best == float("inf") or perf_counter() < end:
            before = perf_counter()
            next(run)
            best = min(best, (perf_counter() - before) / STRETCH)
        yield Timing(workload.name, best * 1e6, 1 / best, len(run.tape), net.parameters.size)
