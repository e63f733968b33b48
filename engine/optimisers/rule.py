"""An optimiser at work on one network: the steps of an update, and a memory that may pass to another optimiser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from engine import buffers
from engine.arrays import Array
from engine.equality import alike, by_part
from engine.tape import Step, Tape


@by_part
class Remembered(NamedTuple):
    """A copy of what a rule remembers between updates.

    Attributes:
        arrays: as they are kept.
        units: for each, what a 1 in it stands for: an average that is kept without its factor has that factor here.
        meaning: what they are, and the settings on which that depends; under another one they are worth nothing.
        since: the number of updates that had been made when this memory was empty.
    """

    arrays: tuple[Array, ...]
    units: tuple[Array, ...]
    meaning: tuple[str, dict[str, Any]]
    since: int


@dataclass(eq=False)
class Rule:
    """One optimiser at work on one network.

    Attributes:
        tape: the steps of one update.
        memory: what it remembers between updates; zero at the start.
        units: see `Remembered`.
        meaning: see `Remembered`.
        prepare: called with the number of updates made so far, before each update; None where nothing changes.
        since: the number of updates that had been made when the memory was empty.
        written_by: the kind of the optimiser, and a copy of its settings.
    """

    tape: Tape
    memory: tuple[Array, ...]
    units: tuple[Array, ...]
    meaning: tuple[str, dict[str, Any]]
    written_by: tuple[type, dict[str, Any]]
    prepare: Callable[[int], None] | None = None
    since: int = 0

    def serves(self, optimiser: object) -> bool:
        """Return whether this is what the optimiser would write, as it is set now."""
        kind, settings = self.written_by
        return kind is type(optimiser) and alike(settings, vars(optimiser))

    def remembered(self) -> Remembered:
        """Return a copy of the memory."""
        return Remembered(tuple(each.copy() for each in self.memory), self.units, self.meaning, self.since)

    def recall(self, kept: Remembered, number: int) -> None:
        """Take over a memory where it means the same here, converted to this rule's units; else begin with none.

        Args:
            kept: another rule's, or this one's of earlier.
            number: updates made so far.
        """
        if not alike(kept.meaning, self.meaning):
            self.since = number
            for memory in self.memory:
                memory[...] = 0.0
            return
        self.since = kept.since
        for memory, array, old, new in zip(self.memory, kept.arrays, kept.units, self.units, strict=True):
            with np.errstate(all="ignore"):
                memory[...] = array * (old / new)


class Workbench:
    """The buffers that a rule works with, and the list of steps that it is writing."""

    def __init__(self, weights: Array, gradient_and_change: Array, rate: Array) -> None:
        self.weights, self.gradient_and_change, self.rate = weights, gradient_and_change, rate
        self.gradient, self.change = gradient_and_change
        self.memory: list[Array] = []
        self.units: list[Array] = []
        self.steps: list[Step] = []

    def remember(self, *rows: int, unit: Any = 1.0) -> Array:
        """Return a vector as long as the weights, zero at the start, that lasts between updates.

        Args:
            rows: one number: how many such vectors, one below another; none for one.
            unit: what a 1 in it stands for (one for each row): a number that depends on settings which may change.
        """
        self.memory.append(buffers.filled(0.0, (*rows, *self.weights.shape), self.weights.dtype))
        self.units.append(np.array(unit, np.float64).reshape(*rows, -1) if rows else np.array(unit, np.float64))
        return self.memory[-1]

    def number(self, value: float) -> Array:
        """Return a constant."""
        return np.array(value, self.weights.dtype)

    def do(self, label: str, call: Callable[..., object], *arguments: Any, out: Array) -> None:
        """Record one step of the update."""
        self.steps.append(Step(label, call, arguments, out, "update"))
