"""The runs of the playground that were kept: four places, from which what was put last can be taken and put back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.playground.compare import KeptRun

PLACES = 4
"""Runs that are kept at once: more curves, and the one at hand, cannot be told apart."""


class Shelf:
    """Keeps runs.

    Attributes:
        runs: the oldest first.
        dropped: the one that was let go last, until another is kept.
    """

    def __init__(self) -> None:
        self.runs: tuple[KeptRun, ...] = ()
        self.dropped: KeptRun | None = None

    def keep(self, run: KeptRun) -> bool:
        """Keep a run; False if there is no place."""
        if len(self.runs) == PLACES:
            return False
        self.runs, self.dropped = (*self.runs, run), None
        return True

    def let_go(self) -> KeptRun | None:
        """Let the run go that was kept last, and return it; None if none is kept."""
        if not self.runs:
            return None
        self.runs, self.dropped = self.runs[:-1], self.runs[-1]
        return self.dropped

    def let_go_or_bring_back(self) -> None:
        """Let the run go that was kept last; once more, and it is back."""
        if self.dropped is not None:
            self.keep(self.dropped)
        else:
            self.let_go()

    def make_room_for(self, runs: Iterable[KeptRun]) -> None:
        """Keep some runs, whatever goes for them: what was kept first."""
        self.runs, self.dropped = (*self.runs, *runs)[-PLACES:], None
