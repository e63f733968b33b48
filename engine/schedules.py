"""Schedules: a learning rate that changes as training goes on. Each takes the number of updates made so far.

Settings that make no sense raise an `EngineError` at once, not in the middle of a run.
"""

from dataclasses import dataclass
from math import cos, inf, pi

from engine.optimisers.setting import Schedule
from engine.validate import above_zero, finite, from_zero, positive


@dataclass(frozen=True)
class Constant:
    """Always the same rate."""

    rate: float

    def __post_init__(self) -> None:
        finite("rate", self.rate)

    def __call__(self, _: int) -> float:
        """Return the learning rate for an update."""
        return self.rate


@dataclass(frozen=True)
class StepDecay:
    """The rate, multiplied by `factor` after every `every` updates."""

    rate: float
    every: int
    factor: float = 0.5

    def __post_init__(self) -> None:
        finite("rate", self.rate)
        positive("every", self.every)
        from_zero("factor", self.factor)

    def __call__(self, number: int) -> float:
        """Rate × factor ^ ⌊number / every⌋."""
        return _grown(self.rate, self.factor, number // self.every)


@dataclass(frozen=True)
class Exponential:
    """The rate, multiplied by `factor` after each update."""

    rate: float
    factor: float = 0.99

    def __post_init__(self) -> None:
        finite("rate", self.rate)
        from_zero("factor", self.factor)

    def __call__(self, number: int) -> float:
        """Rate × factor ^ number."""
        return _grown(self.rate, self.factor, number)


@dataclass(frozen=True)
class Cosine:
    """From `rate` down to `lowest` in `updates` updates, along half a wave (Loshchilov & Hutter, 2017)."""

    rate: float
    updates: int
    lowest: float = 0.0

    def __post_init__(self) -> None:
        finite("rate", self.rate)
        above_zero("updates", self.updates)
        finite("lowest", self.lowest)

    def __call__(self, number: int) -> float:
        """Lowest + (rate − lowest) (1 + cos(π t)) / 2, with t from 0 to 1."""
        done = min(number / self.updates, 1.0)
        return self.lowest + (self.rate - self.lowest) * (1 + cos(pi * done)) / 2


@dataclass(frozen=True)
class WarmUp:
    """From nearly nothing up to the rate of `then` in `updates` updates, and on as `then` says."""

    updates: int
    then: Schedule | float

    def __post_init__(self) -> None:
        from_zero("updates", self.updates)
        if not callable(self.then):
            finite("then", self.then)

    def __call__(self, number: int) -> float:
        """The first update takes 1/updates of the rate, the next 2/updates, and so on."""
        if number < self.updates:
            return (self.then(0) if callable(self.then) else self.then) * (number + 1) / self.updates
        return self.then(number - self.updates) if callable(self.then) else self.then


def _grown(rate: float, factor: float, times: int) -> float:
    """The rate multiplied so often; infinite where it outgrows all numbers, so that the run diverges and says so."""
    try:
        return float(rate * factor**times)
    except OverflowError:
        return inf
