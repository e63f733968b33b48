"""A network at school: it practises on noisy examples and now and then plays for an audience that is new to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from engine import Adam, Network, datasets, train
from engine.update import Update
from lessons.kit.slopes import Array

EPOCHS, CONCERT = 800, 10
"""Epochs of practice at most, and epochs between one concert and the next."""
HIDDEN, RATE = 32, 0.005


class School:
    """One network, its practice pieces and its audience.

    Args:
        samples: how many examples it practises on.
        noise: how noisy these and the audience's are.
        patience: concerts without a better one before it stops, or None to go on to the end.
        seed: of examples and first weights.
        rate: Adam's learning rate.

    Attributes:
        net: the network; when early stopping ends the run, it has the best weights back.
        examples: (inputs, targets), shape (samples, 1) each.
        concerts: practises ten epochs (all examples at once, so an epoch is an update), plays, and so on.
    """

    def __init__(self, samples: int, noise: float, patience: int | None, seed: int, rate: float = RATE) -> None:
        data = datasets.sine(seed, samples=samples, noise=noise)
        self.net = Network([1, HIDDEN, 1], "tanh", seed=seed)
        self.examples = (data.train.inputs, data.train.targets)
        self._audience = (data.validation.inputs, data.validation.targets)
        self.concerts: Iterator[Update] = train(
            self.net,
            data.train,
            loss="mse",
            optimiser=Adam(rate),
            validation=data.validation,
            updates=EPOCHS,
            every=CONCERT,
            patience=patience,
        )

    def by_hand(self) -> float:
        """The audience's loss in plain NumPy: the mean of the squared errors."""
        inputs, targets = self._audience
        first, last = self.net.layers
        said = np.tanh(inputs @ first.weights + first.biases) @ last.weights + last.biases
        return float(np.mean((said - targets) ** 2))


@dataclass(frozen=True, eq=False)
class Career:
    """A whole run without early stopping.

    Attributes:
        practice: training loss at each concert, shape (concerts,).
        concerts: validation loss at each, by the engine.
        again: the same in plain NumPy.
    """

    practice: Array
    concerts: Array
    again: Array

    @property
    def epochs(self) -> Array:
        """The epoch of each concert."""
        return np.arange(len(self.concerts), dtype=float) * CONCERT


@cache
def career(samples: int, noise: float, rate: float, seed: int) -> Career:
    """Run it to the end, whatever the audience says; kept, for every drawing of a question takes from the same few."""
    school = School(samples, noise, None, seed, rate)
    rows = [(update.loss, update.validation_loss, school.by_hand()) for update in school.concerts]
    return Career(*np.array(rows, dtype=float).T)


def stopped(samples: int, noise: float, rate: float, seed: int, patience: int) -> tuple[int, int, bool]:
    """Early stopping by the engine: the best epoch, the epoch at which the run ended, and whether patience ended it."""
    *_, last = School(samples, noise, patience, seed, rate).concerts
    return int(last.best or 0), last.number, last.reason.startswith("Stopped early")


def by_the_rule(losses: Sequence[float] | Array, patience: int) -> tuple[int, int, bool]:
    """The rule in plain arithmetic: the place of the best, of the end, and whether patience ended it."""
    best = 0
    for place, loss in enumerate(losses):
        best = place if loss < losses[best] else best
        if place - best >= patience:
            return best, place, True
    return best, len(losses) - 1, False


def risen(losses: Array) -> float:
    """How far the last loss lies above the lowest, as a share of the lowest: the mark of overfitting."""
    return float(losses[-1] / losses.min() - 1)
