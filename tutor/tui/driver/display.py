"""Where Textual hands over its updates: the only file that knows how, and that sends only what changed.

Textual sends every row of a changed region from the left edge of its widget. Here the update is laid out as cells
instead, and the difference to what the terminal shows is sent. `App._display` and the two kinds of updates are private
to Textual: a test fails loudly when they change, and an update of another kind goes Textual's own way.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from textual.app import App

from tutor.tui.driver.cells import Grid, Inks
from tutor.tui.driver.encoder import Encoder
from tutor.tui.driver.pacing import Pace
from tutor.tui.driver.terminal import TerminalDriver

try:
    from textual._compositor import ChopsUpdate, LayoutUpdate
except ImportError:  # another Textual: all updates go its own way
    ChopsUpdate = LayoutUpdate = None  # type: ignore[assignment, misc]

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

WORTH_HOLDING_BACK = 512
"""Bytes from which on a terminal that can is asked to show a frame in one go (synchronised output costs 16)."""
HOLD, SHOW = "\x1b[?2026h", "\x1b[?2026l"


class Shadow:
    """Holds what the screen should show and what the terminal shows, and makes the bytes from the one to the other.

    Attributes:
        updates: how many of Textual's updates were taken.
        touched: the rows that the last of them may have changed.
        postponed: rows that are not sent before it is their turn.
    """

    def __init__(self, colours: ColorSystem, encoder: Encoder) -> None:
        self.updates = 0
        self.touched: set[int] = set()
        self.postponed: set[int] = set()
        self._inks, self._encoder = Inks(colours), encoder
        self._wanted, self._shown = Grid(0, 0), Grid(0, 0)
        self._painting = -1

    def take(self, update: object, width: int, height: int) -> bool:
        """Lay an update out as cells; False if it is of a kind that is not known here."""
        if LayoutUpdate is None or not isinstance(update, LayoutUpdate | ChopsUpdate):
            return False
        if (self._wanted.width, self._wanted.height) != (width, height):
            self._wanted, self._shown, self._painting = Grid(width, height), Grid(width, height), -1
        self.touched = set()
        if isinstance(update, LayoutUpdate):
            self._take_rows(update)
        else:
            self._take_pieces(update)
        self.updates += 1
        return True

    def _take_rows(self, update: LayoutUpdate) -> None:
        for y, strips in enumerate(update.strips, update.region.y):
            self.touched.add(y)
            self._wanted.lay(update.region.x, y, [segment for strip in strips for segment in strip], self._inks)

    def _take_pieces(self, update: ChopsUpdate) -> None:
        """Lay out the pieces of an update that `ChopsUpdate.render_segments` would write."""
        for y, first, last in update.spans:
            self.touched.add(y)
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x < last and end > first:
                    self._wanted.lay(x, y, strip if end <= last else strip.crop(0, last - x), self._inks)

    def changes(self, painting: int, cursor: tuple[int, int] | None) -> str:
        """Return the bytes to send now, for all that changed in rows that are not postponed.

        Args:
            painting: changes whenever what the terminal shows has become unknown.
            cursor: where the cursor should be left, None if that does not matter.
        """
        wiped = ""
        if painting != self._painting:
            self._painting = painting
            self.postponed.clear()
            self._encoder.forget()
            self._shown.fill(None, self._shown.pens[0][0] if self._shown.height else self._inks.pens(None)[0])
            wiped = self._encoder.wipe(self._wanted, self._shown)
        rows = [y for y in range(self._wanted.height) if y not in self.postponed]
        return wiped + self._encoder.changes(self._wanted, self._shown, cursor, rows)

    def next_piece(self, limit: float) -> str:
        """Return some `limit` bytes, for a few of the rows that were postponed."""
        rows = sorted(y for y in self.postponed if y < self._wanted.height)
        text = self._encoder.changes(self._wanted, self._shown, None, rows, limit)
        self.postponed = {y for y in rows if not self._wanted.same_row(self._shown, y)}
        return text

    def forget(self) -> None:
        """Take it that something else has written to the screen."""
        self._painting = -1


class TerminalApp(App[None]):
    """An app on a `TerminalDriver`, which sends only the cells that changed, and never waits for the terminal to read.

    While the terminal has still to read, nothing is sent: what it should show is kept, and the newest of it is sent as
    soon as everything before it was taken.
    """

    def __init__(self, driver_class: type[TerminalDriver] = TerminalDriver) -> None:
        super().__init__(driver_class=driver_class)
        self._shadow: Shadow | None = None
        self._no_pace = Pace()
        self._asking = False

    @property
    def pace(self) -> Pace:
        """The pace that an animation asks before it draws its next frame; it never waits where there is no terminal."""
        return self._driver.pace if isinstance(self._driver, TerminalDriver) else self._no_pace

    def send_colours(self, colours: ColorSystem | None) -> None:
        """Send colours of this depth from now on, or none."""
        self.console._color_system = colours
        self._shadow = None

    def repaint(self) -> None:
        """Draw everything anew: how it is drawn has changed."""
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
        self.refresh(layout=True)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send an update: as cells that changed, or Textual's own way where that cannot be."""
        driver = self._driver
        if renderable is None or self._batch_count or not isinstance(driver, TerminalDriver):
            super()._display(screen, renderable)
            return
        shadow = self._shadow = self._shadow or self._new_shadow(driver)
        if self._running and not self._closed and shadow.take(renderable, *self.size):
            self._asking = driver.pace.take_frame() or self._asking
            if self._asking and driver.pace.piece < math.inf:
                shadow.postponed |= shadow.touched
            else:
                shadow.postponed -= shadow.touched
            self._send()
            self.post_display_hook()
        else:
            shadow.forget()
            super()._display(screen, renderable)

    def _new_shadow(self, driver: TerminalDriver) -> Shadow:
        encoder = Encoder(erases_in_colour=driver.erases_in_colour, line_feed_goes_down=driver.line_feed_goes_down)
        return Shadow(self.console._color_system or ColorSystem.TRUECOLOR, encoder)

    def _send(self) -> None:
        """Send what the terminal does not show yet, unless it has still to read what was sent before."""
        driver, shadow = self._driver, self._shadow
        if not isinstance(driver, TerminalDriver) or shadow is None or not self._running:
            return
        if driver.busy:
            driver.when_drained(self._send)
            return
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position) if self.cursor_position else None
        text = shadow.changes(driver.paintings, cursor)
        if shadow.postponed and driver.pace.may_go_on():
            text += shadow.next_piece(driver.pace.piece)
            self._asking = True
        if text:
            self._write(driver, text)
        driver.pace.go_on_later(self._send if shadow.postponed else None)

    def _write(self, driver: TerminalDriver, text: str) -> None:
        question = driver.pace.probe(len(text.encode()), asking=self._asking)
        self._asking = False
        if self._sync_available and len(text) >= WORTH_HOLDING_BACK:
            text = f"{HOLD}{text}{SHOW}"
        driver.write(text + question)
        driver.expect_reading()
