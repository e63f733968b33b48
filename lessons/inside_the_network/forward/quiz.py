"""Six passes: what comes when, who has the biggest say, a whole pass, twice the input, a chain, and a rewired unit."""

from __future__ import annotations

from graphlib import TopologicalSorter

import numpy as np

from engine import Network, datasets
from lessons.inside_the_network.forward.exercises import Exercise
from lessons.inside_the_network.forward.model import NOTES, sigmoid
from lessons.inside_the_network.forward.rewiring import CHANGES, Rewired, drawn_unit
from lessons.inside_the_network.forward.slips import (
    NEAR,
    doubled_first,
    drawn_apart,
    mistaken_changes,
    mistaken_passes,
    mistakes_of,
)
from lessons.inside_the_network.layers.model import trained
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact
from lessons.kit.formula import Point
from lessons.kit.questions import Draw, Formula, Number, Option, Order, Outcome, Predict, Which, option, question
from lessons.kit.sentences import Figures

STEPS = {
    "z1": "The first hidden layer adds up",
    "a1": "ReLU bends the first layer's sums",
    "z2": "The second hidden layer adds up",
    "a2": "ReLU bends the second layer's sums",
    "z3": "The output unit adds up",
    "a3": "The sigmoid makes the prediction",
}
"""The steps of a pass through three layers, by the name at which their line on the engine's tape begins."""
_NEEDS = {"a1": ["z1"], "z2": ["a1"], "a2": ["z2"], "z3": ["a2"], "a3": ["z3"]}


@question
def what_comes_when(draw: Draw) -> Order:
    """Ask for the order of a pass through three layers."""
    names = draw.shuffled(tuple(STEPS))
    place = names.index

    def on_the_tape() -> tuple[int, ...]:
        tape = Network([2, 2, 2, 1], "relu", output="sigmoid")(np.ones((1, 2))).tape
        labels = dict.fromkeys(step.label.split(" ")[0] for step in tape)
        return tuple(place(label) for label in labels if label in STEPS)

    return Order(
        things=tuple(STEPS[name] for name in names),
        decide=on_the_tape,
        again=lambda: tuple(map(place, TopologicalSorter(_NEEDS).static_order())),
        mistakes={
            "bent before adding up": (place("a1"), place("z1")),
            "let a layer hear what is not bent yet": (place("z2"), place("a1")),
            "began at the far end": (place("z3"), place("a2")),
            "put the prediction before the sum": (place("a3"), place("z3")),
        },
        figures={"steps": lambda: "; ".join(STEPS.values())},
    )


@question
def biggest_say(draw: Draw) -> Which:
    """Ask which of four hidden units moves the output's sum furthest."""
    sign = draw.one_of((-1, 1))
    units = {
        "counted a silent unit": (-draw.number(3, 5, step=0.5), draw.number(2, 3, step=0.5)),
        "took the largest weight": (draw.number(0.25, 0.5, step=0.25), sign * draw.number(3.5, 4, step=0.5)),
        "took the loudest unit": (draw.number(4, 6, step=0.5), -sign * 0.25),
        "": (draw.number(2, 2.5, step=0.25), draw.one_of((-1, 1)) * draw.number(1.25, 2, step=0.25)),
    }
    names = draw.shuffled(tuple(units))

    def passed_on() -> list[float]:
        return [Computation(lambda z: z.relu(), {"z": units[name][0]}).value() for name in names]

    def says() -> list[float]:
        return [heard * units[name][1] for heard, name in zip(passed_on(), names, strict=True)]

    return Which(
        options=tuple(Option(_told(*units[name]), name) for name in names),
        amounts=lambda: [abs(say) for say in says()],
        amounts_again=lambda: [abs(max(0.0, units[name][0]) * units[name][1]) for name in names],
        figures={
            "says": says,
            "loud": units["took the loudest unit"][0],
            "faint": units["took the largest weight"][0],
            "silent": units["counted a silent unit"][0],
        },
    )


def _told(added: float, weight: float) -> str:
    return f"it adds up {exact(added)}; the output weighs it {exact(weight)}"


def _numbers(task: Exercise) -> Figures:
    """Return the numbers of an exercise, as its questions name them."""
    network = task.network
    named = (("first", network.first), ("second", network.second), ("last", network.last))
    sums = network.first.adds_up(task.inputs), network.second.adds_up(task.inputs)
    return {
        "x1": task.inputs[0],
        "x2": task.inputs[1],
        **{f"{name} weights": unit.weights for name, unit in named},
        **{f"{name} bias": unit.bias for name, unit in named},
        "h1": max(0.0, sums[0]),
        "h2": max(0.0, sums[1]),
        "sum": lambda: network.meets(task.inputs)["sum"],
    }


