"""A client that means ill: one learner's key, and each way to get more of a class server than a learner's share.

`python -m tests.benchmarks.hostile PORT KEY` goes on until it is ended, only against this machine.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncssh
from asyncssh.packet import String

from tests.tutor.careless import IGNORE, open_channels, send_variables

HOST = "127.0.0.1"
TURN = 10.0
"""Seconds for each attack at most, before the next one."""


class Hostile:
    """The client.

    Args:
        port: of the server.
        key: the file with its key.
    """

    def __init__(self, port: int, key: str) -> None:
        self._port, self._key = port, asyncssh.read_private_key(key)

    @asynccontextmanager
    async def connected(self, **options: Any) -> AsyncIterator[Any]:
        chosen = {"client_keys": [self._key], **options}
        connection = await asyncssh.connect(
            HOST, self._port, username="x", known_hosts=None, agent_path=None, config=None, **chosen
        )
        try:
            yield connection
        finally:
            connection.abort()

    async def silent_connections(self) -> None:
        """58 and more bare TCP connections, as fast as they are made."""
        held = [await asyncio.open_connection(HOST, self._port) for _ in range(200)]
        await asyncio.sleep(1)
        for _, writer in held:
            writer.close()

    async def channels_without_a_shell(self) -> None:
        async with self.connected() as connection:
            open_channels(connection, 8)
            await connection.wait_closed()

    async def three_thousand_channels(self) -> None:
        async with self.connected() as connection:
            open_channels(connection, 3000)
            await connection.wait_closed()

    async def three_thousand_keys(self) -> None:
        stranger = asyncssh.generate_private_key("ssh-ed25519")
        async with self.connected(client_keys=[stranger] * 3000):
            await asyncio.sleep(1)

    async def packed_packets(self) -> None:
        async with self.connected(compression_algs=["zlib@openssh.com"]) as connection:
            connection.send_packet(IGNORE, String(bytes(200 * 1024 * 1024)))
            await connection.wait_closed()

    async def many_variables(self) -> None:
        async with self.connected() as connection:
            open_channels(connection, 1)
            send_variables(connection, 2000, 30_000)
            await connection.wait_closed()

    async def small_packets(self) -> None:
        async with self.connected() as connection:
            await connection.create_process(encoding=None, term_type="xterm")
            while not connection.is_closed():
                for _ in range(200):
                    connection.send_packet(IGNORE, String(b""))
                await asyncio.sleep(0.01)

    async def requests_that_want_answers(self) -> None:
        async with self.connected() as connection:
            await connection.create_process(encoding=None, term_type="xterm")
            connection._global_request_waiters = [asyncio.get_running_loop().create_future() for _ in range(100_000)]
            for _ in range(1000):
                for _ in range(100):
                    connection.send_packet(80, String("what?"), b"\1")
                await asyncio.sleep(0.01)

    async def a_tiny_window(self) -> None:
        async with self.connected() as connection:
            await connection.create_session(asyncssh.SSHClientSession, term_type="xterm", encoding=None, window=1)
            await connection.wait_closed()

    def attacks(self) -> list[Callable[[], Awaitable[None]]]:
        return [
            self.silent_connections,
            self.channels_without_a_shell,
            self.three_thousand_channels,
            self.three_thousand_keys,
            self.packed_packets,
            self.many_variables,
            self.small_packets,
            self.requests_that_want_answers,
            self.a_tiny_window,
        ]


async def main(port: int, key: str) -> None:
    """One attack after the other, for ever; what the server does about it is no error here."""
    hostile = Hostile(port, key)
    while True:
        for attack in hostile.attacks():
            with suppress(OSError, TimeoutError, asyncssh.Error):
                async with asyncio.timeout(TURN):
                    await attack()


if __name__ == "__main__":
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # it would tell of each write to a closed connection
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
