"""A moving picture costs no more bytes than an ncurses program that draws the same frames sends."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.color import ColorSystem
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from tests.terminal.driver_moving import Cells
from tests.terminal.driver_pictures import COLUMNS, PICTURES, ROWS
from tests.terminal.terminal import Terminal
from tests.tutor.driver_capture import CaptureDriver, play, render_style
from tutor.tui.driver import TerminalApp

FRAMES = 30
TERMS = {
    ColorSystem.TRUECOLOR: "xterm-direct",
    ColorSystem.EIGHT_BIT: "xterm-256color",
    ColorSystem.STANDARD: "xterm-16color",
}


class Moving(TerminalApp):
    """One picture, and nothing else."""

    def __init__(self, name: str, colours: ColorSystem) -> None:
        super().__init__(CaptureDriver)
        self.console._color_system = colours
        self.frames = PICTURES[name]()

    def compose(self) -> ComposeResult:
        cells = Cells()
        cells.picture = next(self.frames)
        yield cells


async def bytes_of_ours(name: str, colours: ColorSystem) -> int:
    """What our app sends for the frames after the first."""
    app, sent = Moving(name, colours), 0

    async def scenario(pilot: Pilot[object], driver: CaptureDriver) -> None:
        nonlocal sent
        cells = app.query_one(Cells)
        shadow = app._shadow
        assert shadow is not None
        driver.taken()
        before = shadow.updates
        for picture in itertools.islice(app.frames, FRAMES):
            cells.picture = picture
            cells.refresh()
            await pilot.pause()
            sent += len(driver.taken().encode())
        assert shadow.updates - before == FRAMES

    await play(app, scenario, (COLUMNS, ROWS))
    return sent


def bytes_of_ncurses(name: str, term: str) -> int:
    """What an ncurses program sends for the frames after the first."""
    program = str(Path(__file__).with_name("driver_pictures.py"))
    counts = []
    for frames in (1, FRAMES + 1):
        command = [sys.executable, program, name, str(frames)]
        with Terminal(command, columns=COLUMNS, rows=ROWS + 4, environment={"TERM": term}) as terminal:
            assert terminal.wait_for_exit() == 0, terminal.text
            counts.append(terminal.received)
    return counts[1] - counts[0]


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("colours", TERMS)
async def test_no_more_bytes_than_ncurses(
    name: str,
    colours: ColorSystem,
    monkeypatch: pytest.MonkeyPatch,
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    term = TERMS[colours]
    if subprocess.run(["infocmp", term], capture_output=True, check=False).returncode:
        pytest.skip(f"terminfo does not know {term}")
    monkeypatch.setattr(Strip, "render_style", staticmethod(render_style))
    ours, theirs = await bytes_of_ours(name, colours), bytes_of_ncurses(name, term)
    record_testsuite_property(
        f"bytes a frame, {name}, {term}", f"ours {ours / FRAMES:.0f}, ncurses {theirs / FRAMES:.0f}"
    )
    assert ours <= theirs
