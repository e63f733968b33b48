"""The quiz's experiments: cars are let roll after the reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lessons.kit.charts import Lines
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Hints, Option, Outcome, Predict, question
from lessons.kit.slopes import Array
from lessons.ten_questions.learning_rate.parking import UPDATES, curves
from lessons.ten_questions.learning_rate.street import (
    CRAWLS,
    DIVERGES,
    OPTIONS,
    OVERSHOOTS,
    PARKED,
    PARKS,
    Street,
    what_became_of,
)

START = 2.0
_FATE_SLIPS = (
    (
        "expected it to crawl",
        "It did not crawl: rate × curvature says how much of the distance a move covers, and here that is a lot.",
    ),
    (
        "expected it to park",
        "It did not roll all the way in from one side. After one update, how much distance is left, and on which side?",
    ),
    (
        "expected it to overshoot and settle",
        "It did not swing and close in. It overshoots only if rate × curvature is above 1, and closes in only below 2.",
    ),
    ("expected it to diverge", "It did come closer. The swings widen only above the edge, at 2 / curvature."),
)


@question
def which_diverges(draw: Draw) -> Predict:
    """Four cars on four streets, of which one has a rate above its own street's edge."""
    curvatures = draw.shuffled((0.5, 1.0, 2.0, 4.0, 5.0, 8.0))[:4]
    shares = draw.shuffled((0.05, 0.5, 0.9, 1.1))
    streets = tuple(Street(curvature) for curvature in curvatures)
    rates = [float(f"{share * 2 / curvature:.3g}") for share, curvature in zip(shares, curvatures, strict=True)]
    cars = tuple(zip(rates, streets, strict=True))

    def experiment() -> Outcome:
        rolled = [_rolled(street, (rate,)) for rate, street in cars]
        losses, places = (np.hstack(columns) for columns in zip(*rolled, strict=True))
        fates = [what_became_of(car) for car in places.T]
        ends = "; ".join(f"car {i} at {figure(abs(float(place)))}" for i, place in enumerate(places[-1], start=1))
        chart = replace(curves(losses, [f"car {i}" for i in range(1, 5)]), title="Loss of the four cars")
        return Outcome(fates.index(DIVERGES), _frame(chart, f"After {UPDATES} updates: {ends}.", losses))

    return Predict(
        prompt=f"Four cars start {exact(START)} from the spot, each on its own street with its own learning rate. "
        "Which one diverges?",
        options=tuple(
            Option(
                f"car {i}: rate {exact(rate)}, curvature {exact(street.curvature)}",
                "misjudged the edge",
                f"That car came closer: the edge of its street is 2 / {exact(street.curvature)} = "
                f"{exact(2 / street.curvature)}, and its rate of {exact(rate)} is below.",
            )
            for i, (rate, street) in enumerate(cars, start=1)
        ),
        decide=lambda: experiment().index,
        again=lambda: next(i for i, (rate, street) in enumerate(cars) if abs(1 - rate * street.curvature) > 1),
        hints=Hints(
            "Large rates are suspects, but large compared with what?",
            "Each street has its edge at 2 / curvature. Only one car has a rate above its own.",
            lambda: (
                "The edges, as the engine feels them: "
                + ", ".join(f"{figure(street.edge())} for car {i}" for i, street in enumerate(streets, start=1))
                + "."
            ),
        ),
        explain=lambda: f"It did. Its rate lies above 2 / curvature. {experiment().frame.caption}",
        experiment=experiment,
    )


@question
def what_happens(draw: Draw) -> Predict:
    """One rate: crawl, park, overshoot or diverge."""
    curvature = draw.one_of((0.5, 1.0, 2.0, 4.0, 5.0))
    share = draw.one_of(
        {CRAWLS: (0.01, 0.02), PARKS: (0.2, 0.4, 0.6), OVERSHOOTS: (1.4, 1.6, 1.8), DIVERGES: (2.2, 2.6, 3.0)}[
            draw.whole(0, 3)
        ]
    )
    rate = float(f"{share / curvature:.4g}")
    street = Street(curvature)

    def experiment() -> Outcome:
        losses, places = _rolled(street, (rate,))
        caption = f"After {UPDATES} updates the car is {figure(abs(float(places[-1, 0])))} from the spot."
        return Outcome(what_became_of(places[:, 0]), _frame(_chart(losses, (rate,)), caption, losses))

    def by_formula() -> int:
        kept = 1 - rate * curvature
        if abs(kept) >= 1:
            return DIVERGES
        if kept < 0:
            return OVERSHOOTS
        return PARKS if kept**UPDATES <= PARKED else CRAWLS

    return Predict(
        prompt=f"A street with curvature {exact(curvature)}, a car {exact(START)} from the spot, a learning rate of "
        f"{exact(rate)}, {UPDATES} updates. What does the car do?",
        options=tuple(Option(text, *slip) for text, slip in zip(OPTIONS, _FATE_SLIPS, strict=True)),
        decide=lambda: experiment().index,
        again=by_formula,
        hints=Hints(
            "Multiply learning rate and curvature. Is that near 0, below 1, between 1 and 2, or above 2?",
            "Each update multiplies the distance by 1 − rate × curvature. A negative number means: past the spot, "
            "to the other side.",
            lambda: (
                f"The first move goes from {exact(START)} to {figure(float(_rolled(street, (rate,))[1][1, 0]))}: "
                f"every move multiplies the distance by {figure(float(_rolled(street, (rate,))[1][1, 0]) / START)}."
            ),
        ),
        explain=lambda: f"It did. {experiment().frame.caption}",
        experiment=experiment,
    )


def _rolled(street: Street, rates: Sequence[float]) -> tuple[Array, Array]:
    """The losses and the places of cars at these rates, each of shape (updates + 1, cars)."""
    rolled = list(street.roll(START, rates, UPDATES))
    return np.array([losses for _, losses, _ in rolled]), np.array([places for places, _, _ in rolled])


def _chart(losses: Array, rates: Sequence[float]) -> Lines:
    return curves(losses, [f"{exact(rate)}" for rate in rates])


def _frame(chart: Lines, caption: str, losses: Array) -> Frame:
    return Frame(UPDATES, (chart,), caption, {"update": UPDATES, "lowest loss": float(losses[-1].min())}, finished=True)
