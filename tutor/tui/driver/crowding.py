"""How crowded the machine is: how long this process waits for a processor, and how long an animation rests for that.

Where many learn on one machine, animations can fill it, and the answer to somebody's key waits behind them. Linux tells
each process how long it has computed and how long it has stood in line to do so (its `sched-stats.rst`); an animation
that stands in line longer than it computes draws less often, until nobody waits. Elsewhere nothing is told, and nothing
rests.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

LONGEST = 0.25
"""Seconds between two frames at most: a demo stays alive."""
SHORTEST = 0.05
"""Seconds under which there is no use in resting."""
MORE, LESS = 1.5, 0.9
"""By how much a rest grows and shrinks with each frame."""
ENOUGH = 0.002
"""Seconds of computing from which on it can be told."""
_TOLD_IN = Path("/proc/self/schedstat")
_A_SECOND = 1e9


class Times(NamedTuple):
    """Seconds since the process began.

    Attributes:
        computed: by its first thread, in which everything is drawn.
        waited: for its turn on a processor.
    """

    computed: float
    waited: float


def times_of_scheduler(path: Path = _TOLD_IN) -> Times | None:
    """The times of this process, as Linux tells them; None elsewhere."""
    try:
        computed, waited, _ = path.read_bytes().split()
        return Times(int(computed) / _A_SECOND, int(waited) / _A_SECOND)
    except (OSError, ValueError):
        return None


class Crowding:
    """How long an animation should rest between two frames.

    Args:
        tell: gives the times, None where the system does not tell.

    Attributes:
        rest: seconds from one frame to the next at least; 0 while there is room.
    """

    def __init__(self, tell: Callable[[], Times | None] = times_of_scheduler) -> None:
        self._tell = tell
        self._before = tell()
        self.rest = 0.0

    def look(self) -> None:
        """A frame has been drawn: see how the time since the last one was spent."""
        now, before = self._tell(), self._before
        if now is None or before is None or now.computed - before.computed < ENOUGH:
            return
        self._before = now
        if now.waited - before.waited > now.computed - before.computed:
            self.rest = min(max(self.rest, SHORTEST) * MORE, LONGEST)
        else:
            self.rest = self.rest * LESS if self.rest * LESS > SHORTEST else 0.0
