"""What can be seen without asking anybody: the environment, which streams are terminals, how large the screen is."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from tutor.console.environment import can_place_cursor
from tutor.console.shell import Shell

STREAMS = ("input", "output", "errors")


@dataclass(frozen=True)
class Surroundings:
    """Where the doctor was called.

    Attributes:
        environment: the process's variables.
        terminals: whether standard input, output and error are terminals.
        size: columns and rows as the terminal says, None if there is no terminal.
        encoding: how the output is encoded.
        unasked: why the terminal cannot be asked anything, a clause; "" if it can.
    """

    environment: Mapping[str, str]
    terminals: tuple[bool, bool, bool] = (True, True, True)
    size: tuple[int, int] | None = (80, 24)
    encoding: str = "utf-8"
    unasked: str = ""

    @property
    def term(self) -> str:
        """The terminal's name."""
        return self.environment.get("TERM", "")


def look_around(shell: Shell) -> Surroundings:
    """Return where the doctor was called, as far as it can be seen without asking the terminal."""
    streams = (shell.stdin, shell.out, shell.err)
    terminals = (is_terminal(shell.stdin), is_terminal(shell.out), is_terminal(shell.err))
    size = next((size_of(stream) for stream, there in zip(streams, terminals, strict=True) if there), None)
    encoding = getattr(shell.out, "encoding", None) or "utf-8"
    return Surroundings(shell.environment, terminals, size, encoding, _why_not_to_ask(shell, terminals))


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal; one that is closed is none."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def size_of(stream: TextIO) -> tuple[int, int] | None:
    """Columns and rows of a terminal."""
    try:
        size = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return None
    return size.columns, size.lines


def _why_not_to_ask(shell: Shell, terminals: tuple[bool, bool, bool]) -> str:
    """Questions go out by standard error and answers come in by standard input, as in the app."""
    if not (terminals[0] and terminals[2]):
        return "input and errors do not both lead to a terminal"
    if not can_place_cursor(shell.environment):
        return "TERM names no terminal that could answer"
    try:
        if not terminals[1] and stat.S_ISFIFO(os.fstat(shell.out.fileno()).st_mode):
            return "the output goes to another program, which may be using the terminal itself"
        if os.tcgetpgrp(shell.stdin.fileno()) != os.getpgrp():
            return "this runs in the background"
    except (OSError, ValueError):
        return "the terminal does not let itself be used"
    return ""
