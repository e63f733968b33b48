"""Six questions: momentum, AdaGrad and Adam by hand, a formula, the longest of four steps, and a race to foresee."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from engine import Momentum, Tensor
from lessons.how_the_error_flows_back.optimisers import contest
from lessons.how_the_error_flows_back.optimisers.ravine import NEAR, PATIENCE, RATES, Ravine, arrivals
from lessons.how_the_error_flows_back.optimisers.rules import (
    ADAGRAD,
    ADAM,
    ADAMS_SQUARES_KEPT,
    KEPT,
    MOMENTUM,
    NAMES,
    PLAIN,
    ByHand,
    walk,
)
from lessons.kit.charts import Mark
from lessons.kit.demo import Frame
from lessons.kit.formula import Point
from lessons.kit.questions import Draw, Formula, Number, Option, Outcome, Predict, Which, option, question
from lessons.kit.slopes import Array

_QUADRUPLES = ((1, 2, 2, 3), (2, 3, 6, 7), (1, 4, 8, 9), (4, 4, 7, 9), (2, 6, 9, 11), (6, 6, 7, 11), (3, 4, 12, 13))
"""Three slopes, and the root of the sum of their squares."""
_GROUNDS = ((50.0, 0.0), (20.0, 0.0), (10.0, 0.0), (50.0, 40.0), (20.0, 40.0), (10.0, 40.0), (1.0, 0.0))
"""Steepness and turn of the ravines to foresee."""


def moves(name: str, rate: float, slopes: Sequence[float]) -> Array:
    """Return what the engine's rule takes from a weight at each update, shape (updates,), for slopes that are given."""
    walked = walk(name, [rate], np.zeros(1), lambda number, places: np.full_like(places, slopes[number]), len(slopes))
    return -np.diff([float(moment.places[0, 0]) for moment in walked])


def moves_by_hand(name: str, rate: float, slopes: Sequence[float]) -> Array:
    """Return the same in plain NumPy."""
    rule = ByHand(name, rate)
    return np.array([float(rule.step(slope)) for slope in slopes])


@question
def second_move(draw: Draw) -> Number:
    """Where momentum takes a weight in two updates."""
    w, rate = draw.number(-2, 3, step=1), draw.one_of((0.1, 0.2, 0.5))
    first, second = draw.one_of((2.0, 4.0, 6.0, -2.0, -4.0)), draw.one_of((1.0, 3.0, -1.0, 5.0))

    def after(*velocities: float) -> float:
        return w - rate * sum(velocities)

    return Number(
        value=lambda: w - float(moves(MOMENTUM, rate, (first, second)).sum()),
        again=lambda: after(first, KEPT * first + second),
        tolerance=0.01,
        mistakes={
            "forgot the velocity": lambda: after(first, second),
            "kept all of the velocity": lambda: after(first, first + second),
            "left out the first move": lambda: after(KEPT * first + second),
            "stepped uphill": lambda: w + rate * (first + KEPT * first + second),
            "forgot the learning rate": lambda: w - (first + KEPT * first + second),
        },
        figures={
            "w": w,
            "rate": rate,
            "first": first,
            "second": second,
            "landed": lambda: after(first),
            "velocity": lambda: KEPT * first + second,
        },
    )


@question
def third_adagrad(draw: Draw) -> Number:
    """AdaGrad's third move, from three slopes."""
    *sides, root = draw.one_of(_QUADRUPLES)
    slopes, rate = [float(side) for side in draw.shuffled(sides)], draw.one_of((0.1, 0.5, 1.0))
    last = slopes[-1]
    squares = sum(slope**2 for slope in slopes)
    return Number(
        value=lambda: float(moves(ADAGRAD, rate, slopes)[-1]),
        again=lambda: rate * last / root,
        tolerance=0.002,
        mistakes={
            "forgot the root": lambda: rate * last / squares,
            "added up slopes, not squares": lambda: rate * last / sum(slopes),
            "left out the newest square": lambda: rate * last / float(np.sqrt(squares - last**2)),
            "took the average instead of the sum": lambda: rate * last / float(np.sqrt(squares / 3)),
            "only the newest square": lambda: rate,
            "did not divide": lambda: rate * last,
        },
        figures={"slopes": slopes, "rate": rate, "last": last, "sum": squares, "root": root},
    )


@question
def adams_first(draw: Draw) -> Number:
    """How far Adam's first update moves a weight, and which way."""
    slope, rate = draw.one_of((-40.0, -5.0, -0.02, 0.03, 0.5, 8.0, 200.0)), draw.one_of((0.01, 0.02, 0.05, 0.1))
    w = draw.number(1, 3, step=1)
    sign = float(np.sign(slope))
    root = float(np.sqrt(1 - ADAMS_SQUARES_KEPT))
    return Number(
        value=lambda: w - float(moves(ADAM, rate, (slope,))[0]),
        again=lambda: w - float(moves_by_hand(ADAM, rate, (slope,))[0]),
        tolerance=0.002,
        mistakes={
            "took rate × slope": lambda: w - rate * slope,
            "stepped uphill": lambda: w + rate * sign,
            "left out the correction": lambda: w - rate * sign * (1 - KEPT) / root,
            "corrected the slope alone": lambda: w - rate * sign / root,
            "corrected the squares alone": lambda: w - rate * sign * (1 - KEPT),
        },
        figures={"slope": slope, "rate": rate, "w": w, "down": slope > 0, "size": abs(slope)},
    )


