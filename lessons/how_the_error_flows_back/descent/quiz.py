"""Six questions: level places and their kinds, the order of a walk, when it ends, and what is solved without one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil, log

import numpy as np

from engine import Tensor
from lessons.how_the_error_flows_back.descent.by_hand import walk_by_hand
from lessons.how_the_error_flows_back.descent.demo_level import (
    OPTIONS,
    begin,
    curves,
    told,
    walk,
    what_became_of,
)
from lessons.how_the_error_flows_back.descent.phrases import formula, moment, reason
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, term
from lessons.kit.questions import Choice, Draw, Number, Option, Order, Outcome, Predict, question

KINDS = ("A valley: up every way", "A top: down every way", "A saddle: up one way, down another")
VALLEY, TOP, SADDLE = range(3)


@question
def level_place(draw: Draw) -> Number:
    """Where the slope of a bowl is 0."""
    factor, place = draw.one_of((0.5, 2.0, 3.0, 4.0)), draw.number(-4, 4, step=1, zero=False)
    push, base = -2 * factor * place, draw.one_of((1.0, 3.0, 5.0))
    here = Computation(lambda w: factor * w**2 + push * w + base, {"w": 0.0})

    def by_slopes() -> float:
        at_zero, at_one = here.slope("w"), here.at(w=1.0).slope("w")
        return -at_zero / (at_one - at_zero)

    def by_halving() -> float:
        low, high = -16.0, 16.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if here.at(w=middle).nudged("w") < 0 else (low, middle)
        return low

    return Number(
        value=by_slopes,
        again=by_halving,
        tolerance=0.01,
        mistakes={
            "lost the sign": lambda: -place,
            "forgot the 2": lambda: 2 * place,
            "gave the loss there": lambda: here.at(w=place).value(),
            "looked where the loss is 0 at first": lambda: -push,
        },
        figures={
            "factor": factor,
            "abs push": abs(push),
            "falls": push < 0,
            "base": base,
            "double": 2 * factor,
            "lowest": lambda: here.at(w=place).value(),
        },
        inspect=here.inspect("w", title="The slope at w = 0"),
    )


@question
def what_kind(draw: Draw) -> Choice:
    """A level place by its losses close by, in four directions, and by the curvatures."""
    a, c = draw.whole(2, 5), draw.whole(2, 5)
    sign_w, sign_v = draw.one_of(((1, 1), (1, 1), (-1, -1), (-1, -1), (1, -1), (-1, 1)))
    mixed = draw.one_of((0, 0, 1))  # sometimes a product, which goes up along one diagonal and down along the other
    cross = draw.one_of((-1, 1)) * 12 * mixed
    here = Computation(lambda w, v: sign_w * a * w**2 + sign_v * c * v**2 + cross * w * v, {"w": 0.0, "v": 0.0})

    def by_losses() -> int:
        turn = np.linspace(0, np.pi, 16, endpoint=False)
        rises = [here.at(w=float(np.cos(t)), v=float(np.sin(t))).value() > 0 for t in turn]
        return VALLEY if all(rises) else SADDLE if any(rises) else TOP

    def by_curvature() -> int:
        curved = np.linalg.eigvalsh(np.array([[2 * sign_w * a, cross], [cross, 2 * sign_v * c]]))
        return VALLEY if curved[0] > 0 else TOP if curved[1] < 0 else SADDLE

    def beside(w: float, v: float) -> float:
        return here.at(w=w, v=v).value()

    return Choice(
        options=tuple(
            Option(kind, f"took it for {name}")
            for kind, name in zip(KINDS, ("a valley", "a top", "a saddle"), strict=True)
        ),
        decide=by_losses,
        again=by_curvature,
        figures={
            "formula": formula(sign_w * a, sign_v * c, cross),
            "along w": lambda: beside(1.0, 0.0),
            "along v": lambda: beside(0.0, 1.0),
            "one diagonal": lambda: beside(1.0, 1.0),
            "other diagonal": lambda: beside(1.0, -1.0),
        },
        inspect=here.inspect("w", title="The level place"),
    )


@question
def in_which_order(draw: Draw) -> Order:
    """Moments of a walk past a saddle: the loss always falls, the slope falls, rises and falls."""
    off = draw.number(0.005, 0.04, step=0.005)
    trail = list(walk(begin(off, draw.whole(0, 99)), 0.01))
    losses = [foothold.loss for foothold in trail]
    least = min((k for k in range(len(trail)) if losses[k] > 0.9), key=lambda k: trail[k].slope)
    steepest = max(range(least, len(trail)), key=lambda k: trail[k].slope)
    times = (0, draw.whole(1, least - 4), least, steepest, len(trail) - 1)
    mixed = draw.shuffled(times)
    flat = mixed.index(least)
    return Order(
        things=tuple(moment(trail[k]) for k in mixed),
        decide=lambda: tuple(int(i) for i in np.argsort(mixed)),
        again=lambda: tuple(int(i) for i in np.argsort([-losses[k] for k in mixed])),
        mistakes={
            "put the level place at the end": (mixed.index(len(trail) - 1), flat),
            "sorted by slope": (mixed.index(steepest), flat),
        },
        figures={"losses": lambda: [told(loss) for loss in sorted((losses[k] for k in times), reverse=True)]},
    )


@question
def updates_until(draw: Draw) -> Number:
    """When a walk in a bowl ends by its rule."""
    halves, factor = draw.one_of((True, False)), draw.one_of((1.0, 2.0, 4.0))
    kept = 0.5 if halves else 0.1
    rate, start = (1 - kept) / (2 * factor), draw.one_of((4.0, 8.0, 10.0))
    first = 2 * factor * start
    wanted = draw.whole(4, 6)
    tolerance = float(f"{first * kept**wanted * 1.3:.2g}")

    def slope(w: float) -> float:
        return Computation(lambda w: factor * w**2, {"w": w}).slope("w")

    def walked(stop: Callable[[float], bool]) -> int:
        w, made = start, 0
        while not stop(w) and made < 50:
            w, made = w - rate * slope(w), made + 1
        return made

    return Number(
        value=lambda: float(walked(lambda w: abs(slope(w)) < tolerance)),
        again=lambda: float(ceil(log(tolerance / first) / log(kept))),
        tolerance=0.25,
        mistakes={
            "one too many": lambda: wanted + 1,
            "stopped just before": lambda: wanted - 1,
            "stopped at the first slope": lambda: 0,
            "took away the same each time": lambda: ceil((first - tolerance) / ((1 - kept) * first)),
        },
        figures={
            "formula": term(factor, "w²"),
            "rate": rate,
            "start": start,
            "limit": tolerance,
            "kept": kept,
            "slopes": lambda: [exact(slope(start * kept**k)) for k in range(wanted + 1)],
        },
    )


@question
def solved_at_once(draw: Draw) -> Number:
    """The weight of w·x at which the slope is 0: Σxy / Σx²."""
    x = np.array(draw.shuffled((1.0, 2.0, 3.0, 4.0, -1.0))[:3])
    y = np.array([draw.number(-6, 6, step=1) for _ in range(3)])

    def loss(w: Tensor, x: Tensor, y: Tensor) -> Tensor:
        return ((w * x - y) ** 2).mean()

    def walked() -> float:
        w = Tensor(0.0, "w")
        miss = loss(w, Tensor(x, "x", constant=True), Tensor(y, "y", constant=True))
        for _ in range(300):
            miss.backward()  # replays what was recorded once
            w.value = w.item() - 0.1 * float(w.grad) / float(np.mean(x**2))
        return w.item()

    return Number(
        value=walked,
        again=lambda: float((x * y).sum() / (x**2).sum()),
        tolerance=0.02,
        mistakes={
            "took the mean of the ratios": lambda: float(np.mean(y / x)),
            "divided the sums": lambda: float(y.sum() / x.sum()),
            "forgot the squares": lambda: float((x * y).sum() / np.abs(x).sum()),
            "took the mean of the products": lambda: float(np.mean(x * y)),
            "kept the 2": lambda: 2 * float((x * y).sum() / (x**2).sum()),
        },
        figures={
            "pairs": [f"({exact(float(each))}, {exact(float(wanted))})" for each, wanted in zip(x, y, strict=True)],
            "products": lambda: float((x * y).sum()),
            "squares": lambda: float((x**2).sum()),
        },
        inspect=Computation(loss, {"w": 0.0}, {"x": x, "y": y}).inspect("w", title="The slope at w = 0"),
    )


@question
def what_it_does(draw: Draw) -> Predict:
    """A walk along the crest, on it or beside it, with a patient rule or an impatient one."""
    cases: tuple[Mapping[str, float], ...] = (
        {"off": 0.0, "limit": 0.01},
        {"off": 0.01, "limit": 0.01},
        {"off": 0.02, "limit": 0.02},
        {"off": 0.01, "limit": 0.5},
        {"off": 0.3, "limit": 0.02},
    )
    case, seed = draw.one_of(cases), draw.whole(0, 99)
    start = begin(case["off"], seed)

    def walked() -> Outcome:
        trail = list(walk(start, case["limit"]))
        end = trail[-1]
        caption = f"After {len(trail) - 1} updates it stopped, at a loss of {told(end.loss)}."
        readings = {"update": len(trail) - 1, "loss": end.loss, "slope": end.slope}
        chart = curves(trail, case["limit"])
        return Outcome(what_became_of(trail), Frame(len(trail) - 1, (chart,), caption, readings, finished=True))

    def by_hand() -> int:
        return what_became_of(walk_by_hand(start, case["limit"]))

    return Predict(
        experiment=walked,
        again=by_hand,
        options=tuple(Option(text, name) for text, name in zip(OPTIONS, _SLIPS, strict=True)),
        figures={
            "w": float(start[0]),
            "v": float(start[1]),
            "limit": case["limit"],
            "reason": reason(case["off"], case["limit"]),
            "apart": abs(float(start.sum())) / 2,
            "least": lambda: min(foothold.slope for foothold in walk(start, case["limit"]) if foothold.loss > 0.5),
        },
    )


_SLIPS = ("expected it to stay", "expected it to linger", "expected it not to notice")
