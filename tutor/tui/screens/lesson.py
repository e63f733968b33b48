"""A lesson: its scenes one after the other, each a picture with its words, and its quiz."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal

from tutor.text.served import told
from tutor.tui.demo.players import Players
from tutor.tui.host import Outing
from tutor.tui.keys import take_keys
from tutor.tui.screens import scene_words
from tutor.tui.screens.lesson_keys import LessonKeys
from tutor.tui.widgets.newest import Newest, is_up
from tutor.tui.widgets.prose import Prose
from tutor.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from lessons.kit.heading import Heading
    from tutor.study.playback.moment import Opening
    from tutor.study.playback.view import DemoView


class LessonScreen(LessonKeys):
    """Goes through a lesson. Words and picture stand side by side, or the words on top where that is too narrow."""

    def __init__(self, lesson_id: str, page: int | None = None, opening: Opening | None = None) -> None:
        super().__init__(lesson_id)
        self._lesson_id, self._first_page, self._opening = lesson_id, page, opening
        self._prose = Prose(id="prose")
        self._turns = Newest(self)
        self._players: Players | None = None
        self._early = self._settled = False

    def compose_body(self) -> ComposeResult:
        """Put the text and the live part on the screen."""
        with Horizontal(id="page"):
            with self._reading:
                yield self._prose
            yield self._live
        yield self._offer

    def on_mount(self) -> None:
        """Load the lesson off the event loop."""
        self.title_bar.show("One moment …")
        self.run_worker(self._load())

    def read_here(self) -> str:
        """Return the words of the page as far as they are told."""
        return self._prose.markdown

    async def _load(self) -> None:
        from lessons.kit.errors import LessonError
        from lessons.kit.reading import READING

        try:
            lesson = await asyncio.to_thread(self.app.services.load, self._lesson_id)
        except LessonError as problem:
            if self.left:
                return
            self.title_bar.show("This lesson cannot be opened")
            self._prose.show(told(f"{problem}\n\nEsc leads back to the course."))
            return
        place = await asyncio.wrap_future(
            self.app.in_order(self.app.store.last_place, self._lesson_id)
        )  # after all writes
        if self.left:
            return
        self.has_longer = (lesson.heading.folder / READING).is_file()
        self.lesson, self._players = lesson, Players(self.app, lesson, self._opening)
        asked = lesson.page_of(demo=self._opening.demo) if self._opening is not None else None
        number = asked.number if asked else self._first_page or (place.page if place is not None else 1)
        if asked is None and self._first_page is None and await self._is_done():
            await self.show_end()
        else:
            await self.show_page(min(max(number, 1), len(lesson.pages)))

    async def _is_done(self) -> bool:
        """Whether the learner has been through it all; such a lesson opens its contents."""
        services, store = self.app.services, self.app.store
        standings = await asyncio.wrap_future(self.app.in_order(services.standings, store))
        known = standings.get(self._lesson_id)
        return known is not None and known.state == "done"

    @property
    def left(self) -> bool:
        """Whether the learner has gone back to the course meanwhile, or the app is being taken down."""
        return not is_up(self) or not self.query(TitleBar)

    async def show_page(self, number: int) -> None:
        """Turn to a page."""
        assert self.lesson is not None and self._players is not None
        wanted, self.number = self._turns.ask(), number
        self._early = self._settled = False
        page = self.lesson.pages[number - 1]
        self.title_bar.show(self.lesson.heading.title, f"page {number} of {len(self.lesson.pages)}")
        self.set_class(bool(page.demo), "-demo")
        self.set_class(bool(page.questions), "-quiz")
        self._prose.show(scene_words.opening(page))
        self._reading.scroll_home(animate=False)
        await self._live.show(self.lesson, page, self._players, wanted, self._tell)
        if not wanted():
            return
        self.remember()
        self._take_focus()
        self._settled = True
        if self._early and self.is_current and self._live.demo is not None:
            self._live.demo.player.play_or_pause()
        await self._offer_graduation()

    async def show_end(self) -> None:
        """Show what the lesson leaves one with, how it went, and its contents; nothing is drawn on the event loop."""
        assert self.lesson is not None and self._players is not None
        wanted, self.number = self._turns.ask(), len(self.lesson.pages) + 1
        self.title_bar.show(self.lesson.heading.title, "one moment …")
        for name in ("-demo", "-quiz", "-told"):
            self.remove_class(name)
        self._prose.show("")
        await self._live.clear()
        services, store = self.app.services, self.app.store
        end = await asyncio.wrap_future(self.app.in_order(services.look_back, self.lesson, store))
        if not wanted():
            return
        from tutor.study.progress.lesson_end import in_markdown

        self.onward = end.onward
        self.title_bar.show(self.lesson.heading.title, end.title)
        self._prose.show(in_markdown(end))
        self._reading.scroll_home(animate=False)
        take_keys(self._reading)
        self.refresh_bindings()
        await self._offer_graduation()

    def _tell(self, view: DemoView) -> None:
        """Show the words that belong to the scene as it stands: those before its run, or those after it."""
        page = self.page
        if page is None or not page.demo:
            return
        told = self.has_class("-told")
        self._prose.show(scene_words.in_scene(page, told=view.told))
        self.set_class(view.told, "-told")
        if told != view.told:
            self._reading.scroll_home(animate=False)
            self.refresh_bindings()

    async def _offer_graduation(self) -> None:
        """At the end of the lesson that completes a part."""
        await self._offer.look(at_the_end=self.lesson is not None and self.number >= len(self.lesson.pages))

    async def on_quiz_panel_marked(self) -> None:
        """With that reply the part may have been done."""
        await self._offer_graduation()

    def remember(self) -> None:
        """Save which page is open; a quiz saves its own place, with the question and the draft."""
        from tutor.store import Bookmark

        panel = self._live.quiz
        if panel is not None and panel.quiz is not None:
            panel.remember()
        elif panel is None and self.page is not None:
            self.app.in_order(self.app.store.visit, Bookmark(self._lesson_id, self.number))

    def _take_focus(self) -> None:
        """Give the keys to the part that the learner looks at."""
        demo = self._live.demo
        if demo is not None:
            take_keys(demo)
        elif not self.has_class("-quiz"):
            take_keys(self._reading)
        self.refresh_bindings()

    def on_unmount(self) -> None:
        """Let all runs go."""
        if self._players is not None:
            self._players.close()

    async def action_next(self) -> None:
        """Go on: to what a run is to show, the next question, page or, at the end, lesson."""
        if self.lesson is None:
            return
        if self.at_the_end:
            self._leave_for(self.onward)
            return
        demo = self._live.demo
        if demo is not None and not demo.player.view.told and self.tells:
            demo.player.tell()
        elif not await self._live.other_question(1):
            if self.number == len(self.lesson.pages):
                await self.show_end()
            else:
                await self.show_page(self.number + 1)

    async def action_onward(self) -> None:
        """Go on, but not before the text has been read to its end."""
        reading = self._reading
        if self.page is not None and self.page.demo and not self._settled:
            self._early = True  # a quick Space means the picture, which is not there yet
        elif self.focused is reading and reading.scroll_offset.y < reading.max_scroll_y:
            reading.scroll_page_down(animate=False)
        else:
            await self.action_next()

    async def action_previous(self) -> None:
        """Go back: to the question before, to the page before."""
        if self.lesson is not None and not await self._live.other_question(-1) and self.number > 1:
            await self.show_page(self.number - 1)

    async def action_contents(self) -> None:
        """Show the contents, and what there is to look back on."""
        if self.lesson is not None and not self.at_the_end:
            self.remember()
            await self.show_end()

    async def action_open(self, number: int) -> None:
        """Open a scene or the quiz from the contents."""
        await self.show_page(number)

    def action_home(self) -> None:
        """Go back to the course."""
        self._live.release()
        self.remember()
        self.dismiss(Outing(self._lesson_id))

    def _leave_for(self, onward: Heading | None) -> None:
        """Go on to another lesson, or home where there is none."""
        app = self.app
        self.action_home()
        if onward is not None:
            app.open_lesson(onward.id)

    def leave(self) -> None:
        """As the key does."""
        self.action_home()

    async def turn_to(self, lesson_id: str, page: int | None) -> bool:
        """To a page of this lesson, which is kept where it is when none is named."""
        if self.lesson is None or lesson_id != self._lesson_id:
            return False
        if page is not None and page != self.number:
            self.remember()
            await self.show_page(min(page, len(self.lesson.pages)))
        return True
