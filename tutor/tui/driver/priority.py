"""Lets an animation stand behind everybody's keys: a session whose demo plays is less urgent until it stops.

Linux shares a machine's time out among sessions (autogroups: `man 7 sched`), and a session may say at any time how
urgent it is; a process's own niceness, once raised, could not be lowered again. Only the learners of a server stand
back, for each other: on a machine that computes for others, too, a demo would hardly move, and a shell's other jobs
would be slowed down with it.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

LESS = 14
"""How much less urgent the session is while frames are drawn, on the scale of `nice`."""
LEAST = 19
AFTERWARDS = 0.5
"""Seconds without a frame after which the session is as urgent as before, and for which it is so after a key."""
_AUTOGROUP = Path("/proc/self/autogroup")


class Priority:
    """How urgent this process's session is.

    Args:
        served: whether a server has started this process, in a session of its own.
        path: where the system tells and takes it.
    """

    def __init__(self, *, served: bool, path: Path = _AUTOGROUP) -> None:
        self._path = path
        self._usual = _told_in(path) if served else None
        self._lowered = False
        self._wanted_until = float("-inf")
        self._timer: asyncio.TimerHandle | None = None

    def frame(self) -> None:
        """A frame is drawn: stand back until some time after the last one."""
        if self._usual is None:
            return
        if not self._lowered and time.monotonic() >= self._wanted_until:
            self._lowered = self._set(min(self._usual + LESS, LEAST))
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(AFTERWARDS, self._restore)

    def key(self) -> None:
        """Somebody is waiting for an answer: as urgent as ever, for a while; from any thread."""
        self._wanted_until = time.monotonic() + AFTERWARDS
        if self._lowered and self._usual is not None:
            self._lowered = not self._set(self._usual)

    def _restore(self) -> None:
        """Make the session as urgent as before, or soon: the system takes only a few such wishes a second."""
        if self._lowered and self._usual is not None:
            self._lowered = not self._set(self._usual)
        if self._lowered:
            self._timer = asyncio.get_running_loop().call_later(AFTERWARDS, self._restore)

    def _set(self, niceness: int) -> bool:
        try:
            self._path.write_text(str(niceness))
        except OSError:
            return False
        return True


def _told_in(path: Path) -> int | None:
    """The niceness of this session, None where the system does not tell."""
    try:
        return int(path.read_text().split()[-1])
    except (OSError, ValueError, IndexError):
        return None
