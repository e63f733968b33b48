"""The code behind a demo: the files of which something ran, its own first, then the engine's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.source import SOURCE
from tutor.tui.screens.base import TutorScreen
from tutor.tui.widgets.code_view import CodeView, highlighted
from tutor.tui.widgets.newest import Newest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lessons.kit.demo import Demo
    from lessons.kit.knobs import Setting
    from lessons.kit.sources import Source


class SourceScreen(TutorScreen):
    """Pages through the files; Esc leads back."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("The code of a demo",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SOURCE)]

    def __init__(self, demo: Demo, seed: int, settings: Mapping[str, Setting]) -> None:
        super().__init__()
        self._demo, self._seed, self._settings = demo, seed, dict(settings)
        self._sources: Sequence[Source] = ()
        self._number = 0  # the file that was asked for last
        self.source: Source | None = None  # the file on the screen, which comes a little later
        self._stretch = 0  # of its functions that ran, the one that stands at the top
        self._newest = Newest(self)
        self._told, self._code = Static("", id="source-told", markup=False), CodeView()
        self._scroller = VerticalScroll(self._code, id="source")

    def compose_body(self) -> ComposeResult:
        """Put what ran above the file."""
        yield self._told
        yield self._scroller

    def on_mount(self) -> None:
        """Find out in a thread which functions run: the demo is run a little for it."""
        self.title_bar.show(f"The code of “{self._demo.title}”", "one moment …")
        self.run_worker(self._find())

    async def _find(self) -> None:
        from lessons.kit.sources import sources

        self._sources = await asyncio.to_thread(sources, self._demo, self._seed, self._settings)
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
        self._stretch = _most_telling(source) if number else 0  # the demo's own function stands first
        self.title_bar.show(source.path, f"file {number + 1} of {len(self._sources)}")
        self._code.show(source, code)
        self._tell()
        self.call_after_refresh(self._go_to_stretch)

    def _tell(self) -> None:
        """Tell which functions ran, the one at the top first among them."""
        source = self.source
        if source is None or not source.ran:
            self._told.update(source.missing if source is not None else "")
            return
        names = [part.name for part in source.ran]
        at = source.ran[self._stretch]
        place = Content.styled(f"{at.name}, line {at.first}", "bold $accent")
        others = f"   ▌ ran: {', '.join(names)}"
        self._told.update(place + Content.styled(others, "$text-muted"))

    def _go_to_stretch(self) -> None:
        """Bring the function to the top."""
        source = self.source
        if source is not None and source.ran:
            row = self._code.row_of(source.ran[self._stretch].first)
            self._scroller.scroll_to(y=row, animate=False, immediate=True)

    async def action_turn(self, by: int) -> None:
        """Turn to another file; from the last to the first."""
        if self._sources:
            self._number = (self._number + by) % len(self._sources)
            await self._show()

    def action_jump(self) -> None:
        """Go to the next function that ran."""
        if self.source is not None and self.source.ran:
            self._stretch = (self._stretch + 1) % len(self.source.ran)
            self._tell()
            self._go_to_stretch()

    def action_scroll(self, by: int) -> None:
        """Scroll the file up or down."""
        self._scroller.scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Go back to the demo."""
        self.dismiss()


def _most_telling(source: Source) -> int:
    """Where to look first in a file: the longest function that does something, as against setting things up."""
    does = [i for i, part in enumerate(source.ran) if not part.name.endswith("__init__")]
    return max(does, key=lambda i: source.ran[i].last - source.ran[i].first, default=0)
