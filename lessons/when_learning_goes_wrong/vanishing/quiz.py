"""Five questions: the factor of a layer, what is left, who hears most, which change helps, and who learns."""

from __future__ import annotations

import math

import numpy as np

from engine import Tensor
from lessons.kit import by_hand
from lessons.kit.charts import Lines, Series
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Choice, Draw, Number, Option, Outcome, Predict, Which, question
from lessons.when_learning_goes_wrong.vanishing.demo_cures import EVERY, LEARNED, UPDATES
from lessons.when_learning_goes_wrong.vanishing.model import examples, expected, first_lengths, learning, network

_RATE = 0.3


@question
def factor_of_a_layer(draw: Draw) -> Number:
    """Ask for the factor of each layer, from the lengths at two ends."""
    factor, layers = draw.one_of((0.3, 0.4, 0.5, 0.6, 0.7)), draw.whole(2, 4)
    last = draw.one_of((0.2, 0.4, 0.8, 1.6))
    first = last * factor**layers
    return Number(
        value=lambda: ((Tensor(first) / last) ** (1 / layers)).item(),
        again=lambda: math.exp((math.log(first) - math.log(last)) / layers),
        tolerance=0.002,
        mistakes={
            "divided by the number of layers": lambda: first / last / layers,
            "gave the whole ratio": lambda: first / last,
            "turned the ratio round": lambda: (last / first) ** (1 / layers),
            "shared the loss out evenly": lambda: (last - first) / layers,
        },
        figures={
            "last": exact(last),
            "first": figure(first),
            "layers": layers,
            "ratio": figure(first / last),
        },
    )


@question
def whats_left(draw: Draw) -> Number:
    """Ask for the slope of a chain of sigmoid units, each at its steepest."""
    links, weight = draw.whole(2, 5), draw.one_of((0.8, 1.2, 1.6, 2.0, 2.4))

    def chain(x: Tensor) -> Tensor:
        for _ in range(links):
            x = (x * weight - weight / 2).sigmoid()
        return x.named("output")

    at_the_steepest = Computation(chain, {"x": 0.5})
    return Number(
        value=lambda: at_the_steepest.slope("x"),
        again=lambda: (weight / 4) ** links,
        tolerance=0.0005,
        mistakes={
            "left the weights out": lambda: 0.25**links,
            "added instead of multiplying": lambda: links * weight / 4,
            "took the value for the slope": lambda: (weight / 2) ** links,
            "left one unit out": lambda: (weight / 4) ** (links - 1),
            "left the slopes out": lambda: weight**links,
        },
        figures={"links": links, "weight": exact(weight), "one": exact(weight / 4)},
        inspect=at_the_steepest.inspect("x", title="A chain of sigmoid units, each at its steepest"),
    )


@question
def longest_at_the_start(draw: Draw) -> Which:
    """Which network's first layer gets the longest gradient, by factor and depth."""
    plans = {
        "": (draw.one_of((12, 15)), draw.one_of((0.9, 0.95))),
        "took the shortest": (3, draw.one_of((0.25, 0.3))),
        "trusted a middling factor": (8, draw.one_of((0.5, 0.6))),
        "took the deepest": (30, draw.one_of((0.6, 0.7))),
    }
    shown = draw.shuffled(tuple(plans))
    return Which(
        options=tuple(
            Option(f"{plans[name][0]} layers, each passes on {exact(plans[name][1])}", name) for name in shown
        ),
        amounts=lambda: [(Tensor(plans[name][1]) ** plans[name][0]).item() for name in shown],
        amounts_again=lambda: [math.exp(plans[name][0] * math.log(plans[name][1])) for name in shown],
        figures={
            "factor": exact(plans[""][1]),
            "layers": plans[""][0],
            "left": figure(plans[""][1] ** plans[""][0]),
            "others": [figure(plans[name][1] ** plans[name][0]) for name in shown if name],
        },
    )


@question
def which_change(draw: Draw) -> Choice:
    """Which change brings the first layer of a sigmoid network back to life."""
    depth, seed = draw.whole(6, 9), draw.whole(0, 19)
    changes = {
        "": ("ReLU, with first weights to suit", ("ReLU", depth, 1.0)),
        "went deeper": ("two more hidden layers", ("sigmoid", depth + 2, 1.0)),
        "made the weights smaller": ("first weights half as large", ("sigmoid", depth, 0.5)),
        "turned up the rate": ("a learning rate ten times as large", ("sigmoid", depth, 1.0)),
    }
    shown = draw.shuffled(tuple(changes))

    def ratio(name: str) -> float:
        activation, layers, weights = changes[name][1]
        found = first_lengths(network(activation, layers, seed, weights), seed)
        return float(found[0] / found[-1])

    def foretold(name: str) -> float:
        activation, layers, weights = changes[name][1]
        return expected(network(activation, layers, seed, weights), examples(seed).inputs) ** (layers - 1)

    return Choice(
        options=tuple(Option(changes[name][0], name) for name in shown),
        decide=lambda: int(np.argmax([ratio(name) for name in shown])),
        again=lambda: int(np.argmax([foretold(name) for name in shown])),
        figures={
            "depth": depth,
            "before": lambda: figure(ratio("turned up the rate")),
            "after": lambda: figure(ratio("")),
        },
    )


@question
def does_it_learn(draw: Draw) -> Predict:
    """Whether a deep network learns two moons within 300 updates."""
    activation, depth, seed = draw.one_of(("sigmoid", "tanh", "ReLU")), draw.one_of((6, 7, 8)), draw.whole(0, 9)

    def learned() -> Outcome:
        losses = [update.loss for update in learning(network(activation, depth, seed), seed, _RATE, UPDATES, EVERY)]
        series = Series("loss", np.arange(len(losses), dtype=float) * EVERY, np.array(losses), tone="bad")
        told = f"Its loss ends at {figure(losses[-1])}."
        frame = Frame(UPDATES, (Lines("Loss", (series,), "update", "loss"),), told, {"loss": losses[-1]}, finished=True)
        return Outcome(int(losses[-1] >= LEARNED), frame)

    def again() -> int:
        given = examples(seed)
        labels = np.asarray(given.targets, dtype=float).reshape(-1, 1)
        *_, said = by_hand.train(
            network(activation, depth, seed),
            given.inputs,
            labels,
            loss="binary_cross_entropy",
            rate=_RATE,
            updates=UPDATES,
        )
        return int(float(by_hand.cross_entropies(said, labels)[0]) >= LEARNED)

    return Predict(
        experiment=learned,
        again=again,
        options=(
            Option("it learns: a loss below 0.5", "overlooked the factor of a layer"),
            Option("it stays near ln 2, knowing nothing", "blamed depth alone"),
        ),
        figures={
            "activation": activation,
            "depth": depth,
            "factor": lambda: figure(expected(network(activation, depth, seed), examples(seed).inputs)),
            "loss": lambda: figure(float(learned().frame.readings["loss"])),
        },
    )
