"""A text laid out in one widget, no wider than reads well."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size

from tutor.tui.widgets.markup import Block, blocks, lines
from tutor.tui.widgets.rows import Rows

WIDEST = 76
"""Cells. Longer lines are hard to read."""


class Prose(Rows):
    """Shows Markdown (headings, bold, italics, code, lists, quotes), or blocks made elsewhere.

    With `keeps_height` it grows but does not shrink, so that what stands beneath does not jump at every frame.
    """

    def __init__(
        self,
        text: str | Sequence[Block] = "",
        *,
        widest: int = WIDEST,
        keeps_height: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text: str | Sequence[Block] = text
        self._widest = widest
        self._keeps_height = keeps_height
        self._tallest = (-1, 0)
        self._wrapped: tuple[int, list[Content]] = (-1, [])

    @property
    def markdown(self) -> str:
        """The text that is shown as it was written; "" for blocks made elsewhere."""
        return self._text if isinstance(self._text, str) else ""

    @property
    def plain(self) -> str:
        """The text that is shown, without styles, unwrapped."""
        return "\n".join(block.content.plain for block in self._blocks())

    def show(self, text: str | Sequence[Block]) -> None:
        """Show another text (nothing happens if it is the same)."""
        if text != self._text:
            self._text = text
            height, self._wrapped = self.content_size.height, (-1, [])
            width = self.content_size.width
            self.refresh(layout=not width or height != self._height(width))  # hidden: the height is still to be found

    def rows(self) -> Sequence[Content]:
        """The text, wrapped by us so that list items and quotes keep their indent."""
        return self._lines(self.content_size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As wide as there is room, up to the widest."""
        return min(container.width, self._widest)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines that the text needs."""
        return self._height(width)

    def _height(self, width: int) -> int:
        """The lines needed; where the height is kept, the most that were needed at this width."""
        needed = len(self._lines(width))
        if self._keeps_height:
            needed = max(needed, self._tallest[1] if self._tallest[0] == width else 0)
            self._tallest = (width, needed)
        return needed

    def _blocks(self) -> Sequence[Block]:
        return blocks(self._text) if isinstance(self._text, str) and self._text else self._text or ()

    def _lines(self, width: int) -> list[Content]:
        if self._wrapped[0] != width:
            wrapped = lines(self._blocks(), min(width, self._widest)) if width else []
            self._wrapped = (width, wrapped)
        return self._wrapped[1]
