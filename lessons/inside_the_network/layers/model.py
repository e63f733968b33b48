"""The network that reads digits: how it is trained, and what it makes of one picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import SGD, Network, Tensor, Training, train
from engine.datasets import Dataset
from lessons.kit.charts import Bars
from lessons.kit.slopes import Array

DIGITS = 10
PASSES = 20
BATCH = 57
"""Scans to an update: 21 updates use each of the 1,197 training scans once, with none left over."""
A_PASS = 21
"""Updates to a pass through the training scans."""
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


FATES = (
    "The same digit wins, and is just as sure",
    "The same digit wins, and is surer",
    "The same digit wins, and is less sure",
    "Another digit wins",
)
"""What may become of an answer when raw outputs change."""


@dataclass(frozen=True, eq=False)
class DigitReading:
    """A network's reading of one picture.

    Attributes:
        hidden: the activations of the hidden units, shape (units,).
        raw: the ten raw outputs, shape (10,).
        confidences: their softmax: ten shares that add up to 1, shape (10,).
    """

    hidden: Array
    raw: Array
    confidences: Array

    @property
    def ranking(self) -> list[int]:
        """The digits, the surest first."""
        return [int(digit) for digit in np.argsort(-self.confidences, kind="stable")]

    @property
    def digit(self) -> int:
        """The answer: the digit with the largest confidence."""
        return self.ranking[0]


def softmax(raw: Array) -> Array:
    """Raw outputs as confidences, by the engine: along the last axis they add up to 1."""
    return Tensor(raw).softmax().value


def fate(before: Array, after: Array) -> int:
    """Return how an answer fared, from its confidences: which of FATES."""
    winner = int(before.argmax())
    if int(after.argmax()) != winner:
        return 3
    gain = float(after[winner] - before[winner])
    return 0 if abs(gain) < 1e-9 else 1 if gain > 0 else 2


def read(network: Network, pixels: Array) -> DigitReading:
    """Show a network one picture.

    Args:
        network: 64 inputs, one hidden layer, 10 outputs.
        pixels: shape (8, 8) or (64,), from 0 (paper) to 1 (ink).
    """
    hidden, outputs = network.activations(pixels.reshape(1, -1))
    with np.errstate(all="ignore"):  # a diverged network has only nonsense to say, and the demo names it
        return DigitReading(hidden[0], outputs[0], softmax(outputs[0]))


def training(
    scans: Dataset,
    hidden: int,
    *,
    rate: float = 0.4,
    seed: int = 0,
    passes: int = PASSES,
    every: int = A_PASS,
    batch: int = BATCH,
) -> Training:
    """A run of plain gradient descent that teaches a fresh network (`.net`) to read; nothing happens until it is asked.

    Args:
        scans: the digits, of which the training scans are learnt from and the validation scans measured on.
        hidden: units in the hidden layer.
        rate: the learning rate.
        seed: of the starting weights and of the order of the scans.
        passes: how often each training scan is used.
        every: updates from one report to the next.
        batch: scans behind one update.
    """
    network = Network([scans.train.inputs.shape[1], hidden, DIGITS], activation="relu", seed=seed)
    return train(
        network,
        scans.train,
        loss="softmax_cross_entropy",
        optimiser=SGD(rate),
        batch=batch,
        epochs=passes,
        seed=seed,
        validation=scans.validation,
        every=every,
    )


def trained(scans: Dataset, hidden: int, *, rate: float = 0.4, seed: int = 0, passes: int = PASSES) -> Network:
    """Return a network that was trained for a number of passes."""
    run = training(scans, hidden, rate=rate, seed=seed, passes=passes, every=passes * A_PASS)
    for _ in run:
        pass
    return run.net


def a_digit(digit: int) -> str:
    """A digit with its article: “a 7”, “an 8”."""
    return f"an {digit}" if digit == 8 else f"a {digit}"


def per_cent(share: float) -> str:
    """A share in words; nothing is rounded up to certainty, or down to nothing."""
    if share >= 0.995:
        return "over 99%" if share < 1 else "100%"
    return "under 1%" if 0 < share < 0.005 else f"{100 * share:.0f}%"


def ten_bars(title: str, reading: DigitReading) -> Bars:
    """The output layer, the answer pointed at (unless the numbers have blown up, and there is none)."""
    return Bars(
        title,
        tuple(str(digit) for digit in range(DIGITS)),
        100 * reading.confidences,
        limits=(0.0, 100.0),
        highlight=reading.digit if np.all(np.isfinite(reading.confidences)) else None,
        unit="%",
        decimals=0,
    )
