"""The quiz on neurons side by side: which lets most back, and which is dead."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Hints, Option, Which, central_difference, question
from lessons.ten_questions.activation.shapes import NAMES, respond, respond_once

_SLIPS = {
    "step": ("took a jump for a slope", "A step is flat on both sides of its jump"),
    "sigmoid": ("overrated the sigmoid", "The sigmoid is at its steepest at z = 0, and even there only 0.25"),
    "tanh": ("forgot that tanh flattens", "tanh has slope 1 at z = 0 and flattens quickly to both sides"),
    "ReLU": ("took a silent ReLU for an awake one", "ReLU passes everything on above 0 and nothing below"),
}


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
    order = draw.shuffled(NAMES)

    def slopes() -> list[float]:
        return [respond_once(name, sums[name])[1] for name in order]

    def measured() -> list[float]:
        return [
            central_difference(lambda at, name=name: _PLAIN[name](float(at)), sums[name])  # type: ignore[misc]
            for name in order
        ]

    def said(name: str) -> str:
        return (
            f"{_SLIPS[name][1]}; at z = {exact(sums[name])} its slope is {figure(respond_once(name, sums[name])[1])}."
        )

    return Which(
        prompt="The same correction comes back to four neurons. Which one passes on the most of it?",
        options=tuple(Option(f"{name} at z = {exact(sums[name])}", _SLIPS[name][0], said(name)) for name in order),
        amounts=slopes,
        amounts_again=measured,
        hints=Hints(
            "Each passes on the slope's share. Who stands on a steep piece of its curve?",
            "Slopes: step 0 everywhere; sigmoid at most 0.25, in the middle; tanh 1 in the middle, nearly 0 beyond "
            "±2; ReLU 1 above 0 and 0 below.",
            lambda: (
                "The engine's slopes: "
                + ", ".join(f"{name} {figure(slope)}" for name, slope in zip(order, slopes(), strict=True))
                + "."
            ),
        ),
        explain=lambda: (
            "Yes. Of a correction of 1 they let through: "
            + ", ".join(f"{name} {figure(slope)}" for name, slope in zip(order, slopes(), strict=True))
            + "."
        ),
    )


_PLAIN: dict[str, Callable[[float], float]] = {
    "step": lambda z: float(z > 0),
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "ReLU": lambda z: max(z, 0.0),
}


@question
def dead_one(draw: Draw) -> Which:
    """Four ReLU neurons and three examples, of which one neuron never wakes."""
    examples = draw.one_of(((1.0, 2.0, 3.0), (-1.0, 1.0, 2.0), (-2.0, -1.0, 1.0), (0.0, 2.0, 4.0)))
    neurons = _with_one_dead(draw, examples)

    def awake() -> list[float]:
        return [float(respond("ReLU", w * np.array(examples) + b)[1].sum()) for w, b in neurons]

    def counted() -> list[float]:
        return [float(sum(w * x + b > 0 for x in examples)) for w, b in neurons]

    def because(w: float, b: float) -> str:
        wakes = next((x for x in examples if w * x + b > 0), None)
        return "" if wakes is None else f"It is awake at x = {exact(wakes)}: z is {exact(w * wakes + b)} there."

    listed = ", ".join(exact(x) for x in examples)
    return Which(
        prompt=f"Four ReLU neurons, z = w·x + b, and three examples: x = {listed}. One neuron is dead: no example "
        "wakes it, so that it never learns again. Which?",
        options=tuple(
            Option(f"w = {exact(w)}, b = {exact(b)}", "took a sleeper for dead", because(w, b) or "It is the dead one.")
            for w, b in neurons
        ),
        amounts=awake,
        amounts_again=counted,
        least=True,
        hints=Hints(
            "Asleep for one example is not dead. Look for the neuron whose z is 0 or less for all three.",
            "z = w·x + b is largest at one end of the examples: at the largest x if w is positive, at the smallest if "
            "w is negative. Try that end only.",
            lambda: (
                "Examples that wake each, by the engine: "
                + ", ".join(f"neuron {i}: {exact(count)}" for i, count in enumerate(awake(), start=1))
                + "."
            ),
        ),
        explain=lambda: (
            "Yes. Its z is "
            + ", ".join(exact(w * x + b) for w, b in [neurons[int(np.argmin(awake()))]] for x in examples)
            + ": the slope is 0 each time, and a correction times 0 is 0."
        ),
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
