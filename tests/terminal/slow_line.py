"""A slow line to a port on this machine: so many bytes a second, so long each way, and a long queue in between."""

from __future__ import annotations

import asyncio
import collections
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PIECE = 1400
"""Bytes that travel together."""


class SlowLine:
    """Relays connections to a port.

    Args:
        port: where to.
        rate: bytes a second, in each direction.
        delay: seconds that each byte is under way.
        queue: bytes that wait for their turn at most, before the sender is held back.
    """

    def __init__(self, port: int, rate: float, delay: float, queue: int = 256 * 1024) -> None:
        self.port = 0
        self._target, self._rate, self._delay, self._queue = port, rate, delay, queue

    async def serve(self, ready: threading.Event, stop: asyncio.Event) -> None:
        """Relay until stopped."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await stop.wait()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connected(self, near: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        far, far_out = await asyncio.open_connection("127.0.0.1", self._target)
        await asyncio.gather(self._carry(near, far_out), self._carry(far, near_out))

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """One direction: pieces leave at the line's rate and arrive after its delay."""
        under_way: collections.deque[tuple[float, bytes]] = collections.deque()
        changed = asyncio.Event()
        delivering = asyncio.create_task(self._deliver(under_way, changed, target))
        free_at = 0.0
        while data := await source.read(PIECE):
            now = time.monotonic()
            free_at = max(free_at, now) + len(data) / self._rate
            under_way.append((free_at + self._delay, data))
            changed.set()
            if (ahead := free_at - now - self._queue / self._rate) > 0:
                await asyncio.sleep(ahead)
        under_way.append((free_at + self._delay, b""))
        changed.set()
        await delivering

    async def _deliver(
        self,
        under_way: collections.deque[tuple[float, bytes]],
        changed: asyncio.Event,
        target: asyncio.StreamWriter,
    ) -> None:
        while True:
            while not under_way:
                changed.clear()
                await changed.wait()
            at, data = under_way.popleft()
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            try:
                if not data:
                    target.close()
                    return
                target.write(data)
                await target.drain()
            except OSError:  # the far end has gone
                return


@contextmanager
def slow_line(port: int, rate: float, delay: float) -> Iterator[int]:
    """A slow line to a port; gives the port at its near end."""
    line, ready = SlowLine(port, rate, delay), threading.Event()
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=[line.serve(ready, stop)], daemon=True)
    thread.start()
    ready.wait()
    try:
        yield line.port
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
