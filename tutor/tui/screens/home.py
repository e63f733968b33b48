"""The home screen: the course by parts and lessons, what is done, what comes next."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from tutor.study.progress.standing_words import EXPLAINED
from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.home import HOME
from tutor.tui.course import home_words
from tutor.tui.course.course_list import CourseList
from tutor.tui.host import Outing
from tutor.tui.screens.base import NARROW, TutorScreen
from tutor.tui.widgets.newest import is_up

if TYPE_CHECKING:
    from tutor.study.graduation.outlook import Outlook
    from tutor.study.progress.standing import Standing


class HomeScreen(TutorScreen):
    """The way into every lesson; Enter goes on with the next one."""

    CSS_PATH = None
    HAS_TITLE = False
    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("The course",)
    HELP_NOTE = EXPLAINED
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(c for c in HOME if c.id not in {"home.choose", "home.open"})]

    def __init__(self) -> None:
        super().__init__()
        self._undoable = False
        self._waiting = 0
        self._outlooks: tuple[Outlook, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Put the head, the list, and a word about the chosen lesson on the screen."""
        with Vertical(id="home"):
            yield Static(id="logo")
            yield CourseList(id="course")
            yield Static(id="about", markup=False)

    def on_mount(self) -> None:
        """Fill the list before the first paint; the next lesson is chosen already."""
        services, store = self.app.services, self.app.store
        standings = services.standings(store)
        self._show(standings, services.next_lesson(store, standings))
        self.call_after_refresh(lambda: self.run_worker(self._look_closer()))

    async def _look_closer(self) -> None:
        """After the first paint: how well each lesson sits, and what waits for practice. Nothing moves for it."""
        standings = await self._standings()
        if is_up(self):
            self._tell(standings)
            self.course.update(standings)
            self._tell_about()

    def came_back(self, visit: Outing | None) -> None:
        """Take in what a screen gave back: what is done may have changed, and what comes next."""
        if visit is not None:
            self.run_worker(self._look_again(visit), group="back", exclusive=True)

    async def _look_again(self, visit: Outing) -> None:
        from tutor.study.graduation.words import offers as what_is_offered

        before, standings = what_is_offered(self._outlooks), await self._standings()
        if not is_up(self):
            return
        if (offers := what_is_offered(self._outlooks)) != before:
            self._say(f"{offers} Press g." if offers else "")
        left = visit.lesson
        done = left is not None and left in standings and standings[left].state == "done"
        onward = self.app.services.next_lesson(self.app.store, standings) if done else left or self.course.chosen
        self._show(standings, onward)

    @property
    def course(self) -> CourseList:
        """The list of the course."""
        return self.query_one(CourseList)

    async def _standings(self) -> Mapping[str, Standing]:
        """How far the learner is and how well it sits, once everything is saved that they did."""
        app, services = self.app, self.app.services
        standings = await asyncio.wrap_future(app.in_order(services.standings_now, app.store))
        self._outlooks = await asyncio.wrap_future(app.in_order(services.outlooks, app.store, standings))
        return standings

    def _show(self, standings: Mapping[str, Standing], chosen: str | None) -> None:
        """Show the course as it stands, with one lesson chosen; nothing once the app is being left."""
        if not is_up(self):
            return
        self._tell(standings)
        self.course.show(self.app.services.outline(), standings, chosen)
        self._tell_about()

    def _tell(self, standings: Mapping[str, Standing]) -> None:
        """Show what the whole course comes to."""
        done = sum(1 for standing in standings.values() if standing.state == "done")
        words = home_words.practice(standings.values())
        self.query_one("#logo", Static).update(home_words.logo(done / max(1, len(standings)), words))
        self._waiting = sum(standing.waiting for standing in standings.values())
        self.course.remarks = self._remarks()
        self.refresh_bindings()

    def _remarks(self) -> dict[str, str]:
        """Return remarks on each part's graduation; none before that was looked up, which is after the first paint."""
        if not self._outlooks:
            return {}
        from tutor.study.graduation.words import in_short

        return {outlook.part.id: in_short(outlook) for outlook in self._outlooks}

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell about the lesson under the cursor."""
        if self.course.heading(event.option.id) is not None:
            self._tell_about()
            self.refresh_bindings()  # Enter begins it, or goes on with it; g leads to what its part has to offer

    def _tell_about(self) -> None:
        """Say what the chosen lesson is about, how far the learner is in it, and how well it sits."""
        heading = self.course.heading(self.course.chosen)
        if heading is not None:
            standing = self.course.standings.get(heading.id)
            words = home_words.about(heading, standing, titled=self.app.size.width < NARROW)
            self.query_one("#about", Static).update(words)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen lesson (Enter, or a click)."""
        if event.option.id is not None:
            self._say("")
            self.app.open_lesson(event.option.id)

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

    @property
    def _outlook(self) -> Outlook | None:
        """The graduation that is meant from where the cursor is."""
        if not self._outlooks:
            return None
        from tutor.study.graduation.outlook import meant_from

        chosen = self.course.heading(self.course.chosen)
        here = next((one.part.id for one in self._outlooks if chosen in one.part.lessons), None)
        return meant_from(self._outlooks, here)

    def action_play(self) -> None:
        """Open the playground."""
        self.app.open_playground()

    def action_mistakes(self) -> None:
        """Open the page of mistakes."""
        from tutor.tui.screens.mistakes import MistakesScreen

        self.app.push_screen(MistakesScreen())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer u once something was forgotten."""
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

    def _say(self, words: str) -> None:
        if not is_up(self):
            return
        if words and not self._message.is_attached:
            self.query_one("#home").mount(self._message)
        self._message.update(words)
        self._message.display = bool(words)
        self.refresh_bindings()

    @cached_property
    def _message(self) -> Static:
        """The line for what was done, which is only there once something was: the first picture is quicker without."""
        return Static(id="message", markup=False)
