"""A quiz while it is on the screen, or while the learner looks at another page: its place, and its thread."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lessons.kit.lesson import Lesson, Page
    from tutor.store import Bookmark, Store
    from tutor.study.quiz.quiz import Quiz
    from tutor.study.quiz.rounds import Round
    from tutor.tui.services import Services


class Sitting(ABC):
    """The quiz, and one thing after the other done with it.

    Attributes:
        quiz: None until it has been drawn.
        busy: whether something is being done in the thread.
        prose: what stands above the questions, in Markdown.
    """

    def __init__(self, prose: str = "") -> None:
        self.prose = prose
        self.quiz: Quiz | None = None
        self.busy = False
        self._one_at_a_time = asyncio.Lock()

    @abstractmethod
    def make(self, services: Services, store: Store) -> Quiz:
        """The quiz, drawn; slow."""

    @abstractmethod
    def place(self, *, asked: bool) -> Bookmark | None:
        """Where the learner is, to be remembered, with the question if one could be asked; None for nowhere."""

    async def open(self, services: Services, store: Store) -> str:
        """Draw the quiz, unless that has been done; gives what `do` gives."""

        def make() -> None:
            self.quiz = self.quiz or self.make(services, store)

        return await self.do(make)

    async def do(self, work: Callable[[], Any]) -> str:
        """Do something with the quiz off the event loop: "" or what is wrong with the lesson, for the learner."""
        from lessons.kit.errors import LessonError

        async with self._one_at_a_time:
            self.busy = True
            try:
                await asyncio.to_thread(work)
            except LessonError as problem:
                return f"**This question has a fault, which is not yours.** {problem}"
            finally:
                self.busy = False
        return ""

    @property
    def position(self) -> int:
        """Which question is current, from 0."""
        return self.quiz.position if self.quiz is not None else 0

    @property
    def shown_reply(self) -> str:
        """The text on the reply's line: what is half typed, or the reply given."""
        if self.quiz is None:
            return ""
        return self.quiz.draft or self.quiz.reply_given


class PageSitting(Sitting):
    """The quiz on a lesson's page; it stays when the learner looks at another page."""

    def __init__(self, lesson: Lesson, page: Page) -> None:
        super().__init__(page.prose)
        self._lesson, self._page = lesson, page

    def make(self, services: Services, store: Store) -> Quiz:
        """Make the quiz of the page's questions, taken up where it was left."""
        return services.quiz(self._lesson, self._page.questions, store)

    def place(self, *, asked: bool) -> Bookmark:
        """The page and, if a question could be asked, which one, its seed and the draft."""
        from tutor.store import Bookmark

        lesson, page = self._lesson.heading.id, self._page.number
        if self.quiz is None or not asked:
            return Bookmark(lesson, page)
        return Bookmark(lesson, page, self.quiz.item.question, self.quiz.current.seed, self.quiz.draft)


class RoundSitting(Sitting):
    """A round from one lesson or many; it begins afresh each time, and the place in the course stays where it was."""

    def __init__(self, round_: Round) -> None:
        super().__init__()
        self._round = round_

    def make(self, services: Services, store: Store) -> Quiz:
        """Make the quiz of the round's questions, under its rules."""
        return services.quiz_of(self._round, store)

    def place(self, *, asked: bool) -> None:  # noqa: ARG002
        """Return None: a round is nowhere in the course."""
        return
