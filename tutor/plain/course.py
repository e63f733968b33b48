"""The plain conversation from end to end: the list of lessons, a lesson's pages, and taking one's leave."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.kit.course import load, outline
from lessons.kit.errors import LessonError
from tutor.plain.listing import GRADUATE, KNOW, PRACTICE, choose
from tutor.plain.talk import CONTENTS, LEAVING, Destination, InputEnded, Talk, Way, conversation, farewell, way_of
from tutor.store import Bookmark, Store
from tutor.study.progress.lesson_end import in_markdown, look_back
from tutor.study.progress.standing import next_lesson, standings
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
        if word == KNOW:
            from tutor.plain.practice import test_out_of

            return test_out_of(self.talk, self.store, self.root, rest)
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
        self.talk.line("", lesson.heading.title)
        number = self._begin_at(lesson)
        while number:
            way = (
                self._look_back(lesson) if number > len(lesson.pages) else self._page(lesson, lesson.pages[number - 1])
            )
            if isinstance(way, int):
                number = way if way == CONTENTS else min(max(way, 1), len(lesson.pages))
            elif way is Way.ON or way is Way.BACK:
                number = min(max(1, number + (1 if way is Way.ON else -1)), len(lesson.pages) + 1)
            else:
                return way
        return Way.HOME

    def _begin_at(self, lesson: Lesson) -> int:
        """Where to go on: at the contents of a lesson that is done, else where the learner left it."""
        if standings(self.store, outline(self.root))[lesson.heading.id].state == "done":
            return CONTENTS
        place = self.store.last_place(lesson.heading.id)
        number = place.page if place and 1 <= place.page <= len(lesson.pages) else 1
        if number > 1:
            self.talk.line(f"You were on page {number} of {len(lesson.pages)}; type page 1 to begin again.")
        return number

    def _look_back(self, lesson: Lesson) -> Destination:
        """Tell what the lesson leaves one with, and stay until a scene, the next lesson or the list is chosen."""
        headings = {heading.id: heading for part in outline(self.root) for heading in part.lessons}
        onward = headings.get(next_lesson(self.store, outline(self.root)) or "")
        onward = onward if onward != lesson.heading else None
        self.talk.line("")
        self.talk.prose(in_markdown(look_back(lesson, self.store, onward, partial(load, root=self.root))))
        leads = "n leads to the next lesson, Enter" if onward is not None else "Enter"
        while text := self.talk.ask(f"A number opens what is listed, {leads} to the list of lessons > ").strip():
            if text.isdecimal() and 1 <= int(text[:6]) <= len(lesson.pages):
                return int(text)
            if text.casefold() in ("n", "next") and onward is not None:
                return self._open(onward.id)
            if (way := way_of(text)) is not None and way != CONTENTS:
                return len(lesson.pages) if way is Way.BACK else way
            self.talk.line(f"There are {len(lesson.pages)} to open. {LEAVING}")
        return Way.HOME

    def _page(self, lesson: Lesson, page: Page) -> Destination:
        """Show a page and stay until the learner leaves it; a number is the page to go to."""
        self._visit(Bookmark(lesson.heading.id, page.number))
        self.talk.line("", f"Page {page.number} of {len(lesson.pages)}: {page.title}", "")
        self.talk.prose(page.before if page.demo else page.prose)
        self.talk.line("")
        if page.demo:
            from tutor.plain.demo import show_scene

            return show_scene(self.talk, lesson, page, self.store)
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
            self._visit(Bookmark(lesson.heading.id, page.number, asked.name, asked.seed, quiz.draft))

        quiz = Quiz.of_lesson(lesson, page.questions, self.store)
        way = ask_questions(self.talk, quiz, visit)
        if way is Way.ON:
            self.talk.line(score(quiz))
        return way

    def _visit(self, place: Bookmark) -> None:
        if trouble := self.store.visit(place):
            self.talk.line(trouble)
