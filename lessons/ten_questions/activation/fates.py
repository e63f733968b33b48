"""Fates of a network with one activation: the cases asked about, the four that can come, and a picture."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.slopes import Array
from lessons.ten_questions.activation.model import TONES

UPDATES = 100
"""How long such a network learns."""
CASES = (
    ("step", 1, 0.3), ("step", 2, 1.0), ("step", 3, 3.0), ("sigmoid", 3, 0.3), ("sigmoid", 4, 0.3), ("sigmoid", 4, 0.1),
    ("tanh", 1, 0.3), ("tanh", 2, 0.3), ("ReLU", 1, 0.3), ("ReLU", 2, 0.3), ("ReLU", 3, 3.0), ("ReLU", 4, 3.0),
)  # fmt: skip
"""The networks asked about: activation, hidden layers and learning rate of each."""


def what_became(losses: Array) -> int:
    """Which of the options came true, from the losses before the first update and after each."""
    first, last = float(losses[0]), float(losses[-1])
    if np.all(losses == first):
        return 0
    if last >= first:
        return 3
    return 1 if last > first / 2 else 2


def picture(name: str, losses: Array) -> Frame:
    """The losses before the first update and after each, as the last picture of the experiment."""
    series = (Series(name, np.arange(len(losses), dtype=float), losses, tone=TONES[name]),)
    chart = Lines(f"Loss of the {name} network", series, "update", "loss", (0.0, float(UPDATES)))
    first, last = float(losses[0]), float(losses[-1])
    became = "stayed, to the last bit" if np.all(losses == first) else f"came to {figure(last)}"
    caption = f"The loss began at {figure(first)} and after {UPDATES} updates {became}."
    return Frame(UPDATES, (chart,), caption, {"update": UPDATES, "loss": last}, finished=True)
