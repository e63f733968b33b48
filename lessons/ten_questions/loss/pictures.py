"""The pictures of the darts: the board with one thrower's darts, and the bowls of both."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Mark, Series, Tone
from lessons.kit.slopes import Array
from lessons.ten_questions.loss.model import DARTS, FIRST_AIM, RULES, Aiming, Thrower

_AIMS = np.linspace(-4.0, 2.0, 61)
_BOARD = ((-4.0, 4.0), (-2.4, 2.4))
_RINGS = (0.5, 1.2, 2.0)
_TONES: tuple[Tone, ...] = ("main", "second")


def dartboard(thrower: Thrower, aiming: Aiming, thrown: int, board: str) -> Lines:
    """The board with the darts of one thrower, rings and bullseye."""
    aim = float(aiming.aims[RULES.index(board)])
    turn = np.append(np.linspace(0.0, 2 * np.pi, 49), np.nan)
    around, up = (np.outer(_RINGS, way(turn)).ravel() for way in (np.cos, np.sin))
    landed = thrower.wobbles[:thrown] + np.array([aim, 0.0])
    landed = np.where(np.abs(landed) <= [_BOARD[0][1], _BOARD[1][1]], landed, np.nan)
    steady, slipped = landed[: DARTS - 1], landed[DARTS - 1 :]
    series = (
        Series("", around, up, tone="muted"),
        Series("steady", steady[:, 0], steady[:, 1], kind="points", tone="third"),
        Series("slipped", slipped[:, 0], slipped[:, 1], kind="points", tone="bad"),
    )
    title = f"Board and darts, {board}"
    return Lines(title, series, "", "", *_BOARD, marks=(Mark("bullseye", 0.0, 0.0, tone="good"),))


def bowls(thrower: Thrower, aims: Array, losses: Array, thrown: int) -> Lines:
    """The loss for every aim by both rules, and where the two throwers stand in their bowls."""
    losses_there = thrower.bowl(_AIMS, thrown)
    top = float(np.ceil(1.2 * thrower.bowl(np.array([FIRST_AIM]))[0, 0]))
    curves = tuple(
        Series(rule, _AIMS, np.where(bowl <= top, bowl, np.nan), tone=tone)
        for rule, bowl, tone in zip(RULES, losses_there, _TONES, strict=True)
    )
    inside = (aims >= _AIMS[0]) & (aims <= _AIMS[-1]) & (losses <= top)
    here = Series("now", np.where(inside, aims, np.nan), np.where(inside, losses, np.nan), "points", "good")
    return Lines("Loss by aim", (*curves, here), "aim", "loss", (-4.0, 2.0), (0.0, top))
