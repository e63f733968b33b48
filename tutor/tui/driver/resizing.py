"""Takes changes of the window's size one at a time: while one is laid out others may come, and the last one wins."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

REST = 0.05
"""Seconds between two sizes that are taken: each is a whole screen to lay out and to draw."""


class Resizing:
    """Tells of changes at once, but no more often than the app can follow; everything here is on the event loop.

    Args:
        tell: reads the size of the moment and passes it on.
        later: calls something after so many seconds, when everything that waits by then has had its turn.
    """

    def __init__(self, tell: Callable[[], object], later: Callable[[float, Callable[[], None]], object]) -> None:
        self._tell, self._later = tell, later
        self._resting = self._again = False

    def changed(self) -> None:
        """Take it that the size is another one."""
        self._again = True
        if not self._resting:
            self._take()

    def _take(self) -> None:
        self._again, self._resting = False, True
        self._tell()
        self._later(REST, self._rested)

    def _rested(self) -> None:
        self._resting = False
        if self._again:
            self._take()


def wake_for(number: signal.Signals, loop: asyncio.AbstractEventLoop, handler: Callable[[], object]) -> None:
    """Have the loop woken for a signal, whichever thread it reaches, and `handler` called in its handler.

    Python writes a byte for each signal into the pipe that wakes the loop. In a storm of them the pipe is full while
    the loop is busy; nothing is lost by that, since the handler runs nevertheless, so there is nothing to warn of.
    """
    loop.add_signal_handler(number, lambda: None)
    signal.signal(number, lambda *_: handler())
    signal.set_wakeup_fd(signal.set_wakeup_fd(-1), warn_on_full_buffer=False)
