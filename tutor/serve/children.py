"""The server's end of the line to the nursery: starts learners' processes, signals them, hears of their end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from contextlib import suppress
from itertools import count

from tutor.serve.messages import READ, Begun, Ended, Kill, Lines, Message, Ready, Start, as_line

NURSERY_GONE = Ended(0, 1, "the process that starts sessions has gone")
PATIENCE = 4.0
"""Seconds that the nursery has to see its children to their end."""
LOOK = 0.02
"""Seconds between two looks whether it has gone."""


class Child:
    """A learner's process.

    Attributes:
        process: its id, None before it lives.
        ended: done with the nursery's message when it has ended.
    """

    def __init__(self, number: int, children: Children) -> None:
        self._number, self._children = number, children
        self.process: int | None = None
        self.ended: asyncio.Future[Ended] = asyncio.get_running_loop().create_future()

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to it and whatever it has started; to nobody, if it has ended."""
        if not self.ended.done():
            self._children.send(Kill(self._number, number))


class Children:
    """All learners' processes.

    Args:
        line: to the nursery. Messages are small and the nursery is always listening, so sending never has to wait.

    Attributes:
        ready: done when the nursery has loaded the app.
        gone: done when the nursery has gone, after which nobody can be started.
    """

    def __init__(self, line: socket.socket) -> None:
        self._line, self._lines, self._numbers = line, Lines(), count(1)
        self._living: dict[int, Child] = {}
        self._loop = asyncio.get_running_loop()
        self.ready: asyncio.Future[None] = self._loop.create_future()
        self.gone: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_reader(line, self._read)

    def start(self, environment: dict[str, str], words: list[str], descriptor: int, *, terminal: bool) -> Child:
        """Have a process forked that has `descriptor` for its standard streams; the caller closes its own copy."""
        number = next(self._numbers)
        child = self._living[number] = Child(number, self)
        self.send(Start(number, environment, words, terminal), descriptor)
        if self.gone.done():
            self._bury(number, NURSERY_GONE)
        return child

    def send(self, message: Message, *descriptors: int) -> None:
        """Tell the nursery something; nothing, if it has gone."""
        with suppress(OSError):
            socket.send_fds(self._line, [as_line(message)], descriptors)

    def kill_all(self) -> None:
        """End all at once."""
        for child in self._living.values():
            child.kill(signal.SIGKILL)

    def close(self) -> None:
        """Hear no more."""
        self._loop.remove_reader(self._line)

    def _read(self) -> None:
        try:
            data = self._line.recv(READ)
        except ConnectionError:
            data = b""
        for message in self._lines.feed(data):
            self._take(message)
        if not data:
            self.close()
            self.gone.set_result(None)
            for number in list(self._living):
                self._bury(number, NURSERY_GONE)

    def _take(self, message: Message) -> None:
        if isinstance(message, Ready):
            self.ready.set_result(None)
        elif isinstance(message, Begun) and message.child in self._living:
            self._living[message.child].process = message.process
        elif isinstance(message, Ended):
            self._bury(message.child, message)

    def _bury(self, number: int, ended: Ended) -> None:
        child = self._living.pop(number, None)
        if child is not None:
            child.ended.set_result(ended)


def see_off(process: int, line: socket.socket, *, at_once: bool) -> None:
    """Close the line to the nursery and wait until it has gone.

    Args:
        process: its process id.
        line: to it.
        at_once: whether it has no children to wait for.
    """
    line.close()
    until = time.monotonic() + (0 if at_once else PATIENCE)
    while os.waitpid(process, os.WNOHANG) == (0, 0):
        if time.monotonic() >= until:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return
        time.sleep(LOOK)
