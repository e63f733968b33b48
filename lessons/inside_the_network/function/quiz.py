"""Five questions: counting pieces, one function written twice, the last slope, and how far a fitted curve is off."""

from __future__ import annotations

import numpy as np

from lessons.inside_the_network.function.by_hand import said_by_hand
from lessons.inside_the_network.function.model import (
    BEYOND,
    NOISE,
    OPTIONS,
    UPDATES,
    bends,
    between,
    dots_of,
    how_far,
    joined,
    miss,
    said,
    unit_written,
    units_at,
)
from lessons.inside_the_network.function.pictures import beyond_the_dots, through_the_dots
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.questions import Choice, Draw, Number, Option, Outcome, Predict, Which, question
from lessons.kit.slopes import Array

END = 4.0
"""The window in which pieces are counted goes from −END to END."""


@question
def how_many_pieces(draw: Draw) -> Number:
    """Count the pieces: two units share a bend, two bend outside the window."""
    inside = draw.shuffled((-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0))[: draw.whole(2, 4)]
    outside = draw.shuffled((-7.0, -6.0, -5.0, 5.0, 6.0, 7.0))[:2]
    places = np.array(draw.shuffled((*inside, inside[0], *outside)))
    weights = np.array([draw.one_of((1.0, 1.0, 2.0, -1.0)) for _ in places])
    strengths = np.array([draw.one_of((1.0, 2.0, 3.0)) for _ in places])
    biases = -weights * places
    units = len(places)

    def counted() -> int:
        return 1 + len(bends(weights, biases, strengths, -END, END))

    return Number(
        value=lambda: float(changes_of_slope(weights, biases, strengths) + 1),
        again=lambda: float(counted()),
        tolerance=0.25,
        mistakes={
            "counted the bends": lambda: counted() - 1,
            "counted a shared bend twice": lambda: counted() + 1,
            "took a piece for each unit": lambda: units,
            "took one more than units": lambda: units + 1,
        },
        figures={
            "units": [unit_written(*unit) for unit in zip(weights, biases, strengths, strict=True)],
            "count": units,
            "end": END,
            "inside": lambda: bends(weights, biases, strengths, -END, END),
            "bends": lambda: counted() - 1,
            "shared": inside[0],
        },
        inspect=units_at(0.5, weights, biases, strengths).inspect("x", title="The curve at x = 0.5"),
    )


def changes_of_slope(weights: Array, biases: Array, strengths: Array) -> int:
    """Return how often the engine's slope of the curve changes along the window."""
    along = np.arange(-END + 0.05, END, 0.1)[:, np.newaxis]
    curve = Computation(lambda x: (strengths * (x * weights + biases).relu()).sum(), {"x": along})
    return int(np.count_nonzero(np.abs(np.diff(curve.slopes("x")[:, 0])) > 1e-9))


@question
def same_function(draw: Draw) -> Choice:
    """Which other weights make the same unit."""
    weight, place = draw.one_of((2.0, 3.0, 4.0)), draw.number(-3, 3, step=1, zero=False)
    strength = draw.one_of((2.0, 3.0, 5.0))
    unit = (weight, -weight * place, strength)
    others = {
        "": (1.0, -place, strength * weight),
        "left the strength as it was": (1.0, -place, strength),
        "left the bias as it was": (1.0, -weight * place, strength * weight),
        "took the sign outside": (-weight, weight * place, -strength),
    }
    shown = draw.shuffled(tuple(others))
    along = np.linspace(-5, 5, 11)

    def differs(other: tuple[float, float, float]) -> float:
        return max(abs(_unit(x, other) - _unit(x, unit)) for x in along)

    def described(other: tuple[float, float, float]) -> tuple[float, float, bool]:
        w, b, v = other
        return (-b / w, v * w, w > 0)

    return Choice(
        options=tuple(Option(f"`{unit_written(*others[name])}`", name) for name in shown),
        decide=lambda: int(np.argmin([differs(others[name]) for name in shown])),
        again=lambda: next(i for i, name in enumerate(shown) if described(others[name]) == described(unit)),
        figures={
            "unit": unit_written(*unit),
            "place": place,
            "slope": lambda: described(unit)[1],
            "weight": weight,
            "strength": strength,
            "same": unit_written(*others[""]),
        },
        inspect=units_at(place + 1, [unit[0]], [unit[1]], [unit[2]]).inspect("x", title="The unit, one to the right"),
    )


