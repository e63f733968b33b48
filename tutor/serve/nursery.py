"""The process that forks a child for each learner: it has loaded the app once, and has one thread and no event loop.

Python's own fork server (`multiprocessing.forkserver`) would import the main module again in each child, start another
process beside it, and give no child a session and a terminal of its own.
"""

from __future__ import annotations

import errno
import gc
import os
import select
import signal
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tutor.serve.child import become_child
from tutor.serve.messages import READ, Begun, Ended, Kill, LineBuffer, Message, Ready, Start, as_line

FOR_ALL = 3.0
"""Seconds that children have to end by themselves when the server has gone."""
FOR_THREADS = 5.0
"""Seconds that threads which loading the app has started have to end."""
_TASKS = Path("/proc/self/task")


class Nursery:
    """Forks, signals and buries children, as the server asks.

    Args:
        line: to the server; when that closes, all ends.
        run: what a child does, given the words it is called with; gives its exit status.
    """

    def __init__(self, line: socket.socket, run: Callable[[list[str]], int]) -> None:
        self._line, self._run = line, run
        self._lines, self._descriptors = LineBuffer(), deque[int]()
        self._children: dict[int, int] = {}
        self._wake, self._ring = os.pipe()

    def serve(self) -> None:
        """Stay until the server goes, then see every child to its end."""
        os.set_blocking(self._ring, False)
        signal.set_wakeup_fd(self._ring, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        with suppress(ConnectionError):
            self._tell(Ready())
            while self._look():
                self._bury()
        self._end_all()

    def _look(self) -> bool:
        """Wait for the server or for a child's end; False once the server has gone."""
        line = self._line.fileno()
        ready, _, _ = select.select([line, self._wake], [], [])
        if self._wake in ready:
            os.read(self._wake, READ)
        if line not in ready:
            return True
        data, descriptors, _, _ = socket.recv_fds(self._line, READ, 16)
        self._descriptors.extend(descriptors)
        for message in self._lines.feed(data):
            self._obey(message)
        return bool(data)

    def _obey(self, message: Message) -> None:
        if isinstance(message, Start):
            if not self._descriptors:  # the system had none to spare
                self._tell(Ended(message.child, 1, os.strerror(errno.EMFILE)))
                return
            terminal = self._descriptors.popleft()
            try:
                self._start(message, terminal)
            finally:
                os.close(terminal)
        elif isinstance(message, Kill) and message.child in self._children:
            self._kill(self._children[message.child], message.number)

    def _start(self, start: Start, terminal: int) -> None:
        try:
            process = os.fork()
        except OSError as problem:
            self._tell(Ended(start.child, 1, problem.strerror or str(problem)))
            return
        if process == 0:
            become_child(start, terminal, self._run)
        self._children[start.child] = process
        self._tell(Begun(start.child, process))

    def _kill(self, process: int, number: int) -> None:
        """Signal the child, and the group that it leads once it has come that far."""
        for kill in (os.kill, os.killpg):
            with suppress(ProcessLookupError, PermissionError):
                kill(process, number)

    def _bury(self) -> None:
        """Take leave of the children that have ended."""
        for child, process in list(self._children.items()):
            buried, status = os.waitpid(process, os.WNOHANG)
            if buried:
                del self._children[child]
                self._tell(Ended(child, os.waitstatus_to_exitcode(status)))

    def _end_all(self) -> None:
        """Their terminals have been hung up; those that do not leave are ended."""
        until = time.monotonic() + FOR_ALL
        while self._children and (left := until - time.monotonic()) > 0:
            if select.select([self._wake], [], [], left)[0]:
                os.read(self._wake, READ)
            with suppress(ConnectionError):
                self._bury()
        for process in self._children.values():
            self._kill(process, signal.SIGKILL)

    def _tell(self, message: Message) -> None:
        self._line.sendall(as_line(message))


def live(line: socket.socket, load: Callable[[], None], run: Callable[[list[str]], int]) -> None:
    """Load, then serve until the server goes.

    Args:
        line: to the server.
        load: what is done before anybody is forked.
        run: what a child does.

    Raises:
        RuntimeError: loading has left threads running.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    gc.disable()
    load()
    _see_threads_end()
    gc.collect()
    gc.freeze()  # what all share is never looked at again, so that the collector does not copy it into each child
    Nursery(line, run).serve()


def _see_threads_end() -> None:
    """Threads that have been joined need another moment until the system has forgotten them."""
    until = time.monotonic() + FOR_THREADS
    while (threads := _threads()) > 1:
        if time.monotonic() > until:
            raise RuntimeError(f"Loading the app has left {threads} threads running, and then nobody may be forked.")
        time.sleep(0.01)


def _threads() -> int:
    """How many threads this process has, Python's and others where the system tells."""
    return len(list(_TASKS.iterdir())) if _TASKS.is_dir() else threading.active_count()
