"""Loops with a fault in them: what a run leaves in its log, and which fault a log tells of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import SGD, Network, train
from lessons.inside_the_network.seven_steps.cycle import CATS, EARS, initialised, mean_loss, scattered
from lessons.kit import by_hand
from lessons.kit.slopes import Array

FAULTS = ("no update", "starts afresh", "uphill", "none")
"""Step 6 is left out; step 7 goes back to step 2; step 6 adds what it should take off; all is in order."""
LINES = 6
_SPREAD = 0.5


@dataclass(frozen=True, eq=False)
class LoopLog:
    """A run's log: a line before the first cycle, and one after each.

    Attributes:
        losses: the loss of all four animals, shape (LINES,).
        weights: the first hidden unit's weight, shape (LINES,).
    """

    losses: Array
    weights: Array


def logged(fault: str, rate: float, seed: int) -> LoopLog:
    """Return the log of a loop with a fault, run by the engine."""
    network = initialised(_SPREAD, seed)
    lines = [_line(network)]
    for number in range(1, LINES):
        before = network.parameters.copy()
        _cycle(network, rate)
        change = network.parameters - before
        network.parameters[...] = before + {"no update": 0.0, "uphill": -1.0}.get(fault, 1.0) * change
        if fault == "starts afresh":
            scattered(network, _SPREAD, seed + number)
        lines.append(_line(network))
    losses, weights = np.array(lines).T
    return LoopLog(losses, weights)


def fault_by_hand(log: LoopLog, rate: float, seed: int) -> int:
    """Return which fault a log tells of, from training written out in plain NumPy."""
    if np.all(log.losses == log.losses[0]):
        return FAULTS.index("no update")
    for fault, signed in (("none", rate), ("uphill", -rate)):
        said = by_hand.train(
            initialised(_SPREAD, seed),
            EARS,
            CATS[:, np.newaxis],
            loss="binary_cross_entropy",
            rate=signed,
            updates=LINES - 1,
        )
        expected = [by_hand.cross_entropies(each, CATS[:, np.newaxis])[0] for each in said]
        if np.allclose(expected, log.losses, atol=1e-9):
            return FAULTS.index(fault)
    return FAULTS.index("starts afresh")


def _cycle(network: Network, rate: float) -> None:
    for _ in train(network, (EARS, CATS), loss="binary_cross_entropy", optimiser=SGD(rate), updates=1):
        pass


def _line(network: Network) -> tuple[float, float]:
    return mean_loss(network), float(network.parameters[0])
