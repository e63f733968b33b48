"""A small app for the driver's tests: animates, suspends, and writes a file on its way out.

Called with the name of that file, and with words that say what it does meanwhile: `still` (nothing moves), `busy` (a
thread computes for ever), `stuck` (the event loop is held by a loop that never ends).
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from tutor.tui.driver import TerminalApp


def compute_for_ever() -> None:
    while True:
        pass


class Animated(TerminalApp):
    """A page of digits that change all the time."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit"), ("ctrl+z", "suspend_process"), ("s", "hold")]

    def __init__(self, *how: str) -> None:
        super().__init__()
        self.how = how
        self.number = 0

    def compose(self) -> ComposeResult:
        yield Static("ready", id="page")

    def on_mount(self) -> None:
        if "paced" in self.how:
            self.run_worker(self.play())
        elif "still" not in self.how:
            self.set_interval(1 / 30, self.draw)
        if "busy" in self.how:
            self.run_worker(asyncio.to_thread(compute_for_ever))

    async def play(self) -> None:
        while True:
            await self.pace.wait_until_consumed()
            self.draw()
            await asyncio.sleep(1 / 60)

    def draw(self) -> None:
        self.number += 1
        line = " ".join(str((self.number * n) % 10) for n in range(1, 38))
        self.query_one("#page", Static).update(f"ready, frame {self.number}\n" + (line + "\n") * 20)

    def action_hold(self) -> None:
        Path(sys.argv[1]).write_text("held")
        compute_for_ever()

    def on_key(self) -> None:
        self.query_one("#page", Static).update("a key came")


if __name__ == "__main__":
    app = Animated(*sys.argv[2:])
    app.run()
    Path(sys.argv[1]).write_text(f"left with {app.return_code}")
    sys.exit(app.return_code)
