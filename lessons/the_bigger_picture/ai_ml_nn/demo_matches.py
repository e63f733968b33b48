"""The demo of the game: a program that looks ahead plays against somebody who takes at random."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from lessons.kit.charts import Lines, Series, Table
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.knobs import Knob
from lessons.the_bigger_picture.ai_ml_nn.search import FURTHEST, GAMES, GOOD, HALF, Game, games, how_many

OPTIONS = (f"Fewer than {HALF}: hardly more than half", f"{HALF} to {GOOD - 1}", f"{GOOD} or more")
_ROWS = 12
"""Moves of the last game that the table has room for."""


@demo(
    prediction=Prediction(f"Of {GAMES} games, how many will the program win?", OPTIONS),
    ahead=Knob(0, FURTHEST, start=FURTHEST, steps=FURTHEST, whole=True, label="looks ahead"),
    heap=Knob(5, 30, start=21, steps=25, whole=True, label="matches"),
    most=Knob(2, 6, start=3, steps=4, whole=True, label="taken at most"),
)
def matches(ahead: float, heap: float, most: float, seed: int) -> Frames:
    """A program plays matches."""
    played = games(int(heap), int(most), int(ahead), seed)
    yield _frame([], int(heap), int(ahead))
    for count in range(1, GAMES + 1):
        yield _frame(played[:count], int(heap), int(ahead))


def _frame(played: Sequence[Game], heap: int, ahead: int) -> Frame:
    count, won = len(played), sum(game.won for game in played)
    over = count == GAMES
    told = f"Game {count}: {'won' if played[-1].won else 'lost'}. So far {won} of {count}." if played else _BEFORE
    return Frame(
        count,
        (_curve(played), _moves(played[-1].taken if played else (), heap)),
        told,
        {"game": count, "won": won} if played else {"game": 0},
        over,
        _trouble(won, ahead) if over else None,
        _left_of(heap, played).inspect(title="What is left on the table"),
        how_many(won) if over else None,
    )


_BEFORE = "The matches lie on the table. Whoever takes the last one wins; the one who takes at random begins."


def _curve(played: Sequence[Game]) -> Lines:
    won = np.array([0, *accumulate(int(game.won) for game in played)], dtype=float)
    series = Series("won", np.arange(len(won), dtype=float), won, tone="third")
    return Lines("Games won", (series,), "game", "won", (0.0, float(GAMES)), (0.0, float(GAMES)))


def _moves(taken: Sequence[int], heap: int) -> Table:
    """Return the last moves of a game, each with what it left."""
    left = heap - np.cumsum(taken, dtype=int)
    rows = [(("random", "program")[i % 2], str(take), str(left[i])) for i, take in enumerate(taken)]
    return Table("Last moves", ("who", "takes", "left"), tuple(rows[-_ROWS:]) or (("", "", str(heap)),))


def _trouble(won: int, ahead: int) -> Trouble | None:
    if won >= GOOD or ahead == FURTHEST:
        return None
    why = f"It won {won} of {GAMES}: within {ahead} moves it mostly saw no end, and then it takes one match blindly."
    return Trouble("Short-sighted", why, {"ahead": FURTHEST})


def _left_of(heap: int, played: Sequence[Game]) -> Computation:
    """Return the only sum in it, for the microscope: a game has no loss and no slope."""
    taken = [float(take) for take in played[-1].taken] if played else [0.0]
    return Computation(lambda took: (float(heap) - took.sum()).named("left"), {"taken": taken})
