"""Accepts connections; where the system cannot give any more, it waits, and says so once."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence

AT_ONCE = 16
"""Connections accepted before anything else has its turn."""
BACKLOG = 128
"""Connections that the system keeps waiting."""
RETRY = 1.0
"""Seconds before it is tried again to accept."""

Take = Callable[[socket.socket, tuple[str, int]], None]


class Gate:
    """Listens.

    Args:
        listening: the sockets, which are this object's own from now on.
        take: gets each connection, and where it comes from.
        say: gets what the system says when it begins to be short of something, and "" when it is no more.
    """

    def __init__(self, listening: Sequence[socket.socket], take: Take, say: Callable[[str], None]) -> None:
        self._listening, self._take, self._say = list(listening), take, say
        self._loop = asyncio.get_running_loop()
        self._timers: dict[socket.socket, asyncio.TimerHandle] = {}
        self._short = False
        for each in self._listening:
            each.setblocking(False)
            self._loop.add_reader(each, self._accept, each)

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self._listening[0].getsockname()[1]
        return port

    def close(self) -> None:
        """Stop listening."""
        for timer in self._timers.values():
            timer.cancel()
        for each in self._listening:
            self._loop.remove_reader(each)
            each.close()

    def _accept(self, listening: socket.socket) -> None:
        for _ in range(AT_ONCE):
            try:
                connection, origin = listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as problem:
                self._wait(listening, problem)
                return
            if self._short:
                self._short = False
                self._say("")
            connection.setblocking(False)
            self._take(connection, origin[:2])

    def _wait(self, listening: socket.socket, problem: OSError) -> None:
        self._loop.remove_reader(listening)
        self._timers[listening] = self._loop.call_later(RETRY, self._go_on, listening)
        if not self._short:
            self._short = True
            self._say(problem.strerror or str(problem))

    def _go_on(self, listening: socket.socket) -> None:
        self._loop.add_reader(listening, self._accept, listening)


async def listen(host: str, port: int) -> list[socket.socket]:
    """Return sockets that listen on every address of a host.

    Args:
        host: its name, or an address.
        port: 0 for one that is free.

    Raises:
        OSError: the address or the port is not to be had.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    listening = list[socket.socket]()
    try:
        for family, address in dict.fromkeys((family, address) for family, _, _, _, address in found):
            at = (address[0], port or (listening[0].getsockname()[1] if listening else 0))
            listening.append(socket.create_server(at, family=family, backlog=BACKLOG))
    except OSError:
        for each in listening:
            each.close()
        raise
    return listening
