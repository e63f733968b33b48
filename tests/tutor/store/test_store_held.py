"""A progress file that another program holds: a word soon, then patience, and nothing is lost or out of sight."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.tutor.shell_support import ROOT
from tutor.store import Attempt, keeper, open_store
from tutor.store.keeper import NOT_WRITTEN
from tutor.store.patience import A_MOMENT, PATIENCE, WAITING, Patience
from tutor.tui.app import TutorApp

Sit = Callable[..., AbstractAsyncContextManager[Any]]


def attempt(seed: int = 1) -> Attempt:
    return Attempt("hills", "double", seed, "4", "right")


@contextmanager
def held(home: Path, level: str = "EXCLUSIVE") -> Iterator[Callable[[], None]]:
    """Hold the progress file; gives what lets go of it, from any thread."""
    holder = sqlite3.connect(home / "progress.sqlite3", isolation_level=None, check_same_thread=False)
    holder.execute(f"BEGIN {level}")

    def let_go() -> None:
        if holder.in_transaction:
            holder.execute("ROLLBACK")

    try:
        yield let_go
    finally:
        let_go()
        holder.close()


class Words:
    """Hears what is said, and does something at the first word."""

    def __init__(self, then: Callable[[], None] = lambda: None) -> None:
        self.said: list[str] = []
        self._then = then

    def __call__(self, sentence: str) -> None:
        self.said.append(sentence)
        self._then()


def test_the_word_comes_within_a_second_and_the_patience_lasts_longer() -> None:
    assert A_MOMENT < 1 < PATIENCE
    assert Patience(0.01).at_once == 0.01 and Patience(PATIENCE).at_once == A_MOMENT


@pytest.mark.parametrize("level", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_write_to_a_file_that_is_held_says_so_once_and_is_carried_out_when_it_is_let_go(
    own_home: Path, level: str
) -> None:
    store = open_store()
    with held(own_home, level) as let_go:
        store.patience.say = words = Words(let_go)
        assert store.record(attempt()) is None
    assert words.said == [WAITING] and store.kept and store.notices == ()
    store.close()
    assert len(open_store().attempts()) == 1


def test_a_start_while_the_file_is_held_says_so_and_finds_everything_when_it_is_let_go(own_home: Path) -> None:
    open_store().record(attempt())
    with held(own_home) as let_go:
        words = Words(let_go)
        store = open_store(say=words)
    assert words.said == [WAITING] and store.kept and store.notices == ()
    assert len(store.attempts()) == 1


def test_a_reader_waits_as_well(own_home: Path) -> None:
    store = open_store()
    store.record(attempt())
    with held(own_home) as let_go:
        store.patience.say = words = Words(let_go)
        assert len(store.attempts()) == 1
    assert words.said == [WAITING] and store.kept


def test_what_the_file_holds_is_in_sight_again_as_soon_as_it_is_let_go(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store().record(attempt())
    monkeypatch.setattr(keeper, "REST", 0.0)
    with held(own_home):
        store = open_store(patience=0.01)
        assert store.attempts() == [] and not store.kept
    assert len(store.attempts()) == 1 and store.kept


def test_what_waits_at_the_end_is_written_before_it_is_let_go_of(own_home: Path) -> None:
    store = open_store(patience=0.01)
    with held(own_home) as let_go:
        assert "another program" in str(store.record(attempt()))
        store.patience.seconds, store.patience.say = PATIENCE, (words := Words(let_go))
        store.close()
    assert words.said == [WAITING] and NOT_WRITTEN not in store.notices
    assert len(open_store().attempts()) == 1


def test_what_cannot_be_written_to_the_end_is_told(own_home: Path) -> None:
    store = open_store(patience=0.01)
    with held(own_home):
        store.record(attempt())
        store.close()
    assert store.notices[-1] == NOT_WRITTEN


async def test_in_the_app_it_is_told_while_the_reply_waits(sit: Sit, app: TutorApp, tmp_path: Path) -> None:
    app.store.patience.say = app.say
    async with sit() as hand:
        await hand.open("walking", 3)
        with held(tmp_path / "home") as let_go:
            hand.strike("1", "enter")
            await hand.until(lambda: hand.reads("Another program is holding your progress."))
            let_go()
        await hand.until(lambda: app.store.attempts("walking"))
        assert app.store.kept


def test_a_command_says_what_it_waits_for(own_home: Path) -> None:
    open_store().record(attempt())
    with held(own_home) as let_go:
        command = [sys.executable, "-m", "tutor", "progress"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        assert process.stderr.readline() == f"{WAITING}\n"
        let_go()
        process.communicate()
    assert process.returncode == 0


FULL = """
import resource
from tutor.store import Attempt, open_store

resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))
store = open_store()
assert not store.kept and len(store.notices) == 1 and "cannot be kept" in store.notices[0], store.notices
assert store.record(Attempt("hills", "double", 1, "4", "right")) is None
assert len(store.attempts()) == 1
store.close()
"""


@pytest.mark.parametrize("room", [0, 300, 512, 4096, 20_000])
def test_a_first_start_on_a_full_disk_leaves_nothing_that_a_later_one_stumbles_over(own_home: Path, room: int) -> None:
    script = FULL.replace("ROOM", str(room))
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    store = open_store()
    assert store.kept and store.notices == () and store.record(attempt()) is None
    store.close()
    assert [path.name for path in own_home.iterdir()] == ["progress.sqlite3"]
    assert len(open_store().attempts()) == 1
