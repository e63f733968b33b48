"""The two ways in which a server is told to stop: once, and it sends everybody home; twice, and it ends."""

from __future__ import annotations

import asyncio
import signal


class Stops:
    """Takes Ctrl-C, SIGTERM and SIGHUP from now on; one that was set to be ignored stays so.

    Attributes:
        first: set by the first of them.
        second: set by the second.
        status: the exit status that this makes: 0, or 128 and the second signal's number.
    """

    def __init__(self) -> None:
        self.first, self.second = asyncio.Event(), asyncio.Event()
        self.status = 0
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                loop.add_signal_handler(number, self._take, number)

    def _take(self, number: int) -> None:
        if self.first.is_set():
            self.status = 128 + number
            self.second.set()
        self.first.set()
