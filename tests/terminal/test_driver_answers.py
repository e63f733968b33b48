"""The frame rate follows what a real terminal answers: at once, late, never, and through tmux."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from tests.terminal.ssh_server import ssh_server
from tests.terminal.terminal import Terminal
from tests.terminal.test_driver_dying import APP, HUNG_UP, ROOT, written
from tutor.tui.driver.attention import PADDING

LEFT_OVER = "; stty -icanon -echo min 0 time 3; printf '\\nleft over: '; head -c 200 | od -An -c; echo done"
"""What was typed and not read by the app would be the shell's: show it."""


class Answering(Terminal):
    """A terminal whose answers wait until the test sends them."""

    def __init__(self, note: Path, *before: str, after: str = "") -> None:
        app = shlex.join([*before, sys.executable, str(APP), str(note), "paced"])
        super().__init__(["sh", "-c", app + after], environment={"PYTHONPATH": str(ROOT)})
        self.answers: list[str] = []
        self.answered = 0
        vars(self.screen)["write_process_input"] = self.answers.append

    def __enter__(self) -> Answering:
        return self

    @property
    def frame(self) -> int:
        """The number of the frame that is on the screen."""
        found = re.search(r"frame (\d+)", self.text)
        return int(found[1]) if found else 0

    def answer(self) -> None:
        """Send what waits."""
        if self.answers:
            self.answered += len(self.answers)
            self.press("".join(self.answers))
            self.answers.clear()

    def play_until(self, frame: int) -> None:
        """Answer until so many frames were shown."""

        def shown(_: str) -> bool:
            self.answer()
            return self.frame >= frame

        self.wait_until(shown, f"frame {frame}")


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "note"


def test_answers_let_frames_come_and_are_no_keys(note: Path) -> None:
    with Answering(note, after=LEFT_OVER) as terminal:
        terminal.play_until(30)
        assert terminal.answered >= 10
        assert "a key came" not in terminal.text
        terminal.press("q")
        terminal.wait_for("left over")
        terminal.wait_for("done")
        assert "R" not in terminal.text.partition("left over:")[2]
    assert note.read_text() == "left with 0"


def test_an_answer_that_is_late_holds_the_frames(note: Path) -> None:
    with Answering(note) as terminal:
        terminal.play_until(10)
        for _ in range(20):
            terminal.read(0.02)
        assert len(terminal.answers) <= 2
        assert terminal.frame <= terminal.answered + 2
        held = terminal.frame
        terminal.press("x")  # a key is answered nevertheless
        terminal.wait_for("a key came")
        terminal.play_until(held + 5)
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_an_answer_that_comes_while_leaving_is_not_left_to_the_shell(note: Path) -> None:
    with Answering(note, after=LEFT_OVER) as terminal:
        terminal.play_until(10)
        terminal.wait_until(lambda _: bool(terminal.answers), "a question")
        terminal.press("q")
        terminal.read(0.1)
        terminal.answer()
        terminal.wait_for("done")
        assert "R" not in terminal.text.partition("left over:")[2]


def test_an_answer_that_is_very_late_is_waited_for_as_long_as_the_terminal_reads(note: Path) -> None:
    with Answering(note) as terminal:
        terminal.play_until(10)
        before = terminal.received
        terminal.wait_until(lambda _: terminal.received > before + len(PADDING), "what it is tried with")
        terminal.play_until(terminal.frame + 5)
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_a_terminal_that_never_answers_still_sees_frames(note: Path) -> None:
    with Answering(note) as terminal:
        terminal.wait_until(lambda _: terminal.frame >= 5, "frame 5")
        assert len(terminal.answers) <= 2
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_through_tmux(note: Path, tmux: list[str]) -> None:
    with Answering(note, *tmux) as terminal:
        terminal.play_until(10)
        terminal.press("x")
        terminal.play_until(terminal.frame + 5)
        terminal.press("q")
        terminal.wait_for_exit()
    assert note.read_text() == "left with 0"


@pytest.mark.parametrize("end", ["quit", "drop the line"])
def test_through_ssh(note: Path, tmp_path: Path, end: str) -> None:
    with ssh_server(tmp_path) as client, Answering(note, *client, "env", f"PYTHONPATH={ROOT}") as terminal:
        terminal.play_until(10)
        terminal.press("x")
        terminal.play_until(terminal.frame + 5)
        if end == "quit":
            terminal.press("q")
            assert terminal.wait_for_exit() == 0
            assert note.read_text() == "left with 0"
        else:
            terminal.process.kill()
            assert written(note) == f"left with {HUNG_UP}"
