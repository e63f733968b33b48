"""The demo of the two bills: a network grows, and all its weights are blamed one by one or on one way back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.how_the_error_flows_back.recycling.model import Bill, bill, milliseconds, network, one_example, one_sided
from lessons.kit.charts import Lines, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array

TIMES = ("Up to 20 times as much", "20 to 1,000 times as much", "More than 1,000 times as much")
BOUNDS = (20.0, 1000.0)
"""Where the options meet."""
SIZES = 30
"""Networks at most, from the smallest to the largest."""
WORK, TIME = SHOWN = ("multiply-adds", "milliseconds")
SPOT = 8
"""Weights of each network that are blamed both ways, to see whether these agree."""
NUDGE = 1e-7


@demo(
    prediction=Prediction("How much more work is weight by weight, for the largest network?", TIMES),
    largest=Knob(2, 128, start=64, scale="log", whole=True, steps=12, label="units, at last"),
    layers=Knob(1, 3, start=2, whole=True, steps=2, label="hidden layers"),
    shown=Choices(*SHOWN),
)
def two_bills(largest: int, layers: int, shown: str, seed: int) -> Frames:
    """A network grows, and with it two bills."""
    sizes = np.unique(np.round(np.geomspace(1, largest, SIZES))).astype(int)
    for count in range(1, len(sizes) + 1):
        yield _frame(sizes[:count], int(largest), int(layers), shown, seed)


def verdict(times: float) -> int:
    """Return the option that holds for that many times the work."""
    return int(np.searchsorted(BOUNDS, times))


def apart(hidden: int, layers: int, seed: int) -> float:
    """Return how far the slopes of a few weights lie apart at most, felt by nudges and found on one way back."""
    net = network(hidden, layers, seed)
    loss = one_example(net, seed)
    loss.backward()
    spots = np.unique(np.linspace(0, net.size - 1, SPOT).astype(int))
    return float(np.abs(net.gradients[spots] - one_sided(net, spots, NUDGE, seed)).max())


def _frame(sizes: Array, largest: int, layers: int, shown: str, seed: int) -> Frame:
    hidden, over = int(sizes[-1]), int(sizes[-1]) == largest
    bills = [bill(int(size), layers) for size in sizes]
    now, net = bills[-1], network(hidden, layers, seed)
    readings: dict[str, Reading] = {"weights": now.weights, "passes": now.passes, "times the work": now.times}
    readings["apart"] = apart(hidden, layers, seed)
    charts = (_lines(sizes, bills, largest, layers, shown), _table(now, hidden, layers))
    title = "One example in a network of this size"
    inside = network_example(net, np.ones(net.sizes[0]), 1.0, "mse", focus="W1[1, 1]", title=title)
    outcome = verdict(now.times) if over else None
    return Frame(len(sizes) - 1, charts, _caption(now, hidden, readings), readings, over, None, inside, outcome)


def _lines(sizes: Array, bills: Sequence[Bill], largest: int, layers: int, shown: str) -> Lines:
    """Draw both bills by the size of the network."""
    if shown == WORK:
        slow, quick = ([float(each.weight_by_weight) for each in bills], [float(each.and_back) for each in bills])
    else:
        taken = [milliseconds(int(size), layers) for size in sizes]
        slow = [each.passes * there for each, (there, _) in zip(bills, taken, strict=True)]
        quick = [both for _, both in taken]
    series = (
        Series("weight by weight", sizes.astype(float), np.array(slow), tone="bad"),
        Series("one way back", sizes.astype(float), np.array(quick), tone="main"),
    )
    return Lines("The bill", series, "units", shown, (0.0, float(largest)), log_y=True)


def _table(now: Bill, hidden: int, layers: int) -> Table:
    there, both = milliseconds(hidden, layers)
    rows = (
        ("passes", f"{now.passes:,}", "1 + 1 back"),
        ("multiply-adds", f"{now.weight_by_weight:,}", f"{now.and_back:,}"),
        ("ms, here", figure(now.passes * there), figure(both)),
    )
    return Table(f"{now.weights:,} weights", ("", "one by one", "one way back"), rows)


def _caption(now: Bill, hidden: int, readings: dict[str, Reading]) -> str:
    return (
        f"{hidden} unit{'s' * (hidden > 1)} a layer, {now.weights:,} weights: weight by weight takes {now.passes:,} "
        f"passes and {figure(now.times)} times the work. {SPOT} slopes found both ways lie up to "
        f"{figure(float(readings['apart']))} apart."
    )
