"""Whether charts can be drawn at every width, with all the colours that there are and with none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tutor.charts import Look
from tutor.charts.strips import strips

if TYPE_CHECKING:
    from lessons.kit.charts import Chart
    from tutor.charts import Cells

SIZES = ((38, 12), (78, 14), (118, 26))
"""Columns and rows for a demo's charts on screens of 40 × 24, 80 × 24 and 120 × 40."""
TITLED = 78
"""Columns from which each chart's whole title must be seen."""
LOOKS = (Look("braille", "256"), Look("ascii", "none"))


def picture_problem(charts: Sequence[Chart]) -> str:
    """Return what is wrong with a frame's charts when they are drawn, to follow the words "frame 3", or ""."""
    return next((wrong for look in LOOKS for wrong in _problems(charts, look) if wrong), "")


def _problems(charts: Sequence[Chart], look: Look) -> Iterator[str]:
    from tutor.charts import Painter

    for width, height in SIZES if charts else ():
        where = f"in {width} × {height} cells, with {look.markers} signs,"
        try:
            cells = Painter(look).paint(charts, width, height)
            wrong = cells_problem(cells, width, height, look)
        except Exception as problem:
            wrong = f"cannot be drawn: {type(problem).__name__}: {problem}"
        wrong = wrong or (_title_problem(charts, cells) if width >= TITLED and not look.ascii else "")
        yield f"{where} {wrong}" if wrong else ""


def cells_problem(cells: Cells, width: int, height: int, look: Look) -> str:
    """Return what is wrong with drawn cells, or ""."""
    lines, drawn = cells.lines(), strips(cells)
    if (cells.width, cells.height) != (width, height) or {len(lines), len(drawn)} != {height}:
        return f"comes out as {cells.width} × {cells.height} cells in {len(lines)} lines."
    if any(cell_len(line) != width for line in lines) or any(strip.cell_length != width for strip in drawn):
        return "has lines of another width: use signs that take one column each."
    if look.ascii and not all(line.isascii() for line in lines):
        return "is not pure ASCII."
    return "" if any(line.strip() for line in lines) else "is empty."


def _title_problem(charts: Sequence[Chart], cells: Cells) -> str:
    from tutor.charts.words import single_width

    text = "\n".join(cells.lines())
    missing = [chart.title for chart in charts if single_width(chart.title) not in text]
    return f"has no room for the title “{missing[0]}”: shorten it, or show fewer charts." if missing else ""
