"""Six questions from the kitchen: sums, where a neuron tips, whom a miss blames, and where an update leads."""

from __future__ import annotations

import numpy as np

from lessons.kit.computation import Computation
from lessons.kit.figures import exact, term
from lessons.kit.formula import Point
from lessons.kit.questions import Draw, Formula, Number, Option, Which, question
from lessons.ten_questions.weights_and_biases.model import blamed, sums, tipping_point, weighted

RATE = 0.1


@question
def weighted_sum(draw: Draw) -> Number:
    """Two ingredients, two amounts and a pinch."""
    x1, x2 = draw.number(-3, 4, step=1, zero=False), draw.number(1, 5, step=1)
    w1, w2 = draw.number(0.5, 3, step=0.5), -draw.number(0.5, 3, step=0.5)
    bias = draw.number(-4, 4, step=1, zero=False)

    def z(w1: float, w2: float, bias: float) -> float:
        return weighted((w1, w2), bias, (x1, x2))

    return Number(
        value=lambda: z(w1, w2, bias),
        again=lambda: w1 * x1 + w2 * x2 + bias,
        tolerance=0.05,
        mistakes={
            "forgot the bias": lambda: z(w1, w2, 0.0),
            "added the bias to each product": lambda: z(w1, w2, 2 * bias),
            "dropped a minus sign": lambda: z(w1, -w2, bias),
            "mixed up the weights": lambda: z(w2, w1, bias),
        },
        figures={
            "w1": w1,
            "w2": w2,
            "bias": bias,
            "x1": x1,
            "x2": x2,
            "first": lambda: z(w1, 0.0, 0.0),
            "second": lambda: z(0.0, w2, 0.0),
        },
    )


@question
def where_it_tips(draw: Draw) -> Number:
    """The input at which a sigmoid neuron says one half."""
    w = draw.one_of((-4.0, -2.0, -0.5, 0.5, 2.0, 4.0, 5.0))
    b = -w * draw.one_of((-3.0, -2.0, -1.5, 1.5, 2.0, 3.0, 4.0))

    def tips() -> float:
        found = tipping_point(w, b)
        return float("nan") if found is None else found

    def by_halving() -> float:
        low, high = -10.0, 10.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if (w * middle + b) * w < 0 else (low, middle)
        return (low + high) / 2

    def sum_at(salt: float) -> float:
        return float(sums(w, b, np.array([salt]))[0])

    return Number(
        value=tips,
        again=by_halving,
        tolerance=0.02,
        mistakes={
            "sign flipped": lambda: -tips(),
            "divided the wrong way round": lambda: 1 / tips(),
            "forgot the weight": lambda: -sum_at(0.0),
            "took the sum at x = 0": lambda: sum_at(0.0),
        },
        figures={
            "w": w,
            "b": b,
            "at 0": lambda: sum_at(0.0),
            "minus b": lambda: -sum_at(0.0),
            "rise": lambda: sum_at(1.0) - sum_at(0.0),
            "there": lambda: sum_at(tips()),
        },
    )


@question
def weight_against_bias(draw: Draw) -> Number:
    """How many times the bias's slope the weight's is."""
    x = draw.one_of((-5.0, -4.0, -3.0, -2.0, 2.0, 3.0, 4.0, 5.0))
    w, b, target = draw.number(-3, 3, step=0.5, zero=False), draw.whole(-3, 3), draw.number(-4, 4, step=1)
    if w * x + b == target:
        target += 1.0  # where there is no miss there is no slope to compare
    here = Computation(
        lambda w, b, x, y: ((w * x + b).named("z") - y).named("miss") ** 2, {"w": w, "b": b}, {"x": x, "y": target}
    )

    def times() -> float:
        return here.slope("w") / here.slope("b")

    return Number(
        value=times,
        again=lambda: here.nudged("w") / here.nudged("b"),
        tolerance=0.05,
        gradient=True,
        mistakes={
            "upside down": lambda: 1 / times(),
            "sign flipped": lambda: -times(),
            "took both for equal": lambda: 1.0,
            "took the weight for the input": lambda: w,
        },
        figures={
            "w": w,
            "b": b,
            "x": x,
            "target": target,
            "miss": lambda: here["miss"],
            "along w": lambda: here.slope("w"),
            "along b": lambda: here.slope("b"),
        },
        inspect=here.inspect(title="One neuron, one example", notes={"y": "the target"}),
    )


