"""The demo of the sleepers: in each pass some of eight units are silenced, drawn anew, and the sum goes up and down."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.kit.charts import Bars, Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.overfitting.model import sum_with_masks

UNITS, PASSES = 8, 80
OPTIONS = ("Well below it", "Close to it", "Well above it")
_CLOSE = 0.2
"""A mean that is off by less than this share is close."""
MADE_UP = "made up for"


@demo(
    prediction=Prediction("Where will the mean of all sums end, beside the sum with all eight awake?", OPTIONS),
    share=Knob(0.1, 0.8, start=0.5, steps=7, label="share asleep"),
    loss=Choices(MADE_UP, "not made up for", label="their silence is"),
)
def sleepers(share: float, loss: str, seed: int) -> Frames:
    """Eight units, some asleep in each pass."""
    rng = np.random.default_rng(seed)
    activations, weights = rng.uniform(0.3, 1.0, UNITS), rng.uniform(0.5, 1.5, UNITS)
    sums: list[float] = []
    for _ in range(PASSES):
        masks = drawn_masks(rng, share, made_up=loss == MADE_UP)
        sums.append(sum_with_masks(activations, weights, masks).value())
        yield _frame(sums, activations, weights, masks)


def drawn_masks(rng: np.random.Generator, share: float, *, made_up: bool) -> Array:
    """Return 0 for each unit that sleeps in a pass, for others 1, or 1 / (1 − share) where that is made up for."""
    awake = rng.random(UNITS) >= share
    return awake / (1 - share) if made_up else awake.astype(float)


def where_it_ends(mean: float, whole: float) -> int:
    """Return which option is true of the mean sum."""
    return 0 if mean < (1 - _CLOSE) * whole else 1 if mean <= (1 + _CLOSE) * whole else 2


def _frame(sums: Sequence[float], activations: Array, weights: Array, masks: Array) -> Frame:
    number, over, whole = len(sums), len(sums) == PASSES, float(activations @ weights)
    mean = float(np.mean(sums))
    bars = Bars(
        "What each unit passes on", tuple(f"unit {i}" for i in range(1, UNITS + 1)), activations * masks, (0.0, 2.0)
    )
    asleep = int(np.sum(masks == 0))
    return Frame(
        number,
        (_history(sums, whole), bars),
        f"Pass {number}: {asleep} of {UNITS} asleep, sum {figure(sums[-1])}. Mean of all passes {figure(mean)}; "
        f"with all awake it would be {figure(whole)}.",
        {"pass": number, "asleep": asleep, "sum": sums[-1], "mean": mean, "all awake": whole},
        over,
        inspect=sum_with_masks(activations, weights, masks).inspect("w", title="The sum in this pass"),
        outcome=where_it_ends(mean, whole) if over else None,
    )


def _history(sums: Sequence[float], whole: float) -> Lines:
    passes = np.arange(1, len(sums) + 1, dtype=float)
    series = (
        Series("sum", passes, np.array(sums), kind="points", tone="muted"),
        Series("mean so far", passes, np.cumsum(sums) / passes),
    )
    awake = (Mark("all awake", y=whole, tone="good"),)
    return Lines("The sum, pass by pass", series, "pass", "", (0.0, float(PASSES)), (0.0, 2.2 * whole), marks=awake)
