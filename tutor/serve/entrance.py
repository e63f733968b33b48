"""The way in: a socket that is accepted, counted, guarded, and spoken SSH to; or told why not."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Protocol

import asyncssh

from tutor.serve.admission import Admission, Origin
from tutor.serve.gate import Gate, listen
from tutor.serve.guard import Guard
from tutor.serve.refusal import VERSION, Refusals
from tutor.serve.settings import CannotServe, ServeSettings
from tutor.serve.unpacking import ALGORITHM, bound_unpacking

ALIVE, MISSED = 15, 3
"""Seconds between two questions to a silent client whether it is there, and how many may go without an answer."""
WINDOW = 64 * 1024
"""Bytes that a client may send ahead of what its tutor reads."""


class Porter(Protocol):
    """Who hears what goes on at the entrance."""

    def turned_away(self, origin: Origin, why: str) -> None:
        """Somebody was not let in, or had to make room."""

    def cannot_accept(self, problem: str) -> None:
        """The system gives no more connections; "" once it does again."""


class Entrance:
    """Where connections come in.

    Args:
        admission: counts them.
        porter: hears of those that do not come in.
        key: the server's own.
        connection: makes what AsyncSSH asks about a client.
    """

    def __init__(
        self,
        admission: Admission,
        porter: Porter,
        key: asyncssh.SSHKey,
        connection: Callable[[], asyncssh.SSHServer],
    ) -> None:
        bound_unpacking()
        self._admission, self._porter = admission, porter
        self._loop = asyncio.get_running_loop()
        self._refusals = Refusals()
        self._arriving: set[asyncio.Task[object]] = set()
        self._gate: Gate | None = None
        self._options = asyncssh.SSHServerConnectionOptions(
            server_factory=connection,
            server_host_keys=[key],
            server_version=VERSION,
            compression_algs=[ALGORITHM.decode(), "none"],
            encoding=None,
            line_editor=False,
            agent_forwarding=False,
            login_timeout=0,  # each stage has a limit of its own
            keepalive_interval=ALIVE,
            keepalive_count_max=MISSED,
            window=WINDOW,
        )

    async def open(self, settings: ServeSettings) -> int:
        """Begin to listen; return the port.

        Raises:
            CannotServe: the address or the port is not to be had.
        """
        try:
            self._gate = Gate(await listen(settings.host, settings.port), self._take, self._porter.cannot_accept)
        except OSError as problem:
            raise CannotServe(
                f"Nobody can be let in at {settings.host} port {settings.port}: {problem.strerror or problem}. "
                "--port and --host choose others."
            ) from problem
        return self._gate.port

    def close(self) -> None:
        """Let nobody in any more."""
        if self._gate is not None:
            self._gate.close()
            self._gate = None
        self._refusals.close()

    def _take(self, connection: socket.socket, origin: Origin) -> None:
        """Count a connection, and begin with it."""
        guard = Guard(asyncssh.SSHServerConnection(self._loop, self._options), lambda: self._admission.leave(origin))

        def make_room(sentence: str) -> None:
            self._porter.turned_away(origin, sentence)
            guard.drop(sentence)

        if refusal := self._admission.arrive(origin, make_room):
            self._porter.turned_away(origin, refusal)
            self._refusals.refuse(connection, refusal)
            return
        task: asyncio.Task[object] = self._loop.create_task(
            self._loop.connect_accepted_socket(lambda: guard, connection)
        )
        self._arriving.add(task)
        task.add_done_callback(self._arriving.discard)
