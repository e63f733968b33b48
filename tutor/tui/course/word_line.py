"""The line on which a word is typed; it has the keys, and moves the cursor of the list below it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.words import WORDS
from tutor.tui.course.word_list import WordList
from tutor.tui.widgets.line import Line


class WordLine(Line):
    """Narrows the list of words down while somebody types.

    Args:
        words: the list.
        narrow: lists what answers a text.
        go: opens the scene that teaches the word under the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(command for command in WORDS if command.id == "words.choose"),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    BUILT_IN: ClassVar[tuple[Command, ...]] = tuple(c for c in WORDS if not c.keys and c.rank)

    def __init__(self, words: WordList, narrow: Callable[[str], None], go: Callable[[], Awaitable[None]]) -> None:
        super().__init__(placeholder="type a word …", id="word-line", compact=True)
        self._words, self._narrow, self._go = words, narrow, go

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what answers the text as it is by now."""
        event.stop()
        self._narrow(self.value)

    async def action_submit(self) -> None:
        """Go to the scene (Enter), for all that is typed."""
        self._narrow(self.value)
        await self._go()

    def action_choose(self, by: int) -> None:
        """Move the cursor of the list."""
        self._words.action_cursor_down() if by > 0 else self._words.action_cursor_up()

    def action_page(self, by: int) -> None:
        """Move it by a page."""
        self._words.page(by)
