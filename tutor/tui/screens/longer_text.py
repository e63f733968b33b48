"""The longer text of a lesson: one page to scroll, for those who want to read it all."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tutor.text.served import told
from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.lesson import LONGER_TEXT
from tutor.tui.keys import take_keys
from tutor.tui.screens.base import TutorScreen
from tutor.tui.widgets.prose import Prose
from tutor.tui.widgets.reading import ReadingPane

if TYPE_CHECKING:
    from lessons.kit.lesson import Lesson


class LongerTextScreen(TutorScreen):
    """Scrolls; Esc leads back to the scene."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("The longer text",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LONGER_TEXT)]

    def __init__(self, lesson: Lesson) -> None:
        super().__init__()
        self._lesson = lesson
        self._reading, self._prose = ReadingPane(id="longer"), Prose(id="longer-prose")

    def compose_body(self) -> ComposeResult:
        """Put the text on the screen."""
        with self._reading:
            yield self._prose

    def on_mount(self) -> None:
        """Read the text off the event loop."""
        self.title_bar.show(self._lesson.heading.title, "the longer text")
        take_keys(self._reading)
        self.run_worker(self._load())

    def read_here(self) -> str:
        """Return the words of the page as far as they are told."""
        return self._prose.markdown

    async def _load(self) -> None:
        from lessons.kit.errors import LessonError
        from lessons.kit.reading import as_markdown, read_longer_text

        try:
            text = as_markdown(await asyncio.to_thread(read_longer_text, self._lesson.heading.folder))
        except LessonError as problem:
            text = told(f"{problem}\n\nEsc leads back to the lesson.")
        self._prose.show(text)

    def action_scroll(self, by: int) -> None:
        """Scroll up or down."""
        self._reading.scroll_relative(y=by, animate=False)

    def action_onward(self) -> None:
        """Scroll a page down."""
        self._reading.scroll_page_down(animate=False)

    def action_leave(self) -> None:
        """Go back to the scene."""
        self.dismiss()