@question
def slope_formula(draw: Draw) -> Formula:
    """dL/dw of one neuron, with or without a sigmoid."""
    squashed, share = draw.one_of((False, True)), draw.one_of((0.5, 1.0, 2.0))
    example = {"a": 0.5, "y": 1.0, "x": 3.0}

    def neuron(at: Point, squashed: bool = squashed) -> Computation:
        return blamed(at["a"], at["y"], at["x"], squashed=squashed, share=share)

    def slope(at: Point) -> float:
        return neuron(at).slope("w")

    return Formula(
        domain={"a": (0.1, 0.9), "y": (-1.0, 2.0), "x": (-3.0, 3.0)},
        value=slope,
        again=lambda at: neuron(at).nudged("w"),
        example=("" if share == 0.5 else f"{exact(2 * share)} * ")
        + ("(a - y) * a * (1 - a) * x" if squashed else "(a - y) * x"),
        gradient=True,
        mistakes={
            "forgot the input": lambda at: neuron(at).slope("b"),
            "sign flipped": lambda at: -slope(at),
            "lost count of the 2": lambda at: slope(at) * (2.0 if share == 0.5 else 0.5),
            "forgot the sigmoid" if squashed else "put in a sigmoid": lambda at: neuron(at, not squashed).slope("w"),
        },
        figures={
            "squashed": squashed,
            "loss": "½·(a − y)²" if share == 0.5 else term(share, "(a − y)²"),
            "slope": lambda: slope(example),
        },
        inspect=neuron(example).inspect("w", title="This neuron at a = 0.5, y = 1, x = 3"),
    )


@question
def new_weight(draw: Draw) -> Number:
    """One update of a neuron that sits on the fence."""
    w = draw.number(-3, 3, step=1, zero=False)
    x = draw.one_of((-4.0, -3.0, -2.0, 2.0, 3.0, 4.0))
    y, rate = draw.one_of((0.0, 1.0)), draw.one_of((0.4, 2.0, 4.0))
    here = Computation(
        lambda w, b, x, y: ((w * x + b).named("z").sigmoid().named("a") - y).named("miss") ** 2,
        {"w": w, "b": -w * x},
        {"x": x, "y": y},
    )

    def step() -> float:
        return rate * here.slope("w")

    return Number(
        value=lambda: w - step(),
        again=lambda: w - rate * here.nudged("w"),
        tolerance=0.02,
        mistakes={
            "stepped uphill": lambda: w + step(),
            "forgot the sigmoid's slope": lambda: w - step() / (here["a"] * (1 - here["a"])),
            "forgot the input": lambda: w - rate * here.slope("b"),
            "forgot the learning rate": lambda: w - here.slope("w"),
            "gave the step, not the weight": lambda: -step(),
        },
        figures={
            "w": w,
            "b": -w * x,
            "x": x,
            "y": y,
            "rate": rate,
            "sum": lambda: here["z"],
            "a": lambda: here["a"],
            "miss": lambda: here["miss"],
            "slope": lambda: here.slope("w"),
        },
        inspect=here.inspect("w", title="A neuron on the fence"),
    )


@question
def moves_most(draw: Draw) -> Which:
    """Which number of a neuron with three inputs one update moves most."""
    sizes = draw.one_of(((0.2, 0.5, 0.8), (0.5, 1.5, 2.0), (0.5, 2.0, 3.0), (1.5, 2.0, 4.0)))
    inputs = [size * draw.one_of((-1.0, 1.0)) for size in draw.shuffled(sizes)]
    weights = list(draw.shuffled((-1.0, 2.0, 0.5)))
    large = int(np.argmax(np.abs(inputs)))
    if abs(weights[large]) == 2.0:  # the heaviest weight shall not point at the answer
        other = (large + 1) % 3
        weights[large], weights[other] = weights[other], weights[large]
    bias, target = draw.number(-2, 2, step=1, zero=False), draw.number(-4, 4, step=1)
    if abs(float(np.dot(weights, inputs)) + bias - target) < 0.3:
        target += 2.0
    numbers = dict(zip(("w1", "w2", "w3", "b"), (*weights, bias), strict=True))
    here = Computation(
        lambda w1, w2, w3, b: (
            ((b + w1 * inputs[0] + w2 * inputs[1] + w3 * inputs[2]).named("z") - target).named("miss") ** 2
        ),
        numbers,
    )

    def moves() -> list[float]:
        return [abs(RATE * here.slope(name)) for name in numbers]

    meets = [*(f"its input is {exact(x)}" for x in inputs), "its input is always 1"]
    return Which(
        options=tuple(
            Option(f"{name} = {exact(number)}", "overlooked a larger input", figures={"meets": meet})
            for (name, number), meet in zip(numbers.items(), meets, strict=True)
        ),
        mistakes={
            "went by the size of the weight": lambda: int(np.argmax(np.abs(weights))),
            **({"expected the bias": lambda: 3} if max(sizes) > 1.0 else {}),  # with smaller inputs it is the bias
        },
        amounts=moves,
        amounts_again=lambda: [abs(RATE * here.nudged(name)) for name in numbers],
        figures={
            "inputs": inputs,
            "target": target,
            "rate": RATE,
            "moves": lambda: [
                f"{name} by {exact(round(move, 4))}" for name, move in zip(numbers, moves(), strict=True)
            ],
            "largest": lambda: round(max(moves()), 4),
            "why": lambda: meets[int(np.argmax(moves()))],
        },
        inspect=here.inspect(title="A neuron with three inputs"),
    )
