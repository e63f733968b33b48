"""The demo: a network learns to read real scans before the learner's eyes, then reads what the learner draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial

import numpy as np

from engine import Network, Update, datasets
from engine.datasets import Split
from lessons.inside_the_network.layers.model import (
    A_PASS,
    DIGITS,
    PASSES,
    DigitReading,
    a_digit,
    per_cent,
    read,
    ten_bars,
    training,
)
from lessons.inside_the_network.layers.scanner import PIXELS, scan
from lessons.inside_the_network.layers.troubles import is_silent, trouble_with
from lessons.kit.charts import Chart, Lines, Mark, Picture, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo, laid_over
from lessons.kit.inspection import Inspection, network_example
from lessons.kit.knobs import Knob, Sketch
from lessons.kit.live import Live, still, while_turned
from lessons.kit.slopes import Array

EVERY = 7
"""Updates from one frame to the next: three frames to a pass."""
CHANCE = 0.2
"""A score that guessing might reach with luck."""
WIDTH = 8
"""Hidden units side by side in the picture."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """The sheet before the network: an unseen scan, or the learner's drawing as soon as there is ink on it.

    Attributes:
        unseen: the validation scans.
        example: which of them, from 1.
        drawing: shape (8, 8), from 0 (empty) to 1 (ink).
        scanned: scans a drawing, given as its bytes; it remembers the latest, which most frames show again.
    """

    unseen: Split
    example: Live[float]
    drawing: Live[Array]
    scanned: Callable[[bytes], Array] = field(default_factory=lambda: lru_cache(maxsize=1)(_scanned))

    @property
    def drawn(self) -> bool:
        """Whether there is ink on the learner's own sheet."""
        return bool(np.any(self.drawing() > 0))

    @property
    def number(self) -> int:
        """Which unseen scan it is, from 1."""
        return int(self.example())

    @property
    def truth(self) -> int:
        """The digit that the scan's writer meant."""
        return int(self.unseen.targets[self.number - 1])

    @property
    def picture(self) -> Picture:
        """The picture that the input layer receives."""
        if self.drawn:
            return Picture("your ink", self.scanned(self.drawing().astype(np.float64).tobytes()))
        pixels = self.unseen.inputs[self.number - 1].reshape(PIXELS, PIXELS)
        return Picture("input", pixels)


def _scanned(drawing: bytes) -> Array:
    return scan(np.frombuffer(drawing).reshape(PIXELS, PIXELS))


def foreseen(frame: Frame, option: int) -> Frame:
    """Mark what was predicted, in the middle of its range, at the end of the run."""
    return laid_over(
        frame,
        "read right",
        Mark("you said", x=float(A_PASS * PASSES), y=(10.0, 35.0, 70.0, 95.0)[option], tone="fourth"),
    )


@demo(
    prediction=Prediction(
        "Of 300 unseen scans, how many will it read right after twenty passes?",
        (
            "fewer than one in five: about what guessing gets",
            "one in five to a half",
            "a half to nine in ten",
            "nine in ten or more",
        ),
        drawn=foreseen,
    ),
    hidden=Knob(1, 64, start=32, scale="log", steps=6, whole=True, label="hidden units"),
    rate=Knob(0.025, 3.2, start=0.4, scale="log", steps=7, label="learning rate"),
    example=Knob(1, 300, start=1, steps=299, whole=True, label="unseen scan", live=True),
    drawing=Sketch(PIXELS, PIXELS),
)
def digits(hidden: int, rate: float, example: Live[float], drawing: Live[Array], seed: int) -> Frames:
    """A network learns to read."""
    scans = datasets.digits()
    sheet = Sheet(scans.validation, example, drawing)
    run = training(scans, int(hidden), rate=rate, seed=seed, every=EVERY)
    read_right: list[float] = []
    for update in run:
        read_right.append(update.validation_accuracy or 0.0)
        chance = read_right[-1] < CHANCE  # a silent network gives every scan one answer: only then is it worth a look
        finished = bool(update.reason) or (chance and is_silent(run.net, scans.train))
        trouble = trouble_with(run.net, scans.train, update, rate) if finished else None
        now = partial(moment, run.net, update, sheet, read_right, finished, trouble)
        # what is drawn is read at once; training waits that long
        yield from still(now) if finished else while_turned(now, example, drawing)


