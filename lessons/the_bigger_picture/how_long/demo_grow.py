"""The demo of the law: a network grows, each size is timed, and a straight line is laid through the times."""

from __future__ import annotations

import numpy as np

from engine import Network
from lessons.kit.charts import Lines, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.the_bigger_picture.how_long.clock import CLASSES, INPUTS, Law, fitted, milliseconds, size_of, sizes

OPTIONS = ("100 times as long, or more", "30 to 100 times", "Less than 30 times")
BOUNDS = (30.0, 100.0)
SIZES = 24
"""Networks at most, from the smallest to the largest."""


@demo(
    prediction=Prediction("The network grows 300 times as large. An update then takes …", OPTIONS),
    largest=Knob(32, 400, start=128, scale="log", steps=8, whole=True, label="units at most"),
    batch=Knob(8, 64, start=32, scale="log", steps=3, whole=True, label="examples at once"),
)
def grow(largest: float, batch: float, seed: int) -> Frames:
    """A network grows, and every size is timed."""
    widths = np.unique(np.round(np.geomspace(1, largest, SIZES))).astype(int)
    for count in range(1, len(widths) + 1):
        yield _frame([int(width) for width in widths[:count]], int(batch), seed, over=count == len(widths))


def verdict(times: float) -> int:
    """Return which of `OPTIONS` that many times as long makes true."""
    return 2 - int(np.searchsorted(BOUNDS, times, side="right"))


def _frame(widths: list[int], batch: int, seed: int, *, over: bool) -> Frame:
    parameters = np.array([size_of(*sizes(width)) for width in widths], dtype=float)
    times = np.array([milliseconds(*sizes(width), batch=batch) for width in widths])
    larger, longer = float(parameters[-1] / parameters[0]), float(times[-1] / times[0])
    law = fitted(parameters, times) if over and len(times) > 2 else None
    return Frame(
        len(widths) - 1,
        (_picture(parameters, times, law), _table(parameters[-1], times[-1], larger, longer, law)),
        f"{parameters[-1]:,.0f} parameters, {figure(float(times[-1]))} ms for an update: {figure(larger)} times as "
        f"large as the first network, and {figure(longer)} times as long.",
        {"parameters": int(parameters[-1]), "ms": float(times[-1]), "larger": larger, "longer": longer},
        over,
        inspect=network_example(
            Network([2, 2, 1], seed=seed), np.ones(2), 1.0, "mse", title="The same work, for the smallest of networks"
        ),
        outcome=verdict(longer) if over else None,
    )


def _picture(parameters: np.ndarray, times: np.ndarray, law: Law | None) -> Lines:
    thousands = parameters / 1000
    series = [Series("timed", thousands, times, "points", "main")]
    if law is not None:
        ends = np.array([0.0, parameters[-1]])
        series.insert(0, Series("law", ends / 1000, law.fixed + law.each * ends, tone="third"))
    return Lines(
        "Time of an update", tuple(series), "thousand parameters", "ms", y_limits=(0.0, 1.1 * float(times.max()))
    )


def _table(parameters: float, time: float, larger: float, longer: float, law: Law | None) -> Table:
    rows = [
        ("parameters", f"{parameters:,.0f}", f"{figure(larger)}×"),
        ("ms", figure(time), f"{figure(longer)}×"),
    ]
    if law is not None:
        rows += [("fixed ms", figure(law.fixed), ""), ("ms for 1,000", figure(1000 * law.each), "")]
    return Table(f"{INPUTS} inputs, {CLASSES} outputs", ("", "now", "of the first"), tuple(rows))
