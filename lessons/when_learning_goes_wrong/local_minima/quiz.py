"""Six questions: who finds the deepest valley, how ground bends, what kind of place it is, and the way out of it."""

from __future__ import annotations

from itertools import product

import numpy as np

from engine import Tensor
from lessons.kit.charts import Lines, Series
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Choice, Draw, Number, Option, Outcome, Predict, Which, question
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.local_minima.street import (
    CREST,
    RATE,
    STEPS,
    height,
    in_the_deepest,
    rolling,
    slope_by_hand,
)

_STREET = np.linspace(-4.0, 4.0, 121)
VALLEYS = ("in the deepest, at 0", "in the valley to the left of it", "in the valley to the right of it")
KINDS = ("a pit", "a saddle", "a peak")


def _at_rest(places: tuple[float, ...]) -> Array:
    *_, last = rolling(np.array(places))
    return last


def _by_hand(place: float) -> float:
    """Return where one marble comes to rest, by the formula of the slope."""
    for _ in range(STEPS):
        place -= RATE * float(slope_by_hand(np.array(place)))
    return place


@question
def share_of_starts(draw: Draw) -> Number:
    """Of marbles at given places, how many find the deepest valley."""
    near, right, left = _telling(draw)
    places = tuple(draw.shuffled((*near, *right, *left)))
    return Number(
        value=lambda: float(in_the_deepest(_at_rest(places))),
        again=lambda: float(sum(abs(_by_hand(place)) < CREST for place in places)),
        tolerance=0.25,
        mistakes={
            "counted those that stay outside": lambda: float(len(right) + len(left)),
            "let all roll to the deepest": lambda: float(len(places)),
            "took one side for the whole valley": lambda: float(sum(0 <= place < CREST for place in places)),
            "rolled the right ones over the crest": lambda: float(len(near) + len(right)),
        },
        figures={"places": [exact(place) for place in places], "crest": exact(round(CREST, 2)), "all": len(places)},
    )


def _telling(draw: Draw) -> tuple[tuple[float, ...], ...]:
    """Return marbles between the crests, to the right and to the left, so that every mistake counts another number."""
    counts = set[int]()
    while len(counts) < 5:
        near = tuple(draw.number(-1.0, 1.0, step=0.1) for _ in range(draw.whole(2, 4)))
        right = tuple(draw.number(1.3, 3.2, step=0.1) for _ in range(draw.whole(1, 4)))
        left = tuple(-draw.number(1.3, 3.2, step=0.1) for _ in range(draw.whole(1, 3)))
        few, many = len(near), len(near) + len(right)
        counts = {few, len(right) + len(left), many + len(left), sum(place >= 0 for place in near), many}
    return near, right, left


@question
def which_valley(draw: Draw) -> Predict:
    """Where a marble comes to rest, near a crest or far from it."""
    side, beyond = draw.one_of((-1, 1)), draw.one_of((False, True))
    place = round(side * (draw.number(1.3, 2.6, step=0.1) if beyond else draw.number(0.6, 1.1, step=0.1)), 1)

    def rolled() -> Outcome:
        last = float(_at_rest((place,))[0])
        ground = np.asarray(height(Tensor(_STREET)).value)
        series = (
            Series("street", _STREET, ground, tone="muted"),
            Series("marble", np.array([last]), np.asarray(height(Tensor([last])).value), "points", "main"),
        )
        told = f"It rests at {figure(round(last, 3))}."
        return Outcome(_valley(last), Frame(STEPS, (Lines("At rest", series),), told, {"place": last}, finished=True))

    slips = ("let it cross the crest", "sent it to the wrong side", "sent it to the wrong side")
    return Predict(
        experiment=rolled,
        again=lambda: _valley(_by_hand(place)),
        options=tuple(Option(text, slip) for text, slip in zip(VALLEYS, slips, strict=True)),
        figures={
            "place": exact(place),
            "slope": lambda: figure(float(slope_by_hand(np.array(place)))),
            "rest": lambda: figure(round(_by_hand(place), 3)),
            "crest": exact(round(CREST, 2)),
        },
    )


def _valley(place: float) -> int:
    return 0 if abs(place) < CREST else 1 if place < 0 else 2


