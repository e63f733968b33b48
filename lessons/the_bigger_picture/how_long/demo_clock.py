"""The demo of the clock: a network learns to read digits, and only the time that it computes is counted."""

from __future__ import annotations

import numpy as np

from engine import Adam, Network, datasets, train
from lessons.kit.charts import Lines, Mark, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.the_bigger_picture.how_long.clock import BATCH, CLASSES, INPUTS, in_words, milliseconds

WANTED, MOST, EVERY, RATE = 0.9, 300, 5, 0.01
"""The share to be read right; updates at most; updates from one frame to the next; Adam's learning rate."""
OPTIONS = ("Under ten seconds", "Ten seconds to ten minutes", "Longer, or never")
BOUNDS = (10.0, 600.0)
"""Seconds where the options meet."""


@demo(
    prediction=Prediction(
        "Until nine in ten unseen digits are read right, how long does this machine compute?", OPTIONS
    ),
    hidden=Knob(2, 128, start=32, scale="log", steps=6, whole=True, label="hidden units"),
    batch=Knob(8, 128, start=BATCH, scale="log", steps=4, whole=True, label="batch size"),
)
def clock(hidden: float, batch: float, seed: int) -> Frames:
    """Digits are read, with a clock on it."""
    scans, layers = datasets.digits(seed), (INPUTS, int(hidden), CLASSES)
    net, each = Network(list(layers), "relu", seed=seed), milliseconds(*layers, batch=int(batch))
    scores = list[float]()
    for update in train(
        net, scans.train, loss="softmax_cross_entropy", optimiser=Adam(RATE), batch=int(batch), updates=MOST,
        every=EVERY, seed=seed,
    ):  # fmt: skip
        scores.append(net.accuracy(scans.test))
        over = scores[-1] >= WANTED or update.number == MOST
        yield _frame(net, scans.train.inputs[0], int(scans.train.targets[0]), scores, update.number, each, over=over)
        if over:
            return


def when(score: float, seconds: float) -> int:
    """Return which of `OPTIONS` a score reached in `seconds` makes true."""
    return int(np.searchsorted(BOUNDS, seconds)) if score >= WANTED else 2


def _frame(
    net: Network, scan: np.ndarray, digit: int, scores: list[float], number: int, each: float, *, over: bool
) -> Frame:
    seconds, score = number * each / 1000, scores[-1]
    return Frame(
        number,
        (_curve(scores, each), _bill(number, each)),
        f"{number} updates of {figure(each)} ms each: {in_words(seconds) if number else 'no time yet'}. "
        f"{score:.0%} of the unseen digits are read right.",
        {"updates": number, "read right": f"{score:.0%}", "seconds": seconds},
        over,
        _trouble(score) if over else None,
        network_example(net, scan, digit, "softmax_cross_entropy", title="One scan"),
        when(score, seconds) if over else None,
    )


def _trouble(score: float) -> Trouble | None:
    if score >= WANTED:
        return None
    why = f"After {MOST} updates {score:.0%} are read right: with so few units more time helps little."
    return Trouble("Too small", why, {"hidden": 32, "batch": BATCH})


def _curve(scores: list[float], each: float) -> Lines:
    times = np.arange(len(scores), dtype=float) * EVERY * each
    series = Series("read right", times, 100 * np.array(scores), tone="third")
    return Lines(
        "Unseen digits read right", (series,), "ms of computing", "per cent", y_limits=(0.0, 100.0),
        marks=(Mark("nine in ten", y=100 * WANTED),),
    )  # fmt: skip


def _bill(number: int, each: float) -> Table:
    rows = (
        ("updates", f"{number:,}"),
        ("ms for each", figure(each)),
        ("together", in_words(number * each / 1000) if number else "–"),
    )
    return Table("The bill", ("", "this machine"), rows)
