"""A file of code: highlighted, with line numbers, and a bar beside the lines that ran."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.text.folding import GOES_ON, folded, hanging

if TYPE_CHECKING:
    from lessons.kit.sources import Source

RAN, DID_NOT = "▌", " "


class CodeView(Widget):
    """Shows one file; a line that is too long goes on in the next row, further in, with a sign for its number."""

    def __init__(self) -> None:
        super().__init__()
        self._code: Sequence[Content] = ()
        self._ran: frozenset[int] = frozenset()
        self._folded: tuple[int, list[list[Content]]] = (-1, [])

    def show(self, source: Source, code: Sequence[Content]) -> None:
        """Show a file, its lines highlighted by `highlighted`."""
        self._code = code
        self._ran = frozenset(line for part in source.ran for line in range(part.first, part.last + 1))
        self._folded = (-1, [])
        self.refresh(layout=True)

    def row_of(self, line: int) -> int:
        """The row, from 0, in which a line, counted from 1, begins."""
        return sum(len(rows) for rows in self._rows(self.content_size.width)[: line - 1])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of rows that the lines need."""
        return sum(map(len, self._rows(width)))

    def render(self) -> Content:
        """Draw every line of the file."""
        return Content("\n").join(row for rows in self._rows(self.content_size.width) for row in rows)

    def _rows(self, width: int) -> list[list[Content]]:
        """The rows of each line."""
        if self._folded[0] != width:
            self._folded = (width, [list(self._line(i, line, width)) for i, line in enumerate(self._code, start=1)])
        return self._folded[1]

    def _line(self, number: int, code: Content, width: int) -> Iterable[Content]:
        ran = number in self._ran
        bar = Content.styled(f"{RAN if ran else DID_NOT} ", "$accent")
        numbered = Content.styled(f"{number:>4} ", "$foreground" if ran else "$text-muted") + bar
        room = max(8, width - numbered.cell_length)
        (start, end), *rest = folded(code.plain, room)
        yield numbered + code[start:end]
        indent = bar + Content(" " * hanging(code.plain, room))
        for start, end in rest:
            yield Content.styled(f"{GOES_ON:>4} ", "$text-muted") + indent + code[start:end]


def highlighted(lines: Sequence[str]) -> list[Content]:
    """Lines of Python in the theme's colours; slow the first time, so call it in a thread."""
    from textual.highlight import highlight

    return highlight("\n".join(lines), language="python").split("\n", allow_blank=True) if lines else []
