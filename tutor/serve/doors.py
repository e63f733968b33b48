"""What stands between the server and a learner's process: a pseudo-terminal, or a socket where the client has none."""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import termios
from contextlib import suppress


def open_terminal(columns: int, rows: int) -> tuple[int, int]:
    """A new pseudo-terminal of that size; our side of it and the process's.

    Whatever is typed is input: no key ends, stops or holds a process, not even before it has taken its screen.
    """
    ours, theirs = os.openpty()
    attributes = termios.tcgetattr(theirs)
    attributes[0] &= ~termios.IXON
    attributes[3] &= ~termios.ISIG
    termios.tcsetattr(theirs, termios.TCSANOW, attributes)
    resize(ours, columns, rows)
    return ours, theirs


def resize(descriptor: int, columns: int, rows: int) -> None:
    """Give a terminal another size; the kernel tells the process."""
    with suppress(OSError):  # the process has closed it meanwhile
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def open_socket() -> tuple[int, int]:
    """A pair of sockets; ours and the process's."""
    ours, theirs = socket.socketpair()
    return ours.detach(), theirs.detach()


def shut(descriptor: int) -> None:
    """Let the process read an end of input, while what it writes still arrives."""
    with suppress(OSError), socket.socket(fileno=os.dup(descriptor)) as end:
        end.shutdown(socket.SHUT_WR)
