"""A lesson as a conversation: its scenes one after the other, its quiz, and what it leaves one with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from lessons.kit.course import load
from lessons.kit.errors import LessonError
from lessons.kit.reading import READING
from tutor.plain.lesson_end import is_done, look_back_on
from tutor.plain.longer_text import print_longer_text
from tutor.plain.talk import LEAVING, Destination, Talk, Way, way_of
from tutor.store import Bookmark, Store
from tutor.text.served import told

if TYPE_CHECKING:
    from lessons.kit.lesson import Lesson, Page
    from tutor.study.quiz.quiz import Quiz

PAGES = "page 1 goes to that page, contents shows what is in this lesson and how it went"


class _Contents(Exception):
    """The contents were asked for, wherever in the lesson that was."""


def go_through(talk: Talk, store: Store, root: Path, lesson_id: str) -> Way | str:
    """Go through a lesson's pages, from where the learner left it; one that is done begins with its contents.

    Returns:
        HOME, LEAVE, or the id of the lesson to go on with.
    """
    try:
        lesson = load(lesson_id, root)
    except LessonError as problem:
        talk.line(told(f"This lesson cannot be opened: {problem}"))
        return Way.HOME
    return _LessonTalk(talk, store, root, lesson).converse()


def _to_contents() -> NoReturn:
    raise _Contents


class _LessonTalk:
    """One lesson, and the page of it that is open."""

    def __init__(self, talk: Talk, store: Store, root: Path, lesson: Lesson) -> None:
        longer = ", text prints its longer text" if (lesson.heading.folder / READING).is_file() else ""
        asides: dict[str, Callable[[], None]] = {
            "contents": _to_contents,
            "text": partial(print_longer_text, talk, lesson),
        }
        self.talk = talk.inside(asides, f"{PAGES}{longer}; {LEAVING}")
        self.store, self.root, self.lesson = store, root, lesson

    def converse(self) -> Way | str:
        """Show page after page, as it is asked for, until the learner leaves the lesson."""
        number, last = self._first(), len(self.lesson.pages)
        while True:
            try:
                way = self._show(number)
            except _Contents:
                number = last + 1
                continue
            if isinstance(way, int):
                number = min(max(way, 1), last)
            elif way is Way.ON or way is Way.BACK:
                number = max(1, number + (1 if way is Way.ON else -1))
            else:
                return way

    def _first(self) -> int:
        """The number of the page to begin with, beyond the last where the lesson is done."""
        lesson, pages = self.lesson, len(self.lesson.pages)
        self.talk.line("", lesson.heading.title)
        if is_done(lesson, self.store, self.root):
            return pages + 1
        place = self.store.last_place(lesson.heading.id)
        number = place.page if place and 1 <= place.page <= pages else 1
        if number > 1:
            self.talk.line(f"You were on page {number} of {pages}; type page 1 to begin again.")
        return number

    def _show(self, number: int) -> Destination | str:
        if number > len(self.lesson.pages):
            return look_back_on(self.talk, self.lesson, self.store, self.root)
        return self._page(self.lesson.pages[number - 1])

    def _page(self, page: Page) -> Destination:
        """Show a page and stay until the learner leaves it; a number is the page to go to."""
        self._visit(Bookmark(self.lesson.heading.id, page.number))
        self.talk.line("", f"Page {page.number} of {len(self.lesson.pages)}: {page.title}", "")
        if page.demo:
            from tutor.plain.demo import show_demo

            return show_demo(self.talk, self.lesson, page, self.store)
        self.talk.prose(page.prose)
        self.talk.line("")
        return self._quiz(page) if page.questions else self._turn()

    def _turn(self) -> Destination:
        while True:
            text = self.talk.ask("Enter goes on, ? helps > ").strip()
            if not text or text.casefold() in ("n", "next"):
                return Way.ON
            if (way := way_of(text)) is not None:
                return way
            self.talk.line(f"Enter goes on, b goes back; {self.talk.leaving}")

    def _quiz(self, page: Page) -> Destination:
        from tutor.plain.quiz import ask_questions, score
        from tutor.study.quiz.quiz import Quiz

        def visit(quiz: Quiz) -> None:
            asked = quiz.current
            self._visit(Bookmark(self.lesson.heading.id, page.number, asked.name, asked.seed, quiz.draft))

        quiz = Quiz.of_lesson(self.lesson, page.questions, self.store)
        way = ask_questions(self.talk, quiz, visit)
        if way is Way.ON:
            self.talk.line(score(quiz))
        return way

    def _visit(self, place: Bookmark) -> None:
        if trouble := self.store.visit(place):
            self.talk.line(trouble)
