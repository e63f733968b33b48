"""The microscope's diagram on the screen: boxes and wires around the cursor, and what lies beyond the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from tutor.microscope.drawing import SlideTone, Window
    from tutor.microscope.walk import Walk

STYLES: dict[SlideTone, str] = {
    "plain": "",
    "wire": "$text-muted",
    "active": "bold $accent",
    "name": "$foreground",
    "cursor": "bold $primary",
    "value": "$foreground",
    "blame": "$accent",
    "unknown": "$text-muted",
}
LEGEND = (("→", "$foreground"), (" value   ", "$text-muted"), ("←", "$accent"), (" blame", "$text-muted"))


class Diagram(Widget, can_focus=True):
    """Draws a walk as it stands."""

    class Picked(Message):
        """A node was clicked."""

        def __init__(self, node: int) -> None:
            super().__init__()
            self.node = node

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._walk: Walk | None = None
        self._window: Window | None = None

    def show(self, walk: Walk) -> None:
        """Draw the diagram again."""
        self._walk = walk
        self.refresh()

    def render(self) -> Content:
        """The boxes, and in the last row what the arrows mean and where there is more."""
        if self._walk is None:
            return Content()
        from tutor.microscope.drawing import drawn

        width, height = self.content_size
        self._window = drawn(self._walk, width, height - 1)
        rows = [Content.assemble(*((text, STYLES[tone]) for text, tone in row)) for row in self._window.rows]
        rows += [Content()] * (height - 1 - len(rows))
        return Content("\n").join([*rows, self._legend(self._window, width)])

    def _legend(self, window: Window, width: int) -> Content:
        arrows = ((window.left, "◂"), (window.above, "▴"), (window.below, "▾"), (window.right, "▸"))
        beyond = " ".join(arrow for there, arrow in arrows if there)
        legend = Content.assemble(*LEGEND)
        if not beyond:
            return legend
        more = f"more {beyond}"
        return Content.assemble(legend, " " * max(1, width - legend.cell_length - len(more)), (more, "bold $primary"))

    def on_click(self, event: events.Click) -> None:
        """Look at the node that was clicked."""
        if self._window is not None:
            node = self._window.node_at(event.x, event.y)
            if node is not None:
                self.post_message(self.Picked(node))
