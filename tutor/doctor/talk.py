"""Asks the terminal, hears its answers before anybody else does, and leaves it as it was, whatever happens.

What is not read here would be read by the shell, which takes it for typing. So answers that are late are waited for a
little, the rest of the input is thrown away, and the terminal's settings are put back: at the end, after an exception,
on Ctrl-C, and when the process is told to end.
"""

from __future__ import annotations

import os
import re
import select
import signal
import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, NoReturn

CURSOR = "\x1b[6n"
"""Where is the cursor? (ECMA-48, DSR 6.) Every terminal since the VT100 answers, once it has read all before it."""
PLACE = re.compile(r"\x1b\[(\d+);(\d+)R")
"""The answer to where the cursor is: row and column."""
LATE = 0.3
"""Seconds that an answer which is still to come is waited for at the end."""
LOCAL, CHARACTERS = 3, 6
"""Where `tcgetattr` keeps what happens to input, and which characters are special."""


class TerminalTalk:
    """A conversation with a terminal; a context manager.

    Args:
        reading: the descriptor that its answers come by.
        writing: the one that reaches it.
        clock: seconds.

    Attributes:
        owed: answers to `CURSOR` that have not come yet.
    """

    def __init__(self, reading: int, writing: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._reading, self._writing, self._clock = reading, writing, clock
        self._before: list[Any] = []
        self._on_end: Any = None
        self.owed = 0

    def __enter__(self) -> TerminalTalk:
        """Have answers come at once and unseen.

        Raises:
            OSError: it is no terminal (any more).
        """
        try:
            self._before = termios.tcgetattr(self._reading)
        except termios.error as problem:
            raise OSError(*problem.args) from problem
        quiet = termios.tcgetattr(self._reading)
        quiet[LOCAL] &= ~(termios.ICANON | termios.ECHO)
        quiet[CHARACTERS][termios.VMIN], quiet[CHARACTERS][termios.VTIME] = 1, 0
        with suppress(OSError, ValueError):  # Ctrl-Z would stop us with the terminal as it is now
            quiet[CHARACTERS][termios.VSUSP] = bytes([os.fpathconf(self._reading, "PC_VDISABLE")])
        if threading.current_thread() is threading.main_thread():
            self._on_end = signal.signal(signal.SIGTERM, _end)
        termios.tcsetattr(self._reading, termios.TCSANOW, quiet)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with suppress(OSError):
                self.read_until(lambda _: not self.owed, LATE)
                self.write("\x1b[m\r\x1b[J")
        finally:
            with suppress(termios.error):
                termios.tcflush(self._reading, termios.TCIFLUSH)
                termios.tcsetattr(self._reading, termios.TCSANOW, self._before)
            if self._on_end is not None:
                signal.signal(signal.SIGTERM, self._on_end)

    def ask(self, text: str, patience: float) -> str:
        """Write something that contains `CURSOR`, and read until each was answered.

        Args:
            text: what to write.
            patience: seconds.

        Returns:
            All that was read; fewer answers than questions if the time was up first.
        """
        self.owed += text.count(CURSOR)
        self.write(text)
        return self.read_until(lambda _: not self.owed, patience)

    def write(self, text: str) -> None:
        """Write, unless the terminal does not take it: one that was halted (Ctrl-S) must not halt us."""
        if select.select([], [self._writing], [], LATE)[1]:
            os.write(self._writing, text.encode())

    def read_until(self, enough: Callable[[str], bool], patience: float) -> str:
        """Read until there is enough, for no longer than `patience` seconds."""
        until, said, counted = self._clock() + patience, "", 0
        while not enough(said) and (left := until - self._clock()) > 0:
            if not select.select([self._reading], [], [], left)[0]:
                break
            data = os.read(self._reading, 4096)
            if not data:  # the terminal has gone
                break
            said += data.decode("utf-8", "replace")
            answers = len(PLACE.findall(said))
            self.owed, counted = max(0, self.owed - (answers - counted)), answers
        return said


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    """Leave by way of an exception, so that the terminal is put back first."""
    raise SystemExit(128 + number)
