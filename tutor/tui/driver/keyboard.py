"""Reads what the terminal sends, sleeping for as long as it sends nothing, and notices when it has gone."""

from __future__ import annotations

import os
import select
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator

from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.message import Message

AT_ONCE = 4096
"""Bytes read at a time."""


class Wake:
    """A pipe that gets a thread out of its waiting."""

    def __init__(self) -> None:
        self.reader, self._writer = os.pipe()
        self._open = True

    def ring(self) -> None:
        """Wake the thread."""
        if self._open:
            os.write(self._writer, b"!")

    def quiet(self) -> None:
        """Take back what was rung."""
        while self._open and select.select([self.reader], [], [], 0)[0]:
            os.read(self.reader, AT_ONCE)

    def close(self) -> None:
        """Give the pipe back."""
        if self._open:
            self._open = False
            os.close(self.reader)
            os.close(self._writer)


class Keyboard:
    """The terminal's input as messages.

    Args:
        fileno: what to read.
        wake: gets `messages` out of its waiting, to look whether it should stop.
        debug: whether Textual's parser keeps a log of keys.
    """

    def __init__(self, fileno: int, wake: Wake, *, debug: bool = False) -> None:
        self._fileno, self._wake = fileno, wake
        self._parser = XTermParser(debug)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._settled_at = 0.0
        self.ended = False

    def messages(self, stopped: Callable[[], bool]) -> Iterator[Message]:
        """What arrives, until `stopped` or until the input ends; then `ended` is true."""
        try:
            while not (stopped() or self.ended):
                if self._fileno in select.select([self._fileno, self._wake.reader], [], [], self._patience())[0]:
                    yield from self._read()
                yield from self._parser.tick()
        finally:
            self._close()

    def _patience(self) -> float | None:
        """A lone escape may be a key or the beginning of one: only after some input does waiting have an end."""
        left = self._settled_at - time.monotonic()
        return max(left, 0.01) if left > -constants.ESCAPE_DELAY else None

    def _read(self) -> Iterator[Message]:
        try:
            data = os.read(self._fileno, AT_ONCE)
        except OSError:  # the terminal was hung up, or is no longer ours to read
            data = b""
        self.ended = not data
        self._settled_at = time.monotonic() + constants.ESCAPE_DELAY
        if text := self._decode(data):
            yield from self._parser.feed(text)

    def _close(self) -> None:
        try:
            for _ in self._parser.feed(""):
                pass
        except ParseError:  # it had ended already
            return
