"""The live part of a page: its demo or its quiz, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.containers import Vertical

from tutor.tui.demo.panel import DemoPanel
from tutor.tui.quiz.panel import QuizPanel
from tutor.tui.quiz.session import PageSitting, Sitting

if TYPE_CHECKING:
    from lessons.kit.lesson import Lesson, Page
    from tutor.study.playback.view import DemoView
    from tutor.tui.demo.players import Players


class LivePart(Vertical):
    """Has one panel at most; a page's questions are the same whenever one comes back to them."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sittings: dict[int, Sitting] = {}

    @property
    def demo(self) -> DemoPanel | None:
        """The demo of the page on the screen."""
        return next(iter(self.query(DemoPanel)), None)

    @property
    def quiz(self) -> QuizPanel | None:
        """The quiz of the page on the screen."""
        return next(iter(self.query(QuizPanel)), None)

    @property
    def panel(self) -> DemoPanel | QuizPanel | None:
        """The demo's or the quiz's panel, whichever there is."""
        return self.demo or self.quiz

    async def show(
        self,
        lesson: Lesson,
        page: Page,
        players: Players,
        wanted: Callable[[], bool],
        tell: Callable[[DemoView], None],
    ) -> None:
        """Show another page's demo or quiz, while that is wanted: the page may be turned, or the screen left.

        Args:
            lesson: which.
            page: of it.
            players: of its scenes.
            wanted: says whether the page is still to be shown.
            tell: is told how the demo stands, whenever it is drawn.
        """
        await self.clear()
        if not wanted():
            return
        if page.demo:
            player = await players.of(page)
            if wanted():
                await self.mount(DemoPanel(player, lesson, tell))
        elif page.questions:
            sitting = self._sittings.setdefault(page.number, PageSitting(lesson, page))
            await self.mount(QuizPanel(sitting))

    async def clear(self) -> None:
        """Show nothing."""
        self.release()
        await self.remove_children()

    def pause(self) -> None:
        """Halt the run while another screen lies over this one."""
        if self.demo is not None:
            self.demo.player.pause()

    def release(self) -> None:
        """Let the panel's run go: nothing plays where nobody looks."""
        for panel in self.query(DemoPanel):
            panel.release()

    async def other_question(self, by: int) -> bool:
        """Go to another question; False if there is none in that direction."""
        return self.quiz is not None and await self.quiz.go(by)

    @property
    def more_questions(self) -> bool:
        """Whether there are questions after the one on the screen."""
        quiz = self.quiz.quiz if self.quiz is not None else None
        return quiz is not None and quiz.position + 1 < len(quiz.items)

    def help_groups(self) -> Iterable[str]:
        """Name the groups of commands that the help shows for the panel, none without one."""
        return self.panel.help_groups() if self.panel is not None else ()
