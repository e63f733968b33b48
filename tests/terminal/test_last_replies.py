"""A reply that was sent before the process, or the whole server, was told to end is marked and kept."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.class_server import ROOT, class_server
from tests.terminal.terminal import PATIENCE, Terminal
from tutor.store import Bookmark, open_store

LAST_PAGE = 99
"""What is beyond a lesson's pages is its last, which has the questions."""
REPLY = "9876"


def at_the_questions(home: Path) -> None:
    """Have a learner begin at the questions of a lesson."""
    store = open_store({"NNTUTOR_HOME": str(home)})
    store.visit(Bookmark("gradient", LAST_PAGE))
    store.close()


def replies(home: Path) -> list[str]:
    store = open_store({"NNTUTOR_HOME": str(home)})
    try:
        return [attempt.reply for attempt in store.attempts()]
    finally:
        store.close()


def go_there(terminal: Terminal) -> None:
    terminal.wait_for("Ten questions everyone asks")
    terminal.press("enter")
    terminal.wait_for("Type a number")


@pytest.mark.parametrize("attempt", range(4))
def test_what_a_terminal_has_sent_before_the_word_to_end_is_marked(tmp_path: Path, attempt: int) -> None:
    del attempt
    at_the_questions(tmp_path)
    command = [sys.executable, "-m", "tutor"]
    with Terminal(command, environment={"NNTUTOR_HOME": str(tmp_path)}) as terminal:
        go_there(terminal)
        terminal.press(*REPLY, "enter")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_exit() == 128 + signal.SIGTERM
    assert replies(tmp_path) == [REPLY]


def test_what_learners_have_sent_before_the_server_is_told_to_stop_is_marked(tmp_path: Path) -> None:
    with class_server(tmp_path) as server:
        learners = [f"learner{number}" for number in range(3)]
        for learner in learners:
            at_the_questions(server.home(learner))
        with (
            server.terminal(learners[0]) as first,
            server.terminal(learners[1]) as second,
            server.terminal(learners[2]) as third,
        ):
            for terminal in (first, second, third):
                go_there(terminal)
            for terminal in (first, second, third):
                terminal.press(*REPLY, "enter")
            status, _ = server.stop()
            first.wait_for("This server is being stopped. Everything is kept")
        assert status == 0
        assert [replies(server.home(learner)) for learner in learners] == [[REPLY]] * 3


def test_a_conversation_in_plain_text_deals_with_what_was_typed(tmp_path: Path) -> None:
    with class_server(tmp_path) as server:
        at_the_questions(server.home("ada"))
        command = server.ssh("ada", "-T")
        with subprocess.Popen(command, cwd=ROOT, stdin=-1, stdout=-1, stderr=-1, text=True) as client:
            assert client.stdin is not None
            assert client.stdout is not None
            client.stdin.write("\npage 5\n")
            client.stdin.flush()
            said = ""
            while "Type a number" not in said:
                said += client.stdout.read(1)
            client.stdin.write(f"{REPLY}\n")
            client.stdin.flush()
            server.stop()
            client.communicate(timeout=PATIENCE)
        assert replies(server.home("ada")) == [REPLY]
