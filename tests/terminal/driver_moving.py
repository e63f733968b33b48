"""A moving picture and a key that answers, drawn by an app of ours, by a plain Textual app, or by ncurses.

As a program: `driver_moving.py ours|textual|ncurses curves|scaling|heights`. Each press of `k` changes a mark at the
top right, from A to B to C and so on; `q` leaves.
"""

from __future__ import annotations

import curses
import itertools
import sys
import time
from typing import Any, ClassVar

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tests.terminal.driver_pictures import COLUMNS, PICTURES, Picture, paint
from tutor.tui.driver import TerminalApp

A_SECOND = 15
MARKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Cells(Widget):
    """Shows a picture, with the Line API."""

    DEFAULT_CSS = "Cells { width: 100%; height: 1fr; }"
    picture: Picture

    def render_line(self, y: int) -> Strip:
        if y >= len(self.picture):
            return Strip.blank(self.size.width)
        runs = itertools.groupby(self.picture[y], key=lambda cell: cell[1:])
        return Strip([Segment("".join(cell[0] for cell in cells), style(*look)) for look, cells in runs], COLUMNS)


def style(foreground: tuple[int, int, int], background: tuple[int, int, int]) -> Style:
    return Style.parse("rgb({},{},{}) on rgb({},{},{})".format(*foreground, *background))


class Moves(App[None]):
    """What both apps share."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit"), ("k", "mark")]
    name = "curves"
    marks = 0

    def compose(self) -> ComposeResult:
        self.frames = itertools.cycle(list(PICTURES[self.name]()))
        cells = Cells()
        cells.picture = next(self.frames)
        yield Static("mark <A>", id="mark")
        yield cells

    def on_mount(self) -> None:
        self.console._color_system = ColorSystem.TRUECOLOR
        self.set_interval(1 / A_SECOND, self.move)

    def move(self) -> None:
        self.draw()

    def draw(self) -> None:
        cells = self.query_one(Cells)
        cells.picture = next(self.frames)
        cells.refresh()

    def action_mark(self) -> None:
        self.marks += 1
        self.query_one("#mark", Static).update(f"mark <{MARKS[self.marks % len(MARKS)]}>")


class Ours(Moves, TerminalApp):
    """On our driver, at the pace of the line."""

    def move(self) -> None:
        self.pace.draw_newest(self.draw)


def ncurses(screen: curses.window, name: str) -> None:
    """The same with ncurses."""
    screen.nodelay(True)
    curses.curs_set(0)
    pairs: dict[Any, int] = {}
    marks = 0
    for picture in itertools.cycle(list(PICTURES[name]())):
        until = time.monotonic() + 1 / A_SECOND
        paint(screen, picture, pairs, 1)
        screen.refresh()
        while (left := until - time.monotonic()) > 0:
            screen.timeout(max(1, int(left * 1000)))
            key = screen.getch()
            if key == ord("q"):
                return
            if key == ord("k"):
                marks += 1
            screen.addstr(0, 0, f"mark <{MARKS[marks % len(MARKS)]}>")
            screen.refresh()


if __name__ == "__main__":
    how, Moves.name = sys.argv[1:3]
    if how == "ncurses":
        curses.wrapper(ncurses, Moves.name)
    else:
        (Ours if how == "ours" else Moves)().run()
