"""The demo of the dust: on which pixels does the answer of a network hang that tells large digits from small ones?"""

from __future__ import annotations

import numpy as np

from engine import Network
from lessons.kit.charts import Picture
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.bad_data.pictures import by_group, told
from lessons.when_learning_goes_wrong.bad_data.scans import (
    GROUPS,
    PENALTY,
    SIDE,
    UPDATES,
    Scans,
    input_gradients,
    learners,
    learning,
    right_by_group,
    speck,
    strangers,
)

WHERE = ("Some strokes in the middle", "A place that is blank in most scans", "Hardly on one more than on another")
VIEWS = ("mean of all scans", "one scan: its slopes", "one scan: its ink")
_STANDS_OUT = 1.5
"""The foremost pixel stands out if it moves the answer by this factor more than the next of its kind."""


@demo(
    prediction=Prediction("On which pixels will its answer hang most?", WHERE),
    share=Knob(0.5, 1.0, start=1.0, steps=20, label="large from B"),
    ink=Knob(0.1, 1.0, start=1.0, steps=9, label="speck's ink"),
    penalty=Knob(0.0, 0.01, start=PENALTY, steps=10, label="L2 penalty λ"),
    view=Choices(*VIEWS, live=True),
)
def dust(share: float, ink: float, penalty: float, view: Live[str], seed: int) -> Frames:
    """Two scanners, and where a network looks."""
    data, test = learners(share, ink, seed), strangers(ink, seed)
    run = learning(data, penalty, seed)
    for update in run:
        if update.number < UPDATES:
            yield _frame(update.number, run.net, data, test, seed, view())
    yield from still(lambda: _frame(UPDATES, run.net, data, test, seed, view()))


def where_it_looks(slopes: Array, place: int) -> int:
    """Return which of WHERE is true of the mean slopes, shape (64,), where the dust lies at a place."""
    rest = np.delete(slopes, place)
    if slopes[place] > _STANDS_OUT * rest.max():
        return 1
    return 2 if slopes[place] > rest.max() / _STANDS_OUT else 0


def _frame(number: int, net: Network, data: Scans, test: Scans, seed: int, view: str) -> Frame:
    over, place = number == UPDATES, speck(seed)
    every = input_gradients(net, data.inputs)
    slopes, right = np.abs(every).mean(axis=0), right_by_group(net, test)
    own, fair = net.accuracy((data.inputs, data.targets)), float(right.mean())
    row, column = divmod(int(np.argmax(slopes)), SIDE)
    first = _seen(view, data.inputs[0], every[0], slopes)
    caption = f"Update {number}: {own:.0%} right of those it learns from; fair test: {told(GROUPS, right)}."
    caption += f" The largest slope: row {row + 1}, column {column + 1}." if over else ""
    readings: dict[str, Reading] = {"update": number, "learned right": f"{own:.0%}", "fair test": f"{fair:.0%}"}
    if over:
        readings["times the next"] = figure(float(slopes[place] / np.delete(slopes, place).max()))
    inside = network_example(
        net, data.inputs[0].reshape(SIDE, SIDE), data.targets[0], "binary_cross_entropy", title="One scan"
    )
    trouble = _trouble(right) if over else None
    outcome = where_it_looks(slopes, place) if over else None
    return Frame(
        number, (first, by_group("Fair test: right, by group", GROUPS, right)), caption, readings, over, trouble,
        inside, outcome,
    )  # fmt: skip


def _seen(view: str, ink: Array, own: Array, slopes: Array) -> Picture:
    """Draw what the learner asks for: how hard pixels move the answer, over all scans or for one, or its ink."""
    if view == VIEWS[2]:
        return Picture("One scan", ink.reshape(SIDE, SIDE))
    if view == VIEWS[1]:
        reach = max(float(np.abs(own).max()), 1e-9)
        return Picture("Slope of the answer to it", own.reshape(SIDE, SIDE), (-reach, reach), signed=True)
    top = max(float(slopes.max()), 1e-9)
    return Picture("How hard each pixel moves the answer", slopes.reshape(SIDE, SIDE), (0.0, top))


def _trouble(right: Array) -> Trouble | None:
    """Name a network that judges the scanner."""
    if min(right) >= 0.5:
        return None
    why = "Where the dust misleads, it is wrong more often than a coin. It tells scanners apart, and not digits."
    return Trouble("It learned the dust", why, {"share": 0.5})
