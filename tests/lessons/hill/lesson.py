"""A tiny lesson in which nothing is wrong; the tests break it, one rule at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine import Tensor
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.inspection import Inspection, expression
from lessons.kit.knobs import Choices, Knob
from lessons.kit.lesson import Claim
from lessons.kit.questions import (
    Choice,
    Draw,
    Hints,
    Misconception,
    Number,
    Option,
    Outcome,
    Predict,
    central_difference,
    question,
)


def slope(w: float) -> float:
    """The slope of w², by the engine."""
    place = Tensor(w)
    (place * place).backward()
    return float(place.grad)


def inside(w: float) -> Inspection:
    """The ground under the ball."""
    return expression(lambda w: w * w, {"w": w}, focus="w")


def picture(number: int, w: float, zoom: float = 1) -> Frame:
    """The ball where it lies."""
    curve = np.linspace(-3, 3, 7) / zoom
    lost = abs(w) > 3
    return Frame(
        number,
        charts=(Lines("The ball", (Series("curve", curve, curve**2),)),),
        caption=f"After {number} updates the ball lies at {w:.3f}, seen {zoom:g} times as large.",
        readings={"update": number, "loss": w * w},
        finished=number >= 5,
        trouble=Trouble("It was thrown out", "The rate is too large.", {"rate": 0.1}) if lost else None,
        inspect=inside(w),
    )


def settled(frame: Frame) -> int | None:
    """Whether the ball was thrown out, at the end."""
    return int(frame.trouble is None) if frame.finished else None


@demo(
    prediction=Prediction("Where does it end?", ("thrown out", "in the valley"), settled),
    rate=Knob(0.01, 1.2, start=0.1, scale="log"),
    start=Choices("near", "far"),
    zoom=Knob(1, 3, start=1, whole=True, live=True),
)
def roll(rate: float, start: str, zoom: float, seed: int) -> Frames:
    """A ball rolls down a curve."""
    w = {"near": 1.0, "far": 2.0}[start] + float(np.random.default_rng(seed).uniform(0, 0.1))
    number = 0
    while True:
        turned = yield picture(number, w, zoom)
        zoom = float(str((turned or {}).get("zoom", zoom)))
        if number < 5:
            number, w = number + 1, w - rate * slope(w)


HINTS = Hints("Which way is up?", "The slope of w² is 2w.", lambda: "Work it out: 0.")


@question
def slope_here(draw: Draw) -> Number:
    """A gradient."""
    w = draw.number(-3, 3, step=0.25, zero=False)
    return Number(
        prompt=f"The loss is w². What is its slope at w = {w:g}?",
        value=lambda: slope(w),
        again=lambda: central_difference(lambda at: float(at * at), w),
        tolerance=0.01,
        misconceptions=(
            Misconception("sign flipped", lambda: -slope(w), "The slope points uphill."),
            Misconception("forgot the 2", lambda: slope(w) / 2, "Two factors, two slopes."),
            Misconception("squared", lambda: 10 * slope(w) ** 2 + 100, "That is not a slope."),
        ),
        hints=Hints("Which way is up?", "The slope of w² is 2w.", lambda: f"2 × {w:g} = {slope(w):g}."),
        explain=lambda: f"Yes, 2 × {w:g} = {slope(w):g}.",
        gradient=True,
        inspect=inside(w),
    )


@question
def next_place(draw: Draw) -> Number:
    """One update."""
    w = draw.number(1, 3, step=0.125)
    return Number(
        prompt=f"At w = {w:g} on w², with a rate of 0.1: where is the ball after one update?",
        value=lambda: w - 0.1 * slope(w),
        again=lambda: w * 0.8,
        tolerance=0.01,
        misconceptions=(
            Misconception("stepped uphill", lambda: w + 0.1 * slope(w), "That is up."),
            Misconception("forgot the rate", lambda: w - slope(w), "That is a leap."),
            Misconception("gave the step", lambda: -0.1 * slope(w), "That is how far, not where."),
        ),
        hints=Hints("Down.", "w − rate × slope.", lambda: f"{w:g} − 0.1 × {slope(w):g} = {w - 0.1 * slope(w):g}."),
        explain=lambda: f"Yes: it came down from {w:g}.",
    )


@question
def which_way(draw: Draw) -> Choice:
    """The direction of a step."""
    w = -draw.number(-3, 3, step=0.5, zero=False)
    return Choice(
        prompt=f"At w = {w:g} on w²: which way does the step go?",
        options=(
            Option("to the left", "stepped uphill", "There it rises."),
            Option("to the right", "stepped uphill", "There it rises."),
        ),
        decide=lambda: int(slope(w) < 0),
        again=lambda: int(w < 0),
        hints=Hints("Which way is up?", "Against the slope.", lambda: f"The slope is {slope(w):g}."),
        explain=lambda: f"Yes: the slope is {slope(w):g}.",
    )


@question
def where_it_goes(draw: Draw) -> Predict:
    """The outcome of a run."""
    rate = draw.one_of((0.3, 1.3))
    w = draw.number(1, 2, step=0.25)

    def experiment() -> Outcome:
        place = w
        for _ in range(5):
            place -= rate * slope(place)
        return Outcome(int(abs(place) < 1), picture(5, place))

    return Predict(
        prompt=f"From w = {w:g}, with a rate of {rate:g}: where will it be?",
        options=(
            Option("thrown out", "feared the worst", "It came to rest."),
            Option("at rest", "hoped for the best", "It flew."),
        ),
        decide=lambda: experiment().index,
        again=lambda: int(rate < 1),
        experiment=experiment,
        hints=Hints("Try it.", "Above 1 it flies.", lambda: f"The rate is {rate:g}."),
        explain=lambda: "Yes.",
    )


def claims() -> Iterator[Claim]:
    """What the prose asserts."""
    yield Claim("a rate of 1.2 throws the ball out of the valley", _thrown_out)


def _thrown_out() -> bool:
    w = 1.0
    for _ in range(5):
        w -= 1.2 * slope(w)
    return abs(w) > 3
