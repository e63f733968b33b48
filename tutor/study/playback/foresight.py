"""What the learner predicted of a demo, and whether it was of the run on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tutor.study.playback.prediction import Guess, conditions

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame
    from lessons.kit.knobs import Setting

DECLINED = -1
"""In place of an option: they would rather not."""


def nobody_keeps(guess: Guess) -> None:
    """Do nothing with a prediction, where nothing is kept."""


class Foresight:
    """The prediction of one demo.

    Attributes:
        option: the option that the learner committed to; None before, −1 if they would rather not.
    """

    def __init__(self, demo: Demo, guess: Guess | None, keep: Callable[[Guess], object]) -> None:
        """`guess` is a prediction made earlier; one that is made now is handed to `keep`."""
        self._demo, self._keep = demo, keep
        self.option: int | None = guess.option if guess is not None else None
        self._made_for = guess.made_for if guess is not None else ""

    @property
    def undecided(self) -> bool:
        """Whether a prediction is still to be made."""
        return self._demo.prediction is not None and self.option is None

    def decline(self) -> None:
        """Have the demo run without a prediction, if there is none yet."""
        if self.undecided:
            self.option = DECLINED

    def commit(self, option: int, seed: int, settings: Mapping[str, Setting]) -> None:
        """Predict; it can be done once, before the first run."""
        self.option, self._made_for = option, conditions(self._demo, seed, settings)
        self._keep(Guess(option, self._made_for))

    def holds_for(self, seed: int, settings: Mapping[str, Setting]) -> bool:
        """Whether the prediction was made of a run with this seed and these knobs."""
        return self._made_for == conditions(self._demo, seed, settings)

    def over(self, frame: Frame) -> Frame:
        """The frame with what was predicted drawn over it."""
        asked = self._demo.prediction
        return frame if asked is None or self.option is None else asked.over(frame, self.option)
