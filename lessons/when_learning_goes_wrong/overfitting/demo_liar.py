"""The demo of the liar: one point of forty has a false label, and the network says what it makes of it."""

from __future__ import annotations

import numpy as np

from engine import Network
from engine.datasets import Split
from lessons.kit.charts import Bars
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import percent
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.when_learning_goes_wrong.overfitting.model import (
    CALM,
    PENALTY,
    POINTS,
    UPDATES,
    chance_of_b,
    learning,
    piles,
    with_a_lie,
)
from lessons.when_learning_goes_wrong.plane import told_apart

OPTIONS = ("A, like its neighbours", "Neither: about half and half", "B, as its label says")
_UNDECIDED = 0.3, 0.7
REACH = 2.0


@demo(
    prediction=Prediction("What will it say at the false point in the end?", OPTIONS),
    penalty=Knob(0.0, 0.03, start=0.0, steps=12, label="penalty λ"),
    dropout=Knob(0.0, 0.8, start=0.0, steps=8, label="share asleep"),
    count=Knob(20, 320, start=POINTS, scale="log", steps=8, whole=True, label="points"),
)
def liar(penalty: float, dropout: float, count: float, seed: int) -> Frames:
    """One false label among many."""
    own, _, strangers = piles(int(count), CALM, seed)
    data, false = with_a_lie(own)
    run = learning(data, seed, penalty=penalty, dropout=dropout)
    for update in run:
        yield _frame(update.number, run.net, data, false, strangers)


def what_it_says(chance: float) -> int:
    """Return which option a chance of B makes true."""
    low, high = _UNDECIDED
    return 0 if chance < low else 1 if chance <= high else 2


def _frame(number: int, net: Network, data: Split, false: int, strangers: Split) -> Frame:
    over, place = number == UPDATES, data.inputs[false]
    chance, own, others = chance_of_b(net, place), net.accuracy(data), net.accuracy(strangers)
    outcome = what_it_says(chance)
    readings: dict[str, Reading] = {"update": number, "chance of B there": chance}
    caption = f"Update {number}: at the false point it says B with a chance of {chance:.2f}."
    if over:
        caption += f" Of its own points {percent(own)} are right, of {len(strangers)} strangers {percent(others)}."
    bars = Bars(
        "Chance of B, and shares right", ("false one", "own points", "strangers"),
        np.array([chance, own, others]), (0.0, 1.0), highlight=0,
    )  # fmt: skip
    return Frame(
        number,
        (told_apart(net, data, "The plane", REACH, false), bars),
        caption,
        readings,
        over,
        _trouble(net) if over and outcome == 2 else None,
        network_example(net, place, [1.0], "binary_cross_entropy", title="The false point"),
        outcome if over else None,
    )


def _trouble(net: Network) -> Trouble:
    why = f"Its {net.size:,} weights and biases have room for an island."
    return Trouble("It learned the lie by heart", why, {"penalty": PENALTY})
