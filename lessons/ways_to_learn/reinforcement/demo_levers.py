"""The demo of the levers: what is done and pays more than average is done more often."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Bars, Lines, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import Inspection
from lessons.kit.knobs import Choices, Knob, Setting
from lessons.ways_to_learn.reinforcement.agent import chances_of, one_try
from lessons.ways_to_learn.reinforcement.levers import NAMES, PULLS, Pull, pays_of, pulls

BEST, POORER, NONE = range(3)
OPTIONS = ("The one that pays most", "One that pays less", "None of them: it goes on trying all")
SURE = 0.8
"""A lever with at least this chance is one that it pulls nearly always."""
CALM: dict[str, Setting] = {"rate": 1.0, "compared": "the average"}
_TONES: tuple[Tone, ...] = ("main", "second", "third")


@demo(
    prediction=Prediction(f"Which lever will it nearly always pull after {PULLS} tries?", OPTIONS),
    rate=Knob(0.2, 20.0, start=1.0, scale="log", steps=8, label="learning rate"),
    compared=Choices("the average", "nothing", label="pay compared with"),
)
def levers(rate: float, compared: str, seed: int) -> Frames:
    """Three levers, and nobody who tells."""
    made, pays = pulls(rate, compared == "the average", seed), pays_of(seed)
    for number in range(PULLS + 1):
        yield _frame(made[:number], pays)


def what_became_of(numbers: Array, pays: Array) -> int:
    """Return which option came true, from the numbers in the end and what the levers pay."""
    chances = chances_of(numbers)
    if chances.max() < SURE:
        return NONE
    return BEST if chances.argmax() == pays.argmax() else POORER


def _frame(made: Sequence[Pull], pays: Array) -> Frame:
    numbers = made[-1].after if made else np.zeros(len(NAMES))
    over = len(made) == PULLS
    fate = what_became_of(numbers, pays) if over else None
    chances = chances_of(numbers)
    best = int(pays.argmax())
    return Frame(
        len(made),
        (Bars("Chance of each lever", NAMES, 100 * chances, (0.0, 100.0), unit=" %", decimals=0, tones=_TONES),
         _paid(made)),
        _caption(made, chances),
        {"pulls": len(made), "favourite": NAMES[int(chances.argmax())], "chance": f"{chances.max():.0%}",
         "best": NAMES[best] if over else "hidden"},
        over,
        _trouble(made, best) if fate == POORER else None,
        _inspected(made),
        fate,
    )  # fmt: skip


def _inspected(made: Sequence[Pull]) -> Inspection:
    last = made[-1] if made else Pull(0, 1.0, 0.0, np.zeros(3), np.zeros(3))
    return one_try(last.before, last.lever, last.reward - last.average).inspect("numbers", title="One pull")


def _trouble(made: Sequence[Pull], best: int) -> Trouble:
    tried = sum(pull.lever == best for pull in made)
    why = f"It pulled the best lever {tried} times in {len(made)}: it was sure before it had tried enough."
    return Trouble("Sure too soon", why, CALM)


def _caption(made: Sequence[Pull], chances: Array) -> str:
    if not made:
        return "Before the first pull each lever has a third of the chance."
    last = made[-1]
    name, now = NAMES[last.lever], f"{chances[last.lever]:.0%}"
    paid = f"Pull {len(made)}: lever {name} paid {figure(last.reward)}"
    if not last.average:
        return f"{paid}; its chance is {now} now."
    how = "more" if last.reward > last.average else "less" if last.reward < last.average else "neither more nor less"
    return f"{paid}, {how} than the average of {figure(last.average)}; its chance is {now} now."


def _paid(made: Sequence[Pull]) -> Lines:
    series = []
    for lever, (name, tone) in enumerate(zip(NAMES, _TONES, strict=True)):
        at = np.array([number for number, pull in enumerate(made, start=1) if pull.lever == lever], dtype=float)
        paid = np.array([pull.reward for pull in made if pull.lever == lever])
        series.append(Series(name, at, paid, kind="points", tone=tone))
    return Lines("What each pull paid", tuple(series), "pull", "reward", (0.0, float(PULLS)), (-0.2, 1.2))
