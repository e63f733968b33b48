"""A notice that waits until it has been read."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tutor.tui.bindings import DIALOGUE, bindings
from tutor.tui.host import Visit
from tutor.tui.screens.leaving import LeavesOnce
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.prose import Prose


class NoticeScreen(LeavesOnce, ModalScreen[Visit | None]):
    """Says something once."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DIALOGUE)]

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The words and the key that closes them."""
        with Vertical(classes="dialogue"):
            yield Prose(self._words)
            yield KeyBar()

    def action_close(self) -> None:
        """Close the notice: it has been read."""
        self.dismiss()
