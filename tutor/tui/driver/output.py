"""Writes to the terminal in a thread of its own, so that a terminal that does not read keeps nobody waiting."""

from __future__ import annotations

import os
import select
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import IO

from textual.drivers._writer_thread import WriterThread

PIECE = 512
"""Bytes handed to the kernel at a time: so often it is known that the terminal reads, and the thread still wanted."""


class Output(WriterThread):
    """Takes text from the app without ever blocking it, and hands it to the terminal as fast as that reads.

    Args:
        file: the terminal as a text stream; its encoding is used, and what it cannot encode becomes a question mark.
        failed: called once, from the thread, when the terminal has gone.
        drained: called from the thread whenever everything that was written has been taken.

    Attributes:
        dead: whether writing has failed or was given up; from then on everything is dropped.
    """

    def __init__(self, file: IO[str], failed: Callable[[], None], drained: Callable[[], None]) -> None:
        super().__init__(file)
        self._fd = file.fileno()
        self._encoding = getattr(file, "encoding", None) or "utf-8"
        self._failed, self._drained = failed, drained
        self._chunks: deque[bytes] = deque()
        self._changed = threading.Condition()
        self._in_hand = self._stopping = False
        self._moved = time.monotonic()
        self.dead = False

    @property
    def busy(self) -> bool:
        """Whether something waits for the terminal to read."""
        return not self.dead and (self._in_hand or bool(self._chunks))

    @property
    def waits_since(self) -> float | None:
        """When the terminal last took something of what waits, by the monotonic clock; None while nothing waits."""
        return self._moved if self.busy else None

    def write(self, text: str) -> None:
        """Have text written; returns at once."""
        if self.dead or not text:
            return
        with self._changed:
            if not self.busy:
                self._moved = time.monotonic()
            self._chunks.append(text.encode(self._encoding, "replace"))
            self._changed.notify_all()

    def forget_waiting(self) -> None:
        """Drop what was not begun yet: the screen is about to be left."""
        with self._changed:
            self._chunks.clear()

    def give_up(self) -> None:
        """Drop everything, now and from now on."""
        with self._changed:
            self.dead = True
            self._chunks.clear()
            self._changed.notify_all()

    def finish(self, patience: float) -> bool:
        """Write what waits and end the thread.

        Returns:
            Whether all of it was taken within `patience` seconds; if not, the rest is dropped.
        """
        with self._changed:
            taken = self._changed.wait_for(lambda: not self.busy, patience) and not self.dead
            self._stopping = True
            self._changed.notify_all()
        if not taken:
            self.give_up()
        elif self.is_alive() and self is not threading.current_thread():
            self.join(patience)
        return taken

    def stop(self) -> None:
        """Write what waits and end the thread, as Textual asks for it."""
        self.finish(1.0)

    def run(self) -> None:
        """The thread: one chunk after another, until stopped."""
        while (chunk := self._next_chunk()) is not None:
            try:
                self._hand_over(chunk)
            except OSError:
                self.give_up()
                self._failed()
            self._in_hand = False
            if not self._chunks:
                with self._changed:
                    self._changed.notify_all()
                self._drained()

    def _next_chunk(self) -> bytes | None:
        with self._changed:
            self._changed.wait_for(lambda: self._chunks or self._stopping or self.dead)
            if not self._chunks:
                return None
            self._in_hand = True
            return self._chunks.popleft()

    def _hand_over(self, chunk: bytes) -> None:
        left = memoryview(chunk)
        while left and not self.dead:
            try:
                count = os.write(self._fd, left[:PIECE])
            except BlockingIOError:  # somebody who shares the terminal made it non-blocking
                select.select([], [self._fd], [], 1.0)
                continue
            self._moved = time.monotonic()
            left = left[count:]
