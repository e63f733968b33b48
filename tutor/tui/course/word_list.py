"""The list of words: each with the lesson that teaches it, those that stand on the page first seen with a sign."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from tutor.study.progress.terms import CourseTerm
from tutor.tui.course.course_lines import ROW_MARGIN, across
from tutor.tui.widgets.pointed import PointedList

BRIEF = 56
"""Cells of a row below which it names the word alone."""
HERE = "on this page"
"""Said of a word that is bold where the learner came from."""


class WordList(PointedList, can_focus=False):
    """Shows words; the line above it has the keys."""

    def __init__(self) -> None:
        super().__init__(id="word-list", markup=False)
        self._terms: Sequence[CourseTerm] = ()
        self._here: Container[CourseTerm] = ()

    @property
    def chosen(self) -> CourseTerm | None:
        """The word under the cursor."""
        return None if self.highlighted is None else self._terms[self.highlighted]

    def show(self, terms: Sequence[CourseTerm], here: Container[CourseTerm], chosen: CourseTerm | None) -> None:
        """List words, with the cursor on one of them, or on the first."""
        self._terms, self._here = terms, here
        self.clear_options()
        self.add_options(Option(self._row(term, is_chosen=False)) for term in terms)
        self.highlighted = (terms.index(chosen) if chosen in terms else 0) if terms else None
        self.rewrite()
        self.scroll_to_highlight()

    def page(self, by: int) -> None:
        """Move the cursor by a page."""
        self._move_page(1 if by > 0 else -1)

    def written(self) -> Iterable[Content]:
        """Return a row for each word."""
        return (self._row(term, is_chosen=i == self.highlighted) for i, term in enumerate(self._terms))

    def _row(self, term: CourseTerm, *, is_chosen: bool) -> Content:
        room = max(16, (self.size.width or 76) - ROW_MARGIN)
        name = Content(("▸ " if is_chosen else "  ") + term.name)
        if term in self._here:
            return across(name, Content.styled(f"• {HERE}" if room >= BRIEF else "•", "$accent"), room)
        return across(name, Content.styled(term.lesson if room >= BRIEF else "", "$text-muted"), room)
