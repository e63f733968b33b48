"""The doctor in real terminals: those that answer, late or never, tiny ones, inside tmux, over SSH, interrupted."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.ssh_server import ssh_server
from tests.terminal.terminal import Terminal

ROOT = Path(__file__).parents[2]
DOCTOR = shlex.join(["env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "tutor", "doctor"])
AFTERWARDS = "; echo status $?; stty -a | grep -o '[-]*icanon\\|[-]*echo '; stty -icanon -echo min 0 time 3; printf 'left over:'; head -c 200 | od -An -c; echo done"  # noqa: E501
"""The exit status, whether the terminal was put back, and what the shell would take for typing."""
GARBAGE = ("$q", "48;2", "rgb", "1006", ";?", "[6n", ">0q")


class Patient(Terminal):
    """A terminal that answers as it is told to, and a shell in which the doctor is called."""

    def __init__(self, command: str, *, answers: bool = True, columns: int = 80, rows: int = 24, **environment: str):
        self.held: list[str] = []
        self.answers = answers
        super().__init__(["sh", "-c", command + AFTERWARDS], columns=columns, rows=rows, environment=environment)
        vars(self.screen)["write_process_input"] = self.answer

    def __enter__(self) -> Patient:
        return self

    def answer(self, data: str) -> None:
        if self.answers:
            self.press(data)
        else:
            self.held.append(data)

    def afterwards(self) -> str:
        """What is on the screen when all is over; nothing of the conversation may be."""
        text = self.wait_for("done")
        assert not [piece for piece in GARBAGE if piece in text]
        assert text.partition("left over:")[2].split() == ["done"]
        return text


def findings(record: str) -> Mapping[str, Mapping[str, Any]]:
    return {finding["name"]: finding for finding in json.loads(record)["findings"]}


def test_a_terminal_that_answers_is_told_about_and_put_back(tmp_path: Path) -> None:
    report = tmp_path / "report"
    with Patient(f"{DOCTOR} --json > {report}", LANG="C.UTF-8", COLORTERM="") as terminal:
        text = terminal.afterwards()
    assert "status 0" in text and "-icanon" not in text and "-echo" not in text
    found = findings(report.read_text())
    assert found["size"]["facts"] == {"columns": 80, "rows": 24}
    assert found["signs"]["facts"]["widths"] == {
        "braille dots": 1, "boxes": 1, "half blocks": 1, "accents": 1, "combining accents": 1,
    }  # fmt: skip
    assert len(found["answers"]["facts"]["milliseconds"]) == 5
    assert found["colours"]["facts"]["sent"] == "256" and found["mouse"]["facts"]["reported"] is None
    assert found["progress"]["verdict"] == found["libraries"]["verdict"] == "fine"


def test_a_terminal_that_never_answers_is_told_so_and_is_asked_nothing_more() -> None:
    with Patient(DOCTOR, answers=False, rows=50) as terminal:
        text = terminal.afterwards()
        assert len(terminal.held) == 1
    assert "the terminal does not say where its cursor is" in " ".join(text.split()) and "status 0" in text


def test_an_answer_that_is_late_is_not_left_to_the_shell() -> None:
    with Patient(DOCTOR, answers=False, rows=50) as terminal:
        terminal.wait_until(lambda _: bool(terminal.held), "a question")
        for _ in range(8):
            terminal.read(0.1)
        terminal.press(*terminal.held)
        assert "status 0" in terminal.afterwards()


@pytest.mark.parametrize("key", ["ctrl+c", "\x1a"])
def test_an_interruption_puts_the_terminal_back(key: str) -> None:
    """Ctrl-C ends it with one word; Ctrl-Z while the terminal is being asked would leave it as it is: it waits."""
    with Patient(f"trap : INT; {DOCTOR}", answers=False, rows=50) as terminal:
        terminal.wait_until(lambda _: bool(terminal.held), "a question")
        terminal.press(key)
        text = terminal.afterwards()
    assert "-icanon" not in text and "-echo" not in text
    assert ("Stopped." in text and "status 130" in text) if key == "ctrl+c" else "status 0" in text


def test_a_request_to_end_puts_the_terminal_back(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    command = f"sh -c {shlex.quote(f'echo $$ > {note}; exec {DOCTOR}')}"
    with Patient(command, answers=False, rows=50) as terminal:
        terminal.wait_until(lambda _: bool(terminal.held), "a question")
        os.kill(int(note.read_text()), signal.SIGTERM)
        text = terminal.afterwards()
    assert "-icanon" not in text and "-echo" not in text and "status 143" in text


def test_in_the_background_nobody_is_asked() -> None:
    with Patient(f"set -m; {DOCTOR} & wait $!", rows=50) as terminal:
        text = terminal.afterwards()
    assert "asking it" in text and "this runs in the background" in " ".join(text.split()) and "status 0" in text


def test_twenty_columns_and_five_rows_are_trouble_in_words_that_fit(tmp_path: Path) -> None:
    report = tmp_path / "report"
    with Patient(f"{DOCTOR} > {report}", columns=20, rows=5) as terminal:
        terminal.wait_for("done")
    said = report.read_text()
    assert "TROUBLE: size" in said and max(map(len, said.splitlines())) <= 24
    assert "Something will not work: look at size." in " ".join(said.split())


@pytest.mark.parametrize("term", ["dumb", "vt100", "linux"])
def test_every_kind_of_terminal(term: str, own_home: Path) -> None:
    with Patient(DOCTOR, rows=50, TERM=term, LC_ALL="C", NNTUTOR_HOME=str(own_home)) as terminal:
        text = terminal.afterwards()
        if term == "dumb":
            assert "plain text" in text and "asking it" in text
        else:
            assert f"{term}: the full screen can be had" in text and "answers" in text
    assert "status 0" in text and text.isascii()


def test_inside_tmux(tmp_path: Path, tmux: list[str]) -> None:
    report = tmp_path / "report"
    inside = f"{DOCTOR} --json > {report}; echo inside $?; sleep 0.2"
    with Patient(shlex.join([*tmux, inside])) as terminal:
        terminal.wait_for("done")
    found = findings(report.read_text())
    assert found["tmux"]["facts"]["inside"] and found["answers"]["facts"]["milliseconds"]
    assert found["signs"]["facts"]["widths"]["braille dots"] == 1


def test_over_ssh(tmp_path: Path) -> None:
    with ssh_server(tmp_path) as client, Patient(shlex.join([*client, DOCTOR]), rows=60, LANG="C.UTF-8") as terminal:
        text = terminal.afterwards()
    flowing = " ".join(text.split())
    assert "ssh -C" in flowing and "does not pass on COLORTERM" in flowing
    assert "signs" in text and "take one cell each" in flowing and "status 0" in text
