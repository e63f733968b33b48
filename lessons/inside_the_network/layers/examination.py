"""An examination of trained networks: which scan is worth asking about, what they say, and which reads more."""

from __future__ import annotations

import numpy as np

from engine import Network
from engine.datasets import Split
from lessons.inside_the_network.layers.model import DigitReading, a_digit, per_cent, softmax, ten_bars
from lessons.kit.charts import Bars, Picture
from lessons.kit.demo import Frame
from lessons.kit.questions import Draw
from lessons.kit.slopes import Array

DOUBTFUL = 0.7
"""Below this confidence a scan is one of the interesting ones."""
MARGIN = 0.05
"""Differences up to this share of the scans count as about the same."""


def forward_by_hand(network: Network, inputs: Array) -> Array:
    """Return the raw outputs from the weights and biases alone, without the engine's forward pass."""
    hidden, output = network.layers
    heard = np.maximum(np.einsum("np,pu->nu", inputs, hidden.weights) + hidden.biases, 0.0)
    return np.asarray(np.einsum("nu,ud->nd", heard, output.weights) + output.biases)


def accuracy_by_hand(network: Network, scans: Split) -> float:
    """Return the share of scans that it reads right, by those outputs."""
    return float(np.mean(forward_by_hand(network, scans.inputs).argmax(axis=1) == scans.targets))


def softmax_by_hand(raw: Array) -> Array:
    """Return the confidences of a few raw outputs, in plain NumPy."""
    powers = np.exp(raw)
    return np.asarray(powers / powers.sum())


def interesting(draw: Draw, network: Network, unseen: Split) -> int:
    """Return one of the scans on which the network is in doubt, more often than not; else any."""
    surest = softmax(network.outputs(unseen.inputs)).max(axis=1)
    doubtful = np.flatnonzero(surest < DOUBTFUL).tolist()
    return draw.one_of(doubtful) if doubtful and draw.whole(1, 3) > 1 else draw.whole(0, len(unseen) - 1)


def answered(picture: Picture, said: DigitReading, truth: int) -> Frame:
    """Return the scan with the ten bars."""
    outcome = "and right" if said.digit == truth else f"and wrong: its writer meant {a_digit(truth)}"
    confidence = float(said.confidences[said.digit])
    told = f"It says {said.digit}, {per_cent(confidence)} sure, {outcome}."
    bars = ten_bars("how sure it is", said)
    return Frame(0, (picture, bars), told, {"answer": said.digit, "confidence": round(confidence, 3)}, finished=True)


def better(few: float, many: float) -> int:
    """Return the index of the option: the smaller one, neither, or the larger one."""
    gap = round(many - few, 6)
    return 1 if abs(gap) <= MARGIN else 2 if gap > 0 else 0


def compared(units: tuple[int, int], scores: list[float]) -> Frame:
    """Return both scores as bars."""
    bars = Bars(
        "test scans read right",
        tuple(f"{count} hidden units" for count in units),
        100 * np.array(scores),
        limits=(0.0, 100.0),
        highlight=int(np.argmax(scores)),
        unit="%",
        decimals=1,
    )
    pairs = list(zip(units, scores, strict=True))
    told = ", ".join(f"{100 * score:.1f}% with {count} hidden units" for count, score in pairs)
    figures = {f"accuracy with {count}": round(score, 3) for count, score in pairs}
    return Frame(0, (bars,), f"Test scans read right: {told}.", figures, finished=True)
