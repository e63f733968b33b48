"""What the tests in real terminals share: the learner's own progress, and where they left off."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.kit.course import load
from tests.terminal.terminal import Terminal
from tutor.store import Bookmark, Store, open_store


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    kept = open_store({"NNTUTOR_HOME": str(own_home)})
    yield kept
    kept.close()


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[list[str]]:
    """A call of tmux, to which a program is added; its server is the test's own and gone with it, whatever happened."""
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    server = ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    yield [*server, "new-session"]
    subprocess.run([*server, "kill-server"], capture_output=True, check=False)


def open_at(store: Store, lesson: str, kind: str) -> int:
    """Have a lesson open at its first page with a demo, or with questions; the page's number."""
    page = page_with(lesson, kind)
    store.visit(Bookmark(lesson, page))
    return page


def page_with(lesson: str, kind: str) -> int:
    """The number of a lesson's first page with a demo, or with questions."""
    return next(page.number for page in load(lesson).pages if getattr(page, kind))


def turn_pages(terminal: Terminal, there: int) -> None:
    """From a lesson's first page to another, each `n` once the one before is done: one too many would be typed.

    A scene whose run is not over is two such steps: the first tells what it is to show.
    """
    terminal.wait_for("page 1 of")
    while f"page {there} of" not in terminal.text:
        here = terminal.text
        terminal.press("n")
        terminal.wait_until(here.__ne__, "the next step")
        terminal.settle()  # a new page's first line may be there before the rest of it
