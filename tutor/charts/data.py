"""A lesson's arrays as plain ones: flat, of floats, as long as one another; and how far they reach."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lessons.kit.charts import Limits, Series
from tutor.charts.raster import Floats


def points(series: Series) -> tuple[Floats, Floats]:
    """The coordinates of a series, each of shape (n,); what has no partner is left out."""
    x, y = (np.asarray(values, np.float64).ravel() for values in (series.x, series.y))
    length = min(len(x), len(y))
    return x[:length], y[:length]


def extent(values: Iterable[Floats]) -> Limits:
    """The smallest and the largest finite value; (1, 0) where there is none."""
    finite = [part[np.isfinite(part)] for part in values]
    full = [part for part in finite if part.size]
    if not full:
        return 1.0, 0.0
    return float(min(part.min() for part in full)), float(max(part.max() for part in full))
