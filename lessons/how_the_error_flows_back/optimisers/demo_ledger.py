"""The demo of the books: what an optimiser remembers and how long its steps are, while the slopes stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from engine import Tensor
from lessons.how_the_error_flows_back.optimisers.rules import (
    ADAGRAD,
    ADAM,
    ADAMS_SQUARES_KEPT,
    KEPT,
    MOMENTUM,
    NAMES,
    REMEMBERS,
    RMSPROP,
    SQUARES_KEPT,
    Footprint,
    walk,
)
from lessons.kit.charts import Lines, Series, Table, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import Inspection, expression
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array

UPDATES, BY_HAND = 30, 3
"""How many are made, and how many of them stand in the table."""
RATE = 0.1
WEIGHTS = ("steep", "gentle")
OPTIONS = ("They grow", "They stay as long", "They shrink")
_TONES: tuple[Tone, Tone] = ("main", "second")
_ALIKE = 0.05
"""Steps that differ by less than this share are as long."""


@demo(
    prediction=Prediction(f"What becomes of its steps in {UPDATES} updates?", OPTIONS),
    optimiser=Choices(*NAMES, start=MOMENTUM),
    slopes=Choices("steady", "to and fro"),
    gentle=Knob(0.001, 1.0, start=0.01, scale="log", steps=9, label="gentle slope"),
)
def ledger(optimiser: str, slopes: str, gentle: float, seed: int) -> Frames:
    """Two weights, and the optimiser's books."""
    turns = -1.0 if slopes == "to and fro" else 1.0
    felt = np.array([1.0, gentle]) * np.random.default_rng(seed).choice([-1.0, 1.0])  # the seed says which way is up
    moments: list[Footprint] = []
    for moment in walk(optimiser, [RATE], np.zeros(2), lambda number, _: felt * turns**number, UPDATES):
        moments.append(moment)
        yield _frame(optimiser, moments)


def lengths(moments: Sequence[Footprint]) -> Array:
    """Return how long each update's step was along each weight, shape (updates, 2)."""
    return np.abs(np.diff([moment.places[0] for moment in moments], axis=0)).reshape(-1, 2)


def what_became_of(steps: Array) -> int:
    """Return which option came true of steps of shape (updates,)."""
    grown = float(steps[-1] / steps[0])
    return 0 if grown > 1 + _ALIKE else 2 if grown < 1 - _ALIKE else 1


def _frame(name: str, moments: Sequence[Footprint]) -> Frame:
    update, steps = len(moments) - 1, lengths(moments)
    over = update == UPDATES
    readings: dict[str, Reading] = {"update": update}
    if update:
        readings |= {"first step": float(steps[0, 0]), "last step": float(steps[-1, 0])}
        readings["gentle's last"] = float(steps[-1, 1])
    return Frame(
        update,
        (_books(name, moments), _curves(steps)),
        _caption(name, update, steps),
        readings,
        over,
        inspect=_inspection(name, update, moments[-1]),
        outcome=what_became_of(steps[:, 0]) if over else None,
    )


def _caption(name: str, update: int, steps: Array) -> str:
    if not update:
        return f"The books of {name} are empty: no update has been made."
    steep, gentle = (figure(float(each)) for each in steps[-1])
    if update == 1:
        return f"Update 1: a step of {steep} along the steep weight, {gentle} along the gentle one."
    times = figure(float(steps[-1, 0] / steps[0, 0]))
    return f"Update {update}: steps of {steep} (steep) and {gentle} (gentle), {times} times the first."


def _books(name: str, moments: Sequence[Footprint]) -> Table:
    """Return the first updates in figures: slope, memory and step of each weight."""
    columns = ("", "slope", *REMEMBERS[name], "move")
    rows = tuple(
        (
            f"{update} {WEIGHTS[k]}",
            figure(float(after.slopes[0, k])),
            *(figure(float(kept[k])) for kept in kept_by(name, update, after).values()),
            figure(float(after.places[0, k] - before.places[0, k])),
        )
        for update, (before, after) in enumerate(pairwise(moments[: BY_HAND + 1]), start=1)
        for k in range(2)
    )
    empty = tuple(
        (f"{update} {weight}", *("–" for _ in columns[1:])) for update in range(1, BY_HAND + 1) for weight in WEIGHTS
    )
    return Table("The first updates, by hand", columns, (*rows, *empty[len(rows) :]))


def _curves(steps: Array) -> Lines:
    """Return the length of each step, on a logarithmic axis."""
    updates = np.arange(1, len(steps) + 1, dtype=float)
    series = tuple(Series(name, updates, steps[:, k], tone=_TONES[k]) for k, name in enumerate(WEIGHTS))
    return Lines("Length of each step", series, "update", "step", (0.0, float(UPDATES)), log_y=True)


def kept_by(name: str, update: int, moment: Footprint) -> dict[str, Array]:
    """Return what an optimiser remembers after an update, by name, shape (weights,); Adam's after its correction."""
    shares = (1 - KEPT**update, 1 - ADAMS_SQUARES_KEPT**update) if name == ADAM and update else (1.0, 1.0)
    return {each: part[0] / by for each, part, by in zip(REMEMBERS[name], moment.memory, shares, strict=False)}


def _inspection(name: str, update: int, moment: Footprint) -> Inspection:
    """Return the next step of the steep weight, should it feel the same slope again."""
    slope = float(moment.slopes[0, 0]) or 1.0
    kept = {f"{each} before": float(part[0, 0]) for each, part in zip(REMEMBERS[name], moment.memory, strict=True)}
    title = f"The next step along the steep weight, by {name}"
    return expression(step_of(name, update + 1), {"slope": slope}, kept, focus="slope", title=title)


def step_of(name: str, update: int) -> Callable[..., Tensor]:
    """Return the rule of one update's step as a formula of the slope and of what is remembered before it.

    Args:
        name: the optimiser, one of `NAMES`.
        update: its number, from 1: Adam's correction depends on it.
    """
    rules: dict[str, Callable[..., Tensor]] = {
        MOMENTUM: _by_velocity,
        ADAGRAD: _by_the_sum,
        RMSPROP: _by_the_mean,
        ADAM: partial(_by_both, update),
    }
    return rules.get(name, _by_the_slope)


def _by_the_slope(slope: Tensor) -> Tensor:
    return (RATE * slope).named("step")


def _by_velocity(slope: Tensor, before: Tensor) -> Tensor:
    return (RATE * (KEPT * before + slope).named("velocity")).named("step")


def _by_the_sum(slope: Tensor, before: Tensor) -> Tensor:
    return (RATE * slope / (before + slope**2).named("sum of squares") ** 0.5).named("step")


def _by_the_mean(slope: Tensor, before: Tensor) -> Tensor:
    mean = (SQUARES_KEPT * before + (1 - SQUARES_KEPT) * slope**2).named("mean square")
    return (RATE * slope / mean**0.5).named("step")


def _by_both(update: int, slope: Tensor, mean: Tensor, square: Tensor) -> Tensor:
    slopes = (KEPT * mean + (1 - KEPT) * slope) / (1 - KEPT**update)
    squares = (ADAMS_SQUARES_KEPT * square + (1 - ADAMS_SQUARES_KEPT) * slope**2) / (1 - ADAMS_SQUARES_KEPT**update)
    return (RATE * slopes.named("mean slope") / squares.named("mean square") ** 0.5).named("step")
