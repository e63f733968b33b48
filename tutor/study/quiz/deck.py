"""The questions of a round in order: each lesson is loaded, and each question drawn, when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from lessons.kit.course import LoadLesson
from lessons.kit.errors import LessonError
from lessons.kit.lesson import Lesson
from lessons.kit.questions import Asked
from lessons.kit.verdicts import Verdict
from tutor.study.quiz import marking
from tutor.study.quiz.rounds import Answered
from tutor.study.quiz.slot import Slot


class Deck:
    """The drawings behind a round's questions; all that may be slow of them happens here.

    Args:
        slots: the questions in order, as they stand at first.
        load: gives a lesson by its id; asked once for each.
        fresh: gives a seed for each drawing that has none.
        mistake: the known mistake that is practised, "" for none; fresh numbers are those under which it is wrong.

    Attributes:
        slots: the questions in order, as they stand.
    """

    def __init__(self, slots: Sequence[Slot], load: LoadLesson, fresh: Callable[[], int], mistake: str = "") -> None:
        self.slots = tuple(slots)
        self._load, self._fresh, self._mistake = load, fresh, mistake
        self._lessons: dict[str, Lesson] = {}

    def prepare(self, slot: Slot) -> None:
        """Draw a question, and mark again what was replied in an earlier session.

        Raises:
            LessonError: it cannot be loaded, drawn or marked; the slot keeps the sentence as its problem.
        """
        try:
            self.verdict(slot)
        except LessonError as problem:
            slot.problem = str(problem)
            raise
        slot.problem = ""

    def lesson(self, wanted: str) -> Lesson:
        """Return a lesson by its id.

        Raises:
            LessonError: it cannot be loaded.
        """
        if wanted not in self._lessons:
            self._lessons[wanted] = self._load(wanted)
        return self._lessons[wanted]

    def load_answered(self) -> None:
        """Load the lessons of questions answered before: not looked at again, they are still listed by their titles."""
        for slot in self.slots:
            if slot.state != "open":
                with suppress(LessonError):
                    self.lesson(slot.item.lesson)

    def title(self, lesson: str) -> str:
        """Return the title of a lesson, "" while it has not been loaded."""
        return self._lessons[lesson].heading.title if lesson in self._lessons else ""

    def asked(self, slot: Slot) -> Asked:
        """Return a question as drawn, now if it has not been.

        Raises:
            LessonError: it cannot be loaded or drawn.
        """
        if slot.asked is None:
            lesson, name = self.lesson(slot.item.lesson), slot.item.question
            slot.asked = (
                marking.draw_fresh(lesson, name, self._fresh, self._mistake)
                if slot.seed is None
                else marking.draw(lesson, name, slot.seed)
            )
        return slot.asked

    def verdict(self, slot: Slot) -> Verdict | None:
        """Return the verdict on a question's last reply, or None while it is open.

        Raises:
            LessonError: it cannot be loaded, drawn or marked any more.
        """
        return slot.told(self.asked(slot))

    def renew(self, slot: Slot) -> None:
        """Draw a question again with fresh numbers, and have it open.

        Raises:
            LessonError: no fresh numbers can be drawn.
        """
        lesson = self.lesson(slot.item.lesson)
        slot.renew(marking.draw_another(lesson, self.asked(slot), self._fresh, self._mistake))

    def results(self) -> tuple[Answered, ...]:
        """Return how each question went in this round, whatever came before it."""
        return tuple(slot.result(self.title(slot.item.lesson) or slot.item.lesson) for slot in self.slots)
