"""Challenges of the playground in a conversation: the list, a start, how far a run is, and "it cannot be done"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lessons.kit.errors import Unreadable
from lessons.playground.challenges.challenge import Challenge
from lessons.playground.challenges.claims import REASONS, ClaimAnswer, answer_to_claim, read_reason, reasons_in_words
from lessons.playground.challenges.dozen import CHALLENGES, challenge_called, number_of
from lessons.playground.compare import KeptRun
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.settings import PlaygroundSettings
from tutor.plain.player import PlainPlayer
from tutor.plain.talk import Talk
from tutor.store import Store
from tutor.study.progress.challenges import challenges_done, keep_challenge


class ChallengeTalk:
    """Speaks of challenges while somebody plays.

    Attributes:
        now: the challenge that is taken up, if one is.
    """

    def __init__(self, talk: Talk, player: PlainPlayer, store: Store, now: Challenge | None = None) -> None:
        self.now = now
        self._talk, self._player, self._store = talk, player, store
        self._told_of: PlaygroundFrame | None = None
        self._reached = False

    def commands(
        self, settings: Callable[[], PlaygroundSettings], keep: Callable[[Iterable[KeptRun]], None]
    ) -> dict[str, Callable[[str], None]]:
        """Return what is done with the rest of a line, by its first word.

        Args:
            settings: gives the settings as they stand.
            keep: takes runs to hold others against.
        """
        return {
            "challenges": lambda _: self.list(),
            "challenge": self.take_up,
            "hint": lambda _: self._talk.line(self._taken_up().hint),
            "impossible": lambda reason: self._claim(reason, settings(), keep),
        }

    def list(self) -> None:
        """Name every challenge, and which are done."""
        done = challenges_done(self._store)
        for number, challenge in enumerate(CHALLENGES.values(), 1):
            mark = "done" if challenge.name in done else "open"
            self._talk.item("-", f"{number}. {challenge.title} ({challenge.name}), {mark}. {challenge.told}")

    def take_up(self, which: str) -> None:
        """Begin a challenge; without a name, say which one is taken up."""
        if which:
            self.now, self._reached, self._told_of = challenge_called(which), False, None
            self.introduce()
            self._player.start_with(self.now.settings(), seed=0)
        else:
            self.introduce()

    def introduce(self) -> None:
        """Say what is asked for."""
        challenge = self._taken_up()
        title = challenge.title if challenge.title.endswith("?") else f"{challenge.title}."
        self._talk.line(f"Challenge {number_of(challenge)}, {title} {challenge.told}")
        self._talk.line("hint says where to look; impossible with a number says why it cannot be done.")

    def judge(self, frame: PlaygroundFrame | None, kept: Sequence[KeptRun]) -> None:
        """Say how far a run is that has not been judged yet; what is reached is kept."""
        if self.now is None or frame is None or frame is self._told_of or self._reached:
            return
        self._told_of = frame
        score = self.now.score(frame, kept)
        if score.reached:
            self._done(self._player.line)
        self._talk.line(f"Challenge {number_of(self.now)}: {'done! ' * score.reached}{score.told}")

    def _claim(self, reason: str, settings: PlaygroundSettings, keep: Callable[[Iterable[KeptRun]], None]) -> None:
        """Answer that it cannot be done: with a run that does it, or with what is so."""
        challenge = self._taken_up()
        if not reason:
            self._talk.line(f"Why? impossible 1 to {len(REASONS)}: {reasons_in_words()}.")
            return
        try:
            held = read_reason(reason)
        except Unreadable as problem:
            raise Unreadable(f"{problem} It cannot be done because: {reasons_in_words()}.") from problem
        answer = answer_to_claim(challenge, settings, held)
        self._talk.line(answer.told)
        if answer.right:
            self._done(f"impossible: {settings.line}")
        elif answer.way is not None:
            self._show(answer, self._player.line or settings.line, keep)

    def _show(self, answer: ClaimAnswer, before: str, keep: Callable[[Iterable[KeptRun]], None]) -> None:
        """Run what does it, and say how to come back to what was there before."""
        assert answer.way is not None
        keep(answer.kept)
        self._reached = True  # what the answer does is not what the learner has done
        self._player.start_with(answer.way, seed=0)
        self._player.run()
        self._talk.line("What you had set is made again by this:")
        self._talk.verbatim(before)

    def _done(self, line: str) -> None:
        self._reached = True
        assert self.now is not None
        if trouble := keep_challenge(self._store, self.now.name, line):
            self._talk.line(trouble)

    def _taken_up(self) -> Challenge:
        """The challenge that is taken up.

        Raises:
            Unreadable: none is.
        """
        if self.now is None:
            raise Unreadable("No challenge is taken up. challenges lists them, challenge 1 begins the first.")
        return self.now
