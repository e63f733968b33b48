"""What stands on the home screen, and how it keeps up with what the learner does."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from tutor.study.progress.standing_words import EXPLAINED
from tutor.tui.course import home_words
from tutor.tui.course.course_head import CourseHead
from tutor.tui.course.course_list import CourseList
from tutor.tui.host import Outing
from tutor.tui.screens.base import LOW, NARROW, TutorScreen
from tutor.tui.widgets.newest import is_up

if TYPE_CHECKING:
    from tutor.study.graduation.outlook import Outlook
    from tutor.study.progress.standing import Standing

LOOSE = 32
"""Rows from which there is air around the head and the list."""


class HomeBody(TutorScreen):
    """The head, the list of the course, and a word about the lesson under the cursor."""

    CSS_PATH = None
    HAS_TITLE = False
    HELP_NOTE: ClassVar[str] = EXPLAINED

    def __init__(self) -> None:
        super().__init__()
        self._undoable = False
        self._waiting = 0
        self._outlooks: tuple[Outlook, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Put the head, the list, and a word about the chosen lesson on the screen."""
        with Vertical(id="home"):
            yield CourseHead()
            yield CourseList(id="course")
            yield Static(id="about", markup=False)

    def on_mount(self) -> None:
        """Fill the list before the first paint; the next lesson is chosen already."""
        self._arrange(self.app.size.height)
        self._show(self.app.services.standings(self.app.store), None)
        self.call_after_refresh(lambda: self.run_worker(self._look_closer()))

    def on_resize(self, event: events.Resize) -> None:
        """Close up where rows are wanted."""
        self._arrange(event.size.height)

    def _arrange(self, height: int) -> None:
        self.set_class(height < LOOSE, "-tight")
        self.query_one(CourseHead).lay_out(low=height < LOW)

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
        """Show the course as it stands, with one lesson chosen (what comes next); nothing once the app is left."""
        if not is_up(self):
            return
        self._tell(standings)
        following = self.query_one(CourseHead).following
        following_id = following.id if following is not None else None
        self.course.show(self.app.services.outline(), standings, chosen or following_id)
        self._tell_about()

    def _tell(self, standings: Mapping[str, Standing]) -> None:
        """Show what the whole course comes to."""
        self.query_one(CourseHead).tell(standings)
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

    @property
    def _outlook(self) -> Outlook | None:
        """The graduation that is meant from where the cursor is."""
        if not self._outlooks:
            return None
        from tutor.study.graduation.outlook import meant_from

        chosen = self.course.heading(self.course.chosen)
        here = next((one.part.id for one in self._outlooks if chosen in one.part.lessons), None)
        return meant_from(self._outlooks, here)

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
