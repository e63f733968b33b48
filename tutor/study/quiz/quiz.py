"""One round of questions: which is asked, what was replied, hints, retries, and coming back to all of it. No terminal.

Drawing and marking may take a second, because the engine runs the experiment then: where a screen must not wait,
construct a quiz, `reply`, and `prepare` after a `move`, in a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from lessons.kit.course import LoadLesson
from lessons.kit.errors import LessonError
from lessons.kit.lesson import Lesson
from lessons.kit.questions import Asked
from lessons.kit.verdicts import Verdict
from tutor.store import Store
from tutor.study.quiz import marking
from tutor.study.quiz.deck import Deck
from tutor.study.quiz.resume import Earlier, Left, LeftInTheMiddle
from tutor.study.quiz.rounds import Answered, Item, QuestionMark, QuestionState, Round
from tutor.study.quiz.slot import Slot

if TYPE_CHECKING:
    from lessons.kit.inspection import Inspection

HINTS = 3


class Quiz:
    """A round of questions, from one lesson or from many.

    Args:
        items: what is asked, in order; at least one.
        store: where replies are kept, each under its own lesson and question.
        load: gives a lesson by its id; asked once for each.
        earlier: what to take up from an earlier session; None to begin afresh.
        fresh: gives a seed for each drawing that has none.
        mistake: the known mistake that is practised, "" for none; fresh numbers are those under which it is wrong.
        allow_hints: whether there are hints.
        allow_retry: whether a wrong reply may be followed by another, or by fresh numbers.

    Attributes:
        items: what is asked, in order.
        position: which of them is current, from 0.
        trouble: a sentence from the store, once, when a reply could not be kept on disk.
    """

    def __init__(
        self,
        items: Sequence[Item],
        store: Store,
        load: LoadLesson,
        *,
        earlier: Left | None = None,
        fresh: Callable[[], int] = marking.fresh_seed,
        mistake: str = "",
        allow_hints: bool = True,
        allow_retry: bool = True,
    ) -> None:
        self.items, self.position, self._store = tuple(items), 0, store
        self.allow_hints, self.allow_retry = allow_hints, allow_retry
        self.trouble: str | None = None
        slots = [Slot(item, item.seed) if earlier is None else earlier.slot(item) for item in self.items]
        self._deck = Deck(slots, load, fresh, mistake)
        if earlier is not None:
            self.position = earlier.first_position(slots)
        with suppress(LessonError):  # `current` raises it again, when it can be shown
            self.prepare()

    @classmethod
    def of_lesson(
        cls,
        lesson: Lesson,
        names: Sequence[str],
        store: Store,
        seed: int | None = None,
        fresh: Callable[[], int] = marking.fresh_seed,
    ) -> Quiz:
        """A lesson's questions by their names.

        Questions answered before come back with their numbers, their right reply or their last; those that were looked
        at and left open with their numbers and what was half typed; the others get fresh numbers. With a seed, every
        question is drawn from it and nothing is taken up from before.
        """
        items = [Item(lesson.heading.id, name, seed) for name in names]
        earlier = Earlier(store, lesson.heading.id) if seed is None else None
        return cls(items, store, lambda _: lesson, earlier=earlier, fresh=fresh)

    @classmethod
    def of_round(cls, round_: Round, store: Store, load: LoadLesson) -> Quiz:
        """A round under its own rules."""
        earlier = LeftInTheMiddle(store) if round_.takes_up else None
        hints, retry = round_.allow_hints, round_.allow_retry
        quiz = cls(
            round_.items, store, load, earlier=earlier, mistake=round_.mistake, allow_hints=hints, allow_retry=retry
        )
        quiz._deck.load_answered()
        return quiz

    def prepare(self) -> None:
        """Load and draw the current question, and mark again what was replied in an earlier session: what may be slow.

        Raises:
            LessonError: it cannot be loaded, drawn or marked.
        """
        self._deck.prepare(self._slot)

    @property
    def item(self) -> Item:
        """The current question by its lesson and name."""
        return self.items[self.position]

    @property
    def lesson(self) -> Lesson:
        """The lesson that the current question is from.

        Raises:
            LessonError: it cannot be loaded.
        """
        return self._deck.lesson(self.item.lesson)

    @property
    def title(self) -> str:
        """The title of the lesson that the current question is from, "" while that has not been loaded."""
        return self._deck.title(self.item.lesson)

    @property
    def current(self) -> Asked:
        """The question on screen, as drawn."""
        return self._deck.asked(self._slot)

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on the current question's last reply, or None while it is open.

        Raises:
            LessonError: a reply given in an earlier session cannot be marked any more.
        """
        return self._deck.verdict(self._slot)

    @property
    def reply_given(self) -> str:
        """The last reply to the current question that could be read, or ""."""
        return self._slot.reply

    @property
    def draft(self) -> str:
        """The reply half typed at the current question, now or when the learner left it; "" where nothing is."""
        return self._slot.draft

    def keep_draft(self, text: str) -> None:
        """Remember what is half typed at the current question; the last reply, as it still stands there, is not."""
        self._slot.draft = "" if text == self._slot.reply else text

    @property
    def hints_given(self) -> tuple[str, ...]:
        """The hints asked for so far, for the current question and numbers."""
        return tuple(self._slot.hints)

    @property
    def states(self) -> tuple[QuestionState, ...]:
        """Whether each question is open, or how its last reply was marked."""
        return tuple(slot.state for slot in self._deck.slots)

    @property
    def marks(self) -> tuple[QuestionMark, ...]:
        """The mark that the learner sees beside each question."""
        return tuple(slot.mark for slot in self._deck.slots)

    @property
    def score(self) -> int:
        """How many are right to see."""
        return sum(mark not in ("open", "wrong") for mark in self.marks)

    @property
    def missed_since(self) -> bool:
        """Whether the current question shows a right reply, and was missed elsewhere after it."""
        return self._slot.state == "right" and self._slot.mark == "missed"

    @property
    def settled(self) -> bool:
        """Whether the verdict stands: it is right, may not be tried again, or what came out has been shown."""
        slot = self._slot
        shown = slot.asked is not None and slot.asked.body.shows_outcome
        return slot.state == "right" or (slot.state == "wrong" and (shown or not self.allow_retry))

    def reply(self, text: str) -> Verdict:
        """Mark a reply to the current question and keep it.

        A reply that cannot be read costs nothing and is not kept. Once a question is settled, its verdict stands.

        Raises:
            LessonError: its two computations disagree, or its code fails; nothing is marked or kept.
        """
        here = self._slot
        asked = self._deck.asked(here)
        if self.settled and (settled := self.verdict) is not None:
            return settled
        verdict = marking.mark(asked, text)
        if verdict.outcome == "unreadable":
            return verdict
        self.trouble = self._store.record(here.take(asked, text, verdict))
        return verdict

    @property
    def inspection(self) -> Inspection | None:
        """The computation that the microscope may look at: None before the question is answered, or worked through."""
        shown = self.verdict is not None or len(self.hints_given) == HINTS
        return getattr(self.current.body, "inspect", None) if shown else None

    @property
    def more_hints(self) -> bool:
        """Whether the current question has a hint left to ask for."""
        return self.allow_hints and len(self._slot.hints) < HINTS

    def hint(self) -> str | None:
        """The next of the three hints, or None after the last, or where there are none.

        Raises:
            LessonError: the worked answer cannot be computed.
        """
        if not self.more_hints:
            return None
        here = self._slot
        here.hints.append(marking.hint(self._deck.asked(here), len(here.hints) + 1))
        return here.hints[-1]

    def retry(self) -> Asked:
        """The current question with fresh numbers, open again; what was answered before stays recorded.

        Where that is not allowed, the question stays as it is.

        Raises:
            LessonError: no fresh numbers can be drawn.
        """
        if self.allow_retry:
            self._deck.renew(self._slot)
        return self.current

    def move(self, by: int) -> bool:
        """Go `by` questions on (or back, if negative); False, and stay, at either end."""
        position = self.position + by
        if not 0 <= position < len(self.items):
            return False
        self.position = position
        return True

    def results(self) -> tuple[Answered, ...]:
        """How each question went in this round, whatever came before it."""
        return self._deck.results()

    @property
    def _slot(self) -> Slot:
        return self._deck.slots[self.position]
