"""A few rows of text in aligned columns: figures to the right, words to the left."""

from __future__ import annotations

from lessons.kit.charts import Table
from tutor.charts import heading
from tutor.charts.cells import Cells
from tutor.charts.look import Look
from tutor.charts.memory import ChartMemory
from tutor.charts.palette import PLAIN, palette
from tutor.charts.words import clip, single_width

GAP = 2
LEAST_COLUMN = 3


def draw(chart: Table, width: int, height: int, look: Look, memory: ChartMemory) -> Cells:
    """Draw a table into a rectangle of cells; rows that do not fit are counted in the last line."""
    cells = Cells(width, height)
    colours = palette(look)
    top = heading.rows_needed(chart.title, (), width, height)
    heading.write(cells, chart.title, "", (), top, look)
    widths = _shrunk(memory.widths(natural_widths(chart)), width)
    right = [_is_figures([row[k] for row in chart.rows if k < len(row)]) for k in range(len(widths))]
    if any(chart.columns) and height - top > 1:
        _row(cells, top, chart.columns, widths, right, colours.quiet)
        top += 1
    room = height - top
    rows = chart.rows if len(chart.rows) <= room else chart.rows[: max(0, room - 1)]
    for number, row in enumerate(rows):
        _row(cells, top + number, row, widths, right, PLAIN)
    if len(rows) < len(chart.rows) and room > 0:
        cells.write(0, height - 1, clip(f"… {len(chart.rows) - len(rows)} more", width), colours.quiet)
    return cells


def natural_width(chart: Table) -> int:
    """The cells that the whole table needs to show all it holds."""
    widths = natural_widths(chart)
    return max(sum(widths) + GAP * max(0, len(widths) - 1), len(single_width(chart.title)), 1)


def natural_widths(chart: Table) -> list[int]:
    """The cells that each column needs to show all it holds."""
    lines = (chart.columns, *chart.rows)
    count = max(map(len, lines))
    return [max(len(single_width(line[k])) for line in lines if k < len(line)) for k in range(count)]


def _shrunk(widths: list[int], width: int) -> list[int]:
    """Widths that fit side by side: the widest give way first, and the last columns go where nothing helps."""
    widths = list(widths)
    while widths and sum(widths) + GAP * (len(widths) - 1) > width:
        widest = max(range(len(widths)), key=lambda k: widths[k])
        if widths[widest] <= LEAST_COLUMN and len(widths) > 1:
            widths.pop()
        elif widths[widest] <= 1:
            return []
        else:
            widths[widest] -= 1
    return widths


def _is_figures(column: list[str]) -> bool:
    """Whether every entry that says something is a number, with a sign, a unit or a percent sign at most."""
    told = [text.strip() for text in column if text.strip() not in ("", "–", "-", "—")]
    return bool(told) and all(text.lstrip("+-−")[:1].isdigit() for text in told)


def _row(cells: Cells, row: int, texts: tuple[str, ...], widths: list[int], right: list[bool], ink: int) -> None:
    column = 0
    for text, width, aligned_right in zip(texts, widths, right, strict=False):
        shown = clip(text, width)
        cells.write(column, row, shown.rjust(width) if aligned_right else shown, ink)
        column += width + GAP
