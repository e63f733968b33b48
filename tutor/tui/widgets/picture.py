"""A single frame to look at: its charts, and its caption in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from tutor.tui.widgets.chart_view import ChartView
from tutor.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from lessons.kit.demo import Frame


class StillPicture(Vertical):
    """Shows a frame that does not move; there may be none."""

    def __init__(self) -> None:
        super().__init__(id="picture")
        self._chart, self._caption = ChartView(id="picture-chart"), Prose(id="picture-caption")

    def compose(self) -> ComposeResult:
        """The charts and what they show."""
        yield self._chart
        yield self._caption

    def show(self, frame: Frame | None) -> None:
        """Show a frame, or nothing."""
        self.display = frame is not None
        if frame is not None:
            self._chart.display = bool(frame.charts)
            self._chart.show(frame.charts)
            self._caption.show(frame.caption)
