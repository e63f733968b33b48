"""The grid world: five by five squares, walls, what each square pays, and walks through it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.arrays import Array, Labels
from lessons.kit.knobs import Sketch

SIDE = 5
SQUARES = SIDE * SIDE
MOVES = ("↑", "→", "↓", "←")
START, COIN = 20, 22
"""Squares are numbered row by row from the top left; people call them as on a chessboard, so these are a1 and c1."""
WALLS = frozenset({6, 7, 18})
USUAL = "....#/...../...+./...../....."
"""What squares pay at first, as the pad has it: ink pays 1, half ink costs 1, and both end the walk."""
LONGEST = 40
"""Moves after which a walk is over wherever it is."""
_DIRECTIONS = ((-1, 0), (0, 1), (1, 0), (0, -1))


class Rewards(NamedTuple):
    """The pay for a walk.

    Attributes:
        ends: what each square pays, shape (25,); one that pays or costs anything ends the walk.
        step_cost: what each move costs.
        coin: what is paid each time somebody comes onto the square with the coin.
    """

    ends: Array
    step_cost: float
    coin: float = 0.0


class Walks(NamedTuple):
    """Some walks, side by side; whatever comes after a walk's end is not to be read.

    Attributes:
        squares: where each was before each move, shape (moves, walks).
        moves: what it did there, 0 to 3.
        rewards: what the move was paid, 0 after the end.
        going: whether it was still going.
        last: where each ended, shape (walks,).
    """

    squares: Labels
    moves: Labels
    rewards: Array
    going: Array
    last: Labels

    @property
    def returns(self) -> Array:
        """The sum that each walk was paid, shape (walks,)."""
        return np.asarray(self.rewards.sum(axis=0))

    @property
    def to_come(self) -> Array:
        """The sum that each walk was paid from each move on, shape (moves, walks)."""
        return np.asarray(self.rewards[::-1].cumsum(axis=0)[::-1])


def name_of(square: int) -> str:
    """Return what a square is called, such as a1 for the lowest on the left."""
    return f"{'abcde'[square % SIDE]}{SIDE - square // SIDE}"


def paid_by(sheet: Array) -> Array:
    """Return what each square pays when the pad looks so: 1 for ink, −1 for half ink; nothing on walls or the start."""
    ends = np.where(sheet > 0.75, 1.0, np.where(sheet > 0.25, -1.0, 0.0)).ravel()
    ends[[START, *WALLS]] = 0.0
    return np.asarray(ends)


def usual_pay() -> Array:
    """Return what each square pays as long as nobody has drawn anything else."""
    return paid_by(Sketch(SIDE, SIDE, drawn=USUAL).start)


def _after() -> Labels:
    """Return where each move leads from each square, shape (25, 4): into a wall, or off the board, it leads nowhere."""
    after = np.empty((SQUARES, len(MOVES)), dtype=np.int64)
    for square in range(SQUARES):
        for move, (down, right) in enumerate(_DIRECTIONS):
            row, column = square // SIDE + down, square % SIDE + right
            inside = 0 <= row < SIDE and 0 <= column < SIDE and row * SIDE + column not in WALLS
            after[square, move] = row * SIDE + column if inside else square
    return after


AFTER = _after()


def walk(chances: Array, rewards: Rewards, luck: Array) -> Walks:
    """Let some walks go by chance.

    Args:
        chances: of each move on each square, shape (25, 4).
        rewards: what is paid.
        luck: even chance from 0 to 1, shape (40, walks).
    """
    bounds = chances.cumsum(axis=1)[:, :-1]
    square = np.full(luck.shape[1], START)
    going = np.ones(luck.shape[1], dtype=bool)
    told: list[tuple[Array, ...]] = []
    for lucky in luck:
        move = (lucky[:, np.newaxis] > bounds[square]).sum(axis=1)
        there = np.where(going, AFTER[square, move], square)
        told.append((square, move, np.where(going, pay(rewards, square, there), 0.0), going))
        square, going = there, going & (rewards.ends[there] == 0)
        if not going.any():
            break
    squares, moves, paid, went = (np.stack(each) for each in zip(*told, strict=True))
    return Walks(squares, moves, paid, went, square)


def pay(rewards: Rewards, before: Labels, there: Labels) -> Array:
    """Return what moves are paid that led from some squares to others."""
    coins = rewards.coin * ((there == COIN) & (before != COIN))
    return np.asarray(rewards.ends[there] - rewards.step_cost + coins)
