"""A page's quiz while its lesson is open; it stays when the learner looks at another page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lessons.kit.lesson import Lesson, Page
    from tutor.quiz import Quiz
    from tutor.shelf import Shelf
    from tutor.store import Place, Store


class Sitting:
    """The quiz, what was half typed, and one thing after the other done with it.

    Attributes:
        quiz: None until it has been drawn.
        busy: whether something is being done in the thread.
    """

    def __init__(self, lesson: Lesson, page: Page) -> None:
        self.lesson, self.page = lesson, page
        self.quiz: Quiz | None = None
        self.busy = False
        self._drafts: dict[str, str] = {}
        self._one_at_a_time = asyncio.Lock()

    async def open(self, shelf: Shelf, store: Store) -> str:
        """Draw the quiz, unless that has been done; gives what `do` gives."""

        def make() -> None:
            self.quiz = self.quiz or shelf.quiz(self.lesson, self.page.questions, store)

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
    def name(self) -> str:
        """The current question."""
        return self.quiz.names[self.quiz.position] if self.quiz is not None else ""

    @property
    def shown_reply(self) -> str:
        """What stands on the line: the reply given, or what was half typed."""
        if self.quiz is None:
            return ""
        return self._drafts.get(self.name) or self.quiz.reply_given or self.quiz.draft

    def keep_draft(self, text: str) -> None:
        """Remember what is half typed."""
        if self.quiz is not None:
            self._drafts[self.name] = "" if text == self.quiz.reply_given else text

    def forget_draft(self, name: str) -> None:
        """It has been replied, or the numbers are others."""
        self._drafts.pop(name, None)

    def place(self, *, asked: bool) -> Place:
        """Where the learner is: the page and, if a question could be asked, which one, its seed and the draft."""
        from tutor.store import Place

        lesson, page = self.lesson.heading.id, self.page.number
        if self.quiz is None or not asked:
            return Place(lesson, page)
        return Place(lesson, page, self.name, self.quiz.current.seed, self._drafts.get(self.name, ""))
