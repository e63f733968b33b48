"""The demo of three coaches: throws that miss further and further, what each charges and how hard each pushes."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.choosing_a_loss.model import RULES, TONES, charge, push
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array

THROWS = 40
"""Throws after the first, which hits."""
_DOUBLED = 1.9
"""A push that has grown by this factor counts as doubled."""
WHO = ("All three", "Those of squares and of Huber", "Only that of squares")
SIDES = {"right": 1.0, "left": -1.0}


@demo(
    prediction=Prediction("The last throw misses twice as far as the middle one. Whose push doubles?", WHO),
    furthest=Knob(0.5, 6.0, start=4.0, steps=11, label="last miss"),
    bend=Knob(0.5, 3.0, start=1.0, steps=5, label="Huber bends at"),
    side=Choices(*SIDES, label="misses to the"),
    coach=Choices(*RULES, label="microscope on", live=True),
)
def coach(furthest: float, bend: float, side: str, coach: Live[str], seed: int) -> Frames:  # noqa: ARG001
    """Three coaches and a throw."""
    misses = SIDES[side] * np.linspace(0.0, furthest, THROWS + 1)
    computed = [[charge(rule, float(miss), bend) for rule in RULES] for miss in misses]
    losses = np.array([[each.value() for each in row] for row in computed])
    pushes = np.array([[each.slope("p", 0, 0) for each in row] for row in computed])
    for throw in range(THROWS):
        yield _frame(misses, losses, pushes, throw, bend, coach())
    yield from still(lambda: _frame(misses, losses, pushes, THROWS, bend, coach()))


def whose_doubles(misses: Array, bend: float) -> int:
    """Return which of WHO comes true between the middle throw and the last."""
    half, last = float(misses[THROWS // 2]), float(misses[-1])
    grown = [push(rule, last, bend) / push(rule, half, bend) >= _DOUBLED for rule in RULES]
    return 0 if all(grown) else 1 if grown[2] else 2


def _frame(misses: Array, losses: Array, pushes: Array, throw: int, bend: float, coach: str) -> Frame:
    miss, over = float(misses[throw]), throw == THROWS
    seen = np.abs(misses[: throw + 1])
    reach = float(np.abs(misses[-1]))
    charts = (
        _curves("Loss", seen, losses[: throw + 1], reach, 1.05 * float(losses.max())),
        _curves("Push", seen, np.abs(pushes[: throw + 1]), reach, 1.05 * float(np.abs(pushes).max())),
    )
    readings = {"miss": miss} | {f"{rule} push": float(at) for rule, at in zip(RULES, pushes[throw], strict=True)}
    inside = charge(coach, miss, bend).inspect("p", title=f"What a miss of {figure(miss)} costs, {coach}")
    outcome = whose_doubles(misses, bend) if over else None
    caption = _caption(miss, losses[throw], np.abs(pushes[throw]))
    if over:
        middle = np.abs(pushes[THROWS // 2])
        caption += f" At half that miss: {_plain(middle)}."
    return Frame(throw, charts, caption, readings, over, inspect=inside, outcome=outcome)


def _curves(title: str, seen: Array, heights: Array, reach: float, top: float) -> Lines:
    """Draw one figure of each coach for every miss so far."""
    series = tuple(Series(rule, seen, heights[:, k], tone=TONES[k]) for k, rule in enumerate(RULES))
    return Lines(title, series, "size of the miss", "", (0.0, reach), (0.0, top))


def _caption(miss: float, losses: Array, pushes: Array) -> str:
    costs = ", ".join(f"{figure(float(each))} {rule}" for rule, each in zip(RULES, losses, strict=True))
    return f"A miss of {figure(miss)} costs {costs}; it is pushed by {_plain(pushes)}."


def _plain(amounts: Array) -> str:
    """Write a figure for each rule, in their order."""
    return ", ".join(figure(float(each)) for each in amounts)
