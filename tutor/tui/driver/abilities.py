"""What can be counted on from this terminal beyond a VT100, and from whoever started us in it."""

from __future__ import annotations

import os
import termios
from typing import IO

OUTPUT_FLAGS = 1
"""Where `tcgetattr` keeps what happens to output."""


def erases_in_colour() -> bool:
    """Whether terminfo says of this terminal that it fills what it erases with the background colour (`bce`)."""
    try:
        import curses
    except ImportError:  # a Python that was built without it
        return False
    try:
        curses.setupterm(fd=1)
    except curses.error:
        return False
    return curses.tigetflag("bce") == 1


def make_line_feed_go_down(keyboard: int, screen: IO[str] | None) -> bool:
    """Have the kernel put no carriage return before a line feed.

    Args:
        keyboard: the descriptor through which Textual sets the terminal, and sets it back.
        screen: what is written to.

    Returns:
        Whether that holds for what is written to; not so if that is another terminal, or none.
    """
    try:
        attributes = termios.tcgetattr(keyboard)
        attributes[OUTPUT_FLAGS] &= ~termios.OPOST
        termios.tcsetattr(keyboard, termios.TCSANOW, attributes)
        return screen is not None and not termios.tcgetattr(screen)[OUTPUT_FLAGS] & termios.OPOST
    except (termios.error, ValueError, OSError):
        return False


def comes_from_a_shell() -> bool:
    """Whether a shell with job control has started this process, so that it can be stopped and called back (`fg`).

    Without one (as a command that sshd was told to run, say) it is in the group of the session's first process, and a
    stop would be for ever.
    """
    return os.getpgrp() != os.getsid(0)
