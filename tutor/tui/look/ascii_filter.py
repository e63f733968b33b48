"""What is drawn where the terminal's character set has none of our signs: one ASCII character for each."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tutor.text.ascii import in_ascii


class InAscii(LineFilter):
    """Puts stand-ins into every line of the screen."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Put a line's cells into ASCII, each as wide as it was."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]
