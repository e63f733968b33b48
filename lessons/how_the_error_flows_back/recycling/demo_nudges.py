"""The demo of the valley: slopes are felt by ever shorter nudges, and held against those of the way back."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.recycling.model import network
from lessons.how_the_error_flows_back.recycling.valley import HIDDEN, NUMBERS, POWERS, SIDES, error
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import exact, figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices
from lessons.kit.slopes import Array

WHERE = ("The longest", "The shortest", "One in between")
SEEN = (1e-12, 10.0)
"""Errors that are drawn; what lies beyond is drawn at the rim."""


@demo(
    prediction=Prediction("Which nudge will come nearest to the true slopes?", WHERE),
    sides=Choices(*SIDES),
    numbers=Choices(*NUMBERS),
)
def nudges(sides: str, numbers: str, seed: int) -> Frames:
    """Slopes felt by ever shorter nudges."""
    found: list[float] = []
    for power in POWERS.tolist():
        found.append(error(power, sides, numbers, seed))
        yield _frame(np.array(found), seed)


def _frame(found: Array, seed: int) -> Frame:
    powers, over = POWERS[: len(found)], len(found) == len(POWERS)
    best = int(np.argmin(found))
    readings: dict[str, Reading] = {"nudge": written(powers[-1]), "off by": float(found[-1])}
    if over:
        readings |= {"best nudge": written(powers[best]), "best is off by": float(found[best])}
    marks = (Mark("best", float(powers[best]), float(found[best]), tone="good"),) if over else ()
    curve = Series("felt slopes", powers, np.clip(found, *SEEN), tone="third")
    far = (float(POWERS[-1]), float(POWERS[0]))
    chart = Lines(
        "How far off the felt slopes are", (curve,), "nudge, 10 to the power of", "", far, SEEN, log_y=True, marks=marks
    )
    net = network(HIDDEN, 1, seed)
    inside = network_example(
        net, np.ones(net.sizes[0]), 1.0, "mse", focus="W1[1, 1]", title="One example, and its blame"
    )
    outcome = (0 if best == 0 else 1 if best == len(POWERS) - 1 else 2) if over else None
    return Frame(len(found) - 1, (chart,), _caption(readings), readings, over, None, inside, outcome)


def written(power: float) -> str:
    """Return a nudge as a power of ten, as the axis has it."""
    return f"10^{exact(power)}"


def _caption(readings: dict[str, Reading]) -> str:
    told = f"Nudged by {readings['nudge']}, the slopes are off by {figure(float(readings['off by']))} of their length."
    if "best nudge" in readings:
        told += f" Best was {readings['best nudge']}, off by {figure(float(readings['best is off by']))}."
    return told
