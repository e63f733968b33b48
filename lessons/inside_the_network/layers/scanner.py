"""Prepares a learner's drawing as the training scans were prepared, so that the network meets what it knows.

The scans began as bitmaps of 32×32 dots, centred and stretched to the full height, and each of their 8×8 pixels counts
the black dots in a block of 4×4 (E. Alpaydin and C. Kaynak 1998, UCI Machine Learning Repository, doi 10.24432/C50P49).
A drawing of hard little squares looks like none of them. So its pixels are joined into strokes, a round pen follows
the strokes over a sheet of 32×32 dots, and the dots are counted in the same way.
"""

from __future__ import annotations

import numpy as np

from lessons.kit.slopes import Array

PIXELS = 8
"""Rows and columns of a scan."""
DOTS = 4
"""Dots of the fine sheet to a pixel, each way."""
PEN = 0.9
"""The pen's radius in pixels; of those tried, this one's ink came out read best."""
WIDEST = 6.0
"""How wide a stretched digit may become, in pixels: the average scan is about that wide."""


def scan(drawing: Array) -> Array:
    """The drawing as the scanner would have delivered it; an empty sheet stays empty.

    Args:
        drawing: shape (8, 8), from 0 (empty) to 1 (ink).

    Returns:
        Shape (8, 8), the share of ink in each pixel, from 0 to 1.
    """
    strokes = _strokes(drawing)
    if not strokes:
        return np.zeros((PIXELS, PIXELS))
    ends = np.array(strokes, dtype=float)
    ink = np.array([min(drawing[a], drawing[b]) for a, b in strokes])
    return _draw_with_pen(_stretched(ends), ink)


def _strokes(drawing: Array) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Each inked pixel as a dot, and a line to each neighbour; diagonal ones only where no corner joins the two."""
    inked = {(int(row), int(column)) for row, column in zip(*np.nonzero(drawing > 0), strict=True)}
    found = []
    for row, column in sorted(inked):
        found.append(((row, column), (row, column)))
        beside, below = (row, column + 1), (row + 1, column)
        found += [((row, column), other) for other in (beside, below) if other in inked]
        for side in (column - 1, column + 1):
            cornered = (row, side) in inked or below in inked
            if (row + 1, side) in inked and not cornered:
                found.append(((row, column), (row + 1, side)))
    return found


def _stretched(ends: Array) -> Array:
    """Stroke ends, shape (strokes, 2 ends, row and column), centred on 0 and as tall as a scan under the pen."""
    low, high = ends.min(axis=(0, 1)), ends.max(axis=(0, 1))
    tall, wide = high - low
    down = (PIXELS - 2 * PEN) / tall if tall else 1.0
    across = min(down if tall else PIXELS, (WIDEST - 2 * PEN) / wide) if wide else 1.0
    stretched: Array = (ends - (low + high) / 2) * (down, across)
    return stretched


def _draw_with_pen(ends: Array, ink: Array) -> Array:
    """Go over the strokes with a round pen on the fine sheet, then count its dots block by block."""
    middles = (np.arange(PIXELS * DOTS) + 0.5) / DOTS - PIXELS / 2
    dots = np.stack(np.meshgrid(middles, middles, indexing="ij"), axis=-1)[:, :, None]  # (32, 32, 1, 2)
    along = ends[:, 1] - ends[:, 0]
    length = np.maximum((along**2).sum(axis=-1), 1e-12)
    nearest = np.clip(((dots - ends[:, 0]) * along).sum(axis=-1) / length, 0.0, 1.0)
    away = np.hypot(*np.moveaxis(dots - ends[:, 0] - nearest[..., None] * along, -1, 0))
    sheet = np.where(away <= PEN, ink, 0.0).max(axis=-1)
    pixels: Array = sheet.reshape(PIXELS, DOTS, PIXELS, DOTS).mean(axis=(1, 3))
    return pixels
