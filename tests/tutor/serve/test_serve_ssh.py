"""What `nntutor serve` takes from AsyncSSH, in one process: what waits for the network, and who is not answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

asyncssh = pytest.importorskip("asyncssh", reason="AsyncSSH is not installed: pip install 'nntutor[serve]'")

from tutor.serve.connection import Connection, Learner  # noqa: E402
from tutor.serve.keys import fingerprint  # noqa: E402
from tutor.serve.register import Register  # noqa: E402
from tutor.serve.session import Session  # noqa: E402
from tutor.serve.visit import Visit  # noqa: E402

MUCH = 32 * 1024 * 1024
"""Bytes, more than the kernel takes for a connection that nobody reads."""


class Silence:
    """A visit in which nothing happens."""

    def hang_up(self) -> None:
        """The line has dropped."""


class Hall:
    """A reception that lets in one connection, and keeps what comes."""

    def __init__(self) -> None:
        self.register = Register(None)
        self.begun: list[tuple[Learner, Session]] = []
        self.connections: list[Connection] = []
        self.lets_in = False

    def begin(self, learner: Learner, session: Session) -> Visit | str:
        self.begun.append((learner, session))
        return cast(Visit, Silence()) if self.lets_in else "Nothing is played today."

    def arrived(self, connection: Connection) -> None:
        self.connections.append(connection)

    def identified(self, connection: Connection) -> str:
        del connection
        return ""

    def open_channel(self, connection: Connection) -> str:
        del connection
        return ""

    def close_channel(self, connection: Connection) -> None:
        del connection

    def gone(self, connection: Connection) -> None:
        del connection

    def refused(self, learner: Learner, why: str) -> None:
        raise AssertionError(f"{learner} was refused: {why}")


@pytest.fixture
async def hall() -> AsyncIterator[tuple[Hall, int]]:
    hall = Hall()
    server = await asyncssh.listen(
        "127.0.0.1",
        0,
        server_factory=lambda: Connection(hall),
        server_host_keys=[asyncssh.generate_private_key("ssh-ed25519")],
        encoding=None,
        line_editor=False,
    )
    yield hall, server.get_port()
    server.close()
    for connection in hall.connections:
        connection.close()


async def connect(port: int, key: Any) -> Any:
    return await asyncssh.connect(
        "127.0.0.1", port, username="x", client_keys=[key], known_hosts=None, agent_path=None, config=None
    )


async def test_the_key_that_was_signed_with_is_who_it_is(hall: tuple[Hall, int]) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    async with await connect(hall[1], key) as connection:
        done = await connection.run(request_pty=False)
    assert (done.exit_status, done.stderr) == (1, "Nothing is played today.\n")
    ((learner, _),) = hall[0].begun
    assert learner.identity == fingerprint(key)
    assert learner.line.endswith(f" 127.0.0.1 {hall[1]}")


async def test_what_waits_for_the_network_is_counted(hall: tuple[Hall, int]) -> None:
    hall[0].lets_in = True
    async with await connect(hall[1], asyncssh.generate_private_key("ssh-ed25519")) as connection:
        await connection.create_session(asyncssh.SSHClientSession, encoding=None, window=4 * MUCH)
        while not hall[0].begun:
            await asyncio.sleep(0)
        ((_, session),) = hall[0].begun
        connection._transport.pause_reading()
        session.send(b"x" * MUCH)
        assert session._open_channel.get_write_buffer_size() == 0
        assert session.unsent() > MUCH // 2
        connection.abort()
