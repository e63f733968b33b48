"""Tells a client why it is not let in, in the few bytes that SSH has for that before any key is exchanged."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress

VERSION = "nntutor"
"""The name that the server calls itself by."""
DISCONNECT, TOO_MANY_CONNECTIONS = 1, 12
"""RFC 4253: the message's number (12), and the reason (11.1)."""
MOST = 16
"""Clients at most that are given the time to read it."""
READING = 2.0
"""Seconds that they have. One that is closed with bytes of its own still unread may never see what it was sent."""


def refusal(sentence: str) -> bytes:
    """Return a version line, and a message that ends the connection with a sentence (RFC 4253, 4.2, 6 and 11.1)."""
    payload = bytes([DISCONNECT]) + TOO_MANY_CONNECTIONS.to_bytes(4, "big") + _string(sentence) + _string("")
    padding = 8 - (5 + len(payload)) % 8
    padding += 8 if padding < 4 else 0
    packet = bytes([padding]) + payload + bytes(padding)
    return f"SSH-2.0-{VERSION}\r\n".encode() + len(packet).to_bytes(4, "big") + packet


def _string(text: str) -> bytes:
    data = text.encode()
    return len(data).to_bytes(4, "big") + data


class Refusals:
    """Clients that are being told."""

    def __init__(self) -> None:
        self._reading: set[asyncio.Task[None]] = set()

    def refuse(self, connection: socket.socket, sentence: str) -> None:
        """Tell a client, and close its connection: soon, or at once if there are many."""
        with suppress(OSError):
            connection.send(refusal(sentence))
            connection.shutdown(socket.SHUT_WR)
        if len(self._reading) >= MOST:
            connection.close()
            return
        task = asyncio.get_running_loop().create_task(_let_read(connection))
        self._reading.add(task)
        task.add_done_callback(self._reading.discard)

    def close(self) -> None:
        """Leave off."""
        for task in self._reading:
            task.cancel()


async def _let_read(connection: socket.socket) -> None:
    """Take what the client sends until it goes, for some time."""
    loop = asyncio.get_running_loop()
    with connection, suppress(OSError, TimeoutError):
        async with asyncio.timeout(READING):
            while await loop.sock_recv(connection, 4096):
                pass
