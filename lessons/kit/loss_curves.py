"""Losses of several runs on one logarithmic axis, and what becomes of a curve that leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from lessons.kit.charts import Limits, Lines, Mark, Series, Tone
from lessons.kit.slopes import Array

Beyond = Literal["left out", "to the rim", "along the rim"]


def loss_curves(
    title: str,
    labels: Sequence[str],
    updates: ArrayLike,
    losses: ArrayLike,
    *,
    limits: Limits,
    until: float,
    tones: Sequence[Tone],
    beyond: Beyond = "to the rim",
    x_label: str = "update",
    marks: tuple[Mark, ...] = (),
) -> Lines:
    """Return the losses as curves.

    Args:
        title: what the picture shows.
        labels: what the legend calls each curve.
        updates: shape (n,).
        losses: shape (n, curves).
        limits: the ends beyond which no loss is drawn, both above zero; between them the axis follows the losses.
        until: the last update that the picture has room for.
        tones: a colour's role for each curve.
        beyond: what is drawn of a loss outside the limits. "to the rim": one below runs along the lower rim, one
            above is drawn to the upper rim and no further; "along the rim": both run along; "left out": neither is
            drawn.
        x_label: name of the horizontal axis.
        marks: levels, moments and places to point at.
    """
    along = np.asarray(updates, dtype=float)
    drawn = _drawn(np.asarray(losses, dtype=float), limits, beyond)
    series = tuple(
        Series(label, along, curve, tone=tone) for label, curve, tone in zip(labels, drawn.T, tones, strict=False)
    )
    return Lines(title, series, x_label, "loss", (0.0, float(until)), log_y=True, marks=marks)


def _drawn(losses: Array, limits: Limits, beyond: Beyond) -> Array:
    """Return the losses as they are drawn, nan where nothing is."""
    low, high = limits
    if beyond == "along the rim":
        return np.clip(losses, low, high)
    if beyond == "left out":
        return np.where((losses >= low) & (losses <= high), losses, np.nan)
    inside = losses <= high
    leaving = ~inside & np.vstack([np.ones_like(inside[:1]), inside[:-1]])
    return np.where(inside, np.maximum(losses, low), np.where(leaving, high, np.nan))
