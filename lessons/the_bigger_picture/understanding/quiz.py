"""Six questions: which way to push, how far the sum falls, how sure it is then, a pixel's slope, chance, surprise."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import numpy as np

from engine import Tensor
from engine.arrays import Array
from lessons.kit.charts import Bars
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure, signed
from lessons.kit.questions import Draw, Formula, Number, Option, Order, Outcome, Predict, Which, option, question
from lessons.the_bigger_picture.understanding.model import LEVEL, Reader, either_way, pushed
from lessons.the_bigger_picture.understanding.neuron import on_purpose, pushed_neuron, sum_by_hand, sure
from lessons.the_bigger_picture.understanding.trial import AIMED, BY_CHANCE, Trial

TEXTS = {"true": "ice is cold", "false": "ice is warm", "nonsense": "is ice is"}


def _weights(draw: Draw, count: int) -> Array:
    """Return weights of both signs, of which none is larger than all the others together."""
    while True:
        weights = np.array([draw.number(-3, 3, step=0.5, zero=False) for _ in range(count)])
        if (
            weights.min() < 0 < weights.max()
            and abs(weights.sum()) > 0.9
            and 2 * abs(weights).max() < abs(weights).sum()
        ):
            return weights


@question
def which_push(draw: Draw) -> Which:
    """Ask which of four pushes makes a neuron's sum fall most."""
    weights, change = _weights(draw, 4), draw.one_of((0.1, 0.2))
    strongest = np.where(np.arange(4) == abs(weights).argmax(), np.sign(weights), 0.0)
    ways = {
        "": -np.sign(weights),
        "pushed it up": np.sign(weights),
        "moved the strongest alone": -strongest,
        "took all of them down": -np.ones(4),
    }
    shown = draw.shuffled(tuple(ways))
    pushes = [change * ways[name] for name in shown]

    return Which(
        options=tuple(Option(_listed(push), name) for name, push in zip(shown, pushes, strict=True)),
        amounts=lambda: [pushed_neuron(weights, 2.0, push)["z"] for push in pushes],
        amounts_again=lambda: [2.0 + math.fsum(map(math.prod, zip(weights, push, strict=True))) for push in pushes],
        least=True,
        figures={
            "weights": weights,
            "change": change,
            "signs": _listed(np.sign(weights)),
            "fall": lambda: change * float(abs(weights).sum()),
        },
    )


@question
def pushed_sum(draw: Draw) -> Number:
    """Ask for a neuron's sum after a push on purpose."""
    weights, change = _weights(draw, 4), draw.one_of((0.1, 0.2, 0.3))
    home = draw.number(1, 4, step=0.5)

    return Number(
        value=lambda: pushed_neuron(weights, home, on_purpose(weights, home, change))["z"],
        again=lambda: sum_by_hand(weights.tolist(), home, change),
        tolerance=0.01,
        mistakes={
            "added the weights with their signs": lambda: home - change * float(weights.sum()),
            "moved one pixel": lambda: home - change * float(abs(weights).max()),
            "pushed it up": lambda: home + change * float(abs(weights).sum()),
            "forgot how small the push is": lambda: home - float(abs(weights).sum()),
        },
        figures={
            "home": home,
            "weights": weights,
            "change": change,
            "sizes": " + ".join(exact(abs(each)) for each in weights),
            "total": float(abs(weights).sum()),
        },
        inspect=pushed_neuron(weights, home, on_purpose(weights, home, change)).inspect("z", title="A push on purpose"),
    )


@question
def sure_after(draw: Draw) -> Number:
    """Ask how sure a neuron still is once many pixels are pushed."""
    pixels, home = draw.one_of((20, 50, 100)), draw.number(1, 3, step=0.5)
    fall = draw.number(2, 5, step=0.5)
    weight = draw.one_of((0.25, 0.5))
    change = fall / (pixels * weight)
    weights = weight * np.where(np.arange(pixels) % 2, -1.0, 1.0)

    return Number(
        value=lambda: pushed_neuron(weights, home, on_purpose(weights, home, change))["p"],
        again=lambda: sure(sum_by_hand(weights.tolist(), home, change)),
        tolerance=0.01,
        unit="share",
        mistakes={
            "pushed one pixel": lambda: sure(home - change * weight),
            "let them cancel": lambda: sure(home - change * weight * math.sqrt(pixels)),
            "pushed it up": lambda: sure(home + fall),
            "took the fall for the sum": lambda: sure(-fall),
        },
        figures={
            "pixels": pixels,
            "home": home,
            "weight": weight,
            "change": change,
            "fall": fall,
            "sum": home - fall,
            "before": sure(home),
        },
        inspect=pushed_neuron(weights, home, on_purpose(weights, home, change)).inspect("p", title="Many small pushes"),
    )


