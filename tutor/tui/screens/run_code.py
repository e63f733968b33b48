"""The command that brings the picture of a demo back, to be copied."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.demo import CODE
from tutor.tui.bindings.everywhere import DIALOGUE
from tutor.tui.host import Outing
from tutor.tui.screens.base import PAGES
from tutor.tui.screens.leaving import LeavesOnce
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.newest import is_up
from tutor.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from lessons.kit.demo import Demo, Frame
    from lessons.kit.lesson import Lesson
    from lessons.kit.script import Script

EXPLAINED = (
    "Typed in a shell, this command opens nntutor at this very picture, bit for bit, on any machine; with `--plain` "
    "after it, or in a pipe, it prints the picture."
)


class RunCodeScreen(LeavesOnce, ModalScreen[Outing | None]):
    """Shows the command; c copies it."""

    CSS_PATH = PAGES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DIALOGUE), *bindings(CODE)]

    def __init__(self, lesson: Lesson | None, demo: Demo, script: Script, frame: Frame) -> None:
        super().__init__()
        self._lesson, self._demo, self._script, self._frame = lesson, demo, script, frame
        self.code = ""
        self._line, self._words = Static("One moment …", id="code-line", markup=False), Prose(EXPLAINED)

    def compose(self) -> ComposeResult:
        """The command and what it is for."""
        with Vertical(classes="dialogue"):
            with VerticalScroll(can_focus=False):
                yield self._line
                yield self._words
            yield KeyBar()

    def on_mount(self) -> None:
        """Look for the shortest line in a thread: that may mean making the run again."""
        self.run_worker(self._find())

    async def _find(self) -> None:
        code = await asyncio.to_thread(self._shortest)
        if is_up(self):
            self.code = code
            self._line.update(code)

    def _shortest(self) -> str:
        from lessons.kit.errors import DemoFailed
        from lessons.kit.run_code import code_of, shortened

        try:
            script = shortened(self._demo, self._script, self._frame, lambda: not self.is_running)
        except DemoFailed:
            script = self._script
        return code_of(self._lesson, self._demo, script)

    def action_copy(self) -> None:
        """Copy to the clipboard; a terminal that does not allow it says nothing, so neither is it promised."""
        if self.code:
            self.app.copy_to_clipboard(self.code)
            self._words.show(f"{EXPLAINED}\n\nCopied, if your terminal allows it; otherwise select it with the mouse.")

    def action_close(self) -> None:
        """Go back to the demo."""
        self.dismiss()
