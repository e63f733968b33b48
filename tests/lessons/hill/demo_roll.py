"""The demo of the ball."""

from __future__ import annotations

import numpy as np

from lessons.kit.demo import Frames, Prediction, demo
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still

from .model import curve, picture


@demo(
    prediction=Prediction("Where does it end?", ("thrown out", "in the valley")),
    rate=Knob(0.01, 1.2, start=0.1, scale="log"),
    start=Choices("near", "far"),
    zoom=Knob(1, 3, start=1, whole=True, live=True),
)
def roll(rate: float, start: str, zoom: Live[float], seed: int) -> Frames:
    """A ball rolls down a curve."""
    w = {"near": 1.0, "far": 2.0}[start] + float(np.random.default_rng(seed).uniform(0, 0.1))
    for number in range(5):
        yield picture(number, w, zoom())
        w -= rate * curve(w).slope("w")
    yield from still(lambda: picture(5, w, zoom()))
