"""While nothing plays, not a byte is sent: not on the course, in a text, on a paused demo, or with a cursor shown."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from tests.terminal.conftest import open_at
from tests.terminal.terminal import Terminal
from tutor.store import Store

TUTOR = ["env", f"PYTHONPATH={Path(__file__).parents[2]}", sys.executable, "-m", "tutor"]
LONGER_THAN_A_BLINK = 1.2
"""Seconds: a cursor blinks twice in one."""


def bytes_while_idle(terminal: Terminal) -> int:
    """How much comes once everything has been shown, while nobody does anything."""
    terminal.settle()
    before = terminal.received
    terminal.read(LONGER_THAN_A_BLINK)
    return terminal.received - before


def test_nothing_is_sent_while_nothing_plays(store: Store) -> None:
    page = open_at(store, "learning-rate", "demo")
    with Terminal(["sh", "-c", f"exec {shlex.join(TUTOR)}"]) as terminal:
        vars(terminal.screen)["write_process_input"] = terminal.press
        terminal.wait_for("Part 1")
        idle = {"the course": bytes_while_idle(terminal)}
        terminal.press("enter")
        terminal.wait_for(f"page {page} of")
        terminal.wait_for("ready")
        idle["a scene that was not begun"] = bytes_while_idle(terminal)
        terminal.press("t")
        terminal.wait_for("the longer text")
        idle["a text"] = bytes_while_idle(terminal)
        terminal.press("escape")
        terminal.wait_for("ready")
        terminal.press("-", "1")
        terminal.wait_for("playing")
        terminal.press("space", ".")
        terminal.wait_for("paused")
        idle["a paused demo"] = bytes_while_idle(terminal)
        while "page 5 of" not in terminal.text:
            terminal.wait_for_change("n")
        terminal.wait_for("Enter check")
        terminal.press("12")
        terminal.wait_for("12")
        idle["a question"] = bytes_while_idle(terminal)
        terminal.press("escape", "?")
        terminal.wait_for("close")
        idle["the help"] = bytes_while_idle(terminal)
        assert idle == dict.fromkeys(idle, 0)
