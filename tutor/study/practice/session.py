"""A round of practice: chosen from what the learner has begun, and told at its end what comes back when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING, TypeVar

from lessons.kit.errors import LessonError
from lessons.kit.titles import question_title
from tutor.study.practice.choose import choose
from tutor.study.progress.cards import A_DAY, cards_of
from tutor.study.progress.standing import contents
from tutor.study.quiz.marking import draw
from tutor.study.quiz.rounds import Answered, Item, Round
from tutor.text.words import counted, listed

if TYPE_CHECKING:
    from lessons.kit.course import LoadLesson
    from lessons.kit.heading import Part
    from lessons.kit.lesson import Lesson
    from tutor.store import Store

T = TypeVar("T")
TITLE = "Practice"
NOTHING_YET = (
    "Practice asks again what you have met in the lessons, so there is nothing to ask yet. Begin with a lesson; "
    "its questions come back here."
)


def practice_round(
    store: Store,
    parts: Sequence[Part],
    load: LoadLesson,
    now: Callable[[], datetime],
    dice: Random | None = None,
) -> Round | None:
    """Five questions, or fewer where there are not as many; None where nothing has been begun that asks any.

    Another five may follow at its end, chosen as things stand by then. Loads the lessons that it chooses from: call it
    in a thread.

    Args:
        store: what the learner did.
        parts: the course.
        load: gives a lesson by its id; one that cannot be loaded is left out, and the end of the round says so.
        now: gives the present, in UTC.
        dice: decides between questions that are equally forgotten.
    """
    kinds = _PracticeKinds(load)
    begun = _begun(store, parts)
    known = cards_of(store, ((lesson, name) for lesson, names in begun.items() for name in names), now())
    items = choose(begun, known, kinds.kind, dice or Random())

    def at_the_end(results: Sequence[Answered]) -> str:
        words = coming_back(store, results, now())
        return "\n\n".join(part for part in (words, *kinds.problems) if part)

    def another() -> Round | None:
        return practice_round(store, parts, load, now, dice)

    return Round("practice", TITLE, items, at_the_end=at_the_end, another=another) if items else None


def coming_back(store: Store, results: Iterable[Answered], now: datetime) -> str:
    """When the questions of a round will be asked again, as a sentence; "" where none was answered."""
    answered = [(result.item.lesson, result.item.question) for result in results if result.first is not None]
    known = cards_of(store, answered, now)
    found = [known[key] for key in answered if key in known]
    days = Counter(-((now - card.due) // A_DAY) for card in found if not card.missed)
    later = [f"{counted(number, 'question')} {_in_days(away)}" for away, number in sorted(days.items())]
    missed = sum(card.missed for card in found)
    sentences = [f"Coming back: {listed(later)}."] if later else []
    if missed:
        again = "One that was missed waits" if missed == 1 else f"{missed} that were missed wait"
        sentences.append(f"{again} for the next round already.")
    return " ".join(sentences)


def _in_days(days: int) -> str:
    return "today" if days < 1 else "tomorrow" if days == 1 else f"in {days} days"


class _PracticeKinds:
    """Tells kinds of questions by drawing them, and why some cannot be asked."""

    def __init__(self, load: LoadLesson) -> None:
        self._load = load
        self._lessons: dict[str, Lesson | None] = {}
        self.problems: list[str] = []

    def kind(self, item: Item) -> str | None:
        if item.lesson not in self._lessons:
            self._lessons[item.lesson] = self._or_none(lambda: self._load(item.lesson), item.lesson)
        lesson = self._lessons[item.lesson]
        if lesson is None:
            return None
        called = f"“{question_title(item.question, lesson.heading.title)}”"
        return self._or_none(lambda: draw(lesson, item.question, 0).body.kind, called)

    def _or_none(self, work: Callable[[], T], what: str) -> T | None:
        try:
            return work()
        except LessonError as problem:
            self.problems.append(f"{what} was left out: {problem}")
            return None


def _begun(store: Store, parts: Iterable[Part]) -> Mapping[str, Sequence[str]]:
    """Return the names of the questions that each lesson asks, for the lessons that the learner has begun."""
    return {
        heading.id: contents(heading.folder / "text.md")[1]
        for part in parts
        for heading in part.lessons
        if store.pages_seen(heading.id) or store.has_answered(heading.id)
    }
