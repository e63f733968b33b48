"""A class server in the test's own process, on the loopback, whose learners' processes only echo; and its clients."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

asyncssh = pytest.importorskip("asyncssh", reason="AsyncSSH is not installed: pip install 'nntutor[serve]'")

from tutor.serve.children import Child, Children  # noqa: E402
from tutor.serve.classroom import Classroom  # noqa: E402
from tutor.serve.log import Log  # noqa: E402
from tutor.serve.messages import Ended  # noqa: E402
from tutor.serve.settings import ServeSettings  # noqa: E402

HELLO = b"hello"


class Echoes(Children):
    """Processes that say hello, and end when they are told to."""

    def __init__(self) -> None:
        self.living: dict[int, tuple[Child, int]] = {}
        self.started = 0

    def start(self, environment: dict[str, str], words: list[str], descriptor: int, *, terminal: bool) -> Child:
        del environment, words, terminal
        self.started += 1
        child, theirs = Child(self.started, self), os.dup(descriptor)
        self.living[self.started] = child, theirs
        os.write(theirs, HELLO)
        return child

    def kill(self, number: int, what: signal.Signals) -> None:
        if number in self.living:
            child, theirs = self.living.pop(number)
            os.close(theirs)
            child.ended.set_result(Ended(number, 128 + what))


class Room:
    """A running server.

    Args:
        settings: what was chosen.
    """

    def __init__(self, settings: ServeSettings) -> None:
        settings.data.mkdir(exist_ok=True)
        self.settings, self.children, self.told = settings, Echoes(), list[str]()
        self._log = Log(settings.log)
        self.classroom = Classroom(settings, self.children, self._log, self.told.append)
        self.port = 0

    async def open(self) -> None:
        self.port = await self.classroom._entrance.open(self.settings)

    async def close(self) -> None:
        self.classroom._entrance.close()
        for number in list(self.children.living):
            self.children.kill(number, signal.SIGKILL)
        await self.classroom._say_goodbye()
        self._log.close()

    @property
    def connections(self) -> int:
        return len(self.classroom._connections)

    def log(self) -> list[str]:
        return self.settings.log.read_text(encoding="utf-8").splitlines()

    async def connect(self, *keys: Any, **options: Any) -> Any:
        chosen = {"client_keys": list(keys) or [asyncssh.generate_private_key("ssh-ed25519")], **options}
        return await asyncssh.connect(
            "127.0.0.1", self.port, username="x", known_hosts=None, agent_path=None, config=None, **chosen
        )

    async def visit(self, *keys: Any) -> bytes:
        """What a learner who comes is told first."""
        async with asyncio.timeout(20), await self.connect(*keys) as connection:
            process = await connection.create_process(encoding=None, term_type="xterm")
            return bytes(await process.stdout.read(len(HELLO)))


@asynccontextmanager
async def room(folder: Path, **chosen: Any) -> AsyncIterator[Room]:
    """A server that is gone afterwards."""
    running = Room(replace(ServeSettings(folder / "data", port=0), **chosen))
    await running.open()
    try:
        yield running
    finally:
        with suppress(TimeoutError):
            await running.close()


async def bare(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection that says nothing."""
    return await asyncio.open_connection("127.0.0.1", port)


async def come(holds: Any) -> None:
    """Let the loop turn until something holds."""
    async with asyncio.timeout(30):
        while not holds():
            await asyncio.sleep(0.002)


def largest_memory() -> int:
    """The most bytes that this process ever had."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024
