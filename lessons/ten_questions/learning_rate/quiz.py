"""Six questions: what updates do to a weight and to its loss, where the edge lies, and cars that roll afterwards."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lessons.kit.charts import Lines
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure, term
from lessons.kit.questions import Draw, Number, Option, Outcome, Predict, option, question
from lessons.kit.slopes import Array
from lessons.ten_questions.learning_rate.demo_parking import curves
from lessons.ten_questions.learning_rate.model import (
    CRAWLS,
    DIVERGES,
    OPTIONS,
    OVERSHOOTS,
    PARKED,
    PARKS,
    UPDATES,
    Street,
    what_became_of,
)

START = 2.0


def bowl(factor: float, w: float) -> Computation:
    """The loss factor·w²."""
    return Computation(lambda w: factor * w**2, {"w": w})


@question
def new_weight(draw: Draw) -> Number:
    """One update of the smallest network there is."""
    x, y = draw.one_of((-4.0, -3.0, 3.0, 4.0, 5.0)), draw.number(-4, 4, step=1)
    w, rate = draw.number(-2, 2, step=0.5), draw.one_of((0.02, 0.05, 0.1))
    here = Computation(lambda w, x, y: ((w * x).named("output") - y).named("miss") ** 2, {"w": w}, {"x": x, "y": y})
    return Number(
        value=lambda: w - rate * here.slope("w"),
        again=lambda: w - rate * here.nudged("w"),
        tolerance=0.01,
        mistakes={
            "stepped uphill": lambda: w + rate * here.slope("w"),
            "forgot the learning rate": lambda: w - here.slope("w"),
            "forgot the 2": lambda: w - rate * here.slope("w") / 2,
            "forgot the input": lambda: w - rate * here.slope("w") / x,
            "gave the slope, not the weight": lambda: here.slope("w"),
        },
        figures={"w": w, "x": x, "y": y, "rate": rate, "miss": lambda: here["miss"], "slope": lambda: here.slope("w")},
        inspect=here.inspect("w", title="The smallest network there is"),
    )


@question
def loss_after_one(draw: Draw) -> Number:
    """The loss one update later."""
    factor, w = draw.one_of((1.0, 2.0, 3.0)), draw.number(-4, 4, step=1, zero=False)
    rate = draw.one_of((0.1, 0.2, 0.25, 0.3, 0.4))
    here = bowl(factor, w)

    def slope() -> float:
        return here.slope("w")

    def loss(after: float) -> float:
        return here.at(w=after).value()

    return Number(
        value=lambda: loss(w - rate * slope()),
        again=lambda: factor * (w * (1 - 2 * rate * factor)) ** 2,
        tolerance=0.05,
        mistakes={
            "stepped uphill": lambda: loss(w + rate * slope()),
            "gave the weight, not the loss": lambda: w - rate * slope(),
            "changed the loss itself": lambda: here.value() - rate * slope(),
            "forgot the 2": lambda: loss(w - rate * slope() / 2),
            "forgot the learning rate": lambda: loss(w - slope()),
        },
        figures={
            "formula": term(factor, "w²"),
            "factor": factor,
            "w": w,
            "rate": rate,
            "slope": slope,
            "landed": lambda: w - rate * slope(),
            "before": here.value,
        },
        inspect=here.inspect("w", title="The loss before the update"),
    )


@question
def two_moves(draw: Draw) -> Number:
    """Where two updates lead, when each may overshoot."""
    factor, start = draw.one_of((0.5, 1.0, 2.0)), draw.one_of((-10.0, -5.0, 5.0, 10.0))
    share = draw.one_of((0.8, 0.6, 0.5, 0.2, -0.2, -0.5, -0.6))
    rate = round((1 - share) / (2 * factor), 6)

    def slope(w: float) -> float:
        return bowl(factor, w).slope("w")

    def move(w: float) -> float:
        return w - rate * slope(w)

    return Number(
        value=lambda: move(move(start)),
        again=lambda: start * (1 - 2 * rate * factor) ** 2,
        tolerance=0.02,
        mistakes={
            "stopped after one update": lambda: move(start),
            "used the first slope twice": lambda: start - 2 * rate * slope(start),
            "forgot the 2": lambda: start * (1 - rate * factor) ** 2,
            "stepped uphill": lambda: start * (1 + 2 * rate * factor) ** 2,
        },
        figures={
            "formula": term(factor, "w²"),
            "start": start,
            "rate": rate,
            "first slope": lambda: slope(start),
            "first": lambda: move(start),
            "second slope": lambda: slope(move(start)),
            "left": lambda: abs(move(start) / start),
            "past": lambda: move(start) * start <= 0,
        },
    )


@question
def the_edge(draw: Draw) -> Number:
    """The largest rate that does not diverge, from the curvature."""
    factor = draw.one_of((0.2, 0.25, 2.0, 2.5, 4.0, 5.0, 8.0, 10.0))

    def slope_at(w: float) -> float:
        return bowl(factor, w).slope("w")

    def curvature() -> float:
        return (slope_at(1.0) - slope_at(-1.0)) / 2

    def tried_out() -> float:
        low, high = 0.0, 100.0
        slope = bowl(factor, 1.0).nudged("w")
        for _ in range(50):
            rate = (low + high) / 2
            low, high = (rate, high) if abs(1.0 - rate * slope) < 1.0 else (low, rate)
        return low

    return Number(
        value=lambda: 2 / curvature(),
        again=tried_out,
        tolerance=0.01,
        mistakes={
            "stopped at 1 / curvature": lambda: 1 / curvature(),
            "forgot the 2 in the curvature": lambda: 4 / curvature(),
            "upside down": lambda: curvature() / 2,
            "gave the curvature": curvature,
        },
        figures={
            "formula": term(factor, "w²"),
            "above": lambda: slope_at(1.0),
            "below": lambda: slope_at(-1.0),
            "curvature": curvature,
        },
    )


@question
def which_diverges(draw: Draw) -> Predict:
    """Four cars on four streets, of which one has a rate above its own street's edge."""
    curvatures = draw.shuffled((0.5, 1.0, 2.0, 4.0, 5.0, 8.0))[:4]
    shares = draw.shuffled((0.05, 0.5, 0.9, 1.1))
    streets = tuple(Street(curvature) for curvature in curvatures)
    rates = [float(f"{share * 2 / curvature:.3g}") for share, curvature in zip(shares, curvatures, strict=True)]
    cars = tuple(zip(rates, streets, strict=True))

    def rolled() -> Outcome:
        losses, places = (np.hstack(columns) for columns in zip(*(_rolled(*car) for car in cars), strict=True))
        fates = [what_became_of(car) for car in places.T]
        ends = "; ".join(f"car {i} at {figure(abs(float(place)))}" for i, place in enumerate(places[-1], start=1))
        chart = replace(curves(losses, [f"car {i}" for i in range(1, 5)]), title="Loss of the four cars")
        return Outcome(fates.index(DIVERGES), _frame(chart, f"After {UPDATES} updates: {ends}.", losses))

    return Predict(
        experiment=rolled,
        again=lambda: next(i for i, (rate, street) in enumerate(cars) if abs(1 - rate * street.curvature) > 1),
        options=tuple(
            option("misjudged the edge", car=i, rate=rate, curvature=street.curvature, edge=2 / street.curvature)
            for i, (rate, street) in enumerate(cars, start=1)
        ),
        figures={
            "start": START,
            "edges": lambda: [f"{figure(street.edge())} for car {i}" for i, street in enumerate(streets, start=1)],
        },
    )