def moment(
    network: Network,
    update: Update,
    sheet: Sheet,
    read_right: list[float],
    finished: bool,
    trouble: Trouble | None,
) -> Frame:
    """One moment of the run, with the network reading what lies before it."""
    reading = read(network, sheet.picture.pixels)
    accuracy = round(read_right[-1], 3)
    return Frame(
        number=update.number,
        charts=charts(reading, sheet, read_right),
        caption=f"{_progress(update)} {_verdict(reading, sheet)}",
        readings={
            "update": update.number,
            "loss": update.loss,
            "gradient": update.gradient_norm,
            "accuracy": accuracy,
        },
        finished=finished,
        trouble=trouble,
        inspect=_inside(network, reading, sheet),
        outcome=int(np.searchsorted((0.2, 0.5, 0.9), accuracy, side="right")) if finished else None,
    )


def _inside(network: Network, reading: DigitReading, sheet: Sheet) -> Inspection:
    """The picture's way through the network; what a drawing was meant to be, nobody told: its own answer stands in."""
    digit = reading.digit if sheet.drawn else sheet.truth
    title = f"{'Your drawing, taken for' if sheet.drawn else 'This scan, which is'} {a_digit(digit)}"
    return network_example(network, sheet.picture.pixels, digit, "softmax_cross_entropy", title=title)


def charts(reading: DigitReading, sheet: Sheet, read_right: list[float]) -> tuple[Chart, ...]:
    """The three layers, and how the training goes."""
    return (
        sheet.picture,
        Picture(
            "hidden",
            in_rows(reading.hidden),
            limits=(0.0, max(1.0, float(np.nanmax(reading.hidden, initial=1.0)))),
        ),
        ten_bars("output", reading),
        Lines(
            "read right",
            (Series("", EVERY * np.arange(float(len(read_right))), 100 * np.array(read_right)),),
            x_label="updates",
            y_label="%",
            x_limits=(0.0, float(A_PASS * PASSES)),
            y_limits=(0.0, 100.0),
            marks=(Mark("guessing", y=100 / DIGITS),),
        ),
    )


def in_rows(activations: Array) -> Array:
    """Units row by row, eight to a row; places without a unit hold no number."""
    rows, columns = -(-len(activations) // WIDTH), min(len(activations), WIDTH)
    places = np.full(rows * columns, np.nan)
    places[: len(activations)] = activations
    return places.reshape(rows, columns)


def _progress(update: Update) -> str:
    score = f"it reads {per_cent(update.validation_accuracy or 0.0)} of the unseen scans right."
    if update.number == 0:
        return f"Untrained, {score}"
    passes = f" (pass {update.epoch} of {PASSES})" if update.epoch else ""
    return f"After {update.number} updates{passes} {score}"


def _verdict(reading: DigitReading, sheet: Sheet) -> str:
    """Tell what the network says about the picture, and what it nearly said."""
    if not np.all(np.isfinite(reading.confidences)):
        return "Its numbers have grown beyond all bounds, so it can tell no digit from another."
    first, second = reading.ranking[:2]
    awake, units = int(np.count_nonzero(reading.hidden > 0)), len(reading.hidden)
    seen = "Your drawing" if sheet.drawn else f"Unseen scan {sheet.number}"
    verdict = (
        f"{seen} wakes {awake} of {units} hidden unit{'s' if units > 1 else ''}: the network is "
        f"{per_cent(float(reading.confidences[first]))} sure that this is {a_digit(first)}; "
        f"second thought: {second} ({per_cent(float(reading.confidences[second]))})."
    )
    if sheet.drawn:
        return verdict
    return f"{verdict} {'Right.' if first == sheet.truth else f'Wrong: its writer meant {a_digit(sheet.truth)}.'}"
