"""The demo of the map: scans are squeezed into two numbers, which lay out a map, and the map can be walked on."""

from __future__ import annotations

import numpy as np

from engine import Network
from engine.datasets import Split
from lessons.kit.charts import Lines, Mark, Picture, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array
from lessons.ways_to_learn.unsupervised.squeezing import (
    SIDE,
    codes,
    decoded,
    rebuilding_error,
    scans_of,
    squeezer,
    squeezing,
    told_by_neighbours,
)

UPDATES, EVERY = 1400, 20
REBUILT, UNDER_THE_CURSOR = "a scan, rebuilt", "what lies here"
OPTIONS = ("Fewer than four in ten", "Four to nine in ten", "More than nine in ten")
BOUNDS = (0.4, 0.9)
SHOWN: tuple[tuple[int, Tone], ...] = ((0, "main"), (1, "second"), (4, "third"), (6, "fourth"), (7, "fifth"))
"""Digits that the map names, and their tones; the other five are dots without a name."""
_GAP = 1


@demo(
    prediction=Prediction("Will scans of one digit lie together? Of ten, how many will?", OPTIONS),
    picture=Choices(REBUILT, UNDER_THE_CURSOR, live=True),
    across=Knob(0.0, 1.0, start=0.5, steps=20, live=True, label="walk across"),
    up=Knob(0.0, 1.0, start=0.5, steps=20, live=True, label="walk up"),
)
def squeeze(picture: Live[str], across: Live[float], up: Live[float], seed: int) -> Frames:
    """Scans are squeezed into two numbers."""
    scans, net = scans_of(seed), squeezer(2, seed)
    for update in squeezing(net, scans, UPDATES, EVERY, seed):
        yield _frame(net, scans.test, update.number, picture(), (across(), up()))
    yield from still(lambda: _frame(net, scans.test, UPDATES, picture(), (across(), up())))


def among_their_own(share: float) -> int:
    """Return which of `OPTIONS` a share makes true."""
    return int(np.searchsorted(BOUNDS, share))


def _frame(net: Network, unseen: Split, number: int, picture: str, walked: tuple[float, float]) -> Frame:
    places, over = codes(net, unseen.inputs), number == UPDATES
    labels = np.ravel(unseen.targets).astype(int)
    share = told_by_neighbours(places, labels) if over else None
    error = rebuilding_error(net, unseen.inputs)
    low, high = places.min(axis=0), places.max(axis=0)
    here = low + np.array(walked) * (high - low)
    return Frame(
        number,
        (_map(places, labels, low, high, here), _picture(net, unseen.inputs, picture, here)),
        f"Update {number}. Unseen scans are rebuilt with an error of {error:.3f}."
        + (f" {share:.0%} of them lie among others of their own digit." if share is not None else ""),
        {"update": number, "error": error, **({"among their own": f"{share:.0%}"} if share is not None else {})},
        over,
        inspect=network_example(net, unseen.inputs[0], unseen.inputs[0], "mse", title="A scan, and itself as target"),
        outcome=among_their_own(share) if share is not None else None,
    )


def _map(places: Array, labels: Array, low: Array, high: Array, here: Array) -> Lines:
    """Return the unseen scans by their two numbers; who sees the map is told which digit, the network never was."""
    named = np.isin(labels, [digit for digit, _ in SHOWN])
    others = Series("others", places[~named, 0], places[~named, 1], "points", "muted")
    clouds = (
        Series(str(digit), places[labels == digit, 0], places[labels == digit, 1], "points", tone)
        for digit, tone in SHOWN
    )
    x, y = (float(value) for value in here)
    limits = tuple((float(a), float(b)) for a, b in zip(low, high + 1e-9, strict=True))
    return Lines(
        "Two numbers for each scan", (others, *clouds), "first number", "second", limits[0], limits[1],
        marks=(Mark("you", x, y, "good"),),
    )  # fmt: skip


def _picture(net: Network, scans: Array, picture: str, here: Array) -> Picture:
    if picture == UNDER_THE_CURSOR:
        return Picture("Drawn from where you are", decoded(net, here)[0].reshape(SIDE, SIDE))
    scan = scans[0].reshape(SIDE, SIDE)
    rebuilt = net.outputs(scans[:1])[0].reshape(SIDE, SIDE)
    return Picture("A scan, and it rebuilt", np.hstack([scan, np.zeros((SIDE, _GAP)), rebuilt]))
