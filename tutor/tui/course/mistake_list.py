"""The list of mistakes by name: how often, when last, and in a shape and words whether it was put right since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from tutor.study.progress.mistakes import Mistake
from tutor.text.words import ago, times
from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.mistakes import MISTAKES
from tutor.tui.course.course_lines import ROW_MARGIN, across
from tutor.tui.widgets.pointed import PointedList

BRIEF = 56
"""Cells of a row below which it says only the most needed."""


class MistakeList(PointedList):
    """Lets the learner choose a mistake."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(command for command in MISTAKES if command.id in {"mistakes.choose", "mistakes.read"}),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._mistakes: Sequence[Mistake] = ()
        self._now: datetime | None = None

    @property
    def chosen(self) -> Mistake | None:
        """The mistake under the cursor."""
        return None if self.highlighted is None else self._mistakes[self.highlighted]

    def show(self, mistakes: Sequence[Mistake], now: datetime) -> None:
        """List mistakes, with the cursor on the one that was chosen, or on the first."""
        before = self.chosen
        self._mistakes, self._now = mistakes, now
        keys = [(mistake.lesson, mistake.name) for mistake in mistakes]
        place = keys.index((before.lesson, before.name)) if before and (before.lesson, before.name) in keys else 0
        self.clear_options()
        self.add_options(Option(self._row(mistake, is_chosen=False)) for mistake in mistakes)
        self.highlighted = place if mistakes else None

    def written(self) -> Iterable[Content]:
        """Return a row for each mistake."""
        return (self._row(mistake, is_chosen=i == self.highlighted) for i, mistake in enumerate(self._mistakes))

    def _row(self, mistake: Mistake, *, is_chosen: bool) -> Content:
        room = max(16, (self.size.width or 76) - ROW_MARGIN)
        shape, word, colour = ("✓", "right since", "$success") if mistake.right_since else ("◐", "open", "$accent")
        if room < BRIEF:
            often, mark = f"{mistake.count} ×  ", shape
        else:
            assert self._now is not None
            often, mark = f"{times(mistake.count)}, {ago(mistake.when, self._now)}   ", f"{shape} {word:<11}"
        right = Content.assemble((often, "$text-muted"), (mark, colour))
        return across(Content(("▸ " if is_chosen else "  ") + mistake.name), right, room)
