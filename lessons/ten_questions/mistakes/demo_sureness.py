"""The demo of two wrong guesses: one undecided, one surely wrong, and how far a correction moves each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from engine import Tensor, loss_of
from lessons.kit.charts import Lines, Mark, Series, Tone
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob

RULES = ("cross-entropy", "squared miss")
OPTIONS = ("The undecided one's", "The surely wrong one's", "Both alike")
EVEN = 0.5
UPDATES = 20
_NAMES = ("undecided", "surely wrong")
_TONES: tuple[Tone, ...] = ("second", "main")
_CHANCES = np.linspace(0.01, 0.99, 99)


@dataclass(frozen=True)
class Guess:
    """A network of one weight, w, that gives the truth the chance 1 / (1 + e^(−w)).

    Attributes:
        w: the weight.
        rule: what counts as loss, one of RULES.
    """

    w: float
    rule: str

    @classmethod
    def giving(cls, chance: float, rule: str) -> Guess:
        """Return the network that gives the truth this chance, between 0 and 1."""
        return cls(math.log(chance / (1 - chance)), rule)

    @property
    def chance(self) -> float:
        """The chance that it gives the truth."""
        return 1 / (1 + math.exp(-self.w))

    @property
    def computation(self) -> Computation:
        """The loss, with its slope along w."""
        return Computation(_surprise if self.rule == RULES[0] else _squared_miss, {"w": [[self.w]]})

    @property
    def slope(self) -> float:
        """The slope of the loss along w."""
        return self.computation.slope("w", 0, 0)

    def corrected(self, rate: float) -> Guess:
        """Return the network after one update."""
        return Guess(self.w - rate * self.slope, self.rule)


def _surprise(w: Tensor) -> Tensor:
    return loss_of(w, [[1.0]], "binary_cross_entropy")


def _squared_miss(w: Tensor) -> Tensor:
    return ((w.sigmoid().named("chance") - 1.0).named("miss") ** 2).mean()


@demo(
    prediction=Prediction("Whose weight does the first correction move further?", OPTIONS),
    chance=Knob(0.01, EVEN, start=0.05, scale="log", label="neighbour says"),
    rule=Choices(*RULES, label="loss"),
    rate=Knob(0.1, 4.0, start=1.0, scale="log", label="learning rate"),
)
def sureness(chance: float, rule: str, rate: float, seed: int) -> Frames:  # noqa: ARG001
    """Two wrong guesses, corrected."""
    story = [tuple(Guess.giving(start, rule) for start in (EVEN, chance))]
    yield _frame(story)
    for _ in range(UPDATES):
        story.append(tuple(guess.corrected(rate) for guess in story[-1]))
        yield _frame(story)


def further(undecided: float, surely_wrong: float) -> int:
    """Return which option two moves make true."""
    return 2 if abs(undecided - surely_wrong) < 1e-9 else int(surely_wrong > undecided)


def _frame(story: Sequence[tuple[Guess, ...]]) -> Frame:
    update, now = len(story) - 1, story[-1]
    readings: dict[str, Reading] = {"update": update}
    caption = f"The truth is yes. The undecided network gives it {figure(now[0].chance)}, its neighbour "
    caption += f"{figure(now[1].chance)}."
    came_true = None
    if update:
        moves = tuple(after.w - before.w for before, after in zip(story[0], story[1], strict=True))
        readings |= dict(zip(("undecided moved", "neighbour moved"), moves, strict=True))
        came_true = further(*moves)
        caption = (
            f"Update {update}: the undecided network gives the truth {figure(now[0].chance)}, its neighbour "
            f"{figure(now[1].chance)}. The first correction moved their weights by {figure(moves[0])} and "
            f"{figure(moves[1])}."
        )
    inside = now[1].computation.inspect("w", title="The surely wrong guess")
    return Frame(update, (_chances(story), _costs(now)), caption, readings, update == UPDATES, None, inside, came_true)


def _chances(story: Sequence[tuple[Guess, ...]]) -> Lines:
    """The chance that each gives the truth, by update."""
    updates = np.arange(len(story), dtype=float)
    series = tuple(
        Series(name, updates, np.array([guesses[place].chance for guesses in story]), tone=tone)
        for place, (name, tone) in enumerate(zip(_NAMES, _TONES, strict=True))
    )
    return Lines("Chance", series, "update", "", (0.0, float(UPDATES)), (0.0, 1.0))


def _costs(now: tuple[Guess, ...]) -> Lines:
    """The loss for every chance, and where the two stand on that curve."""
    rule = now[0].rule
    places = tuple(
        Series(name, np.array([guess.chance]), np.array([guess.computation.value()]), kind="points", tone=tone)
        for name, guess, tone in zip(_NAMES, now, _TONES, strict=True)
    )
    series = (Series("", _CHANCES, _cost_of_each_chance(rule), tone="muted"), *places)
    knows_nothing = Mark("even bets", y=Guess.giving(EVEN, rule).computation.value())
    highest = 5.0 if rule == RULES[0] else 1.0
    return Lines("Loss", series, "chance given to yes", "", (0.0, 1.0), (0.0, highest), marks=(knows_nothing,))


@cache
def _cost_of_each_chance(rule: str) -> NDArray[np.float64]:
    """The loss at each of `_CHANCES`: the same in every frame, and a hundred calls of the engine."""
    return np.array([Guess.giving(float(chance), rule).computation.value() for chance in _CHANCES])
