"""Reads what the terminal sends, sleeping for as long as it sends nothing, and notices when it has gone."""

from __future__ import annotations

import os
import select
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator

from textual.message import Message

from tutor.tui.driver.meaning import Meaning
from tutor.tui.driver.splitting import Piece, Splitter

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
        clock: seconds, from anywhere.

    Attributes:
        ended: whether the input is over.
        taking: whether something is being read, or has been and not all of it was handed out yet.
    """

    def __init__(self, fileno: int, wake: Wake, clock: Callable[[], float] = time.monotonic) -> None:
        self._fileno, self._wake, self._clock = fileno, wake, clock
        self._decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        self._splitter, self._meaning = Splitter(), Meaning()
        self._heard_at = clock()
        self.ended = self.taking = False

    @property
    def patience(self) -> float | None:
        """Seconds that more is waited for, since a lone escape may begin something; None where nothing has begun."""
        patience = self._splitter.patience
        return None if patience is None else max(0.0, self._heard_at + patience - self._clock())

    def messages(self, stopped: Callable[[], bool]) -> Iterator[Message]:
        """Yield messages as they arrive, until `stopped` or until the input ends; then `ended` is true."""
        while not (stopped() or self.ended):
            patience = self.patience
            ready, _, _ = select.select([self._fileno, self._wake.reader], [], [], patience)
            if self._fileno in ready:
                self.taking = True  # before the bytes are gone from the line: whoever looks misses none on their way
                yield from self._meant(self._splitter.feed(self._read()))
            elif patience is not None and self.patience == 0:
                yield from self._meant(self._splitter.expire())
            self.taking = False

    def _meant(self, pieces: Iterator[Piece]) -> Iterator[Message]:
        for piece in pieces:
            yield from self._meaning.of(piece)

    def _read(self) -> str:
        try:
            data = os.read(self._fileno, AT_ONCE)
        except OSError:  # the terminal was hung up, or is no longer ours to read
            data = b""
        self.ended = not data
        self._heard_at = self._clock()
        return self._decode(data)
