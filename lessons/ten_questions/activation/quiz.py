"""Six questions: what a neuron lets back, which lets back most, which is dead, and a network that learns afterwards."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine import SGD, Update, train
from lessons.kit import by_hand
from lessons.kit.computation import Computation
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Formula, Number, Outcome, Predict, Which, option, question
from lessons.ten_questions.activation.fates import CASES, UPDATES, picture, what_became
from lessons.ten_questions.activation.model import NAMES, activated, examples, network, neuron, respond

_SUMS = {"sigmoid": lambda a: math.log(a / (1 - a)), "tanh": math.atanh}
"""The z at which an activation plays a."""
_SLOPES = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2}
"""The slope of an activation where it plays a."""
_WRITTEN = {"sigmoid": "a*(1 - a)", "tanh": "(1 - a^2)"}


@question
def let_through(draw: Draw) -> Number:
    """How much of a correction a sigmoid neuron passes on."""
    a = draw.one_of((0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
    arriving = draw.one_of((-10.0, -5.0, 2.0, 5.0, 10.0, 20.0))
    here = Computation(lambda z, above: above * z.sigmoid().named("a"), {"z": _SUMS["sigmoid"](a)}, {"above": arriving})
    return Number(
        value=lambda: here.slope("z"),
        again=lambda: here.nudged("z"),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "passed it on whole": lambda: arriving,
            "multiplied by the output": lambda: arriving * a,
            "multiplied by 1 − a": lambda: arriving * (1 - a),
            "used the slope of tanh": lambda: arriving * (1 - a**2),
        },
        figures={"a": a, "arriving": arriving, "rest": 1 - a, "slope": lambda: here.slope("z") / arriving},
        inspect=here.inspect("z", title="A sigmoid neuron, and what its output counts for above it"),
    )


@question
def slope_formula(draw: Draw) -> Formula:
    """The slope written with the output alone."""
    name, sharp = draw.one_of(("sigmoid", "tanh")), float(draw.whole(1, 6))
    other = "tanh" if name == "sigmoid" else "sigmoid"

    def place(a: float) -> Computation:
        """The neuron where it plays a."""
        x = _SUMS[name](a) / sharp
        return Computation(lambda x: activated(name, (sharp * x).named("z")).named("a"), {"x": x})

    return Formula(
        domain={"a": (0.05, 0.95) if name == "sigmoid" else (-0.9, 0.9)},
        value=lambda at: place(at["a"]).slope("x"),
        again=lambda at: place(at["a"]).nudged("x"),
        example=_WRITTEN[name] if sharp == 1 else f"{sharp:g}*{_WRITTEN[name]}",
        gradient=True,
        mistakes={
            "forgot the number inside": lambda at: _SLOPES[name](at["a"]),
            f"used the slope of {other}": lambda at: sharp * _SLOPES[other](at["a"]),
            "gave only one factor": lambda at: sharp * (1 - at["a"]),
            "gave the output": lambda at: at["a"],
        },
        figures={
            "name": name,
            "other": other,
            "inside": "x" if sharp == 1 else f"{sharp:g}·x",
            "sharp": sharp,
            "written": _WRITTEN[name],
            "slope": lambda: place(0.5).slope("x"),
            "along z": lambda: place(0.5).slope("x") / sharp,
        },
        inspect=place(0.8).inspect("x", title="The neuron where it plays a = 0.8"),
    )


@question
def lets_most_back(draw: Draw) -> Which:
    """Four neurons, four activations, four sums."""
    awake = draw.one_of((False, False, True))
    sums = {
        "step": draw.one_of((-0.5, -0.1, 0.1, 0.5)),
        "sigmoid": draw.one_of((-3.0, -1.0, -0.5, 0.5, 1.0, 3.0)),
        "tanh": draw.one_of((-3.0, -2.0, -0.5, 0.5, 2.0, 3.0)),
        "ReLU": draw.one_of((0.5, 2.0, 5.0)) if awake else draw.one_of((-5.0, -2.0, -0.5)),
    }
    slips = {
        "step": "took a jump for a slope",
        "sigmoid": "overrated the sigmoid",
        "tanh": "forgot that tanh flattens",
        "ReLU": "took a silent ReLU for an awake one",
    }
    order = draw.shuffled(NAMES)
    neurons = {name: neuron(name, sums[name]) for name in order}

    def slope(name: str) -> float:
        return neurons[name].slope("z")

    return Which(
        options=tuple(option(slips[name], z=sums[name], slope=lambda name=name: slope(name)) for name in order),
        amounts=lambda: [slope(name) for name in order],
        amounts_again=lambda: [each.nudged("z") for each in neurons.values()],
        figures={"slopes": lambda: [f"{name} {figure(slope(name))}" for name in order]},
    )


@question
def dead_one(draw: Draw) -> Which:
    """Four ReLU neurons and three examples, of which one neuron never wakes."""
    examples = draw.one_of(((1.0, 2.0, 3.0), (-1.0, 1.0, 2.0), (-2.0, -1.0, 1.0), (0.0, 2.0, 4.0)))
    neurons = _with_one_dead(draw, examples)

    def awake() -> list[float]:
        return [float(respond("ReLU", w * np.array(examples) + b)[1].sum()) for w, b in neurons]

    def sums_of_the_dead() -> list[float]:
        w, b = neurons[int(np.argmin(awake()))]
        return [w * x + b for x in examples]

    wakers = [next((x for x in examples if w * x + b > 0), 0.0) for w, b in neurons]
    return Which(
        options=tuple(
            option("took a sleeper for dead", w=w, b=b, x=x, z=w * x + b)
            for (w, b), x in zip(neurons, wakers, strict=True)
        ),
        amounts=awake,
        amounts_again=lambda: [float(sum(w * x + b > 0 for x in examples)) for w, b in neurons],
        least=True,
        figures={
            "examples": examples,
            "awake": lambda: [f"neuron {i}: {exact(count)}" for i, count in enumerate(awake(), start=1)],
            "sums": sums_of_the_dead,
        },
    )


def _with_one_dead(draw: Draw, examples: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Weights and biases of four neurons, of which one is asleep for every example and some are for a few."""
    dead: list[tuple[float, float]] = []
    alive: list[tuple[float, float]] = []
    while not dead or len(alive) < 3:
        w, b = draw.number(-3, 3, step=1, zero=False), draw.number(-6, 3, step=1)
        wakes = sum(w * x + b > 0 for x in examples)
        if wakes == 0 and not dead:
            dead.append((w, b))
        elif wakes > 0 and len(alive) < 3 and (w, b) not in alive and (wakes < 3 or not alive):
            alive.append((w, b))
    return draw.shuffled([*dead, *alive])


