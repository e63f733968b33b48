"""What every optimiser is: a learning rate, and a rule that turns the gradient into a change of the weights.

An optimiser works on the two flat vectors of a network, all its weights and all their gradients, so that a handful of
NumPy calls updates everything. Its memory (a velocity, an average of squares) belongs to a run, not to the optimiser.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from engine import buffers
from engine.errors import EngineError
from engine.tape import Array, Step, Tape

Schedule = Callable[[int], float]
LearningRate = float | Schedule | Sequence[float] | Array


class Rule(NamedTuple):
    """One optimiser at work on one network.

    Attributes:
        tape: the steps of one update.
        memory: what it remembers between updates; zero at the start.
        kind: the optimiser's name; another kind cannot use this memory.
        prepare: called with the number of updates made so far, before each update; None where nothing changes.
    """

    tape: Tape
    memory: tuple[Array, ...]
    kind: str
    prepare: Callable[[int], None] | None


class Workbench:
    """The buffers that a rule works with, and the list of steps that it is writing."""

    def __init__(self, weights: Array, gradient_and_change: Array, rate: Array) -> None:
        self.weights, self.gradient_and_change, self.rate = weights, gradient_and_change, rate
        self.gradient, self.change = gradient_and_change
        self.memory: list[Array] = []
        self.steps: list[Step] = []

    def remember(self, *rows: int) -> Array:
        """A vector as long as the weights (or so many rows of them), zero at the start, that lasts between updates."""
        self.memory.append(buffers.filled(0.0, (*rows, *self.weights.shape), self.weights.dtype))
        return self.memory[-1]

    def number(self, value: float) -> Array:
        """A constant."""
        return np.array(value, self.weights.dtype)

    def do(self, label: str, call: Callable[..., object], *arguments: Any, out: Array) -> None:
        """Record one step of the update."""
        self.steps.append(Step(label, call, arguments, out, "update"))


class Optimiser(ABC):
    """A rule for updating weights.

    Args:
        learning_rate: a number; or a schedule, called with the number of updates made so far; or, for an ensemble, one
            number for each member.
    """

    def __init__(self, learning_rate: LearningRate) -> None:
        self.learning_rate = learning_rate
        if not (callable(learning_rate) or _are_numbers(learning_rate)):
            raise EngineError(f"A learning rate is a finite number such as 0.1, not {learning_rate!r}.")

    @abstractmethod
    def write(self, bench: Workbench) -> Callable[[int], float] | None:
        """Record the steps of one update; may return a factor for the learning rate that depends on the update."""

    def rate_at(self, number: int) -> float:
        """The learning rate of update `number` (the first is 0); the mean of them for an ensemble's several rates."""
        rate = self.learning_rate(number) if callable(self.learning_rate) else self.learning_rate
        return float(np.mean(np.asarray(rate)))

    def start(self, weights: Array, gradient_and_change: Array, spread: Callable[[Array], Array]) -> Rule:
        """Set the rule up for one run.

        Args:
            weights: the flat vector that it will change.
            gradient_and_change: two such vectors: the one that it will read, and room for what it works out.
            spread: turns one number for each member of an ensemble into one for each weight.
        """
        scheduled = callable(self.learning_rate)
        with np.errstate(over="ignore"):  # a rate that is infinite in float32 makes the run diverge, and that is told
            base = np.asarray(1.0 if scheduled else self.learning_rate, dtype=weights.dtype)
        rate = (spread(base) if base.ndim else base).copy()
        bench = Workbench(weights, gradient_and_change, rate)
        factor = self.write(bench)
        full, schedule = rate.copy() if rate.ndim else rate.item(), self.learning_rate

        def prepare(number: int) -> None:
            scale = factor(number) if factor else 1.0
            rate[...] = full * (scale * schedule(number) if callable(schedule) else scale)

        return Rule(
            Tape(bench.steps), tuple(bench.memory), type(self).__name__, prepare if factor or scheduled else None
        )


def _are_numbers(rate: object) -> bool:
    """Whether a learning rate, or one for each member, is finite."""
    try:
        return bool(np.all(np.isfinite(np.asarray(rate, dtype=np.float64))))
    except (TypeError, ValueError):
        return False
