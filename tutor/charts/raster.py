"""Curves to dots: thinned to what the columns can show, cut at the edges, joined without gaps. Pure NumPy, no cells.

Coordinates are in dots: x grows to the right from 0 to `width`, y grows DOWN from 0 to `height`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

INSIDE = 1e-6
"""Dots by which a point on the far edge is drawn before it, so that it lies in the last dot."""

FAR = 1e6
"""Dots beyond the canvas are as good as this far away: differences and products stay finite."""


@dataclass(frozen=True)
class Strokes:
    """Straight pieces from (x0, y0) to (x1, y1), each array of shape (n,)."""

    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats


def thinned(x: Floats, y: Floats) -> tuple[Floats, Floats, Whole]:
    """Keep the first, lowest, highest and last point of each run of points in one dot column.

    This draws the same dots as the whole series would (Jugel et al., "M4: A Visualization-Oriented Time Series Data
    Aggregation", 2014). Points that are not a number end a piece; infinite heights are drawn as very far away.

    Args:
        x: shape (n,), in dots.
        y: shape (n,), in dots.

    Returns:
        x and y, each of shape (m,), and the number of the unbroken piece that each point belongs to.
    """
    known = ~(np.isnan(y) | ~np.isfinite(x))
    pieces: Whole = np.cumsum(~known, dtype=np.intp)[known]
    x, y = np.clip(x[known], -FAR, FAR), np.clip(y[known], -FAR, FAR)
    columns = np.floor(x)
    if len(x) < 3:
        return x, y, pieces
    new = np.ones(len(x), bool)
    new[1:] = (columns[1:] != columns[:-1]) | (pieces[1:] != pieces[:-1])
    starts = np.flatnonzero(new)
    if len(starts) * 4 > len(x):
        return x, y, pieces
    ends = np.append(starts[1:], len(x)) - 1
    lowest, highest = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    first, last = y[starts], y[ends]
    return (
        np.stack((x[starts], x[starts], x[starts], x[ends]), 1).ravel(),
        np.stack((first, lowest, highest, last), 1).ravel(),
        np.repeat(pieces[starts], 4),
    )


def strokes(x: Floats, y: Floats, pieces: Whole) -> Strokes:
    """The straight pieces that join neighbours of one unbroken piece; a point without neighbours is a stroke alone."""
    joined = np.zeros(len(x) + 1, bool)
    joined[1:-1] = pieces[1:] == pieces[:-1]
    begins = np.flatnonzero(joined[1:] | ~joined[:-1] & ~joined[1:])
    ends = np.minimum(begins + joined[1:][begins], len(x) - 1)
    return Strokes(x[begins], y[begins], x[ends], y[ends])


def clipped(lines: Strokes, width: int, height: int) -> Strokes:
    """Cut strokes at the canvas (Liang and Barsky, "A new concept and method for line clipping", 1984)."""
    if _all_inside(lines, width, height):
        across, down = width - INSIDE, height - INSIDE
        return Strokes(*map(np.minimum, (lines.x0, lines.y0, lines.x1, lines.y1), (across, down, across, down)))
    dx, dy = lines.x1 - lines.x0, lines.y1 - lines.y0
    enter, leave = np.zeros(len(dx)), np.ones(len(dx))
    inside = np.ones(len(dx), bool)
    edges = ((-dx, lines.x0), (dx, width - lines.x0), (-dy, lines.y0), (dy, height - lines.y0))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for speed, distance in edges:
            at = distance / speed
            enter = np.where(speed < 0, np.fmax(enter, at), enter)
            leave = np.where(speed > 0, np.fmin(leave, at), leave)
            inside &= ~((speed == 0) & (distance < 0))
    keep = inside & (enter <= leave)
    enter, leave = enter[keep], leave[keep]
    ends = []
    for at in (enter, leave):
        for start, step, end, most in ((lines.x0, dx, lines.x1, width), (lines.y0, dy, lines.y1, height)):
            # A stroke that ends inside ends where it says: start + step would be rounded.
            exact = np.where(at == 1, end[keep], start[keep] + at * step[keep])
            ends.append(np.clip(exact, 0, most - INSIDE))
    return Strokes(*ends)


def _all_inside(lines: Strokes, width: int, height: int) -> bool:
    ends = ((lines.x0, width), (lines.x1, width), (lines.y0, height), (lines.y1, height))
    return all(not len(end) or (end.min() >= 0 and end.max() <= most) for end, most in ends)


def dots(lines: Strokes) -> tuple[Whole, Whole]:
    """The dots that strokes cover, (columns, rows): neighbours touch, at least by a corner."""
    column, row = np.floor(lines.x0).astype(np.intp), np.floor(lines.y0).astype(np.intp)
    across = np.floor(lines.x1).astype(np.intp) - column
    down = np.floor(lines.y1).astype(np.intp) - row
    steps = np.maximum(np.abs(across), np.abs(down))
    counts = steps + 1
    which = np.repeat(np.arange(len(counts)), counts)
    k = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = k / np.maximum(steps, 1)[which]
    return (
        column[which] + np.rint(share * across[which]).astype(np.intp),
        row[which] + np.rint(share * down[which]).astype(np.intp),
    )