@question
def slope_of_a_weight(draw: Draw) -> Number:
    """From the loss through the activation to the weight."""
    a, y = draw.one_of((0.2, 0.4, 0.5, 0.6, 0.8)), draw.one_of((0.0, 1.0))
    x = draw.one_of((-10.0, -5.0, -4.0, 4.0, 5.0, 10.0))
    w = _SUMS["sigmoid"](a) / x
    here = Computation(
        lambda w, x, y: ((w * x).named("z").sigmoid().named("a") - y).named("miss") ** 2, {"w": w}, {"x": x, "y": y}
    )

    def slope() -> float:
        return here.slope("w")

    def curve() -> float:
        return neuron("sigmoid", here["z"]).slope("z")

    return Number(
        value=slope,
        again=lambda: here.nudged("w"),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "forgot the activation's slope": lambda: slope() / curve(),
            "multiplied by the output instead of the slope": lambda: slope() / curve() * a,
            "forgot the 2": lambda: slope() / 2,
            "forgot the input": lambda: slope() / x,
            "sign flipped": lambda: -slope(),
        },
        figures={
            "x": x,
            "a": a,
            "y": y,
            "miss": lambda: here["miss"],
            "sent back": lambda: 2 * here["miss"],
            "curve": curve,
        },
        inspect=here.inspect("w", title="One sigmoid neuron and its miss"),
    )


@question
def what_becomes(draw: Draw) -> Predict:
    """A network with one activation, some layers and a rate; it is trained after the reply."""
    name, layers, rate = draw.one_of(CASES)
    seed = draw.whole(0, 9)

    def learn(updates: int) -> list[Update]:
        net = network(name, layers, seed)
        return list(train(net, examples("moons", seed), optimiser=SGD(rate), updates=updates))

    def experiment() -> Outcome:
        losses = np.array([update.loss for update in learn(UPDATES)])
        return Outcome(what_became(losses), picture(name, losses))

    def again() -> int:
        inputs, targets = examples("moons", seed)
        net = network(name, layers, seed)
        said = by_hand.train(net, inputs, targets, loss="mse", rate=rate, updates=UPDATES)
        return what_became(np.array([by_hand.mean_squares(each, targets)[0] for each in said]))

    return Predict(
        experiment=experiment,
        again=again,
        options=tuple(
            option(f"expected {what}") for what in ("no change", "it to crawl", "it to learn quickly", "it to go wrong")
        ),
        figures={
            "layers": layers,
            "many": layers > 1,
            "name": name,
            "rate": rate,
            "updates": UPDATES,
            "first": lambda: learn(1)[0].loss,
            "gradient": lambda: learn(1)[0].gradient_norm,
            "step": lambda: rate * learn(1)[0].gradient_norm,
        },
    )
