"""`nntutor serve` and a client that means ill: the others come in as ever, and what it uses up is bounded."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.class_server import openssh
from tests.tutor.careless import (
    CHANNEL_OPEN,
    CHANNEL_REQUEST,
    IGNORE,
    String,
    UInt32,
    Whatever,
    open_channels,
    send_variables,
)
from tests.tutor.classroom import HELLO, asyncssh, bare, come, room
from tutor.serve import guard as guards
from tutor.serve import stages, words
from tutor.serve.admission import with_spare
from tutor.serve.complaints import FEW
from tutor.serve.connection import REFUSED_CHANNELS, Connection
from tutor.serve.refusal import refusal
from tutor.serve.stages import Stage
from tutor.serve.unpacking import LARGEST, Unpacker


@pytest.fixture
def key() -> Any:
    return asyncssh.generate_private_key("ssh-ed25519")


def soon(monkeypatch: pytest.MonkeyPatch, stage: Stage) -> None:
    """Have a stage last no time at all."""
    monkeypatch.setitem(stages.SECONDS, stage, 0.01)


def reads(served: Connection) -> bool:
    """Whether the server takes more from a client."""
    transport = served.ssh._transport if served.ssh else None
    return transport is None or bool(transport.is_reading())


async def ended(connection: Any) -> None:
    async with asyncio.timeout(30):
        await connection.wait_closed()


# Taking places


async def test_silent_connections_keep_nobody_out(tmp_path: Path) -> None:
    async with room(tmp_path, sessions=4, rate=10_000) as server:
        held = [await bare(server.port) for _ in range(60)]
        assert await server.visit() == HELLO
        await come(lambda: server.connections <= with_spare(4))
        assert sum("your place went to another" in line for line in server.log()) == FEW
        server.classroom._complaints.sum_up(all_of_them=True)
        assert sum(" more=" in line for line in server.log()) == 1
        for _, writer in held:
            writer.close()


async def test_a_key_that_opens_sessions_and_begins_none_keeps_nobody_out(tmp_path: Path, key: Any) -> None:
    async with room(tmp_path, sessions=4, per_key=2, rate=10_000) as server:
        hostile = []
        for _ in range(20):
            connection = await server.connect(key)
            open_channels(connection, 3)
            hostile.append(connection)
        assert await server.visit() == HELLO
        assert server.connections <= with_spare(2) + 1
        assert any(words.MANY_FOR_KEY.format(most=with_spare(2)) in line for line in server.log())
        for connection in hostile:
            connection.abort()


async def test_three_thousand_channels_end_their_connection(tmp_path: Path, key: Any) -> None:
    async with room(tmp_path) as server:
        connection = await server.connect(key)
        open_channels(connection, 3000)
        await ended(connection)
        most = with_spare(server.settings.per_key)
        why = [line for line in server.log() if words.MANY_CHANNELS.format(most=most) in line]
        assert len(why) == min(FEW, REFUSED_CHANNELS + 2)
        assert server.children.started == 0
        assert await server.visit(key) == HELLO  # their places are free again


async def test_a_session_that_ends_gives_its_place_back(tmp_path: Path, key: Any) -> None:
    async with room(tmp_path, per_key=1) as server:
        for _ in range(3 * with_spare(1)):
            assert await server.visit(key) == HELLO
            await come(lambda: not server.connections)


async def test_more_channels_than_a_key_may_have_are_told_on_whichever_connection(tmp_path: Path, key: Any) -> None:
    async with room(tmp_path, per_key=1) as server, await server.connect(key) as other:
        hostile = await server.connect(key)
        open_channels(hostile, with_spare(1))
        await come(lambda: sum(len(served._sessions) for served in server.classroom._connections) == with_spare(1))
        with pytest.raises(asyncssh.ChannelOpenError, match=f"You have {with_spare(1)} sessions open already"):
            await other.create_process(encoding=None)
        hostile.abort()


async def test_one_who_comes_too_often_is_told_before_any_key_is_exchanged(tmp_path: Path) -> None:
    async with room(tmp_path, rate=1) as server:
        assert await server.visit() == HELLO
        with pytest.raises(asyncssh.DisconnectError, match="Too many connections have come from your address"):
            await server.connect()
        assert 'why="too often"' in server.log()[-1]


async def test_an_empty_name_is_counted_like_any_other(tmp_path: Path) -> None:
    async with room(tmp_path, rate=1) as server:
        for _ in range(2):
            reader, writer = await bare(server.port)
            said = await reader.readline()
            writer.close()
        assert said == b"SSH-2.0-nntutor\r\n"
        assert await reader.read() == refusal(words.TOO_OFTEN).partition(b"\n")[2]


# Staying in a stage


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage.BANNER, b""),
        (Stage.KEY_EXCHANGE, b"SSH-2.0-slow\r\n"),
    ],
)
async def test_who_does_not_go_on_is_told_and_sent_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: Stage, said: bytes
) -> None:
    soon(monkeypatch, Stage.BANNER)
    soon(monkeypatch, Stage.KEY_EXCHANGE)
    async with room(tmp_path) as server:
        reader, writer = await bare(server.port)
        writer.write(said)
        assert words.TOO_LATE[stage].encode() in await reader.read()
        assert words.TOO_LATE[stage] in server.log()[-1]
        writer.close()


async def test_who_shows_no_key_is_told_and_sent_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soon(monkeypatch, Stage.AUTHENTICATION)

    class Thinks(asyncssh.SSHClient):  # type: ignore[misc]
        async def kbdint_auth_requested(self) -> Any:
            await asyncio.get_running_loop().create_future()

    async with room(tmp_path) as server:
        with pytest.raises(asyncssh.DisconnectError, match="too long to show a key"):
            await server.connect(client_factory=Thinks, client_keys=None)


@pytest.mark.parametrize(("stage", "channels"), [(Stage.EMPTY, 0), (Stage.SHELL, 1)])
async def test_who_begins_no_session_is_told_and_sent_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: Stage, channels: int
) -> None:
    soon(monkeypatch, stage)
    async with room(tmp_path) as server:
        connection = await server.connect()
        open_channels(connection, channels)
        await ended(connection)
        assert words.TOO_LATE[stage] in server.log()[-1]


async def test_a_tiny_window_does_not_keep_a_connection_whose_session_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch, Stage.LEAVING)
    async with room(tmp_path, idle=0.02 / 60) as server:
        connection = await server.connect()
        connection._channels = Whatever()
        connection.send_packet(CHANNEL_OPEN, String("session"), UInt32(0), UInt32(1), UInt32(1))
        (served,) = server.classroom._connections
        await come(lambda: any(session._channel for session in served._sessions))
        connection.send_packet(CHANNEL_REQUEST, UInt32(0), String("shell"), b"\0")
        await ended(connection)
        assert words.TOO_LATE[Stage.LEAVING] in server.log()[-1]
        await come(lambda: not server.connections)


# Using up time and memory


async def test_keys_are_tried_only_so_often(tmp_path: Path, key: Any) -> None:
    listed = tmp_path / "keys"
    listed.write_bytes(asyncssh.generate_private_key("ssh-ed25519").export_public_key())
    async with room(tmp_path, keys=listed) as server:
        asked = list[Any]()
        entry = server.classroom.register.entry
        server.classroom.register.entry = lambda key, address: asked.append(key) or entry(key, address)  # type: ignore
        with pytest.raises(asyncssh.DisconnectError, match="Too many keys were tried"):
            await server.connect(*[key] * 3000)
        assert 10 <= len(asked) <= 40


async def test_a_packed_packet_is_never_unpacked_whole(tmp_path: Path) -> None:
    async with room(tmp_path) as server:
        connection = await server.connect(compression_algs=["zlib@openssh.com"])
        assert connection._compressor is not None
        connection.send_packet(IGNORE, String(bytes(64 * 1024 * 1024)))
        await ended(connection)
        assert await server.visit() == HELLO


def test_what_is_unpacked_is_bounded_and_what_is_small_comes_whole() -> None:
    import zlib

    packer = zlib.compressobj()

    def pack(data: bytes) -> bytes:
        return packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)

    unpacker = Unpacker()
    assert unpacker.decompress(pack(b"keys")) == b"keys"
    assert unpacker.decompress(pack(bytes(LARGEST - 1))) == bytes(LARGEST - 1)
    assert unpacker.decompress(pack(bytes(4 * LARGEST))) is None
    assert Unpacker().decompress(b"no such thing") is None


async def test_variables_are_kept_only_if_they_can_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "SHARE", 1.0)
    async with room(tmp_path) as server:
        connection = await server.connect()
        open_channels(connection, 1)
        send_variables(connection, 2000, 3_000)
        connection.send_packet(CHANNEL_REQUEST, UInt32(0), String("env"), b"\0", String("LANG"), String("C.UTF-8"))
        connection.send_packet(CHANNEL_REQUEST, UInt32(0), String("shell"), b"\0")
        await come(lambda: server.children.started)
        (served,) = server.classroom._connections
        (session,) = served._sessions
        assert dict(session.told) == {b"LANG": b"C.UTF-8"}
        connection.abort()


async def test_a_flood_of_small_packets_leaves_the_others_their_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "SHARE", 0.005)  # however quick the machine is, the flood is not over before the visit
    async with room(tmp_path) as server:
        connection = await server.connect()
        await connection.create_process(encoding=None, term_type="xterm")
        for _ in range(20_000):
            connection.send_packet(IGNORE, String(b""))
        assert await server.visit() == HELLO
        held_back = [served for served in server.classroom._connections if not reads(served)]
        assert len(held_back) == 1
        connection.abort()


async def test_a_refusal_is_what_openssh_calls_a_disconnect() -> None:
    program = openssh("ssh")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        command = [program, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-p", str(port)]
        client = await asyncio.create_subprocess_exec(
            *command, "127.0.0.1", stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        listening.setblocking(False)
        connection, _ = await asyncio.get_running_loop().sock_accept(listening)
        connection.send(refusal("Come back later."))
        _, said = await client.communicate()
        connection.close()
    assert b":12: Come back later." in said
