"""A row of short things that never breaks inside one of them, on as many lines as it takes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

GAP = "   "


class States(Widget):
    """Shows a row of short things, such as how each question stands."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._things: Sequence[Content] = ()

    def show(self, things: Sequence[Content]) -> None:
        """Show other things in the row."""
        self._things = things
        self.refresh(layout=True)

    def render(self) -> Content:
        """Draw the things side by side, on as few lines as hold them."""
        return Content("\n").join(fitted(self._things, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines that the things need."""
        return len(fitted(self._things, width))


def fitted(things: Sequence[Content], width: int) -> list[Content]:
    """Put things side by side, on lines no wider than `width`; a wider thing has a line to itself."""
    rows: list[Content] = []
    for thing in things:
        if rows and rows[-1].cell_length + len(GAP) + thing.cell_length <= width:
            rows[-1] += Content(GAP) + thing
        else:
            rows.append(thing)
    return rows
