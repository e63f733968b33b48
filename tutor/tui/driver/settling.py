"""What was typed before a process is told to end is carried out before it ends, and a reply among it is marked."""

from __future__ import annotations

import asyncio
import fcntl
import struct
import termios
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

LONGEST = 0.8
"""Seconds that this may take, of the three in which the process has to be gone."""
MOMENT = 0.01
"""Seconds between two looks, and for what was read in a thread to come to the app."""


async def settle(app: App[Any], on_the_way: Callable[[], object]) -> None:
    """Wait until the app has carried out what its terminal has sent, but not for long.

    Args:
        app: reads the terminal in a thread, which goes on.
        on_the_way: says whether anything has come that the thread has not handed over yet.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST):
            while on_the_way():
                await _carried_out(app)
            await _carried_out(app)


def unread(terminal: int) -> int:
    """Return how many bytes have come that nobody has read; 0 where nothing will come any more."""
    try:
        waiting = fcntl.ioctl(terminal, termios.FIONREAD, struct.pack("i", 0))
    except OSError:
        return 0
    return int(struct.unpack("i", waiting)[0])


async def _carried_out(app: App[Any]) -> None:
    await asyncio.sleep(MOMENT)
    passed = asyncio.Event()
    if app.call_later(passed.set):  # behind every key that has come to the app
        await passed.wait()
    while any(getattr(panel, "marking", False) for screen in app.screen_stack for panel in screen.query("QuizPanel")):
        await asyncio.sleep(MOMENT)
