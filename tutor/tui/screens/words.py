"""What the words of the course mean: type one, or choose it, and read; Enter leads to the scene that teaches it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from lessons.kit.errors import LessonError
from lessons.kit.glossary import bold_among
from tutor.study.progress.terms import terms_found, terms_in, unknown_word
from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.words import WORDS
from tutor.tui.course.word_line import WordLine
from tutor.tui.course.word_list import WordList
from tutor.tui.keys import take_keys
from tutor.tui.screens.base import TutorScreen
from tutor.tui.widgets.newest import is_up

if TYPE_CHECKING:
    from tutor.study.progress.terms import CourseTerm


class WordsScreen(TutorScreen):
    """Lists every word; what the chosen one means stands below.

    Args:
        read: Markdown that the learner came from; the cursor begins at the first of its bold words.
    """

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("Words",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(c for c in WORDS if c.id == "words.leave")]

    def __init__(self, read: str = "") -> None:
        super().__init__()
        self._bold = [bold.words for bold in bold_among(read.split("\n"))]
        self._terms: Sequence[CourseTerm] = ()
        self._here: list[CourseTerm] = []
        self._typed: str | None = None
        self._list = WordList()
        self._line = WordLine(self._list, self._narrow, self._go_there)
        self._means, self._where = Static(id="word-means", markup=False), Static(id="word-where", markup=False)

    def compose_body(self) -> ComposeResult:
        """Put the line above the list, and the meaning below."""
        with Vertical(id="words"):
            yield self._line
            yield self._list
            with Vertical(id="word-about"):
                yield self._means
                yield self._where

    def on_mount(self) -> None:
        """Read the words off the event loop."""
        self.title_bar.show("Words", "one moment …")
        take_keys(self._line)
        self.run_worker(self._fill())

    async def _fill(self) -> None:
        try:
            self._terms = await asyncio.to_thread(self.app.services.terms)
        except LessonError as problem:
            self._means.update(str(problem))
        if not is_up(self):
            return
        self._here, self._typed = terms_in(self._terms, self._bold), None
        self.title_bar.show("Words", f"{len(self._terms)} of the course")
        self._narrow(self._line.value)

    def _narrow(self, typed: str) -> None:
        """List the words that answer what was typed; all, with the cursor on the page's first, where nothing was."""
        if typed == self._typed or not self._terms:
            return
        self._typed = typed
        found = terms_found(self._terms, typed)
        self._list.show(found, self._here, next(iter(self._here), None) if not typed.strip() else None)
        self._tell()

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Tell about the word under the cursor."""
        self._tell()

    def _tell(self) -> None:
        term = self._list.chosen
        if term is None:
            self._means.update(unknown_word(self._terms, self._line.value.strip()))
            self._where.update("")
            return
        self._means.update(term.definition)
        self._where.update(f"Taught in {term.where}." if term.where[-1] not in ".?!" else f"Taught in {term.where}")

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """Go to the scene of a word that is clicked."""
        await self._go_there()

    async def _go_there(self) -> None:
        term = self._list.chosen
        if term is not None:
            await self.app.go_to(term.lesson, term.page)

    def action_leave(self) -> None:
        """Go back to where the learner was."""
        self.dismiss()
