"""The server's end of the line to the nursery: starts learners' processes, signals them, hears of their end.

When the nursery dies another is started. The learners whose processes it had forked stay where they are.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from itertools import count

from tutor.serve.messages import READ, Begun, Ended, Kill, LineBuffer, Message, Ready, Start, as_line
from tutor.serve.orphans import Orphans
from tutor.serve.spawning import Spawned

NURSERY_GONE = "the process that starts sessions has died, and is being started again"
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 30.0
"""Seconds before another nursery is started: doubled with each that dies before it has loaded the app."""


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
            self._children.kill(self._number, number)


class Children:
    """All learners' processes.

    Args:
        spawn: starts a nursery, or raises OSError.
        say: gets a clause when the nursery has died, and when another has taken its place.

    Attributes:
        ready: done when a nursery has loaded the app for the first time.
        gone: done when the first nursery has gone before that.
    """

    def __init__(self, spawn: Callable[[], Spawned], say: Callable[[str], None] | None = None) -> None:
        self._spawn, self._say = spawn, say or (lambda _: None)
        self._numbers = count(1)
        self._living: dict[int, Child] = {}
        self._orphans = Orphans()
        self._loop = asyncio.get_running_loop()
        self._pause = FIRST_PAUSE
        self.ready: asyncio.Future[None] = self._loop.create_future()
        self.gone: asyncio.Future[None] = self._loop.create_future()
        self._timer: asyncio.TimerHandle | None = None
        self._nursery: Spawned | None = None
        self._connect()

    def start(self, environment: dict[str, str], words: list[str], descriptor: int, *, terminal: bool) -> Child:
        """Have a process forked that has `descriptor` for its standard streams; the caller closes its own copy."""
        number = next(self._numbers)
        child = self._living[number] = Child(number, self)
        if not self._send(Start(number, environment, words, terminal), descriptor):
            self._bury(number, Ended(number, 1, NURSERY_GONE))
        return child

    def kill(self, number: int, what: signal.Signals) -> None:
        """Send a signal to a process."""
        process = self._living[number].process if number in self._living else None
        if process is not None:
            self._orphans.kill(process, what)
        self._send(Kill(number, what))

    def kill_all(self) -> None:
        """End all at once."""
        for child in list(self._living.values()):
            child.kill(signal.SIGKILL)

    def close(self, *, at_once: bool) -> None:
        """Hear no more, and see the nursery to its end; at once, if it has no children to wait for."""
        if self._timer is not None:
            self._timer.cancel()
        self._orphans.close()
        if self._nursery is not None:
            self._loop.remove_reader(self._nursery.line)
            self._nursery.see_off(at_once=at_once)
            self._nursery = None

    def _send(self, message: Message, *descriptors: int) -> bool:
        """Tell the nursery something; False if there is none. It is always listening, so this never has to wait."""
        if self._nursery is None:
            return False
        with suppress(OSError):
            socket.send_fds(self._nursery.line, [as_line(message)], descriptors)
            return True
        return False

    def _connect(self) -> None:
        """Start a nursery; if that fails, try again later."""
        self._timer, self._lines = None, LineBuffer()
        try:
            self._nursery = self._spawn()
        except OSError as problem:
            self._say(f"the nursery cannot be started: {problem.strerror or problem}")
            self._connect_later()
        else:
            self._loop.add_reader(self._nursery.line, self._read, self._nursery)

    def _connect_later(self) -> None:
        self._timer = self._loop.call_later(self._pause, self._connect)
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _read(self, nursery: Spawned) -> None:
        try:
            data = nursery.line.recv(READ)
        except ConnectionError:
            data = b""
        for message in self._lines.feed(data):
            self._take(message)
        if not data:
            self._lose(nursery)

    def _take(self, message: Message) -> None:
        if isinstance(message, Ready):
            self._pause = FIRST_PAUSE
            if self.ready.done():
                self._say("the nursery is back")
            else:
                self.ready.set_result(None)
        elif isinstance(message, Begun) and message.child in self._living:
            self._living[message.child].process = message.process
        elif isinstance(message, Ended):
            self._bury(message.child, message)

    def _lose(self, nursery: Spawned) -> None:
        """The nursery has died: keep the learners that it had, and start another."""
        self._loop.remove_reader(nursery.line)
        nursery.process.kill()  # it may have lost no more than the line
        status = nursery.see_off(at_once=True)
        self._nursery = None
        for number, child in list(self._living.items()):
            if child.process is None or not self._orphans.take_in(child.process, self._burial(number)):
                self._bury(number, Ended(number, 1, NURSERY_GONE))
        if self.ready.done():
            how = f"signal {-status}" if status < 0 else f"exit status {status}"
            self._say(f"the nursery has died ({how}); another is being started")
            self._connect_later()
        else:
            self.gone.set_result(None)

    def _burial(self, number: int) -> Callable[[int], None]:
        return lambda status: self._bury(number, Ended(number, status))

    def _bury(self, number: int, ended: Ended) -> None:
        child = self._living.pop(number, None)
        if child is not None:
            child.ended.set_result(ended)
