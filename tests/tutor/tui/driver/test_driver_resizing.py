"""Changes of size are taken one at a time, and the last one wins."""

from __future__ import annotations

import asyncio
import os
import signal
import warnings
from collections.abc import Callable, Iterator

import pytest

from tutor.tui.driver.resizing import Resizing, wake_for


class Window:
    """Changes size; what the app was told, and what it is to be called back for."""

    def __init__(self) -> None:
        self.size = 0
        self.told: list[int] = []
        self.later: list[Callable[[], None]] = []
        self.resizing = Resizing(lambda: self.told.append(self.size), lambda _, call: self.later.append(call))

    def change(self, size: int) -> None:
        self.size = size
        self.resizing.changed()

    def rest(self) -> None:
        self.later.pop()()


def test_a_change_is_taken_at_once() -> None:
    window = Window()
    window.change(1)
    window.rest()
    window.change(2)
    assert window.told == [1, 2]


def test_of_a_storm_the_first_and_the_last_are_taken() -> None:
    window = Window()
    for size in range(1, 1500):
        window.change(size)
    assert window.told == [1] and len(window.later) == 1
    window.rest()
    assert window.told == [1, 1499]
    window.rest()
    assert window.told == [1, 1499] and not window.later


@pytest.fixture
def winch() -> Iterator[signal.Signals]:
    before = signal.getsignal(signal.SIGWINCH)
    yield signal.SIGWINCH
    signal.signal(signal.SIGWINCH, before)


def test_a_full_pipe_loses_no_signal_and_says_nothing(winch: signal.Signals, capfd: pytest.CaptureFixture[str]) -> None:
    """More signals than the pipe that wakes a loop can hold, while the loop does something else."""
    heard: list[int] = []

    async def busy() -> None:
        loop = asyncio.get_running_loop()
        wake_for(winch, loop, lambda: loop.call_soon_threadsafe(heard.append, 1))
        for _ in range(2000):
            os.kill(os.getpid(), winch)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        loop.remove_signal_handler(winch)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        asyncio.run(busy())
    assert len(heard) == 2000 and capfd.readouterr().err == ""
