"""Stands between a client's socket and AsyncSSH, so that no client has more of the server than its share.

AsyncSSH takes whatever has come in one go and keeps whatever it has to answer. Here it gets small pieces, and none
while the client has used up its share of the server's time or does not read what it was sent.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import asyncssh

PIECE = 2048
"""Bytes for AsyncSSH at a time: some fifty of the smallest packets, a few milliseconds."""
SHARE, AT_ONCE = 0.05, 0.1
"""Share of a processor that a connection may use up for long, and seconds of one that it may use up at once."""
UNREAD = 1024 * 1024
"""Bytes that may wait for a client to read them before nothing more is taken from it: more than its tutors can ever
have waiting."""
DEAF = 30.0
"""Seconds after which a client that reads nothing has gone."""


class Guard(asyncio.Protocol):
    """Guards one connection.

    Args:
        ssh: AsyncSSH's end.
        gone: called once, when the connection is no more.
        used: seconds of a processor that this thread has used, from anywhere.
    """

    def __init__(
        self,
        ssh: asyncssh.SSHServerConnection,
        gone: Callable[[], None],
        used: Callable[[], float] = time.thread_time,
    ) -> None:
        self._ssh, self._gone, self._used = ssh, gone, used
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._waiting = bytearray()
        self._next: asyncio.Handle | None = None
        self._deaf: asyncio.TimerHandle | None = None
        self._left, self._since = AT_ONCE, self._loop.time()
        self._ended = False

    def drop(self, sentence: str) -> None:
        """End the connection, and tell the client why."""
        self._ssh.disconnect(asyncssh.DISC_TOO_MANY_CONNECTIONS, sentence)
        if self._transport is not None:
            self._loop.call_soon(self._transport.abort)

    # From the client

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to guard a connection that was made."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(UNREAD)
        self._ssh.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Take what has come, as far as the client may have it looked at."""
        self._waiting += data
        if self._next is None:
            self._take()
        self._hold_back()

    def eof_received(self) -> bool:
        """Note that the client sends no more; what is here is still looked at."""
        self._ended = True
        if self._next is None:
            self._ssh.eof_received()
        return self._next is not None

    def connection_lost(self, exc: Exception | None) -> None:
        """Take leave of a connection that is no more."""
        for timer in (self._next, self._deaf):
            if timer is not None:
                timer.cancel()
        self._waiting.clear()
        self._ssh.connection_lost(exc)
        self._gone()

    def _take(self) -> None:
        """Give AsyncSSH the next piece, and see when the one after that may follow."""
        self._next = None
        if self._transport is None or self._transport.is_closing():
            return
        began = self._used()
        piece = bytes(self._waiting[:PIECE])
        del self._waiting[:PIECE]
        self._ssh.data_received(piece)
        pause = self._pause_after(self._used() - began)
        if self._waiting or pause:
            self._next = self._loop.call_later(pause, self._go_on)

    def _go_on(self) -> None:
        if self._waiting and self._deaf is None:
            self._take()
        else:
            self._next = None
        if self._next is None and self._ended:
            self._ssh.eof_received()
        self._hold_back()

    def _pause_after(self, used: float) -> float:
        """Return the seconds until the client has earned what it has used up."""
        now = self._loop.time()
        self._left = min(AT_ONCE, self._left + (now - self._since) * SHARE) - used
        self._since = now
        return max(0.0, -self._left / SHARE)

    def _hold_back(self) -> None:
        """Read from the client only when what has come is dealt with; a transport takes either word twice."""
        if self._transport is None or self._transport.is_closing():
            return
        if self._next is not None or self._deaf is not None:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()

    # To the client

    def pause_writing(self) -> None:
        """Take nothing more for now: more waits than a client leaves unread that means well."""
        self._deaf = self._loop.call_later(DEAF, self._give_up)
        self._hold_back()

    def resume_writing(self) -> None:
        """Take from the client again, for it has read what was waiting."""
        if self._deaf is not None:
            self._deaf.cancel()
            self._deaf = None
        if self._waiting and self._next is None:
            self._next = self._loop.call_soon(self._go_on)
        self._hold_back()

    def _give_up(self) -> None:
        if self._transport is not None:
            self._transport.abort()
