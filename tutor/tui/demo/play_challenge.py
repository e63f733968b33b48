"""The challenge that is taken up in the playground: each frame is held against it, and what is reached stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.playground.challenges.challenge import Challenge
    from lessons.playground.compare import KeptRun
    from lessons.playground.frame import PlaygroundFrame


def nobody_keeps(name: str, line: str) -> None:
    """Keep nothing."""


class ChallengeTask:
    """The challenge that somebody has taken up, and whether it is reached.

    Args:
        keep: is told the name of a challenge that is done, and the line of the run that did it.
        name: of the challenge that is taken up; "" for none.

    Attributes:
        name: likewise.
        reached: how it was reached; "" while it is not.
        remark: what was answered to a claim, until another challenge is taken up.
    """

    def __init__(self, keep: Callable[[str, str], None] = nobody_keeps, name: str = "") -> None:
        self._keep = keep
        self.name, self.reached, self.remark = name, "", ""

    def take_up(self, name: str) -> None:
        """Take up a challenge, from its beginning."""
        self.name, self.reached, self.remark = name, "", ""

    def show(self, name: str, remark: str) -> None:
        """Have a run shown that does it: that is not what the learner has done, so nothing is judged."""
        self.name, self.reached, self.remark = name, "", remark

    def done(self, name: str, line: str) -> None:
        """Keep that a challenge is done."""
        self._keep(name, line)

    def words(self, frame: PlaygroundFrame, kept: Sequence[KeptRun], line: Callable[[], str]) -> str:
        """Return how a frame stands to the challenge, in Markdown; "" if none is taken up.

        Args:
            frame: what is shown.
            kept: the runs that it may be held against.
            line: gives what to type to see this very frame again.
        """
        if not self.name:
            return ""
        from lessons.playground.challenges.dozen import CHALLENGES, number_of

        challenge = CHALLENGES[self.name]
        number = f"**Challenge {number_of(challenge)}:**"
        if self.remark:
            return f"{number} {self.remark}"
        return f"{number} {self.reached or self._judged(challenge, frame, kept, line)}"

    def _judged(
        self, challenge: Challenge, frame: PlaygroundFrame, kept: Sequence[KeptRun], line: Callable[[], str]
    ) -> str:
        score = challenge.score(frame, kept)
        if score.reached:
            self.reached = f"**done!** {score.told} This was update {frame.number:,}; **j** lists the others."
            self.done(self.name, line())
        return self.reached or score.told
