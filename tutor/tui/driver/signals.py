"""Signals that ask the app to end: taken while it has the terminal, and given back as they were."""

from __future__ import annotations

import signal
from collections.abc import Callable

ENDS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
STOPS = (signal.SIGTSTP, signal.SIGCONT)
"""Textual takes these by itself, and does not give them back."""


class Ends:
    """Has `told` called with the number of a signal; whoever set one to be ignored means it."""

    def __init__(self, told: Callable[[int], object]) -> None:
        self._handlers = {number: signal.getsignal(number) for number in ENDS}
        for number, handler in self._handlers.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, lambda received, _: told(received))

    def give_back(self) -> None:
        """Have all signals do what they did before, those to stop and to go on what they do by themselves."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler or signal.SIG_DFL)
        for number in STOPS:
            signal.signal(number, signal.SIG_DFL)
