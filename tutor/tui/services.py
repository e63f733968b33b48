"""What the app takes from the rest of the project: the course, the learner's standing, quizzes, charts.

Everything heavy is imported when it is first asked for, so that importing this file, and painting the home screen,
loads neither NumPy nor plotext nor a lesson.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from lessons.kit.heading import Heading, Part
    from lessons.kit.lesson import Lesson
    from tutor.charts import Look, Painter
    from tutor.store import Store
    from tutor.study.graduation.outlook import Outlook
    from tutor.study.progress.lesson_end import LessonEnd
    from tutor.study.progress.places import CoursePlace
    from tutor.study.progress.standing import Standing
    from tutor.study.progress.terms import CourseTerm
    from tutor.study.quiz.quiz import Quiz
    from tutor.study.quiz.rounds import Round


@cache
def _outline() -> tuple[Part, ...]:
    from lessons.kit.course import outline

    return outline()


@cache
def _loaded(lesson_id: str) -> Lesson:
    from lessons.kit.course import load

    return load(lesson_id)


class Services:
    """The course as installed, read once: it does not change meanwhile. Tests put another one in its place."""

    def outline(self) -> tuple[Part, ...]:
        """The parts and the headings of their lessons, light."""
        return _outline()

    def load(self, lesson_id: str) -> Lesson:
        """A whole lesson; slow the first time, so call it in a thread. Raises LessonError."""
        return _loaded(lesson_id)

    def places(self) -> tuple[CoursePlace, ...]:
        """Every lesson and page by title, read once without loading a lesson; from files, so call it in a thread."""
        return self._places

    @cached_property
    def _places(self) -> tuple[CoursePlace, ...]:
        from tutor.study.progress.places import course_places

        return course_places(self.outline())

    def terms(self) -> tuple[CourseTerm, ...]:
        """Every word of the course with its meaning; from files, so call it in a thread. Raises LessonError."""
        return self._terms

    @cached_property
    def _terms(self) -> tuple[CourseTerm, ...]:
        from lessons.kit.importing import ROOT
        from tutor.study.progress.terms import course_terms

        return course_terms(ROOT, self.outline())

    def standings(self, store: Store) -> Mapping[str, Standing]:
        """How far the learner is, by lesson."""
        from tutor.study.progress.standing import standings

        return standings(store, self.outline())

    def standings_now(self, store: Store) -> Mapping[str, Standing]:
        """How far the learner is and how well each lesson sits; loads the scheduler, so not before the first paint."""
        from tutor.study.progress.mastery import with_mastery

        return with_mastery(store, self.outline(), self.now())

    def practice(self, store: Store) -> Round | None:
        """Five questions to practise, None where there is nothing to ask yet; loads lessons, so call it in a thread."""
        from tutor.study.practice.session import practice_round

        return practice_round(store, self.outline(), self.load, self.now)

    def test_out(self, lesson_id: str, store: Store) -> Round | None:
        """The questions with which a lesson is skipped, None where it names none; loads no lesson."""
        heading = self.heading(lesson_id)
        if heading is None or not heading.test_out:
            return None
        from tutor.study.practice.test_out import test_out

        return test_out(heading, store)

    def heading(self, lesson_id: str | None) -> Heading | None:
        """The heading of that lesson, None if there is none."""
        headings = (heading for part in self.outline() for heading in part.lessons)
        return next((heading for heading in headings if heading.id == lesson_id), None)

    def look_back(self, lesson: Lesson, store: Store) -> LessonEnd:
        """Return a lesson looked back on; it draws questions again, so call it in a thread."""
        from tutor.study.progress.lesson_end import look_back

        onward = self.heading(self.next_lesson(store, self.standings(store)))
        return look_back(lesson, store, onward if onward != lesson.heading else None, self.load)

    def outlooks(self, store: Store, standings: Mapping[str, Standing] | None = None) -> tuple[Outlook, ...]:
        """Where the learner stands with each graduation; loads no lesson."""
        from tutor.study.graduation.outlook import outlooks

        return outlooks(store, self.outline(), self.standings(store) if standings is None else standings)

    def graduation_round(self, outlook: Outlook, store: Store) -> Round:
        """The questions of a graduation, fresh or as they were left; loads lessons, so call it in a thread."""
        from tutor.study.graduation.round import graduation_round

        return graduation_round(outlook, store, self.load)

    def rehearsal(self, part: Part, seed: int) -> Round:
        """The questions that a seed draws; loads lessons, so call it in a thread."""
        from tutor.study.graduation.round import rehearsal

        return rehearsal(part, seed, self.load)

    def now(self) -> datetime:
        """The present, in UTC."""
        from tutor.store.records import now

        return now()

    def next_lesson(self, store: Store, standings: Mapping[str, Standing]) -> str | None:
        """The lesson to go on with."""
        from tutor.study.progress.standing import choose_next

        place = store.last_place()
        return choose_next(standings, place.lesson if place is not None else None)

    def quiz(self, lesson: Lesson, names: Sequence[str], store: Store) -> Quiz:
        """A lesson's own questions; draws the first, so call it in a thread."""
        from tutor.study.quiz.quiz import Quiz

        return Quiz.of_lesson(lesson, names, store)

    def quiz_of(self, round_: Round, store: Store) -> Quiz:
        """A round from one lesson or many; loads the first of them, so call it in a thread."""
        from tutor.study.quiz.quiz import Quiz

        return Quiz.of_round(round_, store, self.load)

    def painter(self, look: Look) -> Painter:
        """Draws the charts of one panel."""
        from tutor.charts import Painter

        return Painter(look)

    def preload(self) -> None:
        """Load the drawing of charts, the marking of replies and the first lesson; slow, so call it in a thread."""
        import tutor.charts.axes
        import tutor.study.quiz.quiz  # noqa: F401

        first = next((heading.id for part in self.outline() for heading in part.lessons), None)
        if first is not None:
            self.load(first)
        gc.freeze()  # what is there by now stays: looking through it for garbage would stop a demo, or a key, for 30 ms
