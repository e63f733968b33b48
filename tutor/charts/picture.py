"""A small image as square pixels, each two columns by one row, or a multiple of that: as large as the room allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lessons.kit.charts import Picture
from tutor.charts import heading, shades
from tutor.charts.cells import Cells
from tutor.charts.limits import fixed
from tutor.charts.look import Look
from tutor.charts.palette import PLAIN, bold, is_bright, palette
from tutor.charts.raster import Floats

RAMPS = {"plain": " ░▒▓█", "ascii": " .:-=+*%#", "signed": "=- +#"}
"""Without colour: how much of a pixel is inked; negative and positive values take two shapes."""
HALVES, ASCII_HALVES = " ▀▄█", " '.:"
"""Two pixels in a cell without colour: neither is dark, the upper one, the lower one, both."""


@dataclass(frozen=True)
class Scale:
    """How large a pixel is drawn: `across` columns by `down` rows, or half a row where `down` is 0."""

    across: int
    down: int

    def width(self, pixels: int) -> int:
        """Columns taken by a number of pixels."""
        return pixels * self.across

    def height(self, pixels: int) -> int:
        """Rows taken by a number of pixels."""
        return pixels * self.down if self.down else -(-pixels // 2)


def draw(chart: Picture, width: int, height: int, look: Look) -> Cells:
    """Draw an image into a rectangle of cells, at its top left."""
    cells = Cells(width, height)
    top = heading.rows_needed(chart.title, (), width, height)
    heading.write(cells, chart.title, "", (), top, look)
    pixels = _pixels(chart)
    if not pixels.size or height <= top:
        return cells
    scale, pixels, cursor = _fitted(pixels, chart.cursor, width, height - top, look)
    wide, high = scale.width(pixels.shape[1]), scale.height(pixels.shape[0])
    framed = look.colours in ("none", "16") and wide + 2 <= width and high + 2 <= height - top
    left, top = (1, top + 1) if framed else (0, top)
    _fill(cells, left, top, pixels, scale, chart, look)
    if framed:
        _frame(cells, left - 1, top - 1, wide, high, look)
    if cursor is not None:
        _cursor(cells, left, top, scale, cursor, look)
    return cells


def scale_for(rows: int, columns: int, width: int, height: int, look: Look) -> Scale | None:
    """The largest scale at which an image fits, or None when it does not fit at all."""
    times = min(width // (2 * columns), height // rows)
    if times >= 1:
        return Scale(2 * times, times)
    if not look.coloured and columns <= width and rows <= height:
        return Scale(1, 1)
    return Scale(1, 0) if columns <= width and rows <= 2 * height else None


def _pixels(chart: Picture) -> Floats:
    pixels = np.asarray(chart.pixels, np.float64)
    return pixels if pixels.ndim == 2 else np.atleast_2d(pixels.ravel())


def _fitted(
    pixels: Floats, cursor: tuple[int, int] | None, width: int, height: int, look: Look
) -> tuple[Scale, Floats, tuple[int, int] | None]:
    """The image at a scale that fits; one that is too large keeps every k-th pixel."""
    rows, columns = pixels.shape
    if cursor is not None:
        cursor = min(max(cursor[0], 0), rows - 1), min(max(cursor[1], 0), columns - 1)
    scale = scale_for(rows, columns, width, height, look)
    if scale is not None:
        return scale, pixels, cursor
    every = max(-(-columns // width), -(-rows // (2 * height)))
    smaller = pixels[::every, ::every]
    return (
        scale_for(smaller.shape[0], smaller.shape[1], width, height, look) or Scale(1, 1),
        smaller,
        None if cursor is None else (cursor[0] // every, cursor[1] // every),
    )


def _fill(cells: Cells, left: int, top: int, pixels: Floats, scale: Scale, chart: Picture, look: Look) -> None:
    lower, upper = fixed(chart.limits) or (0.0, 1.0)
    if chart.signed:
        lower, upper = -max(abs(lower), abs(upper)), max(abs(lower), abs(upper))
    colours = palette(look)
    if not look.coloured and not scale.down:
        dark = np.abs(pixels) >= (upper if chart.signed else lower + upper) / 2
        dark = np.vstack([dark, np.zeros_like(dark[: len(dark) % 2])])
        signs = ASCII_HALVES if look.ascii else HALVES
        shades.ramped(cells, left, top, dark[::2] + 2 * dark[1::2].astype(np.intp), signs)
        return
    if not look.coloured:
        ramp = RAMPS["signed" if chart.signed else "ascii" if look.ascii else "plain"]
        grid = shades.levels(pixels, (lower, upper), len(ramp))
        shades.ramped(cells, left, top, _enlarged(grid, scale.across, max(1, scale.down)), ramp)
        return
    papers = colours.signed if chart.signed else colours.greys
    grid = _enlarged(shades.levels(pixels, (lower, upper), len(papers)), scale.across, 2 * scale.down or 1)
    if len(grid) % 2:
        grid = np.vstack([grid, np.full_like(grid[:1], shades.UNKNOWN)])
    shades.half_blocks(cells, left, top, grid, papers)
    for row, column in np.argwhere(np.isnan(pixels)).tolist() if scale.down else ():
        middle = top + row * scale.down + (scale.down - 1) // 2
        cells.write(left + column * scale.across, middle, "?" * scale.across, colours.tones["bad"])


def _enlarged(grid: shades.Levels, across: int, down: int) -> shades.Levels:
    return np.repeat(np.repeat(grid, down, axis=0), across, axis=1)


def _frame(cells: Cells, left: int, top: int, width: int, height: int, look: Look) -> None:
    quiet = palette(look).quiet
    cells.write(left, top, "┌" + "─" * width + "┐", quiet)
    for row in range(top + 1, top + 1 + height):
        cells.put(left, row, "│", quiet)
        cells.put(left + width + 1, row, "│", quiet)
    cells.write(left, top + 1 + height, "└" + "─" * width + "┘", quiet)


def _cursor(cells: Cells, left: int, top: int, scale: Scale, cursor: tuple[int, int], look: Look) -> None:
    """Brackets around the pixel's middle row; a cross where the pixel is smaller than a bracket."""
    row, column = cursor
    if scale.down:
        across, down = left + column * scale.across, top + row * scale.down + (scale.down - 1) // 2
    else:
        across, down = left + column, top + row // 2
    ends = [(across, "[" if scale.across > 1 else "+"), (across + scale.across - 1, "]" if scale.across > 1 else "+")]
    for place, glyph in ends:
        paper = int(cells.paper[down, place]) if place < cells.width and down < cells.height else PLAIN
        ink = PLAIN if paper == PLAIN else palette(look).over[is_bright(paper)]
        cells.put(place, down, glyph, bold(ink))
