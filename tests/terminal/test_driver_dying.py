"""However its terminal dies, the app leaves through its ordinary exit, and the process ends."""

from __future__ import annotations

import os
import select
import shlex
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.terminal import PATIENCE, Terminal

ROOT = Path(__file__).parents[2]
APP = Path(__file__).with_name("driver_app.py")
HUNG_UP, TERMINATED = 128 + signal.SIGHUP, 128 + signal.SIGTERM
BOTTOM = 1024 * 1024
"""More bytes than any pseudo-terminal takes while nobody reads."""


FROM_A_SHELL = "set -m; {app}; echo stopped; read go; fg >/dev/null"
"""Job control, as an interactive shell has it: a stop comes back to the shell, and `fg` goes on."""


@contextmanager
def running(note: Path, *how: str, shell: str = "exec {app}") -> Iterator[Terminal]:
    app = shlex.join([sys.executable, str(APP), str(note), *how])
    with Terminal(["sh", "-c", shell.format(app=app)], environment={"PYTHONPATH": str(ROOT)}) as terminal:
        yield terminal


def left_with(note: Path, terminal: Terminal) -> int:
    """The status that the app knew when it wrote its note, after the process has ended."""
    terminal.process.wait(PATIENCE)
    return int(note.read_text().removeprefix("left with "))


def written(note: Path) -> str:
    """What the app wrote on its way out, as soon as it has."""
    until = time.monotonic() + PATIENCE
    while not (note.exists() and note.read_text()) and time.monotonic() < until:
        select.select([], [], [], 0.02)
    return note.read_text()


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "note"


@pytest.mark.parametrize("how", ["still", "animated"])
def test_a_hang_up_ends_it(note: Path, how: str) -> None:
    with running(note, how) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert left_with(note, terminal) == HUNG_UP
        assert terminal.process.returncode == HUNG_UP


@pytest.mark.parametrize("how", ["still", "animated"])
def test_a_hang_up_that_was_set_to_be_ignored_ends_it(note: Path, how: str) -> None:
    with running(note, how, shell="trap '' HUP; exec {app}") as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert left_with(note, terminal) == HUNG_UP


@pytest.mark.parametrize("how", ["still", "animated"])
def test_no_input_at_all_ends_it(note: Path, how: str) -> None:
    with running(note, how, shell="{app} </dev/null") as terminal:
        terminal.wait_for_exit()
        assert left_with(note, terminal) == HUNG_UP


def test_input_from_a_pipe_that_ends_is_read_to_its_end(note: Path) -> None:
    with running(note, "still", shell="printf q | {app}") as terminal:
        terminal.wait_for_exit()
        assert left_with(note, terminal) in (0, HUNG_UP)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_it_and_the_screen_is_given_back(note: Path, number: signal.Signals) -> None:
    with running(note) as terminal:
        before = termios.tcgetattr(terminal._main)
        terminal.wait_for("ready")
        assert termios.tcgetattr(terminal._main) != before
        terminal.process.send_signal(number)
        assert terminal.wait_for_exit() == 128 + number
        assert termios.tcgetattr(terminal._main) == before
        assert not terminal.screen.cursor.hidden
        assert left_with(note, terminal) == 128 + number


def test_quitting_gives_the_screen_back_too(note: Path) -> None:
    with running(note) as terminal:
        before = termios.tcgetattr(terminal._main)
        terminal.wait_for("ready")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert termios.tcgetattr(terminal._main) == before
        assert not terminal.screen.cursor.hidden
        assert left_with(note, terminal) == 0


@pytest.mark.parametrize("end", ["SIGTERM", "SIGHUP", "hang up", "quit"])
def test_a_terminal_that_stops_reading_cannot_hold_it(note: Path, end: str) -> None:
    with running(note) as terminal:
        terminal.wait_for("ready")
        stop_reading(terminal)
        if end == "hang up":
            terminal.hang_up()
        elif end == "quit":
            terminal.press("q")
        else:
            terminal.process.send_signal(signal.Signals[end])
        assert left_with(note, terminal) == {"SIGTERM": TERMINATED, "quit": 0}.get(end, HUNG_UP)


@pytest.mark.parametrize("how", ["animated", "paced", "busy"])
def test_a_terminal_that_stops_reading_ends_it(note: Path, how: str) -> None:
    with running(note, how) as terminal:
        if how == "paced":
            vars(terminal.screen)["write_process_input"] = terminal.press  # so it is asked before each frame
        terminal.wait_for("frame 20")
        assert terminal.process.wait(PATIENCE) in (HUNG_UP, -signal.SIGALRM)  # it has less than a second to leave


def stop_reading(terminal: Terminal) -> None:
    """Fill the terminal to the brim, as a reader does that has stopped while the app goes on."""
    other = os.open(f"/proc/{terminal.process.pid}/fd/2", os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        for _ in range(BOTTOM // 64):
            os.write(other, b"\0" * 64)
    except BlockingIOError:
        return
    finally:
        os.close(other)
    raise AssertionError("A terminal without bottom")


@pytest.mark.parametrize("end", ["SIGTERM", "hang up"])
def test_a_thread_that_computes_for_ever_cannot_hold_it(note: Path, end: str) -> None:
    with running(note, "busy") as terminal:
        terminal.wait_for("ready")
        if end == "hang up":
            terminal.hang_up()
        else:
            terminal.process.terminate()
        assert terminal.process.wait(PATIENCE) == (HUNG_UP if end == "hang up" else TERMINATED)


@pytest.mark.parametrize("end", ["SIGTERM", "hang up"])
def test_an_event_loop_that_hangs_cannot_hold_it(note: Path, end: str) -> None:
    with running(note, "still") as terminal:
        terminal.wait_for("ready")
        terminal.press("s")
        terminal.wait_until(lambda _: note.exists(), "the hold")
        if end == "hang up":
            terminal.hang_up()
        else:
            terminal.process.terminate()
        assert terminal.process.wait(PATIENCE) == -signal.SIGALRM


def test_after_a_stop_the_whole_screen_comes_back(note: Path) -> None:
    with running(note, "still", shell=FROM_A_SHELL) as terminal:
        terminal.wait_for("ready")
        terminal.press("\x1a")
        terminal.wait_for("stopped")
        assert not terminal.screen.cursor.hidden
        terminal.screen.reset()
        terminal.press("\n")
        terminal.wait_for("a key came")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_a_stop_without_a_word_is_survived(note: Path) -> None:
    with running(note, "still") as terminal:
        terminal.wait_for("ready")
        terminal.process.send_signal(signal.SIGSTOP)
        os.waitpid(terminal.process.pid, os.WUNTRACED)
        terminal.screen.reset()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("ready")
        terminal.press("x")
        terminal.wait_for("a key came")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_a_hang_up_while_it_is_stopped_ends_it(note: Path) -> None:
    with running(note, "still", shell=FROM_A_SHELL) as terminal:
        terminal.wait_for("ready")
        terminal.press("\x1a")
        terminal.wait_for("stopped")
        terminal.hang_up()
        assert written(note) == f"left with {HUNG_UP}"


@pytest.mark.parametrize("asked", ["by the terminal", "by a key"])
def test_without_a_shell_that_could_call_it_back_nothing_stops_it(note: Path, asked: str) -> None:
    with running(note, "still") as terminal:
        terminal.wait_for("ready")
        if asked == "by a key":
            terminal.press("\x1a")
        else:
            terminal.process.send_signal(signal.SIGTSTP)
        terminal.press("x")
        terminal.wait_for("a key came")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
