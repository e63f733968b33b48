"""What stands between a socket and AsyncSSH: small pieces, a share of the time, and nothing for who does not read."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

pytest.importorskip("asyncssh", reason="AsyncSSH is not installed: pip install 'nntutor[serve]'")

from tutor.serve import guard as guards
from tutor.serve.guard import AT_ONCE, PIECE, UNREAD, Guard


class Line(asyncio.Transport):
    """A connection that notes what is done to it."""

    def __init__(self) -> None:
        super().__init__()
        self.reading, self.aborted, self.high = True, False, 0

    def is_closing(self) -> bool:
        return self.aborted

    def abort(self) -> None:
        self.aborted = True

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        del low
        self.high = high or 0


class Far:
    """AsyncSSH's end, for which each piece costs some time."""

    def __init__(self) -> None:
        self.pieces, self.ended, self.lost = list[bytes](), 0, 0
        self.used = self.cost = 0.0

    def connection_made(self, transport: Any) -> None:
        """Begin."""

    def data_received(self, data: bytes) -> None:
        self.pieces.append(data)
        self.used += self.cost

    def eof_received(self) -> None:
        self.ended += 1

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self.lost += 1


class Stage:
    """A guard between the two."""

    def __init__(self) -> None:
        self.line, self.far, self.gone = Line(), Far(), list[str]()
        self.guard = Guard(cast(Any, self.far), lambda: self.gone.append("gone"), lambda: self.far.used)
        self.guard.connection_made(self.line)


async def come(holds: Any) -> None:
    async with asyncio.timeout(30):
        while not holds():
            await asyncio.sleep(0)


async def test_what_comes_in_one_go_is_looked_at_in_pieces_and_nothing_is_read_meanwhile() -> None:
    stage, data = Stage(), bytes(range(256)) * 64
    stage.guard.data_received(data)
    assert (len(stage.far.pieces), stage.line.reading) == (1, False)
    await come(lambda: stage.line.reading)
    assert b"".join(stage.far.pieces) == data
    assert max(map(len, stage.far.pieces)) == PIECE


async def test_who_has_used_up_the_share_waits_and_others_do_not() -> None:
    stage, other = Stage(), Stage()
    stage.far.cost = AT_ONCE + 60
    stage.guard.data_received(b"much work")
    stage.guard.data_received(b"more of it")
    other.guard.data_received(b"keys")
    for _ in range(10):
        await asyncio.sleep(0)
    assert (stage.far.pieces, stage.line.reading) == ([b"much work"], False)
    assert (other.far.pieces, other.line.reading) == ([b"keys"], True)
    stage.guard.connection_lost(None)


async def test_what_was_earned_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "SHARE", 100.0)
    stage = Stage()
    stage.far.cost = 0.5
    stage.guard.data_received(bytes(3 * PIECE))
    await come(lambda: len(stage.far.pieces) == 3 and stage.line.reading)


async def test_an_end_comes_after_what_was_sent_before_it() -> None:
    stage = Stage()
    stage.guard.data_received(bytes(3 * PIECE))
    assert stage.guard.eof_received()
    assert stage.far.ended == 0
    await come(lambda: stage.far.ended)
    assert (len(stage.far.pieces), stage.far.ended) == (3, 1)


async def test_nothing_is_taken_from_a_client_that_does_not_read_until_it_does() -> None:
    stage = Stage()
    assert stage.line.high == UNREAD
    stage.guard.pause_writing()
    assert not stage.line.reading
    stage.guard.resume_writing()
    assert stage.line.reading


async def test_what_came_before_it_stopped_reading_is_looked_at_after() -> None:
    stage = Stage()
    stage.guard.data_received(bytes(2 * PIECE))
    stage.guard.pause_writing()
    for _ in range(10):
        await asyncio.sleep(0)
    assert len(stage.far.pieces) == 1
    stage.guard.resume_writing()
    await come(lambda: stage.line.reading)
    assert len(stage.far.pieces) == 2


async def test_a_client_that_reads_nothing_for_long_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "DEAF", 0.01)
    stage = Stage()
    stage.guard.pause_writing()
    await come(lambda: stage.line.aborted)


async def test_a_connection_that_was_closed_is_fed_no_more() -> None:
    stage = Stage()
    stage.guard.data_received(bytes(9 * PIECE))
    stage.line.abort()
    stage.guard.connection_lost(None)
    for _ in range(10):
        await asyncio.sleep(0)
    assert (len(stage.far.pieces), stage.far.lost, stage.gone) == (1, 1, ["gone"])
