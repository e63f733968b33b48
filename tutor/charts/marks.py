"""Levels, moments and places to point at: dotted lines under the curves, labels beside them where nothing is hidden."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lessons.kit.charts import Limits, Mark
from tutor.charts.canvas import NOBODY, Canvas
from tutor.charts.cells import Cells
from tutor.charts.look import Look
from tutor.charts.palette import palette
from tutor.charts.raster import Floats
from tutor.charts.words import clip

PLACE = "⊗"
"""Where a place lies that is pointed at; its label stands beside it."""


@dataclass
class PlotPen:
    """A canvas with limits: where values become dots.

    Attributes:
        canvas: what is drawn on.
        x_limits: the values at the left and the right edge.
        y_limits: the values at the bottom and the top edge.
        inks: the ink of each owner on the canvas, in order.
    """

    canvas: Canvas
    x_limits: Limits
    y_limits: Limits
    inks: list[int]

    def at(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Values as dots."""
        return self.canvas.to_dots(_share(x, self.x_limits), _share(y, self.y_limits))

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell in which a point lies, or None outside."""
        across, down = self.at(np.array([x]), np.array([y]))
        if not (np.isfinite(across[0]) and np.isfinite(down[0])):
            return None
        column, row = math.floor(across[0] / self.canvas.across), math.floor(down[0] / self.canvas.down)
        inside = 0 <= column < self.canvas.width and 0 <= row < self.canvas.height
        return (column, row) if inside else None


def _share(values: Floats, limits: Limits) -> Floats:
    with np.errstate(over="ignore", invalid="ignore"):
        return (values - limits[0]) / (limits[1] - limits[0])


@dataclass(frozen=True)
class Written:
    """Marks that lie on the canvas: (mark, owner, column or None, row or None) each, and their signs."""

    placed: tuple[tuple[Mark, int, int | None, int | None, int], ...]
    signs: str


def rule(pen: PlotPen, marks: Sequence[Mark], look: Look, *, log_y: bool = False) -> Written:
    """Draw the marks' dotted lines on the canvas, beneath everything else, and add the inks of all marks to the pen."""
    placed, signs = [], ""
    every = 1 if look.ascii else 3
    for mark in marks:
        cell = _cell(pen, mark, log_y)
        if cell is None:
            continue
        owner = len(pen.inks)
        ink = palette(look).tones[mark.tone]
        pen.inks.append(ink)
        if mark.x is None:
            _, down = pen.at(np.zeros(1), np.array([height(mark, log_y)]))
            pen.canvas.level(float(down[0]), owner, 2 * every if look.ascii else every)
        elif mark.y is None:
            across, _ = pen.at(np.array([float(mark.x)]), np.zeros(1))
            pen.canvas.moment(float(across[0]), owner, every)
        signs += _sign(mark, look)
        column, row = cell
        placed.append((mark, owner, None if mark.x is None else column, None if mark.y is None else row, ink))
    return Written(tuple(placed), signs)


def _sign(mark: Mark, look: Look) -> str:
    """Return what a mark shows in each of its cells; a space for its dots."""
    if mark.x is not None and mark.y is not None:
        return PLACE
    return ("-" if mark.x is None else ":") if look.ascii else " "


def places(pen: PlotPen, written: Written) -> None:
    """Set the places that are pointed at: over the curves and beneath the points."""
    for _, owner, column, row, _ in written.placed:
        if column is not None and row is not None:
            pen.canvas.claim(column, row, owner)


def height(mark: Mark, log_y: bool) -> float:
    """Return how high a mark lies on its axis, as log₁₀ on a logarithmic one; NaN where it has no height there."""
    if mark.y is None or (log_y and mark.y <= 0):
        return math.nan
    return math.log10(mark.y) if log_y else float(mark.y)


def _cell(pen: PlotPen, mark: Mark, log_y: bool) -> tuple[int, int] | None:
    if mark.x is None and mark.y is None:
        return None
    x = pen.x_limits[0] if mark.x is None else float(mark.x)
    y = pen.y_limits[0] if mark.y is None else height(mark, log_y)
    return pen.cell(x, y)


def label(cells: Cells, left: int, top: int, canvas: Canvas, written: Written) -> None:
    """Write the marks' labels, each at the first of its places where it hides least."""
    for mark, owner, column, row, ink in written.placed:
        text = clip(mark.label, canvas.width - 2)
        spots = [spot for spot in _spots(canvas, len(text), column, row) if 0 <= spot[0] <= canvas.width - len(text)]
        if not text or not spots:
            continue
        across, down = min(spots, key=lambda spot: _hidden(canvas, spot, len(text), owner))
        cells.write(left + across, top + down, text, ink)
        canvas.owner[down, across : across + len(text)] = owner


def _spots(canvas: Canvas, length: int, column: int | None, row: int | None) -> list[tuple[int, int]]:
    if row is None:
        assert column is not None
        heights = (0, canvas.height - 1, canvas.height // 2)
        return [(across, down) for down in heights for across in (column + 2, column - length - 1)]
    near = [down for down in (row, row - 1, row + 1) if 0 <= down < canvas.height]
    if column is None:
        return [(across, down) for down in near for across in (canvas.width - length, 1)]
    return [(across, down) for down in near for across in (column + 2, column - length - 1)]


def _hidden(canvas: Canvas, spot: tuple[int, int], length: int, owner: int) -> int:
    column, row = spot
    under = canvas.owner[row, column : column + length]
    return int(((under != NOBODY) & (under != owner)).sum())
