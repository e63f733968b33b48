"""How long one waits for a file that another program holds, and when somebody gets a word about it."""

from __future__ import annotations

import time
from collections.abc import Callable

BRIEFLY = 0.2
"""Seconds to wait for the file where it goes on anyway without it."""
A_MOMENT = 0.5
"""Seconds for which it is waited without a word; another terminal's write takes milliseconds."""
PATIENCE = 10.0
"""Seconds after which it goes on without the file: an import of a year's records is done by then."""
WAITING = (
    "Another program is holding your progress. It is waited for; nothing is lost, and you can go on as soon as that "
    "program lets go."
)


def nobody_waits(sentence: str) -> None:
    """Say nothing, where nobody looks."""


class Patience:
    """Waits, and says so once each time.

    Args:
        seconds: how long to wait in all, at each access.
        say: is handed a sentence when `A_MOMENT` was not enough, in the thread that waits.

    Attributes:
        seconds: as given.
        say: as given; may be changed at any time.
    """

    def __init__(self, seconds: float, say: Callable[[str], object] = nobody_waits) -> None:
        self.seconds, self.say = seconds, say

    @property
    def at_once(self) -> float:
        """Seconds that SQLite may wait by itself before it gives up and `wait` goes round."""
        return min(A_MOMENT, self.seconds)

    def wait(self) -> Callable[[], bool]:
        """Begin to wait.

        Returns:
            Is to be called each time that the file was held for `at_once`: says whether to try again.
        """
        end, told = time.monotonic() + self.seconds - self.at_once, False

        def again() -> bool:
            nonlocal told
            if time.monotonic() >= end:
                return False
            if not told:
                told = True
                self.say(WAITING)
            return True

        return again

    def briefly(self) -> Patience:
        """Return a patience for whoever goes on anyway: it waits an instant, and says nothing."""
        return Patience(min(BRIEFLY, self.seconds))
