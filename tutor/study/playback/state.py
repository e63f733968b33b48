"""What a demo shows just now: a frame of its run, the knobs as they stood there, what was predicted and came true."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tutor.study.playback.foresight import Foresight
from tutor.study.playback.prediction import Guess

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame, Trouble
    from lessons.kit.history import Place
    from lessons.kit.knobs import Setting


class Shown:
    """One demo as it stands on the screen.

    Attributes:
        settings: where each knob stands at the frame that is shown.
        seed: what the chance of the run starts from.
        frame: the frame that is shown, None before the first.
        index: which frame that is, from 0; −1 before the first.
        newest: the index of the last frame that the run has made.
        finished: whether nothing moves any more.
        problem: what the lesson's code raised, or "".
        settled: the option that had come true by the frame that is shown, None while that was open.
    """

    def __init__(self, demo: Demo, guess: Guess | None, keep: Callable[[Guess], object]) -> None:
        self.demo, self.seed = demo, 0
        self.settings: dict[str, Setting] = demo.starting_settings()
        self._foresight = Foresight(demo, guess, keep)
        self._show_nothing()

    @property
    def trouble(self) -> Trouble | None:
        """The trouble that the run has come to, as the lesson names it; None where there is none."""
        return self.frame.trouble if self.frame is not None else None

    @property
    def predicted(self) -> int | None:
        """The option that the learner committed to; None before, −1 if they would rather not."""
        return self._foresight.option

    @property
    def undecided(self) -> bool:
        """Whether a prediction is still to be made."""
        return self._foresight.undecided

    @property
    def as_predicted(self) -> bool:
        """Whether the run goes by the knobs and the seed for which the prediction was made."""
        return self._foresight.holds_for(self.seed, self.settings)

    @property
    def pictured(self) -> Frame | None:
        """The frame that is shown, with the prediction drawn over it if it was made for this run."""
        return self._foresight.over(self.frame) if self.frame is not None and self.as_predicted else self.frame

    @property
    def moved(self) -> bool:
        """Whether the current run has gone beyond its first frame."""
        return self.newest > 0

    @property
    def still(self) -> bool:
        """Whether this demo does not run at all: it is there to be turned."""
        return self.finished and not self.moved and not self.problem

    @property
    def looks_back(self) -> bool:
        """Whether the frame that is shown is a past one."""
        return self.index < self.newest

    def _show_nothing(self) -> None:
        """Stand before the first frame of a run, with nothing to show."""
        self.frame: Frame | None = None
        self.index = self.newest = -1
        self.finished, self.problem = False, ""
        self.settled: int | None = None

    def _stand(self, place: Place) -> None:
        """Show this place of the run."""
        self.frame, self.index, self.newest = place.frame, place.index, place.newest
        self.settings = dict(place.settings)
        self.settled, self.finished, self.problem = place.settled, place.ended, place.problem