@question
def third_momentum(draw: Draw) -> Formula:
    """The length of momentum's third step on a steady slope."""
    m = draw.one_of((0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95))

    def velocity(at: Point, updates: int) -> float:
        return sum(m**k * at["g"] for k in range(updates))

    return Formula(
        domain={"g": (0.5, 3.0), "r": (0.05, 0.5)},
        value=lambda at: _third_step(m, at["g"], at["r"]),
        again=lambda at: at["r"] * velocity(at, 3),
        example=f"r*g*(1 + {m:g} + {m:g}^2)",
        mistakes={
            "stopped after two": lambda at: at["r"] * velocity(at, 2),
            "kept only the oldest": lambda at: at["r"] * m**2 * at["g"],
            "added up the steps": lambda at: at["r"] * sum(velocity(at, k) for k in (1, 2, 3)),
            "forgot the learning rate": lambda at: velocity(at, 3),
            "kept the same share each time": lambda at: at["r"] * at["g"] * (1 + 2 * m),
        },
        figures={"m": m, "times": 1 + m + m**2},
    )


def _third_step(m: float, g: float, r: float) -> float:
    """Return how far the engine's momentum moves a weight that stands at 0 at its third update."""
    w = Tensor([0.0], "w")
    loss, driver = (g * w).sum(), Momentum(r, m).drive(w)
    loss.backward()
    places = [0.0]
    for _ in range(3):
        driver.step()
        places.append(float(w.value[0]))
    return places[2] - places[3]


@question
def longest_step(draw: Draw) -> Which:
    """Which of four takes the longest, or the shortest, third step on a steady slope."""
    slope, rate, least = draw.one_of((0.02, 0.05, 3.0, 6.0)), draw.one_of((0.01, 0.1)), draw.one_of((True, False))
    names = draw.shuffled((PLAIN, MOMENTUM, ADAGRAD, ADAM))
    slips = {
        PLAIN: "took plain descent's step for another",
        MOMENTUM: "misjudged the velocity",
        ADAGRAD: "misjudged the sum of squares",
        ADAM: "misjudged Adam's step",
    }
    steady = (slope,) * 3

    def third(name: str) -> float:
        return float(moves(name, rate, steady)[-1])

    return Which(
        options=tuple(Option(name, slips[name], figures={"own": _told(third, name)}) for name in names),
        amounts=lambda: [third(name) for name in names],
        amounts_again=lambda: [float(moves_by_hand(name, rate, steady)[-1]) for name in names],
        least=least,
        figures={
            "slope": slope,
            "rate": rate,
            "least": least,
            "plain": lambda: third(PLAIN),
            "momentum": lambda: third(MOMENTUM),
            "adagrad": lambda: third(ADAGRAD),
            "adam": lambda: third(ADAM),
        },
    )


def _told(third: Callable[[str], float], name: str) -> Callable[[], float]:
    return lambda: third(name)


@question
def plain_or_adagrad(draw: Draw) -> Predict:
    """Which of two comes in first, on ground that is steep or round, straight or turned."""
    steepness, turned = draw.one_of(_GROUNDS)
    ground = Ravine(steepness, turned, draw.whole(0, 1_000))

    def race() -> Outcome:
        walks = np.stack([ground.walks(name, [ground.best(name)])[:, 0] for name in (PLAIN, ADAGRAD)], axis=1)
        return _outcome(ground, walks)

    def by_hand() -> int:
        plain, adagrad = (float(_arrivals_by_hand(ground, name).min()) for name in (PLAIN, ADAGRAD))
        return int(adagrad < plain)

    return Predict(
        experiment=race,
        again=by_hand,
        options=(option("expected plain descent to keep up"), option("expected own rates to help")),
        figures={"steepness": steepness, "turned": turned, "round": steepness == 1},
    )


def _outcome(ground: Ravine, walks: Array) -> Outcome:
    """Return who of the two came in first, and the picture; walks have shape (updates + 1, 2, 2)."""
    shares = ground.heights(walks) / ground.heights(walks[0])
    plain, adagrad = arrivals(shares)
    pair = np.full((len(shares), len(NAMES)), np.nan)
    pair[:, [NAMES.index(PLAIN), NAMES.index(ADAGRAD)]] = shares
    chart = contest.curves(
        "Loss, as a share of the first", pair, (1e-4, 1e2), PATIENCE, Mark("arrived", y=NEAR, tone="good")
    )
    caption = f"Plain descent came in after {plain:.0f} updates, AdaGrad after {adagrad:.0f}."
    frame = Frame(PATIENCE, (chart,), caption, {"plain": int(plain), "AdaGrad": int(adagrad)}, finished=True)
    return Outcome(int(adagrad < plain), frame)


def _arrivals_by_hand(ground: Ravine, name: str) -> Array:
    """Return when each of `RATES` arrives, all walking at once in plain NumPy."""
    places, heights = np.tile(ground.start, (len(RATES), 1)), []
    rule = ByHand(name, RATES[:, None])
    with np.errstate(all="ignore"):
        for _ in range(PATIENCE + 1):
            heights.append(0.5 * np.sum(places @ ground.curvatures * places, axis=1))
            places = places - rule.step(places @ ground.curvatures)
        return arrivals(np.array(heights))
