"""The demo of one query: scores, weights and a mixture of values, column by column."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Lines, Mark, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure, fixed
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.the_bigger_picture.attention.formula import Attended, attention_of, one_query

NAMES = ("A", "B", "C", "D")
KEYS: Array = np.array([[2.0, 0.0], [1.0, 1.0], [0.0, 2.0], [-1.0, 3.0]])
VALUES: Array = np.array([10.0, 20.0, 30.0, 40.0])
STAGES = ("keys", "scores", "scaled", "powers", "weights", "output")
A_STAGE = 5
"""Frames for which a column is looked at before the next."""
SCALES = {"by √2": True, "not at all": False}
ALIKE = 1e-9
_REACH = (-3.6, 3.6)


@demo(
    prediction=Prediction("Which item gets the largest weight?", (*NAMES, "All get the same")),
    east=Knob(-3, 3, start=0.5, steps=12, label="query, first", live=True),
    north=Knob(-3, 3, start=1.5, steps=12, label="query, second", live=True),
    scale=Choices(*SCALES, label="scores divided", live=True),
)
def weigh(east: Live[float], north: Live[float], scale: Live[str], seed: int) -> Frames:  # noqa: ARG001
    """One query, four items."""
    last = A_STAGE * (len(STAGES) - 1)
    for number in range(last):
        yield _frame(number, np.array([east(), north()]), scaled=SCALES[scale()])
    yield from still(lambda: _frame(last, np.array([east(), north()]), scaled=SCALES[scale()]))


def heaviest(weights: Array) -> int:
    """Return the item with the largest weight, or 4 if all have the same."""
    return len(NAMES) if np.ptp(weights) < ALIKE else int(weights.argmax())


def _frame(number: int, query: Array, *, scaled: bool) -> Frame:
    stage, here = number // A_STAGE, attention_of(query, KEYS, VALUES, scaled=scaled)
    over, weights, output = stage == len(STAGES) - 1, here.weights.value[0], here.output.item()
    readings: dict[str, float | int | str] = {"step": STAGES[stage]}
    if stage >= STAGES.index("weights"):
        readings["largest weight"] = float(weights.max())
    if over:
        readings["output"] = output
    return Frame(
        number,
        (_table(here, stage), _map(query)),
        _caption(here, stage),
        readings,
        over,
        inspect=one_query(query, KEYS, VALUES, scaled=scaled).inspect("output", title="One query over four items"),
        outcome=heaviest(weights) if over else None,
    )


def _caption(here: Attended, stage: int) -> str:
    """Tell what the newest column holds."""
    scores, scaled, weights = (each.value[0] for each in (here.scores, here.scaled, here.weights))
    told = (
        "Four items, each with a key of two numbers and a value; nothing has been computed yet.",
        f"The scores, query · key: {_listed(scores)}.",
        f"Divided: {_listed(scaled)}.",
        f"e to the power of each: {_listed(np.exp(scaled))}.",
        f"Each divided by their sum, the weights: {_listed(weights)}.",
        f"Weights {_listed(weights)}; the values {_listed(VALUES)}, mixed by them, are {figure(here.output.item())}.",
    )
    return told[stage]


def _listed(numbers: Array) -> str:
    return ", ".join(figure(float(each)) for each in numbers)


def _table(here: Attended, stage: int) -> Table:
    """Return a row for each item, filled as far as the stage."""
    scores, scaled, weights = (each.value[0] for each in (here.scores, here.scaled, here.weights))
    columns = (scores, scaled, np.exp(scaled), weights)
    rows = tuple(
        (
            f"{name} {key[0]:g}, {key[1]:g}".replace("-", "−"),
            f"{value:g}",
            *(fixed(each[n], 2) if k < stage else "" for k, each in enumerate(columns)),
        )
        for n, (name, key, value) in enumerate(zip(NAMES, KEYS, VALUES, strict=True))
    )
    return Table("From scores to weights", ("key", "v", "q·k", "scaled", "e^", "w"), rows)


def _map(query: Array) -> Lines:
    arrow = np.linspace(0.0, 1.0, 12)[:, None] * query
    series = (
        Series("keys", KEYS[:, 0], KEYS[:, 1], "points", "second"),
        Series("query", arrow[:, 0], arrow[:, 1], tone="main"),
    )
    marks = tuple(Mark(name, x=float(key[0]), y=float(key[1])) for name, key in zip(NAMES, KEYS, strict=True))
    return Lines("Keys and query", series, "first", "second", _REACH, _REACH, marks=marks)
