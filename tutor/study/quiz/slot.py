"""One question's place in a round: what is asked there, what was replied, and all that happened to it in this round."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lessons.kit.questions import Asked
from lessons.kit.verdicts import Verdict
from tutor.store import Attempt
from tutor.study.quiz.marking import mark
from tutor.study.quiz.rounds import Answered, Item, QuestionMark, QuestionState


@dataclass
class Slot:
    """A question in a round; drawn when it is first looked at.

    Attributes:
        item: which question.
        seed: what it is to be drawn from; None for fresh numbers.
        state: how it stands.
        reply: the last reply that could be read, or "".
        draft: what is half typed, or was when the learner left it; "" where nothing is.
        asked: the question as drawn, None until then.
        verdict: what the last reply was told, None while open, or until a reply from before is marked again.
        hints: those given for these numbers.
        problem: why it cannot be asked, or "".
        verdicts: how every reply to the question was marked, whatever its numbers, oldest first; None in a round, where
            only this drawing counts.
    """

    item: Item
    seed: int | None = None
    state: QuestionState = "open"
    reply: str = ""
    draft: str = ""
    asked: Asked | None = None
    verdict: Verdict | None = None
    hints: list[str] = field(default_factory=list)
    problem: str = ""
    verdicts: list[str] | None = None
    _first: Literal["right", "wrong"] | None = None
    _hints_before: int = 0
    _mistakes: dict[str, None] = field(default_factory=dict)

    @classmethod
    def replied(cls, item: Item, attempt: Attempt) -> Slot:
        """Return a slot that was replied to in an earlier session, as it was marked then."""
        slot = cls(item, attempt.seed, attempt.verdict, attempt.reply)
        slot._first, slot._hints_before = attempt.verdict, attempt.hints
        if attempt.misconception is not None:
            slot._mistakes[attempt.misconception] = None
        return slot

    @property
    def mark(self) -> QuestionMark:
        """The mark that the learner sees beside it: on a lesson's page, what was once right stays right to see."""
        if self.verdicts is None or "right" not in self.verdicts:
            return self.state
        if self.state == "open":
            return "again"
        return "missed" if self.verdicts[-1] == "wrong" else "right"

    def told(self, asked: Asked) -> Verdict | None:
        """Return the verdict on the last reply; one from an earlier session is marked again.

        Raises:
            LessonError: it cannot be marked any more.
        """
        if self.verdict is None and self.state != "open":
            verdict = mark(asked, self.reply)
            changed = Verdict(self.state, "It was marked so at the time; the question has changed since.")
            self.verdict = verdict if verdict.outcome == self.state else changed
        return self.verdict

    def take(self, asked: Asked, reply: str, verdict: Verdict) -> Attempt:
        """Take a reply that has been marked, which makes an attempt to be kept."""
        assert verdict.outcome != "unreadable"
        self.verdict, self.state, self.reply, self.draft = verdict, verdict.outcome, reply, ""
        self._first = self._first or verdict.outcome
        if self.verdicts is not None:
            self.verdicts.append(verdict.outcome)
        if verdict.misconception is not None:
            self._mistakes[verdict.misconception] = None
        return Attempt(
            lesson=self.item.lesson,
            question=self.item.question,
            seed=asked.seed,
            reply=reply,
            verdict=verdict.outcome,
            misconception=verdict.misconception,
            hints=len(self.hints),
        )

    def renew(self, asked: Asked) -> None:
        """Have the question asked with other numbers, and open again."""
        self._hints_before += len(self.hints)
        self.asked, self.verdict, self.state, self.reply, self.draft, self.hints = asked, None, "open", "", "", []

    def result(self, title: str) -> Answered:
        """Return how the question went in this round."""
        seed = self.asked.seed if self.asked is not None else None
        hints = self._hints_before + len(self.hints)
        item = Item(self.item.lesson, self.item.question, seed)
        return Answered(item, title, self.state, self._first, hints, tuple(self._mistakes), self.problem)
