"""The numbers that have to be kept on the way there and back: those that a later step of the tape still reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from engine import loss_of
from engine.tape import Tape, is_read
from lessons.how_the_error_flows_back.recycling.model import network


@dataclass(frozen=True)
class Keeping:
    """The numbers that are kept after each step.

    Attributes:
        labels: what each step does.
        there: how many of the steps go there; the others come back.
        kept: how many numbers of the way there are still needed after each step.
        without: the same if nothing came back.
    """

    labels: tuple[str, ...]
    there: int
    kept: tuple[int, ...]
    without: tuple[int, ...]


@cache
def keeping(layers: int, width: int, examples: int) -> Keeping:
    """Return what has to be kept to go through a network with some examples, there and back.

    Args:
        layers: hidden layers (tanh).
        width: units in each.
        examples: how many go through together.
    """
    net = network(width, layers)
    loss = loss_of(net(np.ones((examples, net.sizes[0]))), np.ones((examples, 1)), "mse")
    loss.backward()
    tape, there = loss.tape, len(loss.tape.phase("forward"))
    kept = tuple(_needed(tape, step, there) for step in range(len(tape)))
    without = tuple(_needed(tape[:there], step, there) for step in range(there))
    return Keeping(tuple(step.label for step in tape), there, kept, without)


def _needed(tape: Tape, now: int, there: int) -> int:
    """Return how many numbers that the way there has made by now are read by a later step."""
    later = tape[now + 1 :]
    return sum(step.value.size for step in tape[: min(now + 1, there)] if is_read(step.value, later))
