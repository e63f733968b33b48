"""The quiz on slopes: what a neuron lets back, as a number and as a formula."""

from __future__ import annotations

import math

import numpy as np

from engine import Tensor
from lessons.kit.figures import exact
from lessons.kit.formula import Point
from lessons.kit.inspection import expression
from lessons.kit.questions import (
    Draw,
    Formula,
    FormulaMistake,
    Hints,
    Misconception,
    Number,
    central_difference,
    question,
)
from lessons.ten_questions.activation.shapes import respond_once

SUMS = {"sigmoid": lambda a: math.log(a / (1 - a)), "tanh": math.atanh}
"""The z at which an activation plays a."""
HEIGHTS = {"sigmoid": lambda z: float(1 / (1 + np.exp(-z))), "tanh": lambda z: float(np.tanh(z))}
"""What it plays at z, by NumPy alone."""


@question
def let_through(draw: Draw) -> Number:
    """How much of a correction a sigmoid neuron passes on."""
    a = draw.one_of((0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
    arriving = draw.one_of((-10.0, -5.0, 2.0, 5.0, 10.0, 20.0))
    z = SUMS["sigmoid"](a)

    def passed() -> float:
        return arriving * respond_once("sigmoid", z)[1]

    return Number(
        prompt=f"A sigmoid neuron plays a = {exact(a)}. On the way back a correction of {exact(arriving)} arrives at "
        "its output. How much of it is passed on to its sum z?",
        value=passed,
        again=lambda: central_difference(lambda at: arriving * HEIGHTS["sigmoid"](float(at)), z),
        tolerance=0.01,
        inspect=expression(
            lambda z, above: above * z.sigmoid().named("a"),
            {"z": z},
            {"above": arriving},
            focus="z",
            title="A sigmoid neuron, and what its output counts for above it",
        ),
        misconceptions=(
            Misconception(
                "passed it on whole",
                lambda: arriving,
                "All of it gets through only where the slope is 1. A sigmoid's slope is never more than 0.25.",
            ),
            Misconception(
                "multiplied by the output",
                lambda: arriving * a,
                "You multiplied by what the neuron plays. On the way back it is the *slope* that counts: a × (1 − a).",
            ),
            Misconception(
                "multiplied by 1 − a",
                lambda: arriving * (1 - a),
                "That is one half of the slope's formula. The other factor is a itself: a × (1 − a).",
            ),
            Misconception(
                "used the slope of tanh",
                lambda: arriving * (1 - a**2),
                "1 − a² is the slope of tanh. A sigmoid's is a × (1 − a).",
            ),
        ),
        hints=Hints(
            "The way back meets the slope of the curve. Is it steep or flat where the neuron stands?",
            "Passed on = arriving × slope, and a sigmoid's slope can be told from its output: a × (1 − a).",
            lambda: (
                f"The engine's slope there is {exact(respond_once('sigmoid', z)[1])}, which is {exact(a)} × "
                f"{exact(1 - a)}; and {exact(arriving)} × {exact(respond_once('sigmoid', z)[1])} = {exact(passed())}."
            ),
        ),
        explain=lambda: f"Yes: {exact(arriving)} × {exact(a)} × {exact(1 - a)} = {exact(passed())}.",
        gradient=True,
    )


@question
def slope_formula(draw: Draw) -> Formula:
    """The slope written with the output alone."""
    name, sharp = draw.one_of(("sigmoid", "tanh")), float(draw.whole(1, 6))
    other = "tanh" if name == "sigmoid" else "sigmoid"
    inner = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2}
    written = {"sigmoid": "a*(1 - a)", "tanh": "(1 - a^2)"}[name]
    example = written if sharp == 1 else f"{sharp:g}*{written}"
    sharpened = "x" if sharp == 1 else f"{sharp:g}·x"

    def place(point: Point) -> float:
        return SUMS[name](point["a"]) / sharp

    def slope(point: Point) -> float:
        x = Tensor(place(point))
        curved(sharp * x).backward()
        return float(x.grad)

    def curved(z: Tensor) -> Tensor:
        return z.sigmoid() if name == "sigmoid" else z.tanh()

    forgot = FormulaMistake(
        "forgot the number inside",
        lambda point: inner[name](point["a"]),
        f"As x grows by 1, z grows by {sharp:g}. That factor belongs in front of {name}'s own slope.",
    )
    return Formula(
        prompt=f"A neuron plays a = {name}({sharpened}). How fast does a grow with x? Write the slope using `a` alone.",
        domain={"a": (0.05, 0.95) if name == "sigmoid" else (-0.9, 0.9)},
        value=slope,
        again=lambda point: central_difference(lambda at: HEIGHTS[name](sharp * float(at)), place(point)),
        example=example,
        inspect=expression(
            lambda x: curved((sharp * x).named("z")).named("a"),
            {"x": place({"a": 0.8})},
            focus="x",
            title="The neuron where it plays a = 0.8",
        ),
        misconceptions=(
            *((forgot,) if sharp != 1 else ()),
            FormulaMistake(
                f"used the slope of {other}",
                lambda point: sharp * inner[other](point["a"]),
                f"That is how {other} slopes. For {name} it is `{written}`.",
            ),
            FormulaMistake(
                "gave only one factor",
                lambda point: sharp * (1 - point["a"]),
                f"Nearly: 1 − a is a part of it, but {name}'s slope is `{written}`: it is 0 wherever the curve is "
                "flat, at *both* ends.",
            ),
            FormulaMistake(
                "gave the output",
                lambda point: point["a"],
                "That grows with a for ever, but near its upper end the curve is flat: the slope must come to 0 there.",
            ),
        ),
        hints=Hints(
            "Where is the curve flat, and where steep? The formula must be 0 where it is flat.",
            f"The slope of {name} along z is `{written}`. Then: how much does z grow as x grows by 1?",
            lambda: (
                f"At a = 0.5 the engine's slope along x is {exact(slope({'a': 0.5}))}; along z it is "
                f"{exact(slope({'a': 0.5}) / sharp)}. In all: `{example}`"
            ),
        ),
        explain=lambda: (
            f"Yes, `{example}`. At a = 0.5 the engine measures {exact(slope({'a': 0.5}))}; nobody needs z for it."
        ),
        gradient=True,
    )
