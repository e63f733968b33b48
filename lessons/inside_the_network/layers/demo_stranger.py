"""The demo of the stranger: while the network learns to read, something that is no digit lies before it."""

from __future__ import annotations

from dataclasses import replace

from lessons.inside_the_network.layers.demo_digits import digits
from lessons.inside_the_network.layers.model import DIGITS, per_cent
from lessons.inside_the_network.layers.scanner import PIXELS
from lessons.kit.charts import Bars
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.knobs import Knob, Sketch
from lessons.kit.live import Live
from lessons.kit.slopes import Array

RATE = 0.4
LEVELS = (0.5, 0.9)
OPTIONS = ("Less than half sure", "Half to nine in ten", "More than nine in ten")


@demo(
    prediction=Prediction("How sure will it be of its answer in the end?", OPTIONS),
    hidden=Knob(1, 64, start=32, scale="log", steps=6, whole=True, label="hidden units"),
    drawing=Sketch(PIXELS, PIXELS),
)
def stranger(hidden: int, drawing: Live[Array], seed: int) -> Frames:
    """What it has never seen."""
    for frame in digits.frames(hidden=hidden, rate=RATE, example=Live(1.0), drawing=drawing, seed=seed):
        yield _how_sure(frame)


def _how_sure(frame: Frame) -> Frame:
    """The frame of the learning network, with its confidence in the place of its score."""
    (bars,) = (chart for chart in frame.charts if isinstance(chart, Bars) and len(chart.labels) == DIGITS)
    sure = float(bars.values.max()) / 100
    answer = "none" if bars.highlight is None else str(bars.highlight)
    readings: dict[str, Reading] = {"update": frame.number, "answer": answer, "sure": per_cent(sure)}
    came_true = sum(sure > level for level in LEVELS) if frame.finished else None
    return replace(frame, readings=readings, outcome=came_true)
