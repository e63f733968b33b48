"""The demo of recycling: every way back gone by itself, beside blame that each layer takes over from the next."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.recycling.model import network
from lessons.how_the_error_flows_back.recycling.ways import FEW, blame_by_ways, blame_recycled, recycled, way_by_way
from lessons.kit.charts import Lines, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob

TIMES = ("Up to 100 times as many", "100 to 10,000 times as many", "More than 10,000 times as many")
BOUNDS = (100.0, 10_000.0)
"""Where the options meet."""
PAUSE = 3
"""Frames for each layer."""


@demo(
    prediction=Prediction("Way by way, how many multiplications does it take, beside recycling?", TIMES),
    width=Knob(1, 6, start=4, whole=True, steps=5, label="units in a layer"),
    depth=Knob(2, 12, start=10, whole=True, steps=10, label="hidden layers"),
)
def ways(width: int, depth: int, seed: int) -> Frames:
    """A network gets deeper, and with it the ways multiply."""
    for layer in range(1, int(depth) + 1):
        for _ in range(PAUSE if layer < depth else 1):
            yield _frame(int(width), layer, int(depth), seed)


def _frame(width: int, layers: int, depth: int, seed: int) -> Frame:
    slow, quick, over = way_by_way(width, layers), recycled(width, layers), layers == depth
    net = network(width, layers, seed)
    readings: dict[str, Reading] = {"layers": layers, "ways": width**layers, "times": slow / quick}
    table = _table(width, layers)
    title = "One example; follow the blame of one unit of the first layer"
    inside = network_example(net, np.ones(net.sizes[0]), 1.0, "mse", focus="a1[1]", title=title)
    outcome = int(np.searchsorted(BOUNDS, slow / quick)) if over else None
    caption = _caption(width, layers, seed)
    return Frame(layers - 1, (_lines(width, layers, depth), table), caption, readings, over, None, inside, outcome)


def _lines(width: int, layers: int, depth: int) -> Lines:
    so_far = np.arange(1, layers + 1)
    series = (
        Series(
            "way by way",
            so_far.astype(float),
            np.array([way_by_way(width, n) for n in so_far.tolist()], float),
            tone="bad",
        ),
        Series(
            "recycled",
            so_far.astype(float),
            np.array([recycled(width, n) for n in so_far.tolist()], float),
            tone="main",
        ),
    )
    title = "Multiplications needed"
    return Lines(title, series, "hidden layers", "", (1.0, float(depth)), log_y=True)


def _table(width: int, layers: int) -> Table:
    rows = (
        ("ways", f"{width**layers:,}", ""),
        ("links", "", f"{recycled(width, layers):,}"),
        ("multiplied", f"{way_by_way(width, layers):,}", f"{recycled(width, layers):,}"),
    )
    return Table(f"{layers} × {width} units", ("", "way by way", "recycled"), rows)


def _caption(width: int, layers: int, seed: int) -> str:
    """Tell how many ways there are, and while they are few, that going them all leads to the same blame."""
    size = f"{layers} layer{'s' * (layers > 1)} of {width}"
    told = f"{size}: {width**layers:,} ways back, over {recycled(width, layers):,} links."
    if width**layers > FEW:
        return f"{told} Too many to go here one by one; recycling passes each link once."
    net = network(width, layers, seed)
    both = (blame_by_ways(net, seed)[0], blame_recycled(net, seed)[0])
    by_ways, once = (figure(float(each)) for each in both)
    return f"{told} The first unit's blame, way by way: {by_ways}; recycled: {once}."
