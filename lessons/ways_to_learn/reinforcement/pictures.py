"""The pictures of the grid: an arrow on each square, and what walks were paid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Lines, Series, Table
from lessons.ways_to_learn.reinforcement.agent import UPDATES
from lessons.ways_to_learn.reinforcement.world import COIN, MOVES, SIDE, START, WALLS, Rewards

SURE = 0.5
"""The chance from which on a move is shown as an arrow."""


def arrows(chances: Array, visited: Array, rewards: Rewards) -> Table:
    """Draw the grid, with the likeliest move on each square that walks came by lately."""
    cells = [_cell(square, chances[square], bool(visited[square]), rewards) for square in range(SIDE * SIDE)]
    rows = tuple((str(SIDE - row), *cells[SIDE * row : SIDE * (row + 1)]) for row in range(SIDE))
    return Table("Moves (? unsure, · nobody)", ("", *"abcde"), rows)


def _cell(square: int, chances: Array, visited: bool, rewards: Rewards) -> str:
    if square in WALLS:
        return "▒▒▒"
    if rewards.ends[square]:
        return " +1" if rewards.ends[square] > 0 else " −1"
    place = "s" if square == START else "o" if square == COIN and rewards.coin else " "
    arrow = "·" if not visited else MOVES[int(chances.argmax())] if chances.max() >= SURE else "?"
    return f"{place}{arrow} "


def returns(paid: Sequence[float]) -> Lines:
    """Draw what a walk was paid on average, update by update."""
    updates = np.arange(1.0, len(paid) + 1)
    until = float(max(UPDATES, len(paid)))
    return Lines("What a walk is paid", (Series("", updates, np.array(paid)),), "update", "return", (0.0, until))
