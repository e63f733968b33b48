"""What the server and the nursery say to each other: one JSON object a line, over a Unix socket.

A `Start` travels with the descriptor that becomes the child's terminal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

READ = 65536
"""Bytes read at a time."""


@dataclass(frozen=True)
class Start:
    """To the nursery: fork a child.

    Attributes:
        child: a number that names it from now on.
        environment: all its variables.
        words: what it is called with, as after `nntutor`.
        terminal: whether its descriptor is a terminal, which it shall control.
    """

    child: int
    environment: dict[str, str]
    words: list[str]
    terminal: bool


@dataclass(frozen=True)
class Kill:
    """To the nursery: send a child and whatever it has started a signal, if it still lives."""

    child: int
    number: int


@dataclass(frozen=True)
class Ready:
    """From the nursery: everything is loaded."""


@dataclass(frozen=True)
class Begun:
    """From the nursery: a child lives, under a process id."""

    child: int
    process: int


@dataclass(frozen=True)
class Ended:
    """From the nursery: a child has ended, with its exit status or the negative number of the signal that ended it.

    One that could not be forked has ended too; `problem` says why.
    """

    child: int
    status: int
    problem: str = ""


Message = Start | Kill | Ready | Begun | Ended
KINDS: dict[str, type[Message]] = {kind.__name__: kind for kind in (Start, Kill, Ready, Begun, Ended)}


def as_line(message: Message) -> bytes:
    """A message as it travels."""
    return json.dumps({"kind": type(message).__name__, **asdict(message)}).encode() + b"\n"


class LineBuffer:
    """Puts messages together again from whatever pieces arrive."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages that are whole now."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            fields = json.loads(line)
            yield KINDS[fields.pop("kind")](**fields)
