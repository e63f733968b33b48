"""The home screen: the course by parts and lessons, what is done, what comes next; and what its keys do."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widgets import OptionList, Static

from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.home import HOME
from tutor.tui.course import home_words
from tutor.tui.course.course_head import CourseHead
from tutor.tui.course.course_list import OWN
from tutor.tui.screens.home_body import HomeBody

if TYPE_CHECKING:
    from tutor.tui.course.find_line import FindLine


class HomeScreen(HomeBody):
    """The way into every lesson; Enter goes on with the next one."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("The course",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(c for c in HOME if c.id not in OWN)]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen lesson (Enter, or a click)."""
        if event.option.id is not None:
            self._say("")
            self.app.open_lesson(event.option.id)

    def action_go_on(self) -> None:
        """Open the lesson that comes next."""
        following = self.query_one(CourseHead).following
        if following is not None:
            self._say("")
            self.app.open_lesson(following.id)

    async def action_find(self) -> None:
        """Ask what is looked for; the titles of all scenes are read meanwhile."""
        line = self._find_line
        if not line.is_attached:
            await self.query_one("#home").mount(line, before="#course")
        line.begin()
        self.run_worker(self._read_titles(), group="titles", exclusive=True)

    async def _read_titles(self) -> None:
        self._find_line.look_in(await asyncio.to_thread(self.app.services.places))

    @cached_property
    def _find_line(self) -> FindLine:
        """The line to type on, which few first pictures need."""
        from tutor.tui.course.find_line import FindLine

        return FindLine(self.course, self.app.open_lesson, self._found)

    def _found(self) -> None:
        """Tell about what is under the cursor now, or that there is nothing."""
        if self.course.chosen is None:
            self.query_one("#about", Static).update(home_words.NOT_FOUND)
        self._tell_about()
        self.refresh_bindings()

    def help_groups(self) -> tuple[str, ...]:
        """While somebody looks for a lesson, the keys for that before all else."""
        typing = "_find_line" in vars(self) and self._find_line.typing
        return (*(("Finding a lesson",) if typing else ()), *super().help_groups())

    def action_practise(self) -> None:
        """Choose five questions, off the event loop, and ask them."""
        self._say("One moment …")
        self.run_worker(self._practise(), group="practice", exclusive=True)

    async def _practise(self) -> None:
        from tutor.study.practice.session import NOTHING_YET

        round_ = await asyncio.wrap_future(self.app.in_order(self.app.services.practice, self.app.store))
        self._say("" if round_ is not None else NOTHING_YET)
        if round_ is not None and self.is_current:
            self.app.open_round(round_)

    def action_test_out(self) -> None:
        """Ask the few questions with which the chosen lesson is skipped."""
        chosen = self.course.chosen
        round_ = self.app.services.test_out(chosen, self.app.store) if chosen is not None else None
        if round_ is not None:
            self._say("")
            self.app.open_round(round_)

    async def action_reset(self) -> None:
        """Forget the chosen lesson's answers; u undoes it."""
        chosen = self.course.chosen
        heading = self.course.heading(chosen)
        if heading is None:
            return
        if (await self._standings())[heading.id].state == "not begun":
            self._say(f"Nothing has been done in “{heading.title}” yet, so there is nothing to set aside.")
            return
        count = await asyncio.wrap_future(self.app.in_order(self.app.store.reset, heading.id))
        self._undoable = True
        self._say(home_words.begun_afresh(heading.title, count))
        self._show(await self._standings(), chosen)

    async def action_undo_reset(self) -> None:
        """Bring the answers back."""
        count = await asyncio.wrap_future(self.app.in_order(self.app.store.undo_reset))
        self._undoable = False
        self._say(home_words.brought_back(count))
        self._show(await self._standings(), self.course.chosen)

    def action_graduate(self) -> None:
        """Open the graduation of the chosen lesson's part, unless another one has more to offer."""
        outlook = self._outlook
        self.app.open_graduation(outlook.part.id if outlook is not None else None)

    def action_play(self) -> None:
        """Open the playground."""
        self.app.open_playground()

    def action_mistakes(self) -> None:
        """Open the page of mistakes."""
        from tutor.tui.screens.mistakes import MistakesScreen

        self.app.push_screen(MistakesScreen())

    def action_map(self) -> None:
        """Open the map of the course, at the chosen lesson."""
        from tutor.tui.screens.course_map import CourseMapScreen

        self.app.push_screen(CourseMapScreen(self.course.chosen))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer u once something was forgotten, and n while something comes next."""
        if action == "go_on" and self.query_one(CourseHead).following is None:
            return False
        if action == "undo_reset" and not self._undoable:
            return False
        if action == "test_out" and not self._may_be_skipped:
            return False
        return super().check_action(action, parameters)

    @property
    def _may_be_skipped(self) -> bool:
        """Whether the chosen lesson has questions that skip it, and is not done."""
        heading = self.app.services.heading(self.course.chosen)
        known = self.course.standings.get(self.course.chosen or "")
        return heading is not None and bool(heading.test_out) and (known is None or known.state != "done")

    def word_for(self, command: Command) -> str | None:
        """How many questions wait; whether there is a part to graduate from, or a certificate to look at."""
        if command.id == "home.graduate":
            outlook = self._outlook
            if outlook is None or not (outlook.offered or outlook.won):
                return None
            return command.word if outlook.offered else "certificate"
        return f"practise {self._waiting}" if command.id == "home.practise" and self._waiting else command.word
