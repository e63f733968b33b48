"""A round of questions on the whole screen, from one lesson or many, and a page at its end that says how it went."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tutor.study.quiz.rounds import Round
from tutor.study.quiz.summary import summary
from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.round import ROUND
from tutor.tui.host import Outing
from tutor.tui.keys import take_keys
from tutor.tui.quiz.panel import QuizPanel
from tutor.tui.quiz.session import RoundSitting
from tutor.tui.screens.base import TutorScreen
from tutor.tui.widgets.newest import Newest
from tutor.tui.widgets.prose import Prose
from tutor.tui.widgets.reading import ReadingPane


class RoundScreen(TutorScreen):
    """Asks one question after the other; nothing moves on by itself."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("A round",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ROUND), Binding("tab", "stay", show=False)]

    def __init__(self, round_: Round) -> None:
        super().__init__()
        self.round = round_
        self.panel = QuizPanel(RoundSitting(round_))
        self._newest = Newest(self)
        self._end, self._words = ReadingPane(id="round-end"), Prose(id="round-words")

    def compose_body(self) -> ComposeResult:
        """The questions, and the end, of which one is shown."""
        with Vertical(id="round"):
            yield self.panel
            with self._end:
                yield self._words

    def on_mount(self) -> None:
        """The panel draws its first question by itself."""
        self._show_title()

    @property
    def ended(self) -> bool:
        """Whether the page at the end is shown."""
        return self.has_class("-ended")

    def on_quiz_panel_turned(self, _: QuizPanel.Turned) -> None:
        """Say which question this is, and where it is from."""
        self._show_title()

    def _show_title(self) -> None:
        quiz = self.panel.quiz
        if quiz is None:
            self.title_bar.show(self.round.title, "one moment …")
            return
        if self.ended:
            self.title_bar.show(self.round.title, "the end")
            return
        title = f"{self.round.title} · from “{quiz.title}”" if quiz.title else self.round.title
        self.title_bar.show(title, f"question {quiz.position + 1} of {len(quiz.items)}")

    async def action_next(self) -> None:
        """Go on: to the next question, from the last to the end, from the end out."""
        if self.ended:
            self.action_leave()
        elif self.panel.quiz is not None and not await self.panel.go(1):
            await self._finish()

    async def action_previous(self) -> None:
        """Go back: to the question before, from the end to the last question."""
        if not self.ended:
            await self.panel.go(-1)
            return
        self.remove_class("-ended")
        self._show_title()
        self.panel.take_focus()

    async def _finish(self) -> None:
        """Show how it went, once the last reply has been marked."""
        quiz, wanted = self.panel.quiz, self._newest.ask()
        assert quiz is not None
        await self.panel.when_marked()
        results = quiz.results()
        words = await asyncio.to_thread(self.round.at_the_end, results)
        if not wanted():
            return
        self._words.show(summary(results, words))
        self.add_class("-ended")
        self._show_title()
        self._end.scroll_home(animate=False)
        take_keys(self._end)
        self.refresh_bindings()

    def action_another(self) -> None:
        """Go on with another round of the kind; choosing its questions takes a moment."""
        self.title_bar.show(self.round.title, "one moment …")
        self.run_worker(self._another(), group="another", exclusive=True)

    async def _another(self) -> None:
        assert self.round.another is not None
        wanted = self._newest.ask()
        following = await asyncio.wrap_future(self.app.in_order(self.round.another))
        if not wanted():
            return
        if following is None or not self.is_current:
            self._show_title()
        else:
            await self._begin(following)

    async def _begin(self, round_: Round) -> None:
        """Ask another round in place of the one that is over; whoever opened this screen is told when both are."""
        over, self.round = self.panel, round_
        self.panel = QuizPanel(RoundSitting(round_))
        self.remove_class("-ended")
        self._show_title()
        await over.remove()
        await self.query_one("#round").mount(self.panel, before=self._end)

    def action_stay(self) -> None:
        """Tab, where there is no hint to give: the keys stay with the question."""

    def action_scroll(self, by: int) -> None:
        """Scroll what is read."""
        (self._end if self.ended else self.panel).scroll_relative(y=by, animate=False)

    def leave(self) -> None:
        """As the key does."""
        self.action_leave()

    def action_leave(self) -> None:
        """Go back to where the round was opened."""
        self.dismiss(Outing())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no question before the first, and no other round before the end."""
        if action == "another" and (self.round.another is None or not self.ended):
            return False
        quiz = self.panel.quiz
        if action == "previous" and not self.ended and (quiz is None or quiz.position == 0):
            return False
        return super().check_action(action, parameters)

    def word_for(self, command: Command) -> str | None:
        """Return the key bar's word for a command, such as where next leads."""
        quiz = self.panel.quiz
        if command.id != "round.next" or quiz is None:
            return command.word
        if self.ended:
            return "done"
        return "next" if quiz.position + 1 < len(quiz.items) else "finish"

    def help_groups(self) -> tuple[str, ...]:
        """Name the groups for the help: the round's keys, and those of the question."""
        return ("A round", *(() if self.ended else self.panel.help_groups()), "Everywhere")
