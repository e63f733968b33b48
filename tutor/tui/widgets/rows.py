"""Lines of text that are laid out already, drawn cheaply: a demo that plays changes them fifteen times a second."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.color import BLACK
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

NOTHING = Content()


class Rows(Widget):
    """Shows the lines that `rows` gives, none of them wider than there is room.

    Textual would wrap them again, and look for borders on each. Where there are borders, or somebody selects text with
    the mouse, it is asked to; it looks the same.
    """

    auto_links = False  # there are none

    def rows(self) -> Sequence[Content]:
        """The lines, for the width that there is."""
        return ()

    def render(self) -> Content:
        """The lines as one text."""
        return Content("\n").join(self.rows())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some of the lines."""
        if self.gutter or (self.is_attached and self.text_selection is not None):
            return super().render_lines(crop)
        base, rows = self.visual_style, self.rows()
        lines = [self._segments(rows[y] if y < len(rows) else NOTHING, base, crop.right) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            lines = [line_filter.apply(line, base.background or BLACK) for line in lines]
        return [Strip(line).crop(*crop.column_span) for line in lines]

    def _segments(self, row: Content, base: Style, width: int) -> list[Segment]:
        """A line, filled up to some width."""
        pieces = [*row.render(base, end="", parse_style=self._get_style)] if row else []
        left = width - row.cell_length
        pieces += [(" " * left, base.background_style)] if left > 0 else []
        return [Segment(text, (base + style).rich_style) for text, style in pieces]
