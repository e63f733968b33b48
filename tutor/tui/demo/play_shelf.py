"""The runs that were kept: a shelf with four places, from which what was put last can be taken and put back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.playground.compare import KeptRun
    from lessons.playground.frame import PlaygroundFrame

PLACES = 4
"""Runs that are kept at once: more curves, and the one at hand, cannot be told apart."""
FULL = f"{PLACES} runs are kept already. z lets the one go that was kept last."


class Shelf:
    """Keeps runs.

    Attributes:
        runs: the oldest first.
        dropped: the one that was let go last, until another is kept.
    """

    def __init__(self) -> None:
        self.runs: tuple[KeptRun, ...] = ()
        self.dropped: KeptRun | None = None

    def keep(self, frame: PlaygroundFrame) -> bool:
        """Keep a run as it stands at a frame; False if there is no place."""
        from lessons.playground.compare import kept_run

        if len(self.runs) == PLACES:
            return False
        self.runs, self.dropped = (*self.runs, kept_run(frame)), None
        return True

    def drop(self) -> None:
        """Let the run go that was kept last, or bring it back."""
        if self.dropped is not None:
            self.runs, self.dropped = (*self.runs, self.dropped), None
        elif self.runs:
            self.runs, self.dropped = self.runs[:-1], self.runs[-1]

    def make_room_for(self, frame: PlaygroundFrame | None, more: Iterable[KeptRun]) -> None:
        """Keep a run, and some more, whatever goes for them: what was kept first."""
        from lessons.playground.compare import kept_run

        now = () if frame is None else (kept_run(frame),)
        self.runs, self.dropped = (*self.runs, *now, *more)[-PLACES:], None
