"""The demo of the push: a network learns to read, then each pixel of each scan is moved a little."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Bars, Picture
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure, percent
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob, Setting
from lessons.kit.live import Live, still
from lessons.the_bigger_picture.understanding.model import A_ROUND, DIGITS, HIDDEN, ROUNDS, SIDE, Reader, sureness
from lessons.the_bigger_picture.understanding.trial import AIMED, BY_CHANCE, Trial

WIRINGS = {"hidden layer": HIDDEN, "no hidden layer": 0}
TAUGHT = {"scans": False, "pushed scans, too": True}
HARDENED = "pushed scans, too"
STEPS = 20
"""Frames of a push, each a little further than the one before."""
NEARLY_ALL, HALF = 0.9, 0.5
BREATH = 2.0
"""Grey levels, of the scanner's 16; if so few turn most answers round, the network is at fault."""


@demo(
    prediction=Prediction(
        "Of the scans that it reads right, how many will it still read right in the end?",
        (
            f"Nearly all: {NEARLY_ALL:.0%} or more",
            f"Many: from {HALF:.0%} to {NEARLY_ALL:.0%}",
            f"Few: less than {HALF:.0%}",
        ),
    ),
    push=Choices(AIMED, BY_CHANCE, label="pushed", live=True),
    most=Knob(0.5, 3, start=BREATH, steps=5, label="grey levels", live=True),
    shown=Knob(1, 20, start=1, steps=19, whole=True, label="scan", live=True),
    taught=Choices(*TAUGHT, label="is taught"),
    wiring=Choices(*WIRINGS),
)
def push(push: Live[str], most: Live[float], shown: Live[int], taught: str, wiring: str, seed: int) -> Frames:
    """A small push for every pixel."""
    reader = Reader(seed, hidden=WIRINGS[wiring], hardened=TAUGHT[taught])
    for updates in reader.rounds():
        yield _learning(reader, updates, int(shown()) - 1)
    trial = Trial(reader, seed)
    for step in range(1, STEPS):
        yield _pushing(trial, step, push(), most(), int(shown()) - 1, taught, wiring)
    yield from still(lambda: _pushing(trial, STEPS, push(), most(), int(shown()) - 1, taught, wiring))


def how_many(share: float) -> int:
    """Return which option a share of scans belongs to."""
    return 0 if share >= NEARLY_ALL else 1 if share >= HALF else 2


def _learning(reader: Reader, updates: int, number: int) -> Frame:
    """Show a scan, as it is, while the network learns."""
    unseen = reader.unseen
    scan, digit = unseen.inputs[number], int(unseen.targets[number])
    right = reader.net.accuracy(unseen)
    return Frame(
        updates,
        (_side_by_side(scan, scan), _answer(sureness(reader.net, scan[np.newaxis])[0])),
        f"After {updates} updates it reads {right:.0%} of {len(unseen)} scans right that it has never seen. "
        f"Nothing has been pushed yet; this is one of them, digit {digit}.",
        {"updates": updates, "read right": right},
        inspect=network_example(reader.net, scan.reshape(SIDE, SIDE), digit, "softmax_cross_entropy"),
    )


def _pushing(trial: Trial, step: int, push: str, most: float, number: int, taught: str, wiring: str) -> Frame:
    levels = np.linspace(0.0, most, STEPS + 1)[: step + 1]
    scan, digit = trial.scans.inputs[number], int(trial.scans.targets[number])
    moved = trial.moved(number, push, levels)
    before, after = sureness(trial.net, moved[[0, -1]])
    share, over = trial.still_right(push, float(levels[-1])), step == STEPS
    turned = trial.turned_at(number, push, levels)
    trouble = _trouble(share, push, most, taught, wiring) if over else None
    readings: dict[str, Reading] = {
        "grey levels": float(levels[-1]),
        "still right": share,
        "turned at": "never" if turned is None else turned,
        "sure before": float(before.max()),
        "says": int(after.argmax()),
        "sure now": float(after.max()),
    }
    return Frame(
        ROUNDS * A_ROUND,
        (_side_by_side(scan, moved[-1]), _answer(after)),
        (f"{trouble.name}. " if trouble else "") + _told(trial, readings, push, digit),
        readings,
        over,
        trouble,
        network_example(
            trial.net,
            moved[-1].reshape(SIDE, SIDE),
            digit,
            "softmax_cross_entropy",
            title=f"The pushed scan of {digit}",
        ),
        how_many(share) if over else None,
    )


def _told(trial: Trial, now: dict[str, Reading], push: str, digit: int) -> str:
    """Tell of the scan that is shown, and of all the others."""
    levels, says = figure(float(now["grey levels"])), int(now["says"])
    return (
        f"Pixels moved {push} by {levels} of 16 grey levels: of {len(trial.scans)} scans, {now['still right']:.0%} are "
        f"still right. This {digit}, {percent(float(now['sure before']))} sure before, is read as {says}, "
        f"{percent(float(now['sure now']))} sure."
    )


def _side_by_side(scan: Array, moved: Array) -> Picture:
    """Return a scan and, to the right of a white column, what has become of it."""
    gap = np.zeros((SIDE, 1))
    return Picture("Before, and now", np.hstack([scan.reshape(SIDE, SIDE), gap, moved.reshape(SIDE, SIDE)]))


def _answer(sure: Array) -> Bars:
    labels = tuple(str(digit) for digit in range(DIGITS))
    return Bars("Sure of", labels, 100 * sure, (0.0, 100.0), int(sure.argmax()), " %", 0)


def _trouble(share: float, push: str, most: float, taught: str, wiring: str) -> Trouble | None:
    if push != AIMED or most > BREATH or share >= HALF or TAUGHT[taught]:
        return None
    why = "It was taught scans, and nothing near them. Pushed ones with their true digits, learnt as well, help much."
    rewired: dict[str, Setting] = {} if WIRINGS[wiring] else {"wiring": "hidden layer"}
    return Trouble("A breath is enough", why, {"taught": HARDENED, **rewired})
