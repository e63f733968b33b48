"""The tasks: a plentiful one to learn first, and another with few labels, on scans of handwritten digits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine import datasets
from engine.datasets import Split
from lessons.kit.slopes import Array

GRAINY, OTHERS, MOVED = "grainy", "5 to 9", "moved"
"""The second task: scans of a bad camera after clear ones, 5 to 9 after 0 to 4, scans moved by a pixel."""
PAIRS = (GRAINY, OTHERS, MOVED)
GRAIN = 0.5
"""The spread of what a grainy camera adds to each pixel, from 0 (paper) to 1 (ink)."""


@dataclass(frozen=True, eq=False)
class Pair:
    """Two tasks, one after the other; no scan is in two of the splits.

    Attributes:
        first: what is learned first; targets are a column of yes or no (1 or 0) for each answer.
        second: what only a few of are labelled, likewise.
        unseen: scans of the second task to be judged on, likewise.
        same_answers: whether both tasks know the same answers, so that the last layer can be taken over, too.
    """

    first: Split
    second: Split
    unseen: Split
    same_answers: bool

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return int(self.second.targets.shape[1])

    def few(self, count: int, seed: int) -> Split:
        """Return some labelled scans of the second task, as many of each answer."""
        chance, kinds = np.random.default_rng((seed, 5)), self.second.targets.argmax(axis=1)
        rows = [chance.permutation(np.flatnonzero(kinds == kind))[:count] for kind in range(self.answers)]
        return self.second.select(np.concatenate(rows))


@lru_cache(maxsize=8)
def pair_of(name: str, seed: int) -> Pair:
    """Return two tasks by their name in `PAIRS`; the seed deals out the scans, and the grain."""
    scans = datasets.digits(seed)
    given, held = scans.train, _joined(scans.validation, scans.test)
    if name == OTHERS:
        low, old, new = given.targets < 5, held.targets >= 5, 5
        return Pair(
            _answered(given.select(low), 5),
            _answered(given.select(~low), 5, new),
            _answered(held.select(old), 5, new),
            same_answers=False,
        )
    even = np.arange(len(given)) % 2 == 0
    second, unseen = given.select(~even), held
    if name == GRAINY:
        second, unseen = (_grainy(each, seed, part) for part, each in enumerate((second, unseen)))
    else:
        second, unseen = (Split(moved(each.inputs), each.targets) for each in (second, unseen))
    return Pair(_answered(given.select(even), 10), _answered(second, 10), _answered(unseen, 10), same_answers=True)


def moved(inputs: Array) -> Array:
    """Return scans whose ink is moved one pixel to the right."""
    sheets = np.zeros((len(inputs), 8, 8))
    sheets[:, :, 1:] = inputs.reshape(-1, 8, 8)[:, :, :-1]
    return sheets.reshape(-1, 64)


def _grainy(given: Split, seed: int, part: int) -> Split:
    grain = np.random.default_rng((seed, 3, part)).normal(0, GRAIN, given.inputs.shape)
    return Split(np.clip(given.inputs + grain, 0, 1), given.targets)


def _joined(one: Split, other: Split) -> Split:
    return Split(np.vstack([one.inputs, other.inputs]), np.concatenate([one.targets, other.targets]))


def _answered(given: Split, answers: int, first: int = 0) -> Split:
    """Scans with a yes or no for each answer."""
    return Split(given.inputs, np.eye(answers)[given.targets - first])
