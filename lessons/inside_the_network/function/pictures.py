"""The picture of the dots and the curve that a network draws through them."""

from __future__ import annotations

import numpy as np

from engine import Network
from engine.datasets import Split
from lessons.inside_the_network.function.model import EDGE, FAR, bends_of, said
from lessons.kit.charts import Limits, Lines, Mark, Series
from lessons.kit.slopes import Array

_HEIGHTS, _DEEPER = (-1.5, 1.5), (-2.5, 1.5)
_FEW = 6
"""Bends that can be marked without covering the curve."""


def through_the_dots(net: Network, dots: Split, *, shown: bool) -> Lines:
    """Return the dots and the network's curve; `shown` adds the hidden curve and few bends."""
    ends = (float(dots.inputs.min()), float(dots.inputs.max()))
    along = np.linspace(*ends, 121)
    series = [*_dots(dots), Series("network", along, _inside(said(net, along), _HEIGHTS))]
    if shown:
        series.insert(0, Series("hidden curve", along, np.sin(along), tone="third"))
    kinks = bends_of(net, *ends) if shown else np.array([])
    marks = tuple(Mark("", x=float(kink), tone="fourth") for kink in kinks) if len(kinks) <= _FEW else ()
    return Lines("Joining the dots", tuple(series), "x", "y", (-EDGE, EDGE), _HEIGHTS, marks=marks)


def beyond_the_dots(net: Network, dots: Split, until: float) -> Lines:
    """Return both curves up to a place on the right of the dots; what leaves the picture is not drawn."""
    along = np.linspace(-EDGE, until, 121)
    series = [*_dots(dots), Series("network", along, _inside(said(net, along), _DEEPER))]
    if until > EDGE:
        series.insert(0, Series("hidden curve", along, np.sin(along), tone="third"))
    last = (Mark("last dot", x=float(dots.inputs.max())),)
    return Lines("Past the last dot", tuple(series), "x", "y", (-EDGE, FAR), _DEEPER, marks=last)


def _dots(dots: Split) -> tuple[Series, ...]:
    return (Series("dots", dots.inputs[:, 0], dots.targets[:, 0], kind="points", tone="muted"),)


def _inside(heights: Array, limits: Limits) -> Array:
    low, high = limits
    return np.where((heights >= low) & (heights <= high), heights, np.nan)
