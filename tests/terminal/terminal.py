"""A real pseudo-terminal with a program in it and an emulator behind it: what a learner would see, cell by cell."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType

import pyte

PATIENCE = 60.0
"""Seconds to wait for a screen on a busy machine before giving up; no test asserts how long it took."""
QUIET = 0.25
"""Seconds without a byte after which a screen is taken as whole."""
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "F1": "\x1bOP",
    "ctrl+c": "\x03",
}


class Terminal:
    """Runs `command` in a pseudo-terminal of `columns` × `rows`; use as a context manager.

    Attributes:
        output: every byte that has come.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        keys: Mapping[str, str] = KEYS,
    ) -> None:
        self.keys = keys
        self.screen = pyte.Screen(columns, rows)
        self.output = bytearray()
        self._stream = pyte.ByteStream(self.screen)
        self._main, other = pty.openpty()
        self.resize(columns, rows, tell=False)
        surroundings = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        for name in ("TMUX", "NO_COLOR", "COLORTERM", "CI", "LC_ALL"):
            surroundings.pop(name, None)
        surroundings.update(environment or {})
        self.process = subprocess.Popen(
            list(command), stdin=other, stdout=other, stderr=other, env=surroundings, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(other)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Take the terminal away, as a dropped line does."""
        if self._main >= 0:
            os.close(self._main)
            self._main = -1

    def resize(self, columns: int, rows: int, *, tell: bool = True) -> None:
        """Give the terminal another size, as dragging its window does."""
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)
        if tell:
            os.killpg(self.process.pid, signal.SIGWINCH)

    def press(self, *keys: str) -> None:
        """Press keys by name, or type the letters of anything that is not a name."""
        for key in keys:
            os.write(self._main, self.keys.get(key, key).encode())

    @property
    def received(self) -> int:
        """How many bytes have come."""
        return len(self.output)

    @property
    def text(self) -> str:
        """The screen as lines."""
        return "\n".join(self.screen.display)

    def read(self, patience: float = 0.05) -> bool:
        """Take in what the program has written; False when it has gone."""
        ready, _, _ = select.select([self._main], [], [], patience)
        if not ready:
            return True
        try:
            data = os.read(self._main, 65536)
        except OSError:  # Linux: the other side has closed
            return False
        self.output += data
        self._stream.feed(data)
        return bool(data)

    def wait_until(self, holds: Callable[[str], bool], what: str = "the screen") -> str:
        """Read until the screen's text satisfies `holds`, and give it back.

        Raises:
            AssertionError: it never did; the message holds the screen as it was.
        """
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if holds(self.text):
                return self.text
            if not self.read():
                break
        if holds(self.text):
            return self.text
        raise AssertionError(f"{what} never came; the screen was:\n{self.text}")

    def wait_for(self, words: str) -> str:
        """Read until the words stand on the screen."""
        return self.wait_until(lambda text: words in text, f"“{words}”")

    def wait_for_broken(self, words: str) -> str:
        """Read until the words stand on the screen, wherever a line's end may break them."""
        return self.wait_until(lambda text: words in text.replace("\n", ""), f"“{words}”")

    def wait_until_gone(self, words: str) -> str:
        """Read until the words stand nowhere on the screen, and not just because a frame has come in half."""
        self.wait_until(lambda text: words not in text, f"a screen without “{words}”")
        return self.wait_until(lambda _: words not in self.settle(), f"a screen that stays without “{words}”")

    def wait_for_change(self, *keys: str) -> str:
        """Press keys, read until the screen has changed and the program has nothing more to say, and give it back."""
        before = self.text
        self.press(*keys)
        self.wait_until(lambda text: text != before, f"a change after {' '.join(keys)}")
        return self.settle()

    def settle(self) -> str:
        """Read until the program has nothing more to say, and give the screen's text back."""
        while select.select([self._main], [], [], QUIET)[0]:
            if not self.read():
                break
        return self.text

    def wait_for_exit(self) -> int:
        """Read until the program has ended; its exit status."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            if self._main < 0 or not self.read():
                self.process.wait(timeout=PATIENCE)
        if self.process.poll() is None:
            raise AssertionError(f"The program goes on; the screen was:\n{self.text}")
        while self._main >= 0 and self.read(0.0) and select.select([self._main], [], [], 0.0)[0]:
            pass
        return self.process.returncode
