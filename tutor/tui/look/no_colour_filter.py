"""A screen without colour: none is sent; what only a background told is told by reverse video."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

STANDS_OUT = 0.15
"""How much brighter or darker than what is around it a background must be to be meant to be seen, from 0 to 1.

Cursors, selections and the handles of scrollbars are; bars, panels and dialogues, which differ by a shade, are not.
"""
NO_COLOURS = Style.from_color(RichColor.default(), RichColor.default())
REVERSE = Style(reverse=True)


class WithoutColour(LineFilter):
    """Takes the colours out of every line of the screen; bold, underlined and reversed stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Put a line's cells into the terminal's own two colours."""
        return [
            Segment(text, None if style is None else without_colour(style, background), control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def without_colour(style: Style, around: Color) -> Style:
    """A style in the terminal's own two colours, reversed if its background stood out.

    Args:
        style: what is to be shown.
        around: the background of the widget that shows it.
    """
    paper = style.bgcolor
    stood_out = (
        paper is not None
        and not paper.is_default
        and abs(Color.from_rich_color(paper).brightness - around.brightness) >= STANDS_OUT
    )
    return style + NO_COLOURS + REVERSE if stood_out else style + NO_COLOURS
