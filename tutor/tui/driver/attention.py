"""Tells when a terminal has stopped reading, so that no process is left waiting for it.

The kernel takes some kilobytes on a terminal's behalf, and an animation that waits for answers never fills them: that
a write goes through says nothing. So a question that is not answered, by a terminal that always did, is looked into:
more is sent than the kernel can hold, of a character that every terminal ignores. Is that taken, then the answer is
merely late; is it not, then nobody reads.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

PATIENCE = 2.0
"""Seconds that a terminal may take nothing while something waits for it."""
DOUBT = 0.6
"""Seconds that an answer may be overdue before that is looked into."""
PATIENCE_IN_DOUBT = 1.25
"""Seconds that a terminal may take nothing after that; all in all less than three, with `leaving.SHORTLY`."""
PADDING = "\0" * 24 * 1024
"""More than a pseudo-terminal holds while nobody reads (13 to 20 KB on Linux); a NUL is ignored since the VT100."""


class Attention:
    """How long a terminal may still be waited for.

    Args:
        doubts: whether a late answer is looked into.
        clock: seconds, from anywhere.

    Attributes:
        heard_at: when the terminal last sent something, of its own or because of a key: somebody is there.
    """

    def __init__(self, *, doubts: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self.doubts, self._clock = doubts, clock
        self.heard_at = clock()
        self._looked_into: float | None = None

    @classmethod
    def for_environment(cls, environment: Mapping[str, str]) -> Attention:
        """Make the attention for the terminal of this environment.

        Late answers say nothing where it is sshd that reads, and does so whatever the line is like; nor where a reader
        stops in the ordinary course of things: GNU Screen while it copies, a Windows console while text is selected.
        """
        console = "WSL_DISTRO_NAME" in environment and "WT_SESSION" not in environment
        return cls(doubts=not (environment.get("SSH_CONNECTION") or environment.get("STY") or console))

    def time_left(self, taken_at: float | None, due_at: float | None) -> float | None:
        """Seconds until patience ends; None while there is nothing to wait for.

        Args:
            taken_at: when the terminal last took something of what waits; None if nothing waits.
            due_at: when the oldest open question should have been answered; None if there is none.
        """
        if taken_at is not None:
            doubted = due_at is not None and due_at == self._looked_into
            patience, since = (PATIENCE_IN_DOUBT if doubted else PATIENCE), taken_at
        elif due_at is not None and self.doubts and due_at != self._looked_into:
            patience, since = DOUBT, due_at
        else:
            return None
        return max(since, self.heard_at) + patience - self._clock()

    def look_into(self, due_at: float) -> str:
        """Return the bytes for a terminal whose answer is late; once for each question."""
        self._looked_into = due_at
        return PADDING
