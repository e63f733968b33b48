"""Axes, ticks and tick labels, drawn by plotext: the only file that knows plotext.

plotext has one global figure, so every picture here clears it, sets it up and builds it in one go, on the event loop.
Importing plotext takes longer than a frame, so this file is imported with the first axes that are drawn, or before, in
a thread, by who can foresee them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotext

from tutor.charts.ticks import Ruler


@dataclass(frozen=True)
class Plate:
    """A drawn pair of axes, and the free rectangle inside it.

    Attributes:
        rows: what was drawn, one string a row.
        left: the first column of the canvas.
        top: the first row of the canvas.
        width: columns of the canvas.
        height: rows of the canvas.
    """

    rows: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int


def draw(width: int, height: int, x: Ruler, y: Ruler) -> Plate:
    """Draw axes at the left and at the bottom of a rectangle of cells."""
    figure: Any = plotext.figure
    figure.clear()
    plotext.terminal.limit(False, False)  # the charts' area is ours to know: standard output may be no terminal at all
    figure.plot_size(width, height)
    figure.canvas("default")
    figure.axes(False)
    figure.axes(True, axis="both", side=0)
    for name, ruler in (("x", x), ("y", y)):
        asked = figure.ruler(name)
        asked.lim(*ruler.limits)
        asked.ticks(list(ruler.places), list(ruler.labels))
        asked.alignment(lim="edge")
    rows = tuple(line.ljust(width)[:width] for line in figure.build().string(colorless=True).split("\n")[:height])
    figure.clear()
    return _measured(rows, width, height)


def _measured(rows: tuple[str, ...], width: int, height: int) -> Plate:
    rows += (" " * width,) * (height - len(rows))
    corner = next(((r, row.index("└")) for r, row in enumerate(rows) if "└" in row), None)
    if corner is None:
        return Plate((" " * width,) * height, 0, 0, width, height)
    bottom, left = corner
    return Plate(rows, left + 1, 0, width - left - 1, bottom)
