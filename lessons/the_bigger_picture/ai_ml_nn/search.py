"""A game of matches, and a player that looks ahead: it has learned nothing, and no number of it was ever fitted."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

GAMES, GOOD, HALF = 50, 45, 30
"""Games against somebody who takes at random; as many won are nearly all; fewer than that are hardly half."""
FURTHEST = 12
"""Moves ahead that the player can be told to look, at most."""


class Game(NamedTuple):
    """A game that has been played to its end.

    Attributes:
        taken: matches taken in turn; the one who takes at random begins.
        won: whether the program took the last match.
    """

    taken: tuple[int, ...]
    won: bool


@cache
def verdict(heap: int, most: int, ahead: int) -> int:
    """Return how a heap ends for whoever is to take: 1 won, −1 lost, 0 not to be seen within `ahead` moves.

    Args:
        heap: matches left; who finds none has lost, for the other took the last.
        most: matches that may be taken at once.
        ahead: moves to look ahead.
    """
    if heap == 0:
        return -1
    if ahead == 0:
        return 0
    ends = [-verdict(heap - take, most, ahead - 1) for take in range(1, min(most, heap) + 1)]
    return 1 if 1 in ends else -1 if set(ends) == {-1} else 0


def chosen(heap: int, most: int, ahead: int) -> int:
    """Return how many matches the program takes: the fewest that are seen to win, and one where nothing is seen."""
    takes = range(1, min(most, heap) + 1)
    return next((take for take in takes if verdict(heap - take, most, max(ahead - 1, 0)) == -1 and ahead), 1)


def winning_by_remainder(heap: int, most: int) -> int:
    """Return what to take so that the other always finds a multiple of most + 1; 0 where he has seen to that already.

    Source: C. L. Bouton, "Nim, a game with a complete mathematical theory", Annals of Mathematics 3 (1901).
    """
    return heap % (most + 1)


def played(heap: int, most: int, ahead: int, chance: np.random.Generator) -> Game:
    """Return a game: somebody who takes at random begins, and the program answers."""
    taken = list[int]()
    left, program = heap, False
    while left:
        at_most = min(most, left)
        taken.append(chosen(left, most, ahead) if program else int(chance.integers(1, at_most + 1)))
        left, program = left - taken[-1], not program
    return Game(tuple(taken), won=not program)


def games(heap: int, most: int, ahead: int, seed: int) -> list[Game]:
    """Return `GAMES` games by chance."""
    chance = np.random.default_rng(seed)
    return [played(heap, most, ahead, chance) for _ in range(GAMES)]


def how_many(won: int) -> int:
    """Return which of "fewer than `HALF`", "up to `GOOD`" and "`GOOD` or more" a number of games makes true."""
    return 0 if won < HALF else 1 if won < GOOD else 2
