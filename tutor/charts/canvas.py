"""The drawing surface inside a pair of axes: dots and their owners, packed into braille, half-blocks or ASCII."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor.charts import raster
from tutor.charts.cells import SPACE, Cells
from tutor.charts.look import Markers
from tutor.charts.raster import Floats, Whole

DOTS: dict[Markers, tuple[int, int]] = {"braille": (2, 4), "blocks": (1, 2), "ascii": (1, 1)}
"""How many dots a cell holds, across and down."""

NOBODY = -1

_BRAILLE = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], np.uint32)
_BLOCKS = np.array([ord(c) for c in " ▀▄█"], np.uint32)
MOST_STROKES = 20_000
"""A tangle of more strokes than this is drawn from every k-th point: no screen could show the rest."""


class Canvas:
    """Dots over a rectangle of cells; whoever draws last owns a cell.

    Attributes:
        width: columns, in cells.
        height: rows, in cells.
        across: dots in a cell, left to right.
        down: dots in a cell, top to bottom.
        owner: shape (height, width), the number of the series that drew last in each cell, or NOBODY.
    """

    def __init__(self, width: int, height: int, markers: Markers) -> None:
        self.width, self.height = width, height
        self.across, self.down = DOTS[markers]
        self._markers = markers
        self._dots: NDArray[np.bool_] = np.zeros((height * self.down, width * self.across), bool)
        self.owner: NDArray[np.int16] = np.full((height, width), NOBODY, np.int16)

    def to_dots(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Shares of the canvas (0 to 1, y upwards) as dot coordinates (y downwards); 1 is the last dot."""
        with np.errstate(over="ignore", invalid="ignore"):
            left = np.where(x == 1, 1 - 1e-9, x) * (self.width * self.across)
            up = np.where(y == 0, 1e-9, y) * (self.height * self.down)
        return left, self.height * self.down - up

    def line(self, x: Floats, y: Floats, owner: int) -> tuple[Floats, Floats]:
        """Join points in order, given in dots, and return the thinned points; a lone point is a blob."""
        x, y, pieces = raster.thinned(x, y)
        if len(x) > MOST_STROKES:
            stride = -(-len(x) // MOST_STROKES)
            x, y, pieces = x[::stride], y[::stride], pieces[::stride]
        if len(x) == 1:
            self.blobs(x, y, owner)
        elif len(x):
            size = (self.width * self.across, self.height * self.down)
            self._set(*raster.dots(raster.clipped(raster.strokes(x, y, pieces), *size)), owner)
        return x, y

    def shaft(self, x: Floats, y: Floats, owner: int) -> tuple[float, float] | None:
        """Draw one stroke between two points, given in dots; returns where it ends, if it touches the canvas."""
        if not (np.isfinite(x).all() and np.isfinite(y).all()):
            return None
        x, y = np.clip(x, -raster.FAR, raster.FAR), np.clip(y, -raster.FAR, raster.FAR)
        size = (self.width * self.across, self.height * self.down)
        stroke = raster.clipped(raster.Strokes(x[:1], y[:1], x[1:], y[1:]), *size)
        self._set(*raster.dots(stroke), owner)
        return (float(stroke.x1[0]), float(stroke.y1[0])) if len(stroke.x1) else None

    def blobs(self, x: Floats, y: Floats, owner: int) -> None:
        """Set points, given in dots, each large enough to be seen alone: 2 × 2 dots of braille."""
        known = np.isfinite(x) & np.isfinite(y)
        x, y = np.clip(x[known], -raster.FAR, raster.FAR), np.clip(y[known], -raster.FAR, raster.FAR)
        if self._markers != "braille":
            self._set(np.floor(x).astype(np.intp), np.floor(y).astype(np.intp), owner)
            return
        column, row = np.floor(x - 0.5).astype(np.intp), np.floor(y - 0.5).astype(np.intp)
        inside = (x >= 0) & (x < self.width * 2) & (y >= 0) & (y < self.height * 4)
        for across, down in ((0, 0), (1, 0), (0, 1), (1, 1)):
            self._set((column + across)[inside], (row + down)[inside], owner)

    def level(self, y: float, owner: int, every: int) -> None:
        """A dotted horizontal line at a height in dots."""
        columns = np.arange(0, self.width * self.across, every)
        self._set(columns, np.full(len(columns), math.floor(np.clip(y, -raster.FAR, raster.FAR))), owner)

    def moment(self, x: float, owner: int, every: int) -> None:
        """A dotted vertical line at a column in dots."""
        rows = np.arange(0, self.height * self.down, every)
        self._set(np.full(len(rows), math.floor(np.clip(x, -raster.FAR, raster.FAR))), rows, owner)

    def claim(self, column: int, row: int, owner: int) -> None:
        """Give a whole cell to an owner, for the sign that it shows."""
        self._set(np.array([column * self.across]), np.array([row * self.down]), owner)

    def dot(self, columns: Whole, rows: Whole, owners: Whole) -> None:
        """Set dots, each with an owner, at once; of several owners in a cell the last has it."""
        self._set(columns, rows, owners)

    def _set(self, columns: Whole, rows: Whole, owner: int | Whole) -> None:
        height, width = self._dots.shape
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        columns, rows = columns[inside], rows[inside]
        owner = owner if isinstance(owner, int) else owner[inside]
        self._dots[rows, columns] = True
        self.owner[rows // self.down, columns // self.across] = owner

    def characters(self, signs: str) -> NDArray[np.uint32]:
        """The cells as characters: the owner's sign (`signs[owner]`), or its dots where that sign is a space."""
        signed = np.array([*map(ord, signs), SPACE], np.uint32)[self.owner]
        return np.where(signed == SPACE, self._packed(), signed)

    def _packed(self) -> NDArray[np.uint32]:
        parts = self._dots.reshape(self.height, self.down, self.width, self.across)
        if self._markers == "braille":
            bits = np.einsum("rdca,da->rc", parts, _BRAILLE)
            return np.where(bits > 0, 0x2800 + bits, SPACE).astype(np.uint32)
        if self._markers == "blocks":
            return _BLOCKS[parts[:, 0, :, 0] + 2 * parts[:, 1, :, 0]]
        return np.where(parts[:, 0, :, 0], ord("*"), SPACE).astype(np.uint32)

    def onto(self, cells: Cells, column: int, row: int, inks: Sequence[int], signs: str) -> None:
        """Draw every cell that somebody owns onto a rectangle of cells, with its corner at (column, row)."""
        here = (slice(row, row + self.height), slice(column, column + self.width))
        owned = self.owner != NOBODY
        cells.characters[here][owned] = self.characters(signs)[owned]
        cells.ink[here][owned] = np.array([*inks, 0], np.int32)[self.owner][owned]
