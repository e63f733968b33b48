"""A learner's way through the app in every kind of terminal: its keys, its colours, its sizes, its character set."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from tests.terminal.conftest import open_at
from tests.terminal.terminal import KEYS, Terminal
from tests.terminal.terminfo import keys_of
from tutor.store import Store
from tutor.tui.driver.pens import CellPen, read_pen

ROOT = Path(__file__).parents[2]
TUTOR = ["env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "tutor"]
TOO_SMALL = (37, 10)


@dataclass(frozen=True)
class Kind:
    """A kind of terminal."""

    term: str
    colours: str
    sizes: Sequence[tuple[int, int]]
    environment: Mapping[str, str] = field(default_factory=dict)
    application_keys: bool = False

    @property
    def keys(self) -> Mapping[str, str]:
        """What its keys send; cursor keys as terminfo has them, in application mode, or as they are without it."""
        keys = keys_of(self.term)
        return keys if self.application_keys else {**keys, **{k: KEYS[k] for k in ("up", "down", "left", "right")}}


KINDS = {
    "xterm in true colour": Kind(
        "xterm-256color", "truecolor", [(200, 60), (60, 18), TOO_SMALL, (80, 24)], {"COLORTERM": "truecolor"}
    ),
    "screen": Kind("screen-256color", "256", [(120, 40)], application_keys=True),
    "tmux without colour": Kind(
        "tmux-256color", "none", [(40, 12), TOO_SMALL, (60, 18)], {"NO_COLOR": "1", "COLORTERM": "truecolor"}
    ),
    "Linux console": Kind("linux", "16", [(60, 18), (80, 24)]),
    "VT100 without Unicode": Kind("vt100", "none", [(80, 24), (40, 12)], {"LC_ALL": "C"}, application_keys=True),
}
"""Of sizes, the last is the one in which most is done."""


def pens_sent(terminal: Terminal) -> list[CellPen]:
    """What was painted with."""
    return [read_pen(found) for found in re.findall(r"\x1b\[([\d;]*)m", terminal.output.decode("utf-8", "replace"))]


def depth(colour: str) -> str:
    """How many colours there are where one is spelt like that."""
    return {"2": "truecolor", "5": "256"}.get(colour[3:4], "16") if colour[1:3] == "8;" else "16"


def colours_sent(terminal: Terminal) -> set[str]:
    """In which depths of colour was painted."""
    return {depth(colour) for pen in pens_sent(terminal) for colour in (pen.foreground, pen.background) if colour}


def contains(words: str, text: str) -> bool:
    """Whether a screen's text has these words, whichever way its lines are broken."""
    return words in " ".join(text.split())


def has_moved(text: str) -> bool:
    """Whether the demo has got anywhere."""
    return re.search(r"update +([1-9])|finished", text) is not None


def at_rest(text: str) -> bool:
    """Whether the demo has been halted, or was through before it could be."""
    return "paused" in text or "finished" in text


def resize_through(terminal: Terminal, kind: Kind, words: str) -> None:
    """Its sizes, one after the other; the words stay on the screen, unless that is too small for any."""
    for size in kind.sizes:
        terminal.resize(*size)
        expected = "larger" if size == TOO_SMALL else words
        terminal.wait_until(partial(contains, expected), f"“{expected}” in {size}")


@pytest.mark.parametrize("name", KINDS)
def test_every_screen_by_the_keyboard(name: str, store: Store) -> None:
    kind = KINDS[name]
    page = open_at(store, "learning-rate", "demo")
    environment = {"TERM": kind.term, **kind.environment}
    columns, rows = kind.sizes[-1]
    with Terminal(TUTOR, columns=columns, rows=rows, environment=environment, keys=kind.keys) as terminal:
        vars(terminal.screen)["write_process_input"] = terminal.press
        terminal.wait_for("Part 1")
        resize_through(terminal, kind, "Learning rate")
        terminal.press("down", "up", "F1")
        terminal.wait_for("Choose a lesson")
        terminal.press("q")
        terminal.wait_until_gone("Choose a lesson")
        terminal.press("enter")
        terminal.wait_for(f"page {page} of")
        terminal.wait_for("▸ your rate" if not kind.environment.get("LC_ALL") else "> your rate")
        terminal.press("right", "down", "up", "-", "-", "-", "1")
        terminal.wait_for("playing")
        resize_through(terminal, kind, "playing")
        terminal.press("+", "+", "+")
        terminal.wait_until(has_moved, "an update")
        if not at_rest(terminal.text):
            terminal.press("space")
        terminal.wait_until(at_rest, "its rest")
        while "page 5 of" not in terminal.text:
            terminal.wait_for_change("n")
        terminal.wait_for("Enter check")
        terminal.press("12", "backspace", "3")
        terminal.wait_for("13")
        resize_through(terminal, kind, "13")
        terminal.press("enter")
        terminal.wait_until(lambda text: "Not this" in text or "not yet" in text, "a verdict")
        terminal.press("escape")
        terminal.wait_until_gone("Enter check")
        terminal.press("t", "o")
        terminal.wait_for("motion")
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == 0
        assert colours_sent(terminal) == {kind.colours} - {"none"}
        assert any("1" in pen.attributes for pen in pens_sent(terminal))
        assert terminal.output.isascii() or not kind.environment.get("LC_ALL")
    assert [attempt.reply for attempt in store.attempts()] == ["13"]


def test_a_dumb_terminal_gets_the_conversation() -> None:
    with Terminal(TUTOR, environment={"TERM": "dumb", "LC_ALL": "C"}) as terminal:
        terminal.wait_for("Enter goes on with number")
        terminal.press("q\n")
        assert terminal.wait_for_exit() == 0
        assert terminal.output.isascii() and b"\x1b" not in terminal.output


def test_a_stop_and_a_storm_of_sizes_leave_the_screen_whole(store: Store) -> None:
    open_at(store, "learning-rate", "demo")
    job = f"set -m; {shlex.join([*TUTOR, 'lesson', 'learning-rate'])}; echo stopped; read x; fg; echo back"
    with Terminal(["sh", "-c", job]) as terminal:
        vars(terminal.screen)["write_process_input"] = terminal.press
        terminal.wait_for("page ")
        terminal.press("n")
        terminal.wait_for("▸ your rate")
        terminal.press("-", "-", "-", "space")
        terminal.wait_for("playing")
        for number in range(40):
            terminal.resize(20 + number * 37 % 120, 5 + number * 13 % 40)
            terminal.read(0)
        terminal.resize(80, 24)
        terminal.wait_for("playing")
        terminal.wait_until(has_moved, "an update")
        terminal.press("space")
        terminal.wait_for("paused")
        whole = terminal.settle()
        assert len([line for line in whole.splitlines() if line.strip()]) > 15
        terminal.press("\x1a")
        terminal.wait_for("stopped")
        terminal.screen.reset()
        terminal.press("\n")
        terminal.wait_until(lambda text: text == whole, f"the same screen again, which was\n{whole}\n")
        terminal.press("q")
        terminal.wait_for("back")
        assert terminal.wait_for_exit() == 0


def test_without_a_shell_behind_it_there_is_no_stop(store: Store) -> None:
    page = open_at(store, "gradient", "questions")
    with Terminal([*TUTOR, "lesson", "gradient"]) as terminal:
        terminal.wait_for(f"page {page} of")
        terminal.wait_for("Enter check")
        terminal.press("\x1a", "42")
        terminal.wait_for("42")
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == 0
