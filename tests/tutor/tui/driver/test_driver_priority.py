"""While a demo plays its session stands back, and no other session ever does."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tutor.serve.surroundings import surroundings
from tutor.tui.driver import priority
from tutor.tui.driver.pacing import Pace
from tutor.tui.driver.priority import LEAST, LESS, Priority


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a kernel would be told, and tell."""
    monkeypatch.setattr(priority, "AFTERWARDS", 0.0)
    path = tmp_path / "autogroup"
    path.write_text("/autogroup-42 nice 2\n")
    return path


async def loop_on() -> None:
    """Let what is due now happen."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_it_stands_back_while_frames_come_and_then_no_more(told: Path) -> None:
    session = Priority(served=True, path=told)
    session.frame()
    assert told.read_text() == str(min(2 + LESS, LEAST))
    await loop_on()
    assert told.read_text() == "2"


async def test_each_frame_puts_the_end_off(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Priority(served=True, path=told)
    session.frame()
    monkeypatch.setattr(priority, "AFTERWARDS", 60.0)
    session.frame()
    await loop_on()
    assert told.read_text() == str(min(2 + LESS, LEAST))


async def test_keys_are_answered_as_soon_as_ever(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priority, "AFTERWARDS", 60.0)
    session = Priority(served=True, path=told)
    session.frame()
    assert told.read_text() == str(min(2 + LESS, LEAST))
    session.key()
    assert told.read_text() == "2"
    session.frame()
    assert told.read_text() == "2"
    monkeypatch.setattr(priority, "AFTERWARDS", 0.0)
    session.key()
    session.frame()
    assert told.read_text() == str(min(2 + LESS, LEAST))


async def test_a_wish_that_was_refused_is_made_again(told: Path) -> None:
    session = Priority(served=True, path=told)
    told.unlink()
    told.mkdir()
    session.frame()
    told.rmdir()
    session.frame()
    assert told.read_text() == str(min(2 + LESS, LEAST))
    told.unlink()
    told.mkdir()
    await loop_on()
    told.rmdir()
    await loop_on()
    assert told.read_text() == "2"


async def test_whoever_is_not_served_is_left_as_they_are(told: Path) -> None:
    Priority(served=False, path=told).frame()
    assert told.read_text() == "/autogroup-42 nice 2\n"


@pytest.mark.parametrize("words", [None, "", "no number"])
async def test_a_system_without_autogroups_is_not_asked(told: Path, words: str | None) -> None:
    told.unlink()
    if words is not None:
        told.write_text(words)
    Priority(served=True, path=told).frame()
    assert (words is None and not told.exists()) or told.read_text() == words


def test_only_a_server_s_learners_stand_back(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[bool]()
    monkeypatch.setattr(Priority, "__init__", lambda _, *, served: asked.append(served))
    Pace.for_environment({"TERM": "xterm"})
    Pace.for_environment(surroundings({}, "xterm", Path("home"), "here"))
    assert asked == [False, True]
