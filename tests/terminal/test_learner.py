"""A learner's evening, in real terminals: in a pseudo-terminal, inside tmux, over SSH, and when the line drops."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import page_with, turn_pages
from tests.terminal.ssh_server import ssh_server
from tests.terminal.terminal import PATIENCE, Terminal
from tutor.store import open_store

ROOT = Path(__file__).parents[2]
TUTOR = ["env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "tutor"]
LESSON = [*TUTOR, "lesson", "gradient"]
SIZES = [(80, 24), (120, 40)]


def to_the_quiz(terminal: Terminal) -> None:
    """From the lesson's first page to its first question, by the keyboard."""
    turn_pages(terminal, page_with("gradient", "questions"))
    terminal.wait_for("Type a number")


def answer(terminal: Terminal, reply: str, told: str) -> None:
    terminal.press(reply)
    terminal.wait_for(reply)
    terminal.press("enter")
    terminal.wait_for(told)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_an_answer_is_there_when_the_learner_comes_back(own_home: Path, columns: int, rows: int) -> None:
    with Terminal(LESSON, columns=columns, rows=rows) as terminal:
        to_the_quiz(terminal)
        answer(terminal, "banana", "“banana” is not a number")
        terminal.press(*"\x7f" * 6)
        answer(terminal, "9876", "✗")
        terminal.wait_for_change("escape")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    kept = open_store({"NNTUTOR_HOME": str(own_home)})
    assert [(attempt.reply, attempt.verdict) for attempt in kept.attempts("gradient")] == [("9876", "wrong")]
    kept.close()
    with Terminal(TUTOR, columns=columns, rows=rows) as terminal:
        terminal.wait_for("Ten questions everyone asks")
        terminal.press("enter")
        terminal.wait_for("9876")
        assert "✗" in terminal.text
        terminal.wait_for_change("escape")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


@pytest.fixture
def client(tmp_path: Path) -> Iterator[list[str]]:
    with ssh_server(tmp_path) as command:
        yield command


def test_over_ssh_a_dropped_line_loses_nothing(client: list[str], own_home: Path) -> None:
    with Terminal([*client, shlex.join(LESSON)]) as terminal:
        to_the_quiz(terminal)
        answer(terminal, "1234.5", "✗")
        terminal.hang_up()
        terminal.process.wait(PATIENCE)
    with Terminal([*client, shlex.join(TUTOR)]) as terminal:
        terminal.wait_for("Ten questions everyone asks")
        terminal.press("enter")
        terminal.wait_for("1234.5")
        terminal.wait_for_change("escape")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert (own_home / "progress.sqlite3").exists()


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_inside_tmux_a_demo_plays_and_pauses(tmux: list[str], columns: int, rows: int) -> None:
    command = [*tmux, shlex.join([*TUTOR, "lesson", "learning-rate"])]
    with Terminal(command, columns=columns, rows=rows) as terminal:
        turn_pages(terminal, page_with("learning-rate", "demo"))
        terminal.wait_for("Space")
        terminal.press("space")
        terminal.wait_for("playing")
        terminal.press("space")
        terminal.wait_for("paused")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_keys_that_arrive_in_one_packet_keep_their_order() -> None:
    with Terminal(LESSON) as terminal:
        to_the_quiz(terminal)
        terminal.press("12\x7f\x7f\x7f345\x7f6")
        terminal.wait_for("346")