def _unit(x: float, unit: tuple[float, float, float]) -> float:
    w, b, v = unit
    return units_at(float(x), [w], [b], [v]).value()


@question
def slope_on_the_far_right(draw: Draw) -> Number:
    """The slope of the last piece, where a unit that works on the left is silent."""
    weights = np.array([draw.one_of((1.0, 2.0, 3.0)), draw.one_of((1.0, 2.0, 3.0)), draw.one_of((-3.0, -2.0, -1.0))])
    biases = np.array([draw.number(-6, 6, step=1, zero=False) for _ in range(3)])
    strengths = np.array([draw.number(-5, 5, step=0.5, zero=False) for _ in range(3)])
    order = list(draw.shuffled((0, 1, 2)))
    far = units_at(20.0, weights[order], biases[order], strengths[order])
    shares = weights * strengths
    return Number(
        value=lambda: far.slope("x"),
        again=lambda: far.nudged("x"),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "let the silent unit speak": lambda: float(shares.sum()),
            "listened on the left": lambda: float(shares[2]),
            "forgot what stands before relu": lambda: float(weights[:2].sum()),
            "forgot the weights inside": lambda: float(strengths[:2].sum()),
            "added the biases": lambda: float(shares[:2].sum() + (strengths * biases)[:2].sum()),
        },
        figures={
            "units": [unit_written(*unit) for unit in zip(weights, biases, strengths, strict=True)],
            "silent": unit_written(weights[2], biases[2], strengths[2]),
            "first": shares[0],
            "second": shares[1],
        },
        inspect=far.inspect("x", title="The curve at x = 20"),
    )


@question
def furthest_off(draw: Draw) -> Which:
    """Where a network that has learned its dots is furthest off."""
    count, hidden, seed = draw.one_of((40, 80)), draw.one_of((16, 32)), draw.whole(0, 4)
    side = draw.one_of((-1.0, 1.0))
    asked = {
        "trusted it beyond its dots": side * draw.one_of((5.5, 6.0)),
        "mistrusted the middle": draw.one_of((-0.25, 0.25)),
        "mistrusted the top of a hill": draw.one_of((-1.5, 1.5)),
        "mistrusted the last dots": side * draw.one_of((2.5, 2.75)),
    }
    shown = draw.shuffled(tuple(asked))
    places = np.array([asked[name] for name in shown])

    def off(heights: Array) -> list[float]:
        return [float(each) for each in np.abs(heights - np.sin(places))]

    def answers() -> Array:
        return said(joined(count, hidden, seed), places)

    return Which(
        options=tuple(Option(f"x = {figure(asked[name])}", name) for name in shown),
        amounts=lambda: off(answers()),
        amounts_again=lambda: off(said_by_hand(count, hidden, seed, places)),
        figures={
            "hidden": hidden,
            "count": count,
            "far": asked["trusted it beyond its dots"],
            "says": lambda: float(answers()[shown.index("trusted it beyond its dots")]),
            "truth": float(np.sin(asked["trusted it beyond its dots"])),
            "off": lambda: [
                f"{figure(each)} at x = {figure(x)}" for each, x in zip(off(answers()), places, strict=True)
            ],
        },
    )


@question
def how_far_off(draw: Draw) -> Predict:
    """How far off a network is, between its dots or beyond them."""
    count, hidden, seed = draw.one_of((40, 80)), draw.one_of((2, 2, 16, 32)), draw.whole(0, 4)
    beyond = draw.one_of((False, False, True))
    dots = dots_of(count, NOISE, seed)
    places = BEYOND if beyond else between(dots)

    def asked() -> Outcome:
        net = joined(count, hidden, seed)
        off = miss(net, places)
        picture = beyond_the_dots(net, dots, BEYOND[-1]) if beyond else through_the_dots(net, dots, shown=True)
        caption = f"It is {figure(off)} off on average {'right of' if beyond else 'between'} its dots."
        return Outcome(how_far(off), Frame(UPDATES, (picture,), caption, {"off": off}, finished=True))

    def by_hand() -> int:
        return how_far(float(np.abs(said_by_hand(count, hidden, seed, places) - np.sin(places)).mean()))

    slips = ("expected it close", "expected it half-way", "expected it lost")
    return Predict(
        experiment=asked,
        again=by_hand,
        options=tuple(Option(text, slip) for text, slip in zip(OPTIONS, slips, strict=True)),
        figures={"hidden": hidden, "count": count, "beyond": beyond, "updates": f"{UPDATES:,}", "most": hidden + 1},
    )
