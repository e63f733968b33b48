"""The demo of many small pushes: one neuron, each input moved by as little, and what the sum makes of it."""

from __future__ import annotations

import math

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Bars, Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure, percent
from lessons.kit.inspection import Inspection, expression
from lessons.kit.knobs import Knob
from lessons.kit.live import Live, still

HOME = 3.0
"""The neuron's sum before anything is pushed: 95% sure."""
STEPS = 40
"""Frames, each with an equal part of the pixels pushed."""


@demo(
    prediction=Prediction(
        "Whose sum will fall below 0, where the answer turns?",
        ("Neither's: the steps are too small", "Only the one pushed on purpose", "Both: there are so many pixels"),
    ),
    pixels=Knob(1, 1024, start=64, scale="log", steps=10, whole=True),
    change=Knob(0.005, 0.32, start=0.02, scale="log", steps=6, label="push to a pixel", live=True),
)
def add_up(pixels: int, change: Live[float], seed: int) -> Frames:
    """A neuron, a small push for each pixel."""
    rng = np.random.default_rng(seed)
    weights, coins = rng.standard_normal(int(pixels)), rng.choice([-1.0, 1.0], int(pixels))
    for step in range(STEPS):
        yield _frame(weights, coins, change(), step)
    yield from still(lambda: _frame(weights, coins, change(), STEPS))


def sums(weights: Array, directions: Array, change: float) -> Array:
    """Return the neuron's sum after 0, 1, 2 … pixels have been pushed, shape (pixels + 1,)."""
    return HOME + np.concatenate([[0.0], np.cumsum(change * directions * weights)])


def who_turned(on_purpose: float, by_chance: float) -> int:
    """Return which option two last sums come to; where chance alone gets there, it is the other one's doing as well."""
    return int(on_purpose < 0) + int(by_chance < 0)


def _frame(weights: Array, coins: Array, change: float, step: int) -> Frame:
    count = len(weights) * step // STEPS
    aimed, chance = (sums(weights, each, change)[: count + 1] for each in (-np.sign(weights), coins))
    over, sure = step == STEPS, [1 / (1 + math.exp(-each)) for each in (HOME, chance[-1], aimed[-1])]
    return Frame(
        step,
        (_walks(aimed, chance, len(weights)), _bars(sure)),
        f"{count:,} of {len(weights):,} pixels pushed by {figure(change)} each. By chance, the sum went from {HOME:g} "
        f"to {figure(float(chance[-1]))}; on purpose, to {figure(float(aimed[-1]))}, {_answer(sure[2])}.",
        {"pixels pushed": count, "on purpose": float(aimed[-1]), "by chance": float(chance[-1])},
        over,
        inspect=_looked_at(weights, -change * np.sign(weights)),
        outcome=who_turned(float(aimed[-1]), float(chance[-1])) if over else None,
    )


def _answer(sure: float) -> str:
    return f"{percent(sure)} sure of “yes”" if sure >= 0.5 else f"{percent(1 - sure)} sure of “no”"


def _looked_at(weights: Array, pushes: Array) -> Inspection:
    """Return the neuron's surprise at its “yes”, from the pushes on."""
    return expression(
        lambda push, weights: -(HOME + (weights * push).sum()).named("z").sigmoid().log(),
        {"push": pushes},
        {"weights": weights},
        focus="z",
        title="−ln of the sureness of “yes”, all pixels pushed on purpose",
        notes={"push": "what was added to each pixel", "z": f"the neuron's sum, {HOME:g} before"},
    )


def _walks(aimed: Array, chance: Array, pixels: int) -> Lines:
    pushed = np.arange(len(aimed), dtype=float)
    series = (Series("by chance", pushed, chance, tone="second"), Series("on purpose", pushed, aimed, tone="bad"))
    return Lines("The sum", series, "pixels pushed", "", (0.0, float(pixels)), None, marks=(Mark("it turns", y=0.0),))


def _bars(sure: list[float]) -> Bars:
    labels = ("before", "by chance", "on purpose")
    return Bars("Sure of “yes”", labels, 100 * np.array(sure), (0.0, 100.0), None, " %", 0, ("muted", "second", "bad"))