@question
def bend_from_slopes(draw: Draw) -> Number:
    """How the ground bends, from the slopes to either side."""
    a, b = draw.number(-3, 3, step=0.5, zero=False), draw.number(-1, 1, step=0.5, zero=False)
    x, h = draw.number(-2, 2, step=0.5), draw.one_of((0.1, 0.2))
    ground = Computation(lambda x: (x**2 * a + x**3 * b).named("height"), {"x": x})

    def beside(sign: float) -> float:
        return ground.at(x=x + sign * h).slope("x")

    return Number(
        value=lambda: (beside(1) - beside(-1)) / (2 * h),
        again=lambda: 2 * a + 6 * b * x,
        tolerance=0.01,
        mistakes={
            "did not divide": lambda: beside(1) - beside(-1),
            "divided by half the way": lambda: (beside(1) - beside(-1)) / h,
            "left less right": lambda: -(beside(1) - beside(-1)) / (2 * h),
            "took the mean of the slopes": lambda: (beside(1) + beside(-1)) / 2,
        },
        figures={
            "left": exact(x - h),
            "right": exact(x + h),
            "here": exact(x),
            "way": exact(2 * h),
            "slope left": lambda: exact(beside(-1)),
            "slope right": lambda: exact(beside(1)),
            "more": lambda: exact(beside(1) - beside(-1)),
        },
    )


def _bent(draw: Draw) -> tuple[float, ...]:
    """Return bends of four directions: all up, all down or mixed."""
    sizes = [draw.number(0.2, 3, step=0.1) for _ in range(4)]
    kind = draw.whole(0, 3)
    signs = {0: (1, 1, 1, 1), 1: (-1, -1, -1, -1), 2: (1, 1, 1, -1), 3: (-1, -1, -1, 1)}[kind]
    return tuple(draw.shuffled(tuple(sign * size for sign, size in zip(signs, sizes, strict=True))))


def _height_of(bends: tuple[float, ...]) -> Computation:
    """Return the ground at a level place: half a bend for each direction, times the square of the way."""
    return Computation(lambda way: ((way**2) * np.array(bends) * 0.5).sum().named("height"), {"way": np.zeros(4)})


@question
def pit_saddle_or_peak(draw: Draw) -> Choice:
    """Name the kind of a level place, by how it bends."""
    bends = _bent(draw)
    ground = _height_of(bends)

    def felt() -> list[float]:
        return [ground.at(way=row).value() for row in np.eye(4)]

    def kind(of: list[float]) -> int:
        return 0 if min(of) > 0 else 2 if max(of) < 0 else 1

    return Choice(
        options=tuple(
            Option(text, slip)
            for text, slip in zip(
                KINDS, ("overlooked a way down", "overlooked that all bend alike", "overlooked a way up"), strict=True
            )
        ),
        decide=lambda: kind(felt()),
        again=lambda: kind(list(bends)),
        figures={
            "bends": [exact(bend) for bend in bends],
            "down": sum(bend < 0 for bend in bends),
            "up": sum(bend > 0 for bend in bends),
            "kind": lambda: KINDS[kind(list(bends))],
        },
    )


@question
def which_way_out(draw: Draw) -> Which:
    """Along which direction it falls most from a saddle."""
    steep, down = draw.number(2.5, 4, step=0.1), -draw.number(1, 2, step=0.1)
    bends = {
        "": down,
        "took the strongest bend": steep,
        "took the weaker fall": round(down / 2, 2),
        "took the gentlest ground": draw.number(0.1, 0.4, step=0.1),
    }
    shown = draw.shuffled(tuple(bends))
    ground = _height_of(tuple(bends[name] for name in shown))
    return Which(
        options=tuple(Option(f"the direction that bends by {exact(bends[name])}", name) for name in shown),
        amounts=lambda: [max(0.0, -ground.at(way=row).value()) for row in np.eye(4)],
        amounts_again=lambda: [max(0.0, -bends[name] / 2) for name in shown],
        figures={"bend": exact(down), "fall": lambda: figure(-down / 2)},
    )


@question
def chance_of_a_pit(draw: Draw) -> Number:
    """One level place in how many is a pit, if each direction bends up or down as a coin falls."""
    directions = draw.whole(5, 12)
    return Number(
        value=lambda: (Tensor(2.0) ** directions).item(),
        again=lambda: float(_counted(directions)),
        tolerance=0.25,
        mistakes={
            "doubled instead of multiplying": lambda: 2.0 * directions,
            "squared the number": lambda: float(directions**2),
            "left one direction out": lambda: 2.0 ** (directions - 1),
            "counted all but the pit": lambda: 2.0**directions - 1,
        },
        figures={"directions": directions, "twice": 2 ** (directions - 1)},
    )


def _counted(directions: int) -> int:
    """Return in how many ways coins can fall, one for each direction, written down one after the other."""
    return sum(1 for _ in product((False, True), repeat=directions))
