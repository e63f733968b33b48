"""The player's promise: one frame under way at a time, and what was left behind is neither shown nor left open."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

from lessons.kit.demo import Demo, Frame, Frames, demo
from lessons.kit.knobs import Knob
from lessons.kit.live import Live
from lessons.kit.scene import alone
from tutor.study.playback.player import Player


class Gate:
    """A demo whose every frame waits in its thread until it is let through."""

    def __init__(self) -> None:
        self.opened = threading.Semaphore(0)
        self.asked = threading.Semaphore(0)
        self.under_way = self.most_under_way = 0
        self.closed: list[int] = []
        self.turned: list[float] = []

    def demo(self) -> Demo:
        """Frames of no pictures."""

        @demo(size=Knob(0, 10, start=1), push=Knob(0, 10, start=0, live=True))
        def gated(size: float, push: Live[float], seed: int) -> Frames:
            """Waits at every frame."""
            try:
                for number in range(1000):
                    self._pass()
                    yield Frame(number, (), f"size {size:g}", {"seed": seed})
                    self.turned.append(push())
            finally:
                self.closed.append(seed)

        return gated

    def _pass(self) -> None:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        self.asked.release()
        assert self.opened.acquire(timeout=10)
        self.under_way -= 1


class Table:
    """A player at a gate, and the workers that it starts."""

    def __init__(self) -> None:
        self.gate = Gate()
        self.workers: list[asyncio.Task[None]] = []
        self.player = Player(alone(self.gate.demo()), self._start)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.workers.append(asyncio.create_task(work))

    async def asked(self) -> None:
        """Until the run is in its thread."""
        assert await asyncio.to_thread(self.gate.asked.acquire, timeout=10)

    async def done(self) -> None:
        """Until no worker is left."""
        await asyncio.wait_for(asyncio.gather(*self.workers), 10)


async def test_two_frames_are_never_asked_for_at_once() -> None:
    table = Table()
    table.player.open()
    await table.asked()
    for _ in range(5):
        table.player.step()
    table.gate.opened.release(6)
    await table.done()
    assert table.gate.most_under_way == 1
    assert table.player.view.frame is not None and table.player.view.frame.number == 5


async def test_a_run_that_was_replaced_is_not_shown_and_is_closed_once_it_has_answered() -> None:
    table = Table()
    table.player.open()
    await table.asked()
    table.player.reseed(7)
    assert table.gate.closed == []
    table.gate.opened.release(2)
    await table.done()
    assert table.player.view.frame is not None and table.player.view.frame.readings["seed"] == 7
    assert table.gate.closed == [0]


async def test_a_live_knob_turned_while_a_frame_is_under_way_waits_for_the_next() -> None:
    table = Table()
    table.player.open()
    await table.asked()
    table.player.turn("push", 3.0)
    table.gate.opened.release(1)
    await table.asked()
    assert table.gate.turned == [3.0]
    table.gate.opened.release(1)
    await table.done()
    assert table.player.view.frame is not None and table.player.view.frame.number == 1


async def test_closing_while_a_frame_is_under_way_closes_the_run_afterwards() -> None:
    table = Table()
    table.player.open()
    await table.asked()
    table.player.close()
    assert table.gate.closed == []
    table.gate.opened.release(1)
    await table.done()
    assert table.gate.closed == [0]


async def test_closing_at_rest_closes_at_once() -> None:
    table = Table()
    table.player.open()
    table.gate.opened.release(1)
    await table.done()
    table.player.close()
    assert table.gate.closed == [0]


async def test_pausing_ends_the_worker_and_loses_no_frame() -> None:
    table = Table()
    table.player.open()
    table.gate.opened.release(1)
    await table.done()
    table.player.play_or_pause()
    await table.asked()
    await table.asked()
    table.player.play_or_pause()
    table.gate.opened.release(1)
    await table.done()
    assert table.player.view.frame is not None and table.player.view.frame.number == 1


async def test_an_app_that_ends_while_a_frame_is_made_leaves_the_run_to_its_thread() -> None:
    table = Table()
    table.player.open()
    await table.asked()
    table.workers[0].cancel()
    await asyncio.wait(table.workers)
    table.player.close()
    assert table.gate.closed == []
    table.gate.opened.release()
