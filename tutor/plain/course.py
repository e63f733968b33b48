"""The plain conversation from end to end: the list of lessons, a lesson's pages, and taking one's leave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lessons.kit.course import load
from lessons.kit.errors import LessonError
from tutor.plain.listing import GRADUATE, PRACTICE, choose
from tutor.plain.talk import LEAVING, Destination, InputEnded, Talk, Way, conversation, farewell, way_of
from tutor.store import Place, Store
from tutor.text.served import told
from tutor.text.words import counted

if TYPE_CHECKING:
    from lessons.kit.lesson import Lesson, Page
    from tutor.console.shell import Shell
    from tutor.study.quiz.quiz import Quiz


def converse(shell: Shell, lesson_id: str | None) -> int:
    """Hold the whole conversation.

    Args:
        shell: the streams, the environment and the course.
        lesson_id: a lesson to begin with, or None for the list of them.

    Returns:
        The exit status: 0, also when the input ends in the middle.
    """
    return conversation(shell, lambda talk, store: _Course(talk, store, shell.root).run(lesson_id))


def converse_quiz(shell: Shell, quiz: Quiz, store: Store, seed: int, command: str) -> int:
    """Ask a round of questions and nothing else; the command, with the seed, asks them again."""
    from tutor.plain.quiz import ask_questions

    talk = Talk(shell.stdin, shell.out, shell.environment)
    talk.line(f"{quiz.lesson.heading.title} {counted(len(quiz.items), 'question')}, drawn from seed {seed}.")
    try:
        way = ask_questions(talk, quiz, lambda _: None)
    except InputEnded:
        talk.line(farewell(store))
        return 0
    if way is Way.ON:
        talk.line(f"{score(quiz)} `{command} --seed {seed}` asks the same again.")
    return 0


def score(quiz: Quiz) -> str:
    """How many of the round's questions are right."""
    return f"{quiz.score} of {counted(len(quiz.items), 'question')} right."


class _Course:
    """The list of lessons, and whichever of them is open."""

    def __init__(self, talk: Talk, store: Store, root: Path) -> None:
        self.talk, self.store, self.root = talk, store, root

    def run(self, lesson_id: str | None) -> None:
        while True:
            chosen = lesson_id or choose(self.talk, self.store, self.root)
            lesson_id = None
            if chosen is None or self._go(chosen) is Way.LEAVE:
                self.talk.line("Until next time.")
                return

    def _go(self, chosen: str) -> Way:
        word, _, rest = chosen.partition(" ")
        if word == GRADUATE:
            from tutor.plain.graduation import graduate_from

            return graduate_from(self.talk, self.store, self.root, rest)
        if chosen != PRACTICE:
            return self._open(chosen)
        from tutor.plain.practice import practise

        return practise(self.talk, self.store, self.root)

    def _open(self, lesson_id: str) -> Way:
        """Go through a lesson's pages, from where the learner left it."""
        try:
            lesson = load(lesson_id, self.root)
        except LessonError as problem:
            self.talk.line(told(f"This lesson cannot be opened: {problem}"))
            return Way.HOME
        place = self.store.last_place(lesson_id)
        number = place.page if place and 1 <= place.page <= len(lesson.pages) else 1
        self.talk.line("", lesson.heading.title)
        if number > 1:
            self.talk.line(f"You were on page {number} of {len(lesson.pages)}; type page 1 to begin again.")
        while number <= len(lesson.pages):
            way = self._page(lesson, lesson.pages[number - 1])
            if isinstance(way, int):
                number = min(max(way, 1), len(lesson.pages))
            elif way is Way.ON or way is Way.BACK:
                number = max(1, number + (1 if way is Way.ON else -1))
            else:
                return way
        self.talk.line("", f"That was the last page of “{lesson.heading.title}”")
        return Way.HOME

    def _page(self, lesson: Lesson, page: Page) -> Destination:
        """Show a page and stay until the learner leaves it; a number is the page to go to."""
        self._visit(Place(lesson.heading.id, page.number))
        self.talk.line("", f"Page {page.number} of {len(lesson.pages)}: {page.title}", "")
        self.talk.prose(page.prose)
        self.talk.line("")
        if page.demo:
            from tutor.plain.demo import show_demo

            return show_demo(self.talk, lesson.scene(page), lesson, self.store)
        if page.questions:
            return self._quiz(lesson, page)
        return self._turn()

    def _turn(self) -> Destination:
        while True:
            text = self.talk.ask("Enter goes on, ? helps > ").strip()
            if not text or text.casefold() in ("n", "next"):
                return Way.ON
            if (way := way_of(text)) is not None:
                return way
            self.talk.line(f"Enter goes on, b goes back; {LEAVING}")

    def _quiz(self, lesson: Lesson, page: Page) -> Destination:
        from tutor.plain.quiz import ask_questions
        from tutor.study.quiz.quiz import Quiz

        def visit(quiz: Quiz) -> None:
            asked = quiz.current
            self._visit(Place(lesson.heading.id, page.number, asked.name, asked.seed, quiz.draft))

        quiz = Quiz.of_lesson(lesson, page.questions, self.store)
        way = ask_questions(self.talk, quiz, visit)
        if way is Way.ON:
            self.talk.line(score(quiz))
        return way

    def _visit(self, place: Place) -> None:
        if trouble := self.store.visit(place):
            self.talk.line(trouble)
