"""A small sheet to draw on, with the arrow keys and space, or with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.demo import PAD

if TYPE_CHECKING:
    from lessons.kit.knobs import Drawing, Sketch

SIGNS = ((0.75, "██"), (0.25, "▒▒"), (-1.0, "··"))
"""How much ink a pixel has at least, and how it is drawn: two cells, so that it is about square."""


class Pad(Widget, can_focus=True):
    """Lets the learner draw; says so with `Drawn` whenever a pixel changes."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PAD)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pad--cursor", "pad--cursor-on-ink", "pad--ink", "pad--paper"}

    class Drawn(Message):
        """The drawing changed."""

        def __init__(self, drawing: Drawing) -> None:
            super().__init__()
            self.drawing = drawing

    def __init__(self, sketch: Sketch, drawing: Drawing, leave: Callable[[], None]) -> None:
        """`leave` gives the keys back, at once."""
        super().__init__()
        self._leave = leave
        self.sketch, self.drawing = sketch, drawing
        self.cursor = (sketch.rows // 2, sketch.columns // 2)
        self.pen_down = False
        self._before: list[Drawing] = []
        self._mouse_ink: float | None = None

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Return the sheet's width: two cells a pixel."""
        return 2 * self.sketch.columns

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the sheet's height: a row a pixel."""
        return self.sketch.rows

    def show(self, drawing: Drawing) -> None:
        """Show a drawing made elsewhere."""
        self.drawing = drawing
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row of pixels."""
        if y >= self.sketch.rows:
            return Strip.blank(self.size.width, self.rich_style)
        return Strip([self._pixel(y, column) for column in range(self.sketch.columns)])

    def _pixel(self, row: int, column: int) -> Segment:
        ink = float(self.drawing[row, column])
        sign = next(sign for least, sign in SIGNS if ink > least)
        if (row, column) == self.cursor and self.has_focus:
            return Segment("[]", self.get_component_rich_style("pad--cursor-on-ink" if ink > 0.25 else "pad--cursor"))
        return Segment(sign, self.get_component_rich_style("pad--ink" if ink > 0.25 else "pad--paper"))

    def action_move(self, down: int, right: int) -> None:
        """Move over the sheet; with the pen down it draws."""
        row, column = self.cursor
        self.cursor = (
            min(max(row + down, 0), self.sketch.rows - 1),
            min(max(column + right, 0), self.sketch.columns - 1),
        )
        if self.pen_down:
            self._put(1.0)
        self.refresh()

    def action_ink(self) -> None:
        """Put ink, half ink or nothing under the cursor, in turn."""
        ink = float(self.drawing[self.cursor])
        self._put(1.0 if ink <= 0.25 else 0.5 if ink > 0.75 else 0.0)

    def action_pen(self) -> None:
        """Put the pen down, or lift it."""
        self.pen_down = not self.pen_down
        if self.pen_down:
            self._put(1.0)
        self.refresh_bindings()

    def action_clear(self) -> None:
        """Clear the sheet: it is as it was before anybody drew."""
        if (self.drawing != self.sketch.start).any():
            self._change(self.sketch.start)

    def action_undo(self) -> None:
        """Take the drawing back to how it was."""
        if self._before:
            self.drawing = self._before.pop()
            self.post_message(self.Drawn(self.drawing))
            self.refresh()

    def action_leave(self) -> None:
        """Lift the pen and leave the sheet."""
        self.pen_down = False
        self._leave()

    def word_for(self, command: Command) -> str | None:
        """Return the key bar's word for a command: the pen goes up and down."""
        return "pen up" if command.id == "pad.pen" and self.pen_down else command.word

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a stroke: of ink, or of nothing where there is ink already."""
        event.stop()
        self.focus()
        self.capture_mouse()
        if self._aim(event):
            self._mouse_ink = 0.0 if float(self.drawing[self.cursor]) > 0.25 else 1.0
            self._put(self._mouse_ink)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on with the stroke."""
        if self._mouse_ink is not None and self._aim(event):
            self._put(self._mouse_ink)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the stroke."""
        event.stop()
        self.release_mouse()
        self._mouse_ink = None

    def _aim(self, event: events.MouseEvent) -> bool:
        """Put the cursor under the mouse; False if that is not on the sheet."""
        offset = event.get_content_offset(self)
        if offset is None or not (0 <= offset.y < self.sketch.rows and 0 <= offset.x < 2 * self.sketch.columns):
            return False
        self.cursor = (offset.y, offset.x // 2)
        return True

    def _put(self, ink: float) -> None:
        if float(self.drawing[self.cursor]) != ink:
            drawing = self.drawing.copy()
            drawing[self.cursor] = ink
            self._change(drawing)
        self.refresh()

    def _change(self, drawing: Drawing) -> None:
        self._before.append(self.drawing)
        self.drawing = drawing
        self.post_message(self.Drawn(drawing))
        self.refresh()
