"""What a run is asked for: all that is wished of it, and one job: to go on for some frames, or to look at one."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.history import History, Position
    from lessons.kit.knobs import Setting


@dataclass
class Wishes:
    """Wishes that have still to be asked of a run.

    Attributes:
        goal: the frame to look at, by its index.
        answers: whether the goal answers a knob that was turned: the run is shown on its way there, too.
        steps: frames to go on.
        goes_on: whether the knobs stay as they stand at the frame that is looked at, whatever was turned later.
        turned: live knobs, and where they were turned to.
    """

    goal: int | None = None
    answers: bool = False
    steps: int = 0
    goes_on: bool = False
    turned: dict[str, Setting] = field(default_factory=dict)


@dataclass(eq=False)
class Job:
    """A thing to ask a run for. While `do` is under way, in whichever thread, nobody else touches the run.

    Attributes:
        history: the run.
        frames: how many to go on, at most.
        to: the frame to look at instead, by its index.
        in_stretches: whether it may end on the way to that frame, when its time is over.
        given_up: whether something else is wanted by now.
    """

    history: History
    frames: int = 0
    to: int | None = None
    in_stretches: bool = False
    given_up: bool = field(default=False, init=False)

    @property
    def may_last(self) -> bool:
        """Whether frames may have to be made again; ask before it is done."""
        return self.to is not None or self.history.would_replay(self.history.place.index + 1)

    def falls_short(self, place: Position) -> bool:
        """Whether it has brought the run no further than here, only because its time was over."""
        return self.in_stretches and self.to is not None and place.newest < self.to and not place.ended

    def give_up(self) -> None:
        """Have it end as soon as the frame that is being made is there."""
        self.given_up = True

    def do(self, seconds: float = math.inf) -> str:
        """Do it, and return what the lesson's code raised, or "".

        Args:
            seconds: after which no further frame is begun, unless it is a frame to look at all at once.
        """
        from lessons.kit.errors import DemoFailed

        until = time.monotonic() + seconds
        try:
            if self.to is not None:
                self.history.go(self.to, lambda: self.given_up or (self.in_stretches and time.monotonic() >= until))
            else:
                self._go_on(until)
            if (frame := self.history.place.frame) is not None and not self.given_up:
                frame.prepare()
        except DemoFailed as problem:
            return str(problem)
        return ""

    def _go_on(self, until: float) -> None:
        for _ in range(self.frames):
            frame = self.history.next(lambda: self.given_up)
            if frame is None or frame.finished or frame.halt or time.monotonic() >= until:
                return
