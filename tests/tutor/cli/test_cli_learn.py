"""When the course opens full screen and when as a conversation; the splash; an app that cannot start."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.tutor.shell_support import make_course
from tutor.cli.command import run
from tutor.cli.learn import SPLASH, full_screen
from tutor.console.shell import Shell
from tutor.store import Store
from tutor.study.playback.moment import Opening
from tutor.tui.startup import FirstScreen


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("course"))


def terminal(root: Path, home: Path, term: str = "xterm-256color") -> Shell:
    return Shell(Terminal(), Terminal(), Terminal(), {"TERM": term, "NNTUTOR_HOME": str(home)}, root)


@pytest.mark.parametrize("term", ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100"])
def test_a_terminal_gets_the_full_screen(root: Path, own_home: Path, term: str) -> None:
    assert full_screen(terminal(root, own_home, term))


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_without_a_cursor_gets_the_conversation(root: Path, own_home: Path, term: str) -> None:
    assert not full_screen(terminal(root, own_home, term))


@pytest.mark.parametrize("piped", [0, 1, 2])
def test_a_pipe_on_any_stream_gets_the_conversation(root: Path, piped: int) -> None:
    stdin, out, err = (io.StringIO() if stream == piped else Terminal() for stream in range(3))
    assert not full_screen(Shell(stdin, out, err, {"TERM": "xterm"}, root))


def fake_app(
    monkeypatch: pytest.MonkeyPatch, shell: Shell, opened: list[Opening] | None = None
) -> list[tuple[str | None, object, Path | None, str]]:
    """Put an app in the real one's place that notes how it was started."""
    started: list[tuple[str | None, object, Path | None, str]] = []
    app, opened = ModuleType("tutor.tui.app"), [] if opened is None else opened

    def start(store: Store, first: FirstScreen) -> int:
        assert isinstance(shell.err, io.StringIO)
        if first.opening is not None:
            opened.append(first.opening)
        started.append((first.lesson, first.graduate or first.practise, store.location, shell.err.getvalue()))
        return 0

    app.run = start  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tutor.tui.app", app)
    return started


@pytest.mark.parametrize(
    ("words", "lesson", "begins_with"),
    [
        ([], None, False),
        (["lesson", "HILLS"], "hills", False),
        (["practice"], None, True),
        (["graduate"], None, (None, None)),
        (["graduate", "1", "--seed", "7"], None, ("ten-questions", 7)),
    ],
)
def test_the_app_is_started_after_the_splash_which_is_wiped_at_the_end(
    root: Path,
    own_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    lesson: str | None,
    begins_with: object,
) -> None:
    shell = terminal(root, own_home)
    started = fake_app(monkeypatch, shell)
    assert run(words, shell) == 0
    assert started == [(lesson, begins_with, own_home / "progress.sqlite3", SPLASH)]
    assert isinstance(shell.err, io.StringIO) and shell.err.getvalue() == f"{SPLASH}\r\x1b[K"


def test_a_terminal_gets_a_demo_in_the_app_at_the_moment_that_is_asked_for(
    root: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell, opened = terminal(root, own_home), list[Opening]()
    fake_app(monkeypatch, shell, opened)
    assert run(["demo", "hills", "--rate", "0.2", "--seed", "7", "--frames", "4"], shell) == 0
    (opening,) = opened
    assert (opening.lesson, opening.demo, opening.script.seed, opening.script.index) == ("hills", "walk", 7, 3)
    assert opening.script.settings == {"rate": 0.2, "start": "cliff"}
    assert isinstance(shell.out, io.StringIO) and shell.out.getvalue() == ""
    for words in (["--plain"], ["--json"]):
        assert run(["demo", "hills", "--frames", "4", *words], shell) == 0
    assert len(opened) == 1 and "After 3 steps" in shell.out.getvalue()


def test_plain_may_be_asked_for_on_any_terminal(root: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = terminal(root, own_home)
    started = fake_app(monkeypatch, shell)
    for words in (["--plain"], ["--plain", "lesson", "hills"], ["lesson", "hills", "--plain"], ["practice", "--plain"]):
        assert run(words, shell) == 0
    assert started == []


def test_an_app_that_cannot_start_leaves_a_sentence_and_status_1(
    root: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = terminal(root, own_home)
    monkeypatch.setitem(sys.modules, "tutor.tui.app", None)
    assert run([], shell) == 1
    assert isinstance(shell.err, io.StringIO)
    told = shell.err.getvalue().removeprefix(f"{SPLASH}\r\x1b[K")
    assert told.startswith("nntutor came to a stop: ") and "Traceback" not in told and "NNTUTOR_DEBUG" in told


class Gone(Terminal):
    """A terminal whose line has dropped."""

    def write(self, _: str) -> int:
        raise OSError(5, "Input/output error")


def test_a_terminal_that_has_gone_gets_a_status_and_no_second_fault(
    root: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tutor.tui.app", None)
    shell = Shell(Terminal(), Gone(), Gone(), {"TERM": "xterm", "NNTUTOR_HOME": str(own_home)}, root)
    assert run([], shell) == 1
    assert run(["lessons"], shell) == 1
