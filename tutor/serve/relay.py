"""Carries bytes between a learner's client and their process, and never more than either takes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import Protocol

PIECE = 16 * 1024
"""Bytes read at a time."""
MOST = 64 * 1024
"""Bytes that may wait for a client; while more do, nothing is read from its process, which then waits too."""
LATER = 0.02
"""Seconds until it is looked again whether a slow client has caught up."""


class Client(Protocol):
    """The client at the far end of a relay."""

    def send(self, data: bytes) -> None:
        """Have bytes sent."""

    def unsent(self) -> int:
        """How many bytes still wait here to be sent."""

    def pause(self) -> None:
        """Deliver nothing more for now."""

    def resume(self) -> None:
        """Deliver again."""


class Relay:
    """Between a client and a descriptor.

    Args:
        descriptor: this side of the process's terminal, or of the socket that it has instead; owned from now on.
        client: the far end.
        ended: called once when the process's side has closed.

    Attributes:
        at_end: whether everything that the process wrote has been read, and there will be no more.
        closed: whether it was let go of.
    """

    def __init__(self, descriptor: int, client: Client, ended: Callable[[], None]) -> None:
        self._descriptor, self._client, self._ended = descriptor, client, ended
        self._loop = asyncio.get_running_loop()
        self._waiting = bytearray()
        self._full = False
        self._shut: Callable[[int], None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.at_end = self.closed = False
        os.set_blocking(descriptor, False)
        self._loop.add_reader(descriptor, self._from_process)

    def feed(self, data: bytes) -> None:
        """Carry what the client has sent to the process."""
        if not self.closed:
            self._waiting += data
            self._to_process()

    def end_input(self, shut: Callable[[int], None]) -> None:
        """The client sends no more: when all has been carried over, call `shut` with the descriptor."""
        if not self.closed:
            self._shut = shut
            self._to_process()

    def close(self) -> None:
        """Let go of the process: its terminal hangs up."""
        if self.closed:
            return
        self.closed = True
        if self._timer is not None:
            self._timer.cancel()
        self._loop.remove_reader(self._descriptor)
        self._loop.remove_writer(self._descriptor)
        os.close(self._descriptor)

    def _from_process(self) -> None:
        if self._client.unsent() > MOST:
            self._loop.remove_reader(self._descriptor)
            self._timer = self._loop.call_later(LATER, self._go_on)
            return
        try:
            data = os.read(self._descriptor, PIECE)
        except BlockingIOError:
            return
        except OSError:  # how Linux says that nobody has the terminal open any more
            data = b""
        if data:
            self._client.send(data)
        else:
            self._loop.remove_reader(self._descriptor)
            self.at_end = True
            self._ended()

    def _go_on(self) -> None:
        self._loop.add_reader(self._descriptor, self._from_process)

    def _to_process(self) -> None:
        try:
            del self._waiting[: os.write(self._descriptor, self._waiting) if self._waiting else 0]
        except BlockingIOError:
            pass
        except OSError:  # the process has gone
            self._waiting.clear()
        self._hold_client_back(bool(self._waiting))
        if self._shut is not None and not self._waiting:
            self._shut(self._descriptor)
            self._shut = None

    def _hold_client_back(self, full: bool) -> None:
        if full and not self._full:
            self._client.pause()
            self._loop.add_writer(self._descriptor, self._to_process)
        elif self._full and not full:
            self._loop.remove_writer(self._descriptor)
            self._client.resume()
        self._full = full
