"""Six questions: what Huber charges and how it pulls, who pushes hardest, and what comes back through a sigmoid."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine import loss_of
from lessons.how_the_error_flows_back.choosing_a_loss.model import charge, push, sureness
from lessons.how_the_error_flows_back.choosing_a_loss.one_answer import UPDATES, come_to_rest, picture, rest_of
from lessons.kit.computation import Computation
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Formula, Number, Option, Outcome, Predict, Which, option, question


@question
def huber_cost(draw: Draw) -> Number:
    """Huber's charge for one large miss."""
    miss = draw.number(2.5, 9, step=0.5) * draw.one_of((-1.0, 1.0))
    target = draw.number(-4, 9, step=1)
    cost = charge("Huber", miss)
    return Number(
        value=cost.value,
        again=lambda: abs(miss) - 0.5,
        tolerance=0.05,
        mistakes={
            "took half the square": lambda: charge("squared", miss).value() / 2,
            "took the whole square": charge("squared", miss).value,
            "took plain distance": charge("absolute", miss).value,
            "gave the push": lambda: abs(cost.slope("p", 0, 0)),
        },
        figures={"prediction": target + miss, "target": target, "miss": miss, "size": abs(miss)},
        inspect=cost.inspect("p", title="One large miss, by Huber"),
    )


@question
def pushes_hardest(draw: Draw) -> Which:
    """Whose slope is largest, where another's miss or loss is."""
    near = draw.number(0.7, 1.3, step=0.1)
    far = draw.whole(4, 9)
    hands = [("squared", near), ("absolute", float(far)), ("Huber", float(far - 1)), ("Huber", draw.one_of((0.2, 0.4)))]
    shots = [(rule, miss * draw.one_of((-1.0, 1.0))) for rule, miss in draw.shuffled(hands)]
    return Which(
        options=tuple(Option(f"{rule} loss, a miss of {exact(miss)}", "misjudged the push") for rule, miss in shots),
        mistakes={
            "looked at the miss": lambda: int(np.argmax([abs(miss) for _, miss in shots])),
            "left Huber without its cap": lambda: shots.index(next(shot for shot in shots if abs(shot[1]) == far - 1)),
        },
        amounts=lambda: [abs(push(rule, miss)) for rule, miss in shots],
        amounts_again=lambda: [abs(charge(rule, miss).nudged("p", 0, 0)) for rule, miss in shots],
        figures={"pushes": lambda: [figure(abs(push(rule, miss))) for rule, miss in shots]},
    )


@question
def three_pulls(draw: Draw) -> Number:
    """The slope along a bias that three misses share, by Huber."""
    near = [draw.number(0.1, 0.9, step=0.1) * draw.one_of((-1.0, 1.0)) for _ in range(2)]
    misses = draw.shuffled([*near, draw.number(2, 9, step=1) * draw.one_of((-1.0, 1.0))])
    here = Computation(
        lambda b, misses: loss_of(b + misses, np.zeros((3, 1)), "huber"),
        {"b": [[0.0]]},
        {"misses": [[m] for m in misses]},
    )

    def mean(pulls: Sequence[float]) -> float:
        return sum(pulls) / 3

    return Number(
        value=lambda: here.slope("b", 0, 0),
        again=lambda: here.nudged("b", 0, 0),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "left out the cap": lambda: mean(misses),
            "took the slope of squares": lambda: 2 * mean(misses),
            "took only the signs": lambda: mean([push("absolute", miss) for miss in misses]),
            "sum instead of mean": lambda: 3 * here.slope("b", 0, 0),
            "sign flipped": lambda: -here.slope("b", 0, 0),
        },
        figures={"misses": misses, "pulls": lambda: [push("Huber", miss) for miss in misses]},
        inspect=here.inspect("b", title="Three misses, one bias"),
    )


