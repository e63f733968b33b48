"""A screen that pages through files of code; which there are, and what is said above each, others decide."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tutor.tui.screens.base import TutorScreen
from tutor.tui.widgets.code_view import CodeView, highlighted
from tutor.tui.widgets.newest import Newest

if TYPE_CHECKING:
    from lessons.kit.sources import Source


class FilesScreen(TutorScreen):
    """Pages through the files; Esc leads back.

    Attributes:
        source: the file on the screen, which comes a little after it was asked for.
    """

    def __init__(self) -> None:
        super().__init__()
        self._sources: Sequence[Source] = ()
        self._number = 0  # the file that was asked for last
        self.source: Source | None = None
        self._newest = Newest(self)
        self._told, self._code = Static("", id="source-told", markup=False), CodeView()
        self._scroller = VerticalScroll(self._code, id="source")

    def compose_body(self) -> ComposeResult:
        """Put what is said above the file."""
        yield self._told
        yield self._scroller

    def heading(self) -> str:
        """Return what stands in the title until a file does."""
        raise NotImplementedError

    def found(self) -> Sequence[Source]:
        """Return the files; called in a thread."""
        raise NotImplementedError

    def arrive(self, source: Source) -> None:
        """Say what there is to say above a file that has just been put on the screen, and go to a place in it."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Find the files in a thread."""
        self.title_bar.show(self.heading(), "one moment …")
        self.run_worker(self._find())

    async def _find(self) -> None:
        self._sources = await asyncio.to_thread(self.found)
        await self._show()

    async def _show(self) -> None:
        """Put the file on the screen that was asked for last; until it is there, keys mean the one before."""
        if not self._sources:
            return
        wanted, number = self._newest.ask(), self._number
        source = self._sources[number]
        code = await asyncio.to_thread(highlighted, source.lines)
        if not wanted():
            return
        self.source = source
        self.title_bar.show(source.path, f"file {number + 1} of {len(self._sources)}")
        self._code.show(source, code)
        self.arrive(source)

    async def action_turn(self, by: int) -> None:
        """Turn to another file; from the last to the first."""
        if self._sources:
            self._number = (self._number + by) % len(self._sources)
            await self._show()

    def action_scroll(self, by: int) -> None:
        """Scroll the file up or down."""
        self._scroller.scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Go back to where this was opened."""
        self.dismiss()
