"""The readings of a frame: each in its own place, so that nothing jumps while they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content, Span
from textual.geometry import Size

from tutor.text.words import in_figures
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from lessons.kit.demo import Reading

LEAST = 8
"""Cells that every figure has."""
GAP = "  "


class ReadingRows(Rows):
    """Shows readings, as many a line as fit; below them, those before a knob was turned."""

    def __init__(self) -> None:
        super().__init__(id="readings")
        self._figures: Mapping[str, Reading] = {}
        self._before: Mapping[str, Reading] = {}
        self._laid_out: tuple[int, list[Content]] = (-1, [])

    def show(self, figures: Mapping[str, Reading], before: Mapping[str, Reading]) -> None:
        """Show other readings; only such as need another line need another layout."""
        width, lines = self._laid_out
        self._figures, self._before, self._laid_out = figures, before, (-1, [])
        self.refresh(layout=len(self._lines(width)) != len(lines))

    def rows(self) -> Sequence[Content]:
        """Return the readings as lines, for the width that there is."""
        return self._lines(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines that the readings need."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        if self._laid_out[0] != width:
            self._laid_out = (width, [*laid_out(self._figures, width), *laid_out(self._before, width)[:1]])
        return self._laid_out[1]


def laid_out(figures: Mapping[str, Reading], width: int) -> list[Content]:
    """Lay readings out in lines for `width` cells; a name is quiet, its figure bold."""
    lines: list[list[tuple[str, str]]] = []
    used = 0
    for name, value in figures.items():
        figure = value if isinstance(value, str) else in_figures(value)
        if not lines or used + len(name) + 1 + len(figure) > width:
            lines.append([])
            used = 0
        lines[-1].append((name, figure))
        used += len(name) + 1 + max(len(figure), LEAST) + len(GAP)
    rows = map(_line, lines)
    return [part for row in rows for part in ([row] if row.cell_length <= width else row.wrap(max(1, width)))]


def _line(pairs: Sequence[tuple[str, str]]) -> Content:
    text, spans = "", list[Span]()
    for name, figure in pairs:
        start, text = len(text), f"{text}{name} {figure:<{LEAST}}{GAP}"
        middle = start + len(name) + 1
        spans += [Span(start, middle, "$text-muted"), Span(middle, len(text) - len(GAP), "bold $foreground")]
    return Content(text.rstrip(), spans)