@question
def slope_along_a_pixel(draw: Draw) -> Formula:
    """Ask for the slope of the loss along a pixel, by the sureness."""
    weight = draw.number(-4, 4, step=0.5, zero=False)
    ink = draw.one_of((0.25, 0.5, 0.75))

    def at(p: float) -> Computation:
        return Computation(
            lambda pixel, weight, bias: -(weight * pixel + bias).named("z").sigmoid().named("p").log(),
            {"pixel": ink},
            {"weight": weight, "bias": math.log(p / (1 - p)) - weight * ink},
        )

    return Formula(
        domain={"p": (0.05, 0.95)},
        value=lambda point: at(point["p"]).slope("pixel"),
        again=lambda point: at(point["p"]).nudged("pixel"),
        example=f"(p - 1) * {signed(weight).replace('−', '-')}",
        gradient=True,
        mistakes={
            "took the slope along the weight": lambda point: (point["p"] - 1) * ink,
            "stopped at the sum": lambda point: point["p"] - 1,
            "gave the slope of p": lambda point: point["p"] * (1 - point["p"]) * weight,
            "turned it round": lambda point: (1 - point["p"]) * weight,
        },
        figures={"weight": weight, "ink": ink, "there": lambda: at(0.75).slope("pixel")},
        inspect=at(0.75).inspect("pixel", title="A pixel, and what it costs"),
    )


@cache  # a few networks for all drawings
def _trial(seed: int) -> Trial:
    return Trial(Reader(seed).trained(), seed)


@question
def purpose_or_chance(draw: Draw) -> Predict:
    """Ask which of two pushes leaves more scans read right, one on purpose and a larger one by chance."""
    little, much = draw.one_of(((0.25, 4), (0.25, 5), (1.5, 2), (1.5, 3), (2, 3), (2.5, 3)))
    seed = draw.whole(0, 2)

    def right() -> list[float]:
        return [_trial(seed).still_right(way, by) for way, by in ((AIMED, little), (BY_CHANCE, much))]

    def experiment() -> Outcome:
        shares = right()
        labels = (f"{little:g} {AIMED}", f"{much:g} {BY_CHANCE}")
        told = f"Still read right: {shares[0]:.0%} after {labels[0]}, {shares[1]:.0%} after {labels[1]}."
        bars = Bars("Still read right", labels, 100 * np.array(shares), (0.0, 100.0), unit=" %", decimals=0)
        return Outcome(
            int(shares[1] > shares[0]), Frame(1, (bars,), told, dict(zip(labels, shares, strict=True)), finished=True)
        )

    return Predict(
        experiment=experiment,
        again=lambda: _by_hand(seed, little, much),
        options=(option("trusted the smaller push"), option("feared nothing but purpose")),
        figures={"little": little, "much": much, "shares": lambda: [f"{each:.0%}" for each in right()]},
    )


def _by_hand(seed: int, little: float, much: float) -> int:
    """Return what comes true, with slopes and answers worked out without the engine."""
    trial = _trial(seed)
    first, last = trial.net.layers
    scans, digits = trial.scans.inputs, trial.scans.targets
    hidden = scans @ first.weights + first.biases
    raw = np.maximum(hidden, 0) @ last.weights + last.biases
    shares = np.exp(raw - raw.max(axis=1, keepdims=True))
    back = (shares / shares.sum(axis=1, keepdims=True) - np.eye(raw.shape[1])[digits]) @ last.weights.T
    ways = (back * (hidden > 0)) @ first.weights.T, either_way(scans, seed)
    right = []
    for way, levels in zip(ways, (little, much), strict=True):
        moved = pushed(scans, way, levels * LEVEL)
        said = np.maximum(moved @ first.weights + first.biases, 0) @ last.weights + last.biases
        right.append(np.mean(said.argmax(axis=1) == digits))
    return int(right[1] > right[0])


@question
def least_surprising(draw: Draw) -> Order:
    """Ask for three texts in the order of a model's surprise, by the chances of their words."""
    chances, order, boldest = _chances(draw)
    names = draw.shuffled(tuple(TEXTS))
    place = names.index

    return Order(
        things=tuple(f"“{TEXTS[name]}”: {', '.join(exact(c) for c in chances[name])}" for name in names),
        decide=lambda: tuple(
            place(name) for name in sorted(TEXTS, key=lambda name: -Tensor(chances[name]).log().mean().item())
        ),
        again=lambda: tuple(place(name) for name in sorted(TEXTS, key=lambda name: -math.prod(chances[name]))),
        mistakes={
            "trusted what is true": (place("true"), place(order[0])),
            "went by the best word": (place(boldest), place(order[0])),
            "turned it round": (place(order[2]), place(order[1])),
        },
        figures={
            "surprises": lambda: "; ".join(
                f"“{TEXTS[name]}” {figure(-Tensor(chances[name]).log().mean().item())}" for name in order
            ),
        },
    )


def _chances(draw: Draw) -> tuple[dict[str, list[float]], list[str], str]:
    """Return chances for each word, the order of surprise, and the text with the best word, which is not the first."""
    while True:
        chances = {name: [draw.number(0.05, 0.9, step=0.05) for _ in range(3)] for name in TEXTS}
        order = sorted(TEXTS, key=lambda name: -math.prod(chances[name]))
        boldest = max(TEXTS, key=lambda name: max(chances[name]))
        products = [math.prod(chances[name]) for name in order]
        apart = all(first > 1.5 * second for first, second in pairwise(products))
        if apart and order[0] == "nonsense" and boldest == "false" and _one_best(chances):
            return chances, order, boldest


def _one_best(chances: dict[str, list[float]]) -> bool:
    """Return whether one text has a word with a better chance than any other text's."""
    best = sorted(max(each) for each in chances.values())
    return best[-1] > best[-2]


def _listed(numbers: Array) -> str:
    """Write numbers with their signs, in brackets."""
    return "(" + ", ".join(("+" if each > 0 else "") + exact(float(each)) for each in numbers) + ")"
