"""The demo of one hidden unit: three pixels, a weight for each, a bias, and what it passes on."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Bars, Table
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import exact, figure, signed
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array

PIXELS, WEIGHTS = (0.9, 0.5, 0.7), (1.0, -1.5)
"""What the unit hears, and how it weighs the first two; the third weight is a knob."""
OPTIONS = ("A number below zero", "Exactly zero", "A number above zero")
_LABELS = ("pixel 1", "pixel 2", "pixel 3", "bias", "sum", "passed on")


@demo(
    prediction=Prediction("What will it pass on?", OPTIONS),
    third=Knob(-2.0, 2.0, start=0.5, steps=16, label="third weight"),
    bias=Knob(-2.0, 1.0, start=-0.75, steps=12, label="bias"),
)
def clerk(third: float, bias: float, seed: int) -> Frames:  # noqa: ARG001
    """One hidden unit at work."""
    weights = np.array([*WEIGHTS, third])
    unit = hidden_unit(np.array(PIXELS), weights, bias)
    amounts = np.array([*(np.array(PIXELS) * weights), bias, unit["z"], unit.value()])
    for known in range(len(_LABELS) + 1):
        yield _frame(weights, amounts, known)


def hidden_unit(pixels: Array, weights: Array, bias: float) -> Computation:
    """Return a hidden unit with ReLU: its weighted sum is `heard`, with the bias `z`; its value is its activation."""
    return Computation(
        lambda pixels, weights, bias: ((pixels * weights).sum().named("heard") + bias).named("z").relu(),
        {"pixels": pixels, "weights": weights, "bias": bias},
    )


def passed_on(activation: float) -> int:
    """Return which option an activation makes true."""
    return 1 if activation == 0 else 2 if activation > 0 else 0


def _frame(weights: Array, amounts: Array, known: int) -> Frame:
    over = known == len(amounts)
    readings: dict[str, Reading] = {"step": known}
    if known >= len(amounts) - 1:
        readings["sum"] = float(amounts[-2])
    if over:
        readings["passed on"] = float(amounts[-1])
    rows = tuple(
        (label, exact(pixel), exact(float(weight)))
        for label, pixel, weight in zip(_LABELS, PIXELS, weights, strict=False)
    )
    told = np.where(np.arange(len(amounts)) < known, amounts, np.nan)
    charts = (
        Table("What it hears", ("", "ink", "weight"), (*rows, ("bias", "", exact(float(amounts[3]))))),
        Bars("Adding up", _LABELS, told, limits=(-2.0, 2.0)),
    )
    inside = hidden_unit(np.array(PIXELS), weights, float(amounts[3])).inspect("weights", title="One hidden unit")
    came_true = passed_on(float(amounts[-1])) if over else None
    return Frame(known, charts, _caption(weights, amounts, known), readings, over, None, inside, came_true)


def _caption(weights: Array, amounts: Array, known: int) -> str:
    if not known:
        return "Three pixels, three weights and a bias; nothing is added up yet."
    latest = amounts[known - 1]
    if known <= len(PIXELS):
        pixel, weight = PIXELS[known - 1], float(weights[known - 1])
        return f"Pixel {known}: {exact(pixel)} × {signed(weight)} = {figure(latest)}."
    if known == len(PIXELS) + 1:
        return f"The bias, {figure(latest)}, goes in whatever it hears."
    if known == len(PIXELS) + 2:
        return f"All of that together is {figure(latest)}."
    return f"The sum was {figure(amounts[-2])}; the unit passes on {figure(latest)}."
