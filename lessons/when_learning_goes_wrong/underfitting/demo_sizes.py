"""The demo of the sizes: networks of six sizes learn one spiral, all at once, and each is judged on strangers, too."""

from __future__ import annotations

import numpy as np

from engine import Network
from engine.datasets import Split
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import percent
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.plane import told_apart
from lessons.when_learning_goes_wrong.underfitting.model import (
    REACH,
    TURNS,
    UPDATES,
    WIDTHS,
    piles,
    shares_right,
    sizes_learning,
)

OPTIONS = ("1 or 2", "4 or 8", "16 or 32", "Not even 32")
GOOD = 0.9


@demo(
    prediction=Prediction("How many units are enough to get more than nine in ten strangers right?", OPTIONS),
    turns=Knob(0.5, 2.0, start=TURNS, steps=6),
    look=Choices(*map(str, WIDTHS), start="2", label="look at", live=True),
)
def sizes(turns: float, look: Live[str], seed: int) -> Frames:
    """Six sizes on one spiral."""
    own, strangers = piles(seed, turns)
    run = sizes_learning(seed, turns)
    for update in run:
        if update.number < UPDATES:
            yield _frame(update.number, run.net, own, strangers, int(look()))
    yield from still(lambda: _frame(UPDATES, run.net, own, strangers, int(look())))


def first_enough(shares: Array) -> int:
    """Return which option is true of the shares of strangers that all sizes get right."""
    enough = np.flatnonzero(shares > GOOD)
    return int(enough[0]) // 2 if len(enough) else 3


def _frame(number: int, net: Network, own: Split, strangers: Split, units: int) -> Frame:
    mine, theirs = shares_right(net, own), shares_right(net, strangers)
    member, over = WIDTHS.index(units), number == UPDATES
    told = ", ".join(f"{width} {percent(share)}" for width, share in zip(WIDTHS, theirs, strict=True))
    readings: dict[str, Reading] = {"update": number}
    if over:
        readings |= {"with two": percent(theirs[WIDTHS.index(2)]), "with eight": percent(theirs[WIDTHS.index(8)])}
    return Frame(
        number,
        (_by_size(mine, theirs), told_apart(net, own, f"With {units} unit{'s' * (units > 1)}", REACH, member=member)),
        f"Update {number}, strangers right by units: {told}.",
        readings,
        over,
        inspect=network_example(net, own.inputs[0], own.targets[0], "binary_cross_entropy", member=member),
        outcome=first_enough(theirs) if over else None,
    )


def _by_size(own: Array, strangers: Array) -> Lines:
    doublings = np.log2(WIDTHS)
    series = (
        Series("own points", doublings, own, tone="second"),
        Series("strangers", doublings, strangers),
    )
    return Lines("Share right", series, "units: 2ˣ", "", (0.0, float(doublings[-1])), (0.4, 1.0))
