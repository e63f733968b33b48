"""Programs that the questions describe, and the words that fit them: decided by what training does to their numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine import SGD, Network, train

WORDS = ("artificial intelligence", "machine learning", "neural network", "deep learning")
"""From the widest to the narrowest."""


class Program(NamedTuple):
    """A program that does something clever.

    Attributes:
        words: what it does, for the learner.
        sizes: units of each layer, inputs first; () where it has none.
        learns: whether its numbers come from examples.
    """

    words: str
    sizes: tuple[int, ...] = ()
    learns: bool = False


PROGRAMS = (
    Program("finds a way through the city by trying routes and keeping the shortest"),
    Program("plays noughts and crosses by looking through every game to its end"),
    Program("refuses a parcel by a list of conditions that the post office has written"),
    Program("proposes a diagnosis by following 600 rules that doctors dictated"),
    Program("guesses a rent: a weight for the floor space, one for the age, both found in 500 contracts", (2, 1), True),
    Program(
        "tells ripe tomatoes: one weighted sum of three colours, its weights found in 300 photographs", (3, 1), True
    ),
    Program("reads digits with one layer of 16 hidden units, trained on scans", (64, 16, 10), True),
    Program("hears a cough in a recording with one layer of 8 hidden units, trained on recordings", (12, 8, 1), True),
    Program("reads digits with three hidden layers of 16 units, trained on scans", (64, 16, 16, 16, 10), True),
    Program("names birdsong with five hidden layers of 8 units, trained on recordings", (12, 8, 8, 8, 8, 8, 4), True),
)


def narrowest(program: Program) -> int:
    """Return which of `WORDS` is the narrowest that fits: whether training moves its numbers, and its hidden layers."""
    if not _is_moved_by_training(program):
        return 0
    return 1 + min(len(_network(program).layers) - 1, 2)


def narrowest_by_words(program: Program) -> int:
    """Return the same from the description alone."""
    hidden = max(len(program.sizes) - 2, 0)
    return 0 if not program.learns else 1 if not hidden else 2 if hidden == 1 else 3


def fitted(program: Program) -> int:
    """Return how many of its numbers come from examples."""
    return _network(program).parameters.size if program.learns else 0


def _is_moved_by_training(program: Program) -> bool:
    """Train what there is of it on an example, and look whether any number has changed."""
    if not program.sizes:
        return False
    net = _network(program)
    before = net.parameters.copy()
    example = np.ones((1, program.sizes[0])), np.ones((1, program.sizes[-1]))
    for _ in train(net, example, loss="mse", optimiser=SGD(0.1), updates=1):
        pass
    return not np.array_equal(before, net.parameters)


def _network(program: Program) -> Network:
    return Network(list(program.sizes), "tanh", seed=0)