@question
def whole_pass(draw: Draw) -> Number:
    """Ask for the output of a whole pass."""
    task = drawn_apart(draw, mistaken_passes)
    network, there = task.network, task.network.meets(task.inputs)
    return Number(
        value=there.value,
        again=lambda: sigmoid(network.sum(task.inputs)),
        tolerance=NEAR,
        mistakes=mistakes_of(task, mistaken_passes),
        figures={
            **_numbers(task),
            "sums": (there["sum of h1"], there["sum of h2"]),
            "last written": network.last.written(network.hidden(task.inputs)),
        },
        inspect=there.inspect("output", title="The whole pass", notes=NOTES),
    )


@question
def twice_the_input(draw: Draw) -> Number:
    """Ask by how much the output's sum changes when one input doubles."""
    task = drawn_apart(draw, mistaken_changes)
    network, doubled = task.network, doubled_first(task)
    then = network.meets(doubled)
    return Number(
        value=lambda: mistaken_changes(task)[""],
        again=lambda: network.sum(doubled) - network.sum(task.inputs),
        tolerance=2 * NEAR,
        mistakes=mistakes_of(task, mistaken_changes),
        figures={
            **_numbers(task),
            "twice": doubled[0],
            "new h1": lambda: then["h1"],
            "new h2": lambda: then["h2"],
            "new sum": lambda: then["sum"],
        },
        inspect=then.inspect("sum", title="The pass with x1 doubled", notes=NOTES),
    )


@question
def through_a_chain(draw: Draw) -> Formula:
    """Ask for the output of a chain of two units as a formula, for several times the input."""
    times = draw.whole(2, 6)

    def chain(at: Point, factor: float = times) -> Computation:
        return Computation(
            lambda x, w, b, v, c: v * (w * (factor * x) + b).relu().named("h") + c,
            {name: at[name] for name in ("x", "w", "b", "v", "c")},
        )

    def on_paper(at: Point) -> float:
        return at["c"] + at["v"] * at["b"] + at["v"] * at["w"] * times * at["x"]

    return Formula(
        domain=dict.fromkeys(("x", "w", "b", "v", "c"), (0.5, 2.0)),
        value=lambda at: chain(at).value(),
        again=on_paper,
        example=f"v*({times}*w*x + b) + c",
        mistakes={
            "multiplied the output instead": lambda at: times * chain(at, 1).value(),
            "multiplied the hidden bias, too": lambda at: times * at["v"] * (at["w"] * at["x"] + at["b"]) + at["c"],
            "let the hidden bias pass unweighted": lambda at: times * at["v"] * at["w"] * at["x"] + at["b"] + at["c"],
            "forgot the hidden bias": lambda at: on_paper(at) - at["v"] * at["b"],
            "forgot the output's bias": lambda at: on_paper(at) - at["c"],
        },
        figures={"times": times},
    )


@question
def rewired(draw: Draw) -> Predict:
    """Ask what becomes of an answer when the weights that leave one hidden unit are changed."""
    scans = datasets.digits()
    network = trained(scans, 32, seed=draw.whole(0, 9), passes=10)
    pixels = scans.test.inputs[draw.whole(0, len(scans.test) - 1)]
    case = Rewired(network, pixels, drawn_unit(draw, network, pixels), draw.one_of(tuple(CHANGES)))
    said = case.before
    return Predict(
        experiment=lambda: Outcome(case.outcome(), case.frame()),
        again=case.by_hand,
        options=tuple(option(f"expected {what}") for what in ("no change", "another sureness", "another digit")),
        figures={
            "passed on": round(case.passed_on, 2),
            "silent": case.passed_on == 0,
            "change": case.change,
            "digit": said.digit,
            "sure": f"{100 * said.confidences[said.digit]:.2f}%",
            "own": lambda: case.passed_on * float(network.layers[1].weights[case.unit, said.digit]),
            "raw": lambda: float(said.raw[said.digit]),
            "next": lambda: float(said.raw[said.ranking[1]]),
            "told": lambda: case.frame().caption,
        },
        chart=Frame(0, (case.picture(),), "A test scan of 8×8 pixels.", {"inputs": pixels.size}),
    )