@question
def what_happens(draw: Draw) -> Predict:
    """One rate: crawl, park, overshoot or diverge."""
    curvature = draw.one_of((0.5, 1.0, 2.0, 4.0, 5.0))
    shares = {CRAWLS: (0.01, 0.02), PARKS: (0.2, 0.4, 0.6), OVERSHOOTS: (1.4, 1.6, 1.8), DIVERGES: (2.2, 2.6, 3.0)}
    rate = float(f"{draw.one_of(shares[draw.whole(0, 3)]) / curvature:.4g}")
    street = Street(curvature)
    slips = [f"expected it to {fate}" for fate in ("crawl", "park", "overshoot and settle", "diverge")]

    def rolled() -> Outcome:
        losses, places = _rolled(rate, street)
        caption = f"After {UPDATES} updates the car is {figure(abs(float(places[-1, 0])))} from the spot."
        return Outcome(what_became_of(places[:, 0]), _frame(curves(losses, [exact(rate)]), caption, losses))

    def by_formula() -> int:
        kept = 1 - rate * curvature
        if abs(kept) >= 1:
            return DIVERGES
        if kept < 0:
            return OVERSHOOTS
        return PARKS if kept**UPDATES <= PARKED else CRAWLS

    def first() -> float:
        return float(_rolled(rate, street)[1][1, 0])

    return Predict(
        experiment=rolled,
        again=by_formula,
        options=tuple(Option(text, slip) for text, slip in zip(OPTIONS, slips, strict=True)),
        figures={
            "curvature": curvature,
            "start": START,
            "rate": rate,
            "updates": UPDATES,
            "first": first,
            "kept": lambda: first() / START,
        },
    )


def _rolled(rate: float, street: Street) -> tuple[Array, Array]:
    """The losses and the places of a car, each of shape (updates + 1, 1)."""
    rolled = list(street.roll(START, (rate,)))
    return np.array([losses for _, losses, _ in rolled]), np.array([places for places, _, _ in rolled])


def _frame(chart: Lines, caption: str, losses: Array) -> Frame:
    return Frame(UPDATES, (chart,), caption, {"update": UPDATES, "lowest loss": float(losses[-1].min())}, finished=True)
