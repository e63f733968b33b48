"""Six questions: slopes along one weight and both, where a step lands, which is steepest, and a walk to foresee."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine import Tensor
from lessons.kit.computation import Computation
from lessons.kit.figures import term
from lessons.kit.questions import (
    Choice,
    Draw,
    Formula,
    Number,
    Option,
    Outcome,
    Predict,
    central_difference,
    question,
)
from lessons.kit.slopes import Array
from lessons.ten_questions.gradient.demo_hike import OPTIONS, Hillside
from lessons.ten_questions.gradient.model import LANDSCAPES, STARTS, Landscape
from lessons.ten_questions.gradient.walk import PATIENCE, Footing, walk

LENGTH = 0.1
"""How far the hiker of `steepest` can step."""


def oval_hill(across: float, along: float, w: float, b: float) -> Computation:
    """The loss across·w² + along·b², at a place."""
    return Computation(lambda w, b: across * w**2 + along * b**2, {"w": w, "b": b})


def written(across: float, along: float) -> str:
    """Write the loss across·w² + along·b² as a reader does."""
    return f"{term(across, 'w²')} + {term(along, 'b²')}"


@question
def slope_here(draw: Draw) -> Number:
    """One slope of a hill with two."""
    across, along = (
        draw.one_of((1, 3, 4, 5)),
        draw.whole(1, 5),
    )  # with 2·w² two mistakes would look alike, and so with 1·w²
    w, b = draw.number(-3, 3, step=0.5, zero=False), draw.number(-3, 3, step=0.5, zero=False)
    hill, formula = oval_hill(across, along, w, b), written(across, along)
    return Number(
        value=lambda: hill.slope("w"),
        again=lambda: hill.nudged("w"),
        tolerance=0.05,
        gradient=True,
        mistakes={
            "sign flipped": lambda: -hill.slope("w"),
            "forgot the 2": lambda: hill.slope("w") / 2,
            "left out the number in front": lambda: hill.slope("w") / across,
            "used the loss instead of the slope": hill.value,
            "mixed up the two weights": lambda: hill.slope("b"),
        },
        figures={"formula": formula, "w": w, "b": b, "left": w < 0, "across": across, "term": term(across, "w²")},
        inspect=hill.inspect("w", title=f"The hill {formula}"),
    )


@question
def slope_formula(draw: Draw) -> Formula:
    """The slope along w everywhere at once, on a hill where the two weights meet in a product."""
    square, product = draw.whole(1, 5), draw.one_of((-4, -3, -2, 2, 3, 4))
    hill = Computation(lambda w, b: square * w**2 + product * (w * b), {"w": 1.0, "b": 2.0})
    sign = "-" if product < 0 else "+"
    return Formula(
        domain={"w": (-3.0, 3.0), "b": (-3.0, 3.0)},
        value=lambda at: hill.at(**at).slope("w"),
        again=lambda at: hill.at(**at).nudged("w"),
        example=f"{2 * square}*w {sign} {abs(product)}*b",
        gradient=True,
        mistakes={
            "forgot the 2": lambda at: square * at["w"] + product * at["b"],
            "took the product for a constant": lambda at: 2 * square * at["w"],
            "mixed up the two weights": lambda at: product * at["w"],
            "sign flipped": lambda at: -(2 * square * at["w"] + product * at["b"]),
        },
        figures={
            "formula": f"{term(square, 'w²')} {sign.replace('-', '−')} {abs(product)}·w·b",
            "slope": lambda: hill.slope("w"),
        },
        inspect=hill.inspect("w", title="This hill at w = 1, b = 2"),
    )


@question
def how_steep(draw: Draw) -> Number:
    """The length of the gradient, from its two parts."""
    legs = draw.one_of(((3, 4), (5, 12), (8, 15), (7, 24)))
    scale = draw.one_of((0.1, 0.5, 1.0))
    signs = draw.one_of(((1, -1), (-1, 1), (-1, -1)))  # with two plus signs a plain sum would hide who forgot them
    east, north = (round(sign * leg * scale, 2) for sign, leg in zip(signs, draw.shuffled(legs), strict=True))
    hillside = Computation(lambda w, b: east * w + north * b, {"w": 0.0, "b": 0.0})

    def slopes() -> Array:
        return np.array([hillside.slope(name) for name in "wb"])

    return Number(
        value=lambda: math.hypot(*slopes()),
        again=lambda: math.sqrt(sum(hillside.nudged(name) ** 2 for name in "wb")),
        tolerance=round(0.05 * scale, 3),
        gradient=True,
        mistakes={
            "added the slopes": lambda: float(np.abs(slopes()).sum()),
            "added the slopes with their signs": lambda: float(slopes().sum()),
            "forgot the root": lambda: math.hypot(*slopes()) ** 2,
            "took the larger slope alone": lambda: float(np.abs(slopes()).max()),
        },
        figures={
            "east": east,
            "north": north,
            "east squared": lambda: slopes()[0] ** 2,
            "north squared": lambda: slopes()[1] ** 2,
            "both": lambda: math.hypot(*slopes()) ** 2,
        },
        inspect=hillside.inspect("w", title="The hillside under both feet"),
    )


@question
def one_step(draw: Draw) -> Number:
    """Where one step of the walk lands."""
    across, along = draw.whole(1, 4), draw.whole(1, 4)
    w, b = draw.number(-3, 3, step=0.5, zero=False), draw.number(-3, 3, step=0.5, zero=False)
    rate = draw.one_of((0.05, 0.1, 0.2))
    hill = oval_hill(across, along, w, b)

    def slope() -> float:
        return hill.slope("w")

    return Number(
        value=lambda: w - rate * slope(),
        again=lambda: w - rate * hill.nudged("w"),
        tolerance=0.02,
        mistakes={
            "stepped uphill": lambda: w + rate * slope(),
            "forgot the learning rate": lambda: w - slope(),
            "forgot the 2": lambda: w - rate * slope() / 2,
            "gave the step, not the place": lambda: -rate * slope(),
        },
        figures={
            "formula": written(across, along),
            "w": w,
            "b": b,
            "rate": rate,
            "slope": slope,
            "step": lambda: rate * slope(),
        },
        inspect=hill.inspect("w", title="The hill where the step begins"),
    )


@question
def steepest(draw: Draw) -> Choice:
    """The steepest way down, among three that look tempting."""
    across, along = draw.one_of(((1, 4), (4, 1), (1, 8), (8, 1)))
    sides = draw.one_of(((3, 4), (4, 3), (6, 8), (8, 6)))
    east, north = (side * draw.one_of((-1, 1)) for side in sides)
    w, b = east / (2 * across), north / (2 * along)
    hill = oval_hill(across, along, w, b)

    def slopes() -> Array:
        return np.array([hill.slope(name) for name in "wb"])

    ways = {
        "": -slopes(),
        "stepped uphill": slopes(),
        "headed for the bottom": -np.array([w, b]),
        "mixed up the two weights": -slopes()[::-1],
    }
    shown = draw.shuffled(tuple(ways))
    steps = [LENGTH * ways[name] / math.hypot(*ways[name]) for name in shown]
    return Choice(
        options=tuple(
            Option(f"w {step[0]:+.3f}, b {step[1]:+.3f}".replace("-", "−"), name)
            for name, step in zip(shown, steps, strict=True)
        ),
        decide=lambda: int(np.argmin([float(slopes() @ step) for step in steps])),
        again=lambda: int(np.argmin([hill.at(w=w + step[0] / 10, b=b + step[1] / 10).value() for step in steps])),
        figures={
            "formula": written(across, along),
            "w": w,
            "b": b,
            "length": LENGTH,
            "slopes": slopes,
            "along w": lambda: slopes()[0],
            "along b": lambda: slopes()[1],
            "down w": lambda: -slopes()[0],
            "down b": lambda: -slopes()[1],
        },
        inspect=hill.inspect(title="The hill where the hiker stands"),
    )


@dataclass(frozen=True, eq=False)
class Measured(Landscape):
    """Ground for a hiker who measures each slope with a stick: central differences, no backward pass."""

    def feel(self, place: Array) -> tuple[float, Array]:
        """The loss, and each slope from two heights nearby."""
        slopes = [central_difference(self._height, place, index) for index in range(2)]
        return self._height(place), np.array(slopes)

    def _height(self, place: Array) -> float:
        return float(self.loss(Tensor(place[:1]), Tensor(place[1:])).value)


@question
def where_it_ends(draw: Draw) -> Predict:
    """Where a walk ends; it is walked after the reply."""
    landscape = LANDSCAPES[draw.one_of(("bowl", "ravine", "ravine", "two valleys", "two valleys"))]
    start, rate = draw.one_of(tuple(STARTS)), draw.one_of((0.02, 0.15, 0.3, 0.6))
    scene = Hillside.of(landscape)
    slips = ("the deepest valley", "a shallower valley", "it to run out of steps", "it to get out of hand")

    def walked(ground: Landscape) -> Outcome:
        frame = scene.frame(list(walk(ground, np.array(STARTS[start]), rate)), rate)
        return Outcome(frame.outcome or 0, frame)

    def first() -> Footing:
        return next(walk(landscape, np.array(STARTS[start]), rate))

    return Predict(
        experiment=lambda: walked(landscape),
        again=lambda: walked(Measured(**vars(landscape))).index,
        options=tuple(Option(text, f"expected {slip}") for text, slip in zip(OPTIONS, slips, strict=True)),
        figures={
            "landscape": landscape.name,
            "start": start,
            "rate": rate,
            "patience": PATIENCE,
            "slope": lambda: first().slope,
            "downhill": lambda: first().downhill,
            "step": lambda: rate * first().slope,
            "edge": lambda: landscape.edge(scene.bottom),
        },
        chart=scene.frame([first()], rate),
    )
