"""Six turnings: the slope through two links, which way and how far a weight moves, one cycle, and two rivals."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from engine.datasets import Dataset
from lessons.kit import by_hand
from lessons.kit.charts import Bars
from lessons.kit.demo import Frame
from lessons.kit.figures import exact
from lessons.kit.formula import Point
from lessons.kit.questions import Choice, Draw, Formula, Number, Option, Order, Outcome, Predict, question
from lessons.kit.sentences import Figures
from lessons.ten_questions.why_go_back.cycle import STEPS, by_needs, on_the_tape
from lessons.ten_questions.why_go_back.demo_rivals import (
    ENTRIES,
    OPTIONS,
    RULES,
    UPDATES,
    ahead,
    learned_score,
    network,
    points,
    score,
    table_score,
)
from lessons.ten_questions.why_go_back.model import Route

SPREAD = 0.3
CASES = ((RULES[0], 8), (RULES[0], 16), (RULES[1], 8), (RULES[1], 16), (RULES[1], 1))
"""Pairs of the table's rule for a point without an entry, and the network's hidden units."""


def drawn_route(draw: Draw, *, level: bool = False) -> Route:
    """Return a route for paper: whole numbers, none of them hiding a factor; `level` lets two be equal."""
    while True:
        w, v = (draw.one_of((-3.0, -2.0, 2.0, 3.0)) for _ in range(2))
        x, miss = draw.one_of((2.0, 3.0, 4.0, 5.0)), draw.one_of((-2.0, -1.0, 1.0, 2.0))
        if len({abs(w), abs(v), x}) == 3 or level:
            return Route(x, w, v, v * w * x - miss)


def numbers_of(route: Route, names: str) -> Figures:
    """Return some of a route's numbers, by their names: those of the way there and back are the engine's."""
    return {name: partial(_number, route, name) for name in names.split()}


def _number(route: Route, name: str) -> float:
    return float(getattr(route, name)) if hasattr(route, name) else route.values[name]


@question
def two_links(draw: Draw) -> Number:
    """The chain rule's product: from the loss through y and h to w."""
    route = drawn_route(draw)

    def slope() -> float:
        return route.computation.slope("w")

    return Number(
        value=slope,
        again=lambda: route.computation.nudged("w"),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "skipped a link": lambda: route.values["dy"] * route.x,
            "stopped at h": lambda: route.values["dh"],
            "added the links": lambda: route.values["dy"] + route.v + route.x,
            "blamed the other weight": lambda: route.values["dv"],
            "forgot the 2": lambda: slope() / 2,
            "sign flipped": lambda: -slope(),
        },
        figures=numbers_of(route, "x w v t h y dy dh"),
        inspect=route.inspection("w"),
    )


@question
def which_way(draw: Draw) -> Choice:
    """The sign of an update, when a minus on the way turns things round."""
    route = drawn_route(draw, level=True)
    there = draw.one_of((True, False, False))
    if there:
        route = Route(route.x, route.w, route.v, route.v * route.w * route.x)  # the answer is right already
    slip = "corrected without a miss" if there else "lost a sign on the way"
    return Choice(
        options=(
            Option("up", slip, figures={"way": "up"}),
            Option("down", slip, figures={"way": "down"}),
            Option("it stays", "expected no correction"),
        ),
        decide=lambda: _way(-route.computation.slope("w")),
        again=lambda: _way(-route.computation.nudged("w")),
        figures={
            **numbers_of(route, "x w v t y dy dh dw"),
            "turned": route.v < 0,
            "missed": not there,
            "against": lambda: "" if there else exact(route.values["dw"]),
        },
        inspect=route.inspection("w"),
    )


def _way(move: float) -> int:
    """0 up, 1 down, 2 stays; less than a rounding is no move."""
    return 2 if abs(move) < 1e-6 else int(move < 0)


@question
def recalculated(draw: Draw) -> Number:
    """Where w stands after one update of both weights."""
    route, rate = drawn_route(draw), draw.one_of((0.01, 0.02, 0.05))

    def landed() -> float:
        return route.updated(rate).w

    return Number(
        value=landed,
        again=lambda: route.w - rate * route.computation.nudged("w"),
        tolerance=0.005,
        mistakes={
            "moved uphill": lambda: 2 * route.w - landed(),
            "forgot the way back": lambda: route.w - rate * route.values["dy"],
            "gave the step, not the weight": lambda: landed() - route.w,
            "forgot the 2": lambda: (route.w + landed()) / 2,
        },
        figures={**numbers_of(route, "x w v t dw"), "rate": rate, "miss": lambda: route.computation["miss"]},
        inspect=route.inspection("w"),
    )


