"""One round of questions: which is asked, what was replied, hints, retries, and coming back to all of it. No terminal.

A question is drawn when it is first looked at. Marking may take a second, because the engine runs the experiment then:
where a screen must not wait, construct a quiz, `reply`, and `prepare` after a `move`, in a thread.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from lessons.kit.errors import LessonError
from lessons.kit.lesson import Lesson
from lessons.kit.questions import Asked
from lessons.kit.verdicts import Verdict
from tutor.store import Attempt, Place, Store

T = TypeVar("T")
State = Literal["open", "right", "wrong"]
HINTS = 3
SEEDS = 1_000_000
"""Fresh seeds lie below this, short enough to be typed."""
_TRIES = 8
"""How often a retry looks for numbers that differ from the ones before."""


def fresh_seed() -> int:
    """A seed that nobody chose."""
    return secrets.randbelow(SEEDS)


@dataclass
class _Round:
    """One question in this round."""

    asked: Asked
    state: State = "open"
    reply: str = ""
    draft: str = ""
    verdict: Verdict | None = None
    hints: list[str] = field(default_factory=list)


class Quiz:
    """A round of a lesson's questions.

    Questions answered before come back with their numbers, the last reply and its verdict; the question on which the
    learner was typing comes back with its numbers and what was typed; the others get fresh numbers.

    Args:
        lesson: whose questions they are.
        names: which of them, in order; at least one.
        store: where replies are kept.
        seed: draw every question from this one and take up nothing from before.
        fresh: gives a seed for each new drawing.

    Attributes:
        names: the questions, in order.
        position: which of them is current, from 0.
        trouble: a sentence from the store, once, when a reply could not be kept on disk.
    """

    def __init__(
        self,
        lesson: Lesson,
        names: Sequence[str],
        store: Store,
        seed: int | None = None,
        fresh: Callable[[], int] = fresh_seed,
    ) -> None:
        self.lesson, self.names, self.position = lesson, tuple(names), 0
        self.trouble: str | None = None
        self._store, self._seed, self._fresh = store, seed, fresh
        self._rounds: dict[str, _Round] = {}
        self._before: dict[str, Attempt] = {}
        self._place: Place | None = None
        if seed is None:
            self._before = {attempt.question: attempt for attempt in store.attempts(lesson.heading.id)}
            self._place = store.last_place(lesson.heading.id)
            self.position = self._first_position()
        with suppress(LessonError):  # `current` raises it again, when it can be shown
            self.prepare()

    def prepare(self) -> None:
        """Draw the current question and mark again what was replied in an earlier session: whatever may be slow.

        Raises:
            LessonError: it cannot be drawn or marked.
        """
        _ = self.verdict

    @property
    def current(self) -> Asked:
        """The question on screen, as drawn."""
        return self._round.asked

    @property
    def verdict(self) -> Verdict | None:
        """What the current question's last reply was told, or None while it is open.

        Raises:
            LessonError: a reply given in an earlier session cannot be marked any more.
        """
        here = self._round
        if here.verdict is None and here.state != "open":
            verdict = _marked(here.asked, here.reply)
            changed = Verdict(here.state, "It was marked so at the time; the question has changed since.")
            here.verdict = verdict if verdict.outcome == here.state else changed
        return here.verdict

    @property
    def reply_given(self) -> str:
        """The last reply to the current question that could be read, or ""."""
        return self._round.reply

    @property
    def draft(self) -> str:
        """What was half typed when the learner left this question, or ""."""
        return self._round.draft

    @property
    def hints_given(self) -> tuple[str, ...]:
        """The hints asked for so far, for the current question and numbers."""
        return tuple(self._round.hints)

    def state(self, name: str) -> State:
        """Whether a question of this round is open, or how its last reply was marked."""
        if name in self._rounds:
            return self._rounds[name].state
        before = self._before.get(name)
        return before.verdict if before is not None and self._returns_to(name) is None else "open"

    def reply(self, text: str) -> Verdict:
        """Mark a reply to the current question and keep it.

        A reply that cannot be read costs nothing and is not kept. Once a question is right, its verdict stands.

        Raises:
            LessonError: its two computations disagree, or its code fails; nothing is marked or kept.
        """
        name, here = self.names[self.position], self._round
        if here.state == "right" and (settled := self.verdict) is not None:
            return settled
        verdict = _marked(here.asked, text)
        if verdict.outcome == "unreadable":
            return verdict
        here.verdict, here.state, here.reply, here.draft = verdict, verdict.outcome, text, ""
        self.trouble = self._store.record(
            Attempt(
                lesson=self.lesson.heading.id,
                question=name,
                seed=here.asked.seed,
                reply=text,
                verdict=verdict.outcome,
                misconception=verdict.misconception,
                hints=len(here.hints),
            )
        )
        return verdict

    def hint(self) -> str | None:
        """The next of the three hints, or None after the last.

        Raises:
            LessonError: the worked answer cannot be computed.
        """
        here = self._round
        if len(here.hints) >= HINTS:
            return None
        number = len(here.hints) + 1
        here.hints.append(_guarded(here.asked.name, here.asked.seed, lambda: here.asked.body.hints.step(number)))
        return here.hints[-1]

    def retry(self) -> Asked:
        """The current question with fresh numbers, open again; what was answered before stays recorded.

        Raises:
            LessonError: no fresh numbers can be drawn.
        """
        name, before = self.names[self.position], self._round.asked
        for _ in range(_TRIES):
            asked = self._draw(name, self._fresh())
            if asked.body.prompt != before.body.prompt:
                break
        self._rounds[name] = _Round(asked)
        return asked

    def move(self, by: int) -> bool:
        """Go on (or back, if negative) by so many questions; False, and stay, at either end."""
        position = self.position + by
        if not 0 <= position < len(self.names):
            return False
        self.position = position
        return True

    @property
    def _round(self) -> _Round:
        name = self.names[self.position]
        if name not in self._rounds:
            self._rounds[name] = self._opened(name)
        return self._rounds[name]

    def _opened(self, name: str) -> _Round:
        before, place = self._before.get(name), self._returns_to(name)
        if place is not None and place.seed is not None:
            return _Round(self._draw(name, place.seed), draft=place.draft)
        if before is not None:
            return _Round(self._draw(name, before.seed), before.verdict, before.reply)
        return _Round(self._draw(name, self._fresh() if self._seed is None else self._seed))

    def _returns_to(self, name: str) -> Place | None:
        """The place where the learner left this question unanswered, if they did."""
        place, before = self._place, self._before.get(name)
        if place is None or place.question != name or place.seed is None:
            return None
        return None if before is not None and before.seed == place.seed else place

    def _first_position(self) -> int:
        """Where the learner was; else the first open question; else the first."""
        if self._place is not None and self._place.question in self.names:
            return self.names.index(self._place.question)
        return next((i for i, name in enumerate(self.names) if self.state(name) == "open"), 0)

    def _draw(self, name: str, seed: int) -> Asked:
        return _guarded(name, seed, lambda: self.lesson.questions[name].draw(seed))


def _marked(asked: Asked, text: str) -> Verdict:
    return _guarded(asked.name, asked.seed, lambda: asked.body.mark(text))


def _guarded(name: str, seed: int, work: Callable[[], T]) -> T:
    """Run a lesson's code; whatever it raises becomes a sentence.

    Raises:
        LessonError: it raised that, or anything else.
    """
    try:
        return work()
    except LessonError:
        raise
    except Exception as problem:
        raise LessonError(
            f"The question “{name}” cannot be computed with seed {seed} ({type(problem).__name__}: {problem}). "
            "It is not marked; go on to the next."
        ) from problem
