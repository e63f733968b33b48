"""A patient that has learned nothing useful, and beside it the same with one thing changed each: its cures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from engine import Adam, Network, Training, train
from engine.datasets import Split
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.underfitting.model import piles

CURES = ("as is", "longer", "larger", "faster", "free")
LONGER = LARGER = 8
FASTER = 20
LOOKS = 25
ENOUGH = 0.8
"""A share of strangers right above which something useful has been learned."""
BOTH, ONE = "x and y", "x alone"


@dataclass(frozen=True)
class Patient:
    """How a network is built and trained; by default one that is well.

    Attributes:
        units: hidden tanh units.
        updates: how many.
        rate: Adam's learning rate.
        penalty: λ of L2.
        sees: both coordinates of a point, or x alone.
    """

    units: int = 16
    updates: int = 600
    rate: float = 0.05
    penalty: float = 0.0
    sees: str = BOTH

    @property
    def work(self) -> int:
        """Weights and biases times updates."""
        return self.network(0).size * self.updates

    def network(self, seed: int) -> Network:
        """Return it before the first update."""
        return Network([2 if self.sees == BOTH else 1, self.units, 1], "tanh", seed=seed)

    def shown(self, data: Split) -> Split:
        """Return some points as it sees them."""
        return data if self.sees == BOTH else Split(data.inputs[:, :1], data.targets)

    def learning(self, seed: int, looks: int = LOOKS) -> Training:
        """Return its training, which stops to be looked at so often."""
        return train(
            self.network(seed), self.shown(piles(seed)[0]), loss="binary_cross_entropy", optimiser=Adam(self.rate),
            updates=self.updates, every=-(-self.updates // looks), l2=self.penalty,
        )  # fmt: skip

    def cures(self) -> tuple[Patient, ...]:
        """Return it as it is, then with each cure, in the order of `CURES`."""
        return (
            self,
            replace(self, updates=LONGER * self.updates),
            replace(self, units=LARGER * self.units),
            replace(self, rate=FASTER * self.rate),
            replace(self, penalty=0.0),
        )


@dataclass(frozen=True, eq=False)
class CheckUp:
    """Where patient and cures stand, each array of shape (5,).

    Attributes:
        share: of its training that each has had.
        own: the share right of the points learned from.
        strangers: the share right of strangers.
        work: of the whole training, in those of the patient.
        over: whether all have ended.
    """

    share: float
    own: Array
    strangers: Array
    work: Array
    over: bool

    @property
    def cheapest(self) -> int | None:
        """The cure of the least work that gets enough of the strangers right, the first of equals, or None."""
        healed = np.flatnonzero(self.strangers[1:] > ENOUGH) + 1
        return int(healed[np.argmin(self.work[healed])]) if len(healed) else None


def visits(patient: Patient, seed: int) -> Iterator[CheckUp]:
    """Give where a patient and its four cures stand, first and after each twenty-fifth of their training."""
    treated = patient.cures()
    runs = [each.learning(seed) for each in treated]
    own, strangers = piles(seed)
    work = np.array([each.work / patient.work for each in treated])
    for look in range(LOOKS + 1):
        for run in runs:
            next(run, None)
        right = [
            (run.net.accuracy(each.shown(own)), run.net.accuracy(each.shown(strangers)))
            for run, each in zip(runs, treated, strict=True)
        ]
        mine, theirs = np.array(right).T
        yield CheckUp(look / LOOKS, mine, theirs, work, look == LOOKS)


def healed_by(patient: Patient, seed: int) -> CheckUp:
    """Return where patient and cures stand in the end."""
    *_, last = visits(patient, seed)
    return last


def strangers_right(patient: Patient, seed: int) -> float:
    """Return the share of strangers that a network gets right after its training."""
    run = patient.learning(seed, looks=1)
    list(run)
    return run.net.accuracy(patient.shown(piles(seed)[1]))
