"""What the command has loaded by the first picture: nothing that can wait, for all of it is waited for."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from tests.terminal.terminal import Terminal

COMMAND = """
import os, sys
from tutor.tui import startup
def tell():
    with open(sys.argv[-1], "w") as file:
        file.write("\\n".join(sys.modules))
    os._exit(0)
startup.collect_again = tell  # which the app calls once it has painted
from tutor.cli.command import main
main([])
"""
CAN_WAIT = {
    "argparse": "there is nothing to read on the command line",
    "fsrs": "how well a lesson sits is told afterwards",
    "json": "no record is read or written as text",
    "lessons.kit.lesson": "no lesson is open",
    "numpy": "nothing is computed",
    "ssl": "asyncio takes it along and does without",
    "tomllib": "plain front matter is read without it",
    "tutor.cli.arguments": "there is nothing to read on the command line",
    "tutor.study.progress.cards": "how well a lesson sits is told afterwards",
    "tutor.study.progress.mastery": "how well a lesson sits is told afterwards",
    "tutor.tui.bindings.groups": "neither help nor the palette is open",
    "tutor.tui.bindings.lesson": "no lesson is open",
    "tutor.tui.screens.command_palette": "it is not open",
    "tutor.tui.screens.help": "it is not open",
    "tutor.tui.screens.lesson": "no lesson is open",
    "tutor.tui.widgets.title_bar": "the course has no title",
}
"""Modules that are not loaded by then, each with why not."""


def test_by_the_first_picture_nothing_is_loaded_that_can_wait(own_home: Path, tmp_path: Path) -> None:
    loaded = tmp_path / "loaded"
    with Terminal(
        [sys.executable, "-c", COMMAND, str(loaded)], environment={"NNTUTOR_HOME": str(own_home)}
    ) as terminal:
        assert terminal.wait_for_exit() == 0, terminal.text
        terminal.wait_for("How neural networks learn")
    assert sorted(CAN_WAIT.keys() & set(loaded.read_text().split())) == []
    assert all(find_spec(name) for name in CAN_WAIT)