@question
def stray_moves(draw: Draw) -> Predict:
    """One answer for all; one target moves further off, and it is trained once more."""
    rule = draw.one_of(("squared", "Huber"))
    middle = draw.whole(1, 4)
    near = [middle + by for by in draw.one_of(((-0.5, 0.0, 0.5), (-0.4, -0.1, 0.5), (-0.5, 0.1, 0.4)))]
    first = middle + draw.whole(5, 8)
    further = 4 * draw.whole(1, 3)
    order = draw.shuffled(("expected it to stay", "expected a share", "expected it to follow all the way"))

    def trained() -> Outcome:
        path = come_to_rest([*near, first], [*near, first + further], rule)
        way = float(path[-1] - path[UPDATES])
        share = 0 if abs(way) < 0.05 * further else 1 if way < 0.5 * further else 2
        told = ("expected it to stay", "expected a share", "expected it to follow all the way")[share]
        return Outcome(order.index(told), picture(path, rule))

    def by_bisection() -> int:
        before, after = rest_of([*near, first], rule), rest_of([*near, first + further], rule)
        moved = "expected it to stay" if abs(after - before) < 0.05 * further else "expected a share"
        return order.index(moved)

    return Predict(
        experiment=trained,
        again=by_bisection,
        options=tuple(option(name) for name in order),
        figures={
            "rule": rule,
            "targets": [*near, first],
            "first": first,
            "then": first + further,
            "squares": rule == "squared",
            "rests": lambda: [rest_of([*near, far], rule) for far in (first, first + further)],
        },
    )


@question
def how_many_times_as_hard(draw: Draw) -> Number:
    """How many times as hard cross-entropy pushes as squares do, at one wrong guess."""
    p = draw.one_of((0.02, 0.04, 0.05, 0.1, 0.2))
    z = math.log(p / (1 - p))
    squares, surprise = (sureness(rule, z, 1.0) for rule in ("squared", "cross-entropy"))
    return Number(
        value=lambda: surprise.slope("z", 0, 0) / squares.slope("z", 0, 0),
        again=lambda: surprise.nudged("z", 0, 0) / squares.nudged("z", 0, 0),
        tolerance=0.1,
        mistakes={
            "forgot the 2": lambda: 2 * surprise.slope("z", 0, 0) / squares.slope("z", 0, 0),
            "forgot the sigmoid": lambda: surprise.slope("z", 0, 0) / (2 * squares["miss"]),
            "compared the losses": lambda: surprise.value() / squares.value(),
            "took the chance for the steepness": lambda: 1 / (2 * p),
        },
        figures={
            "p": p,
            "by squares": lambda: f"{squares.slope('z', 0, 0):.4g}".replace("-", "−"),
            "by surprise": lambda: surprise.slope("z", 0, 0),
        },
        inspect=squares.inspect("z", title=f"Squares, with a chance of {exact(p)} for a true yes"),
    )


@question
def through_the_sigmoid(draw: Draw) -> Formula:
    """The slope along the sum of a squared miss, as a formula of the chance."""
    truth = draw.one_of((0.0, 1.0))
    factor = draw.one_of((1.0, 0.5, 3.0))
    miss = "p" if truth == 0 else "(p − 1)"

    def at(chance: float) -> Computation:
        return sureness("squared", math.log(chance / (1 - chance)), truth)

    example = f"{exact(2 * factor)} * (p - {exact(truth)}) * p * (1 - p)"
    return Formula(
        domain={"p": (0.05, 0.95)},
        value=lambda point: factor * at(point["p"]).slope("z", 0, 0),
        again=lambda point: factor * at(point["p"]).nudged("z", 0, 0),
        example=example,
        gradient=True,
        mistakes={
            "forgot the sigmoid": lambda point: 2 * factor * (point["p"] - truth),
            "gave cross-entropy's": lambda point: point["p"] - truth,
            "forgot the 2": lambda point: factor * at(point["p"]).slope("z", 0, 0) / 2,
            "kept the square": lambda point: 2 * factor * (point["p"] - truth) ** 2 * point["p"] * (1 - point["p"]),
            "sign flipped": lambda point: -factor * at(point["p"]).slope("z", 0, 0),
        },
        figures={
            "truth": "yes" if truth else "no",
            "loss": f"{'' if factor == 1 else f'{exact(factor)}·'}{miss}²",
            "along p": f"{exact(2 * factor)}·{miss}",
            "there": lambda: factor * at(0.2).slope("z", 0, 0),
        },
        inspect=at(0.2).inspect("z", title="A squared miss at a chance of 0.2"),
    )
