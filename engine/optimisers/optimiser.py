"""The base of every optimiser: a learning rate, and a rule that turns the gradient into a change of the weights.

An optimiser works on the two flat vectors of a network, all its weights and all their gradients, so that a handful of
NumPy calls updates everything. Its memory (a velocity, an average of squares) belongs to a run, not to the optimiser.

Settings may change while a run goes on, and a run may go on from another's memory. The memory is kept where it still
means the same (as PyTorch keeps it when the settings of an optimiser are changed), and begins empty elsewhere.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from copy import deepcopy
from inspect import signature
from typing import Any, ClassVar, Self, cast

import numpy as np

from engine.arrays import Array
from engine.equality import alike
from engine.errors import EngineError
from engine.network import Network
from engine.optimisers.driver import Driver
from engine.optimisers.rule import Rule, Workbench
from engine.optimisers.setting import LearningRate, OptimiserSetting, Schedule, learning_rate
from engine.tape import Tape
from engine.tensor import Tensor

__all__ = ["LearningRate", "Optimiser", "Rule", "Schedule", "Workbench"]


class Optimiser(ABC):
    """A rule for updating weights. Two are equal if they are of one kind and have the same settings.

    Args:
        learning_rate: a number; or a schedule, called with the number of updates made so far; or, for an ensemble, one
            number for each member.

    Attributes:
        may_change: the settings that may change while the memory keeps its meaning.
    """

    may_change: ClassVar[frozenset[str]] = frozenset({"learning_rate"})
    learning_rate = OptimiserSetting(learning_rate)

    def __init__(self, learning_rate: LearningRate) -> None:
        self.learning_rate = learning_rate

    def __repr__(self) -> str:
        asked = signature(type(self)).parameters
        told = ", ".join(f"{name}={value!r}" for name, value in vars(self).items() if name in asked)
        return f"{type(self).__name__}({told})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and alike(vars(self), vars(other))

    __hash__ = None  # type: ignore[assignment] # its settings may change

    @abstractmethod
    def write(self, bench: Workbench) -> Callable[[int], float] | None:
        """Record the steps that work out `bench.change`, which is then taken from the weights.

        Returns:
            A factor for the learning rate, by how many updates the memory has seen; or None.
        """

    def rate_at(self, number: int) -> float:
        """The learning rate of update `number` (the first is 0); the mean of them for an ensemble's several rates.

        Raises:
            EngineError: if a schedule gives no number.
        """
        rate = self.learning_rate
        if callable(rate):
            return _number(rate, number)
        return rate if isinstance(rate, float) else float(np.mean(rate))

    def drive(self, *learned: Tensor | Network | Sequence[Tensor | Network]) -> Driver[Self]:
        """Set this optimiser to drive tensors in a loop by hand: `loss.backward()`, then `step()` of what is returned.

            optimiser = Adam(0.01).drive(w, b)

        Args:
            learned: the tensors that are to be moved, and networks, all of whose parameters are; or one list of them.

        Raises:
            EngineError: if one of them cannot be driven: a constant, one that was computed, or one given twice.
        """
        several = learned[0] if len(learned) == 1 and isinstance(learned[0], list | tuple) else learned
        return Driver(self, cast("Sequence[Tensor | Network]", several))

    def start(self, weights: Array, gradient_and_change: Array, spread: Callable[[Array], Array]) -> Rule:
        """Set the rule up for one run.

        Args:
            weights: the flat vector that it will change.
            gradient_and_change: two such vectors: the one that it will read, and room for what it works out.
            spread: turns one number for each member of an ensemble into one for each weight.
        """
        schedule = self.learning_rate if callable(self.learning_rate) else None
        with np.errstate(over="ignore"):  # a rate that is infinite in float32 makes the run diverge, and that is told
            base = np.asarray(1.0 if schedule else self.learning_rate, dtype=weights.dtype)
        rate = (spread(base) if base.ndim else base).copy()
        bench = Workbench(weights, gradient_and_change, rate)
        factor = self.write(bench)
        bench.do("weights −= change", np.subtract, weights, bench.change, out=weights)
        full = rate.copy() if rate.ndim else rate.item()
        told = {name: each if callable(each) else deepcopy(each) for name, each in vars(self).items()}
        rule = Rule(Tape(bench.steps), tuple(bench.memory), tuple(bench.units), self._meaning(told), (type(self), told))

        def prepare(number: int) -> None:
            scale = factor(number - rule.since) if factor else 1.0
            rate[...] = full * (scale * _number(schedule, number) if schedule else scale)

        rule.prepare = prepare if factor or schedule else None
        return rule

    def _meaning(self, settings: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return the meaning of the memory: whose `write` fills it, and the settings on which that depends."""
        author = next(kind for kind in type(self).__mro__ if "write" in vars(kind))
        fixed = {name: value for name, value in settings.items() if name not in self.may_change}
        return f"{author.__module__}.{author.__qualname__}", fixed


def _number(schedule: Schedule, number: int) -> float:
    """Return the finite number that a schedule gives for an update.

    Raises:
        EngineError: if that is no number.
    """
    try:
        return float(schedule(number))
    except (TypeError, ValueError) as reason:
        raise EngineError(f"A schedule gives one number for each update; for update {number}: {reason}.") from reason
