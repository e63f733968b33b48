"""A driver without a terminal, which keeps what an app sends, and two emulators to compare what that shows."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pyte
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.strip import Strip

from tutor.tui.driver import Pace, TerminalApp, TerminalDriver
from tutor.tui.driver.pacing import QUESTION


class CaptureDriver(TerminalDriver):
    """Keeps what is sent, and answers its questions; `reading` says whether its terminal reads."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        Driver.__init__(self, app, debug=debug, mouse=mouse, size=size)
        self.frames: list[str] = []
        self.reading = True
        self.paintings = 1
        self.pace = Pace()
        self.erases_in_colour = self.line_feed_goes_down = True
        self.waiting: Callable[[], object] | None = None

    @property
    def busy(self) -> bool:
        return not self.reading

    def when_drained(self, callback: Callable[[], object]) -> None:
        self.waiting = callback

    def write(self, data: str) -> None:
        self.frames.append(data)
        if data.endswith(QUESTION):
            self._loop.call_soon(self.pace.answered, time.monotonic())

    def expect_reading(self) -> None:
        pass

    def start_application_mode(self) -> None:
        HeadlessDriver.start_application_mode(self)  # type: ignore[arg-type]

    def _get_terminal_size(self) -> tuple[int, int]:
        return self._size or (80, 24)

    def disable_input(self) -> None:
        pass

    def stop_application_mode(self) -> None:
        pass

    def close(self) -> None:
        pass

    def taken(self) -> str:
        """What was sent since the last time."""
        text = "".join(self.frames)
        self.frames.clear()
        return text


class PiecemealDriver(CaptureDriver):
    """Keeps what is sent over a line on which frames travel in pieces."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.pace = Pace(budget=1200)


class PoorDriver(CaptureDriver):
    """Keeps what is sent to a terminal that can do no more than a VT100."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.erases_in_colour = self.line_feed_goes_down = False


Scenario = Callable[[Pilot[object], CaptureDriver], Awaitable[None]]


async def play(app: TerminalApp, scenario: Scenario, size: tuple[int, int] = (60, 20)) -> None:
    """Run an app on a `CaptureDriver`, and a scenario in it."""

    async def pilot(pilot: Pilot[object]) -> None:
        await pilot.pause()
        driver = app._driver
        assert isinstance(driver, CaptureDriver)
        await scenario(pilot, driver)
        app.exit()

    await asyncio.wait_for(app.run_async(size=size, auto_pilot=pilot), 120)
    if app._exception is not None:
        raise app._exception


class BackgroundColourErase(pyte.Screen):
    """pyte fills with the background colour only cells that were written before; terminals that say `bce` fill all."""

    def erase_in_display(self, how: int = 0, *arguments: object, **named: object) -> None:
        if how == 2:
            for y in range(self.lines):
                for x in range(self.columns):
                    self.buffer[y][x] = self.cursor.attrs
        super().erase_in_display(how, *arguments, **named)


def emulator(width: int, height: int) -> tuple[pyte.Screen, pyte.Stream]:
    """A terminal that does not wrap at the end of a line, as Textual asks of it."""
    screen = BackgroundColourErase(width, height)
    screen.reset_mode(7, private=True)
    return screen, pyte.Stream(screen)


def clear(screen: pyte.Screen, width: int, height: int) -> None:
    """Forget all, in a new size."""
    screen.resize(height, width)
    screen.reset()
    screen.reset_mode(7, private=True)


def render_style(style: Style, text: str, color_system: ColorSystem) -> str:
    """Stands in for `Strip.render_style`, which keeps a style's colours for the next test, that may have fewer."""
    sgr = Strip.render_ansi.__wrapped__(Strip, style, color_system)
    return f"\x1b[{sgr}m{text}\x1b[m"


def what_textual_holds(app: TerminalApp) -> pyte.Screen:
    """The whole screen as Textual's compositor has it, written by Textual's own code into an emulator."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    screen, stream = emulator(*app.size)
    stream.feed(update.render_segments(app.console))
    return screen


def differences(shown: pyte.Screen, wanted: pyte.Screen) -> list[str]:
    """Every cell that looks otherwise than it should."""
    found = []
    for y in range(wanted.lines):
        for x in range(wanted.columns):
            here, there = shown.buffer[y][x], wanted.buffer[y][x]
            if here != there and (here := seen(here)) != (there := seen(there)):
                found.append(f"({x}, {y}): {here} instead of {there}")
    return found


def seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """A cell as it looks: most of what a space is painted with cannot be seen."""
    if cell.data == " " and not (cell.underscore or cell.reverse or cell.strikethrough):
        return cell._replace(fg="default", bold=False, italics=False)
    return cell
