"""The demo of softmax: three raw outputs, changed all alike, and the shares that they become."""

from __future__ import annotations

import numpy as np

from engine import Tensor
from lessons.inside_the_network.layers.model import FATES, fate, per_cent, softmax
from lessons.kit.charts import Bars, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import exact
from lessons.kit.inspection import Inspection, expression
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array

RAW = (2.0, 1.0, -1.0)
DIGITS = (3, 8, 9)
"""The only digits that this network knows."""
STEPS = 10


@demo(
    prediction=Prediction("What becomes of the answer, after softmax?", FATES),
    added=Knob(-3.0, 3.0, start=3.0, steps=12, label="added to each"),
    factor=Knob(-1.0, 3.0, start=1.0, steps=8, label="then times"),
)
def shares(added: float, factor: float, seed: int) -> Frames:  # noqa: ARG001
    """Raw outputs become shares."""
    raw = np.array(RAW)
    for step in range(STEPS + 1):
        part = step / STEPS
        yield _frame(step, raw * (1 - part) + (raw + added) * factor * part)


def _frame(step: int, raw: Array) -> Frame:
    over, before, now = step == STEPS, softmax(np.array(RAW)), softmax(raw)
    winner, first = int(now.argmax()), int(before.argmax())
    readings: dict[str, Reading] = {
        "step": step,
        "answer": str(DIGITS[winner]),
        "sure": per_cent(float(now[winner])),
    }
    caption = f"The raw outputs are {', '.join(exact(round(float(each), 2)) for each in raw)}: the network says "
    caption += f"{DIGITS[winner]}, {per_cent(float(now[winner]))} sure."
    if over:
        caption += f" At first it said {DIGITS[first]}, {per_cent(float(before[first]))} sure."
    came_true = fate(before, now) if over else None
    return Frame(step, _charts(raw, now), caption, readings, over, None, _inside(raw), came_true)


def _inside(raw: Array) -> Inspection:
    return expression(lambda raw: raw.softmax()[0], {"raw": raw}, focus="raw", title="A share")


def _charts(raw: Array, now: Array) -> tuple[Table, Bars]:
    powers = Tensor(raw).exp().value
    rows = tuple(
        (str(digit), f"{each:.2f}".replace("-", "−"), f"{power:.2f}")
        for digit, each, power in zip(DIGITS, raw, powers, strict=True)
    )
    total = ("total", "", f"{powers.sum():.2f}")
    table = Table("Raw outputs", ("digit", "raw", "e to that"), (*rows, total))
    bars = Bars(
        "Confidence", tuple(str(digit) for digit in DIGITS), 100 * now, limits=(0.0, 100.0),
        highlight=int(now.argmax()), unit="%", decimals=0,
    )  # fmt: skip
    return table, bars
