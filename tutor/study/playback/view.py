"""What of a demo is to be seen just now: a frame of its run, the knobs as they stood there, what was predicted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.study.playback.before import Before
from tutor.study.playback.prediction import Commitment

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame, Reading, Trouble
    from lessons.kit.knobs import Setting


@dataclass(frozen=True, eq=False)
class DemoView:
    """One demo as it stands.

    Attributes:
        run: how many runs were begun.
        seed: what the chance of the run starts from.
        settings: where each knob stands at the frame that is shown.
        frame: the frame that is shown, None before the first.
        index: which frame that is, from 0; −1 before the first.
        newest: the index of the last frame that the run has made.
        aim: the frame that will be shown when all that was pressed is done.
        finished: whether nothing moves any more.
        problem: what the lesson's code raised, or "".
        came_true: the option that had come true by the frame that is shown, None while that was open.
        playing: whether the run goes on by itself.
        speed: the place in the list of speeds.
        commitment: what was predicted.
        returning: whether frames are being made again, which takes a while.
        told: whether the words that belong after the run have been told, because one was over or somebody asked.
        before: the picture before a knob was turned, None where there is nothing to compare with.
        wanted: the frame at which the run was to stand after that turn; −1 if the learner has moved on since.
        retimed: whether another speed was chosen at this very moment of the run, and nothing has moved since.
    """

    run: int
    seed: int
    settings: Mapping[str, Setting]
    frame: Frame | None
    index: int
    newest: int
    aim: int
    finished: bool
    problem: str
    came_true: int | None
    playing: bool
    speed: int
    commitment: Commitment
    returning: bool = False
    told: bool = False
    retimed: bool = False
    before: Before | None = None
    wanted: int = -1

    @property
    def demo(self) -> Demo:
        """The demo."""
        return self.commitment.demo

    @property
    def trouble(self) -> Trouble | None:
        """The trouble with the run itself, as the lesson names it."""
        return self.frame.trouble if self.frame is not None else None

    @property
    def as_predicted(self) -> bool:
        """Whether the run goes by the knobs and the seed for which the prediction was made."""
        return self.commitment.holds_for(self.seed, self.settings)

    @property
    def pictured(self) -> Frame | None:
        """The frame that is shown, with the prediction over it if it was made for this run, and its shadow."""
        if self.frame is None:
            return None
        frame = self.commitment.over(self.frame) if self.as_predicted else self.frame
        return self.before.behind(frame, self.otherwise) if self.before is not None and self.otherwise else frame

    @property
    def otherwise(self) -> str:
        """The settings before a knob was turned, such as "learning rate 0.1"; "" if nothing is compared."""
        return self.before.differing(self.demo, self.settings) if self.before is not None else ""

    @property
    def readings_before(self) -> Mapping[str, Reading]:
        """The readings that were other than they are now, before a knob was turned."""
        if self.before is None or self.frame is None or not self.otherwise:
            return {}
        return self.before.readings(self.frame)

    @property
    def ended_sooner(self) -> bool:
        """Whether the run ended before it stood where the one before the last turn did."""
        return self.ended and -1 < self.index < self.wanted

    @property
    def moved(self) -> bool:
        """Whether the current run has gone beyond its first frame."""
        return self.newest > 0

    @property
    def ended(self) -> bool:
        """Whether there is nothing further to come, for good or ill."""
        return self.finished or bool(self.problem)

    @property
    def still(self) -> bool:
        """Whether this demo does not run at all: it is there to be turned."""
        return self.finished and not self.moved and not self.problem

    @property
    def moment(self) -> str:
        """Which frame it is that is shown, such as "update 7, frame 8 of 11"."""
        update = self.frame.number if self.frame is not None else 0
        return f"update {update:,}, frame {self.index + 1:,} of {self.newest + 1:,}"

    @property
    def looks_back(self) -> bool:
        """Whether the frame that is shown is a past one."""
        return self.index < self.newest
