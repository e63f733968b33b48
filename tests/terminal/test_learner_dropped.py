"""A line that drops, whatever the learner was doing: the process ends, all is kept, and the next start goes on there.

In a pseudo-terminal; the ways of dying are those of `test_driver_dying`, the app is the real one.
"""

from __future__ import annotations

import re
import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.conftest import open_at
from tests.terminal.terminal import PATIENCE, Terminal
from tutor.store import Store

ROOT = Path(__file__).parents[2]
TUTOR = shlex.join(["env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "tutor"])
HUNG_UP = 128 + signal.SIGHUP
CUT_SHORT = -signal.SIGALRM
"""On a busy machine, where the ordinary exit takes longer than what is left of the three seconds."""
NOT_WRITTEN = 1
IGNORING = "trap '' HUP; exec {}"
"""In a shell that has set hang-ups to be ignored, as `nohup` does."""


@contextmanager
def running(arguments: str = "", shell: str = "exec {}") -> Iterator[Terminal]:
    """The tutor in a terminal that answers as terminals do."""
    with Terminal(["sh", "-c", shell.format(f"{TUTOR} {arguments}")]) as terminal:
        vars(terminal.screen)["write_process_input"] = terminal.press
        yield terminal


def wait_for_end(terminal: Terminal) -> int:
    """Read no more, and wait for the process; its status. Nothing that it started may be left."""
    status = terminal.process.wait(PATIENCE)
    assert still_in_session(terminal.process.pid) == []
    return status


def still_in_session(session: int) -> list[str]:
    """The processes that belong to a session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[3]) == session:
            found.append(stat.parent.name)
    return found


@pytest.mark.parametrize(
    ("stops_reading", "over_it", "shown"),
    [(True, "", "playing"), (True, "?", "A demo"), (False, "", "playing"), (False, "c", "A command, a lesson")],
)
def test_while_a_demo_plays(store: Store, stops_reading: bool, over_it: str, shown: str) -> None:
    page = open_at(store, "learning-rate", "demo")
    with running("lesson learning-rate", IGNORING) as terminal:
        terminal.wait_for(f"page {page} of")
        terminal.press("-", "-", "space")
        terminal.wait_for("playing")
        terminal.press(over_it)
        terminal.wait_for(shown)
        if not stops_reading:
            terminal.hang_up()
        assert wait_for_end(terminal) in ({HUNG_UP, CUT_SHORT} if stops_reading else {HUNG_UP})
    place = store.last_place()
    assert place is not None and (place.lesson, place.page) == ("learning-rate", page)


@pytest.mark.parametrize("shell", ["exec {}", IGNORING], ids=["hang-up", "hang-up that is ignored"])
def test_the_page_the_numbers_and_the_half_typed_reply_are_offered_again(store: Store, shell: str) -> None:
    open_at(store, "gradient", "questions")
    with running("lesson gradient", shell) as terminal:
        terminal.wait_for("Type a number")
        asked = question_on(terminal)
        terminal.press("-4.2")
        terminal.wait_for("-4.2")
        terminal.hang_up()
        assert wait_for_end(terminal) == HUNG_UP
    with running() as terminal:
        terminal.wait_for("Ten questions everyone asks")
        terminal.press("enter")
        terminal.wait_for("-4.2")
        assert question_on(terminal) == asked
        terminal.press("5", "enter")
        terminal.wait_until(lambda text: "✗" in text or "✓" in text, "a verdict")
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == 0
    assert [attempt.reply for attempt in store.attempts("gradient")] == ["-4.25"]


def test_after_a_kill_every_question_is_offered_again_as_it_was_left(store: Store) -> None:
    """Not even the signal is heard; what was saved when the typing rested is all there is."""
    open_at(store, "weights-and-biases", "questions")
    with running("lesson weights-and-biases") as terminal:
        terminal.wait_for("Type a number")
        asked = question_on(terminal)
        terminal.press("-4.2", "down")
        terminal.wait_for("▸2 ○")
        terminal.press("17")
        terminal.wait_until(lambda _: "17" in {left.draft for left in store.left("weights-and-biases").values()}, "17")
        terminal.process.kill()
        assert wait_for_end(terminal) == -signal.SIGKILL
    with running("lesson weights-and-biases") as terminal:
        terminal.wait_for("▸2 ○")
        terminal.wait_for("17")
        terminal.press("up")
        terminal.wait_for("▸1 ○")
        terminal.wait_for("-4.2")
        assert question_on(terminal) == asked
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == 0


def question_on(terminal: Terminal) -> str:
    """What is asked, with its numbers, between the row of states and the line for the reply."""
    found = re.search(r"▸1 ○ .*?\n(.*?)╭", terminal.text, re.DOTALL)
    assert found, terminal.text
    return found[1]


def test_a_reply_that_is_just_being_marked_is_kept_or_still_on_the_line(store: Store) -> None:
    open_at(store, "gradient", "questions")
    with running("lesson gradient") as terminal:
        terminal.wait_for("Type a number")
        terminal.press("98765\r")
        terminal.wait_for("98765")
        terminal.hang_up()
        assert wait_for_end(terminal) == HUNG_UP
    place = store.last_place("gradient")
    assert place is not None
    assert [attempt.reply for attempt in store.attempts()] == ["98765"] or place.draft == "98765"


@pytest.mark.parametrize(("shell", "status"), [("exec {}", -signal.SIGHUP), (IGNORING, NOT_WRITTEN)])
def test_a_plain_conversation_ends_with_its_line(store: Store, shell: str, status: int) -> None:
    page = open_at(store, "gradient", "questions")
    with running("--plain lesson gradient", shell) as terminal:
        terminal.wait_for("Type a number")
        terminal.press("98765\n")
        terminal.wait_for("Enter goes on")
        terminal.hang_up()
        assert wait_for_end(terminal) == status
    assert [attempt.reply for attempt in store.attempts()] == ["98765"]
    place = store.last_place()
    assert place is not None and (place.lesson, place.page) == ("gradient", page)


@pytest.mark.parametrize("end", ["\x04", "12\x04\x04\x04"], ids=["at once", "within a line"])
def test_a_plain_conversation_ends_with_its_input(store: Store, end: str) -> None:
    open_at(store, "gradient", "questions")
    with running("--plain lesson gradient") as terminal:
        terminal.wait_for("Type a number")
        terminal.press(end)
        assert terminal.wait_for_exit() == 0
        assert "The input ended here" in terminal.text


def test_under_nohup_there_is_nothing_to_read_and_it_says_so(tmp_path: Path) -> None:
    with running(shell=f"cd {tmp_path}; nohup {{}}") as terminal:
        assert terminal.wait_for_exit() == 0
    assert "The input ended here" in (tmp_path / "nohup.out").read_text()