@question
def slope_formula(draw: Draw) -> Formula:
    """Ask for the product that is the loss's slope along either weight, as a formula."""
    name, other = draw.one_of((("w", "v"), ("v", "w")))
    factor = draw.one_of((1.0, 2.0, 3.0, 0.5))

    def slope(at: Point) -> float:
        return factor * Route(**at).computation.slope(name)

    def product(at: Point, *factors: str) -> float:
        return 2 * factor * (at["v"] * at["w"] * at["x"] - at["t"]) * float(np.prod([at[each] for each in factors]))

    return Formula(
        domain={"v": (0.5, 2.0), "w": (0.5, 2.0), "x": (0.5, 2.0), "t": (-2.0, 2.0)},
        value=slope,
        again=lambda at: factor * Route(**at).computation.nudged(name),
        example=("" if factor == 0.5 else f"{2 * factor:g}*") + f"(v*w*x - t)*{other}*x",
        gradient=True,
        mistakes={
            "skipped a link": lambda at: product(at, "x"),
            "forgot the input": lambda at: product(at, other),
            "used its own weight": lambda at: product(at, name, "x"),
            "forgot the 2": lambda at: product(at, other, "x") / 2,
            "sign flipped": lambda at: -product(at, other, "x"),
        },
        figures={
            "scaled": "" if factor == 1 else f"{exact(factor)}·",
            "name": name,
            "other": other,
            "twice": 2 * factor,
            "slope": lambda: slope({"v": 1.0, "w": 1.0, "x": 1.0, "t": 0.0}),
        },
        inspect=Route(x=2.0, w=1.5, v=-1.0, t=1.0).inspection(name),
    )


@question
def one_cycle(draw: Draw) -> Order:
    """The steps of one cycle, one of the early ones left out."""
    left_out = draw.one_of(("z1", "a1"))
    shown = draw.shuffled([name for name in STEPS if name != left_out])
    place = shown.index

    def places(names: list[str]) -> tuple[int, ...]:
        return tuple(place(name) for name in names if name in shown)

    return Order(
        things=tuple(STEPS[name] for name in shown),
        decide=lambda: places(on_the_tape()),
        again=lambda: places(by_needs()),
        mistakes={
            "moved before it knew where": (place("weights"), place("dW1")),
            "judged before it answered": (place("loss"), place("z2")),
            "went back before it erred": (place("dz2"), place("loss")),
            "blamed the first layer first": (place("dW1"), place("d[a1;")),
            "skipped a link on the way back": (place("d[a1;"), place("dz2")),
        },
        figures={"steps": lambda: "; ".join(STEPS[shown[i]].lower() for i in places(on_the_tape()))},
    )


@question
def on_new_points(draw: Draw) -> Predict:
    """Who scores more on points that neither has seen."""
    rule, hidden = draw.one_of(CASES)
    seed = draw.whole(0, 9)
    data = points(seed, SPREAD)

    def experiment() -> Outcome:
        mine, table = learned_score(data, hidden, seed), table_score(data, rule, seed)
        return Outcome(ahead(mine, table), _frame(mine, table))

    slips = ("overrated the table", "expected a draw", "overrated the network")
    return Predict(
        experiment=experiment,
        again=lambda: ahead(network_by_hand(data, hidden, seed), table_by_hand(data, rule, seed)),
        options=tuple(Option(text, slip) for text, slip in zip(OPTIONS, slips, strict=True)),
        figures={
            "entries": ENTRIES,
            "nearest": rule == RULES[1],
            "hidden": hidden,
            "many": hidden > 1,
            "updates": UPDATES,
            "table": lambda: table_score(data, rule, seed),
        },
    )


def _frame(mine: float, table: float) -> Frame:
    caption = f"Of 100 new points the network gets {mine:.0f} right and the table {table:.0f}."
    chart = Bars("Right, of 100 new points", ("network", "table"), np.array([mine, table]), (0.0, 100.0), decimals=0)
    return Frame(UPDATES, (chart,), caption, {"update": UPDATES, "network": mine, "table": table}, finished=True)


def network_by_hand(data: Dataset, hidden: int, seed: int) -> float:
    """Return the score out of 100 of the network trained in plain NumPy, backward pass and all."""
    known, new = data.train, data.test
    *_, said = by_hand.train(
        network(hidden, seed),
        known.inputs,
        known.targets[:, None],
        loss="binary_cross_entropy",
        rate=1.0,
        updates=UPDATES,
        asked=new.inputs,
    )
    return score((said[0, :, 0] > 0).astype(np.int64), new)


def table_by_hand(data: Dataset, rule: str, seed: int) -> float:
    """Return the table's score, point by point; none of the new points is an entry."""
    entries = list(zip(data.train.inputs.tolist(), data.train.targets, strict=True))
    nearest = [min(entries, key=lambda entry: math.dist(entry[0], new))[1] for new in data.test.inputs.tolist()]
    coins = np.random.default_rng([seed, 3]).integers(0, 2, size=len(data.test))
    return score(np.array(nearest) if rule == RULES[1] else coins, data.test)
