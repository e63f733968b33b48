"""The map of the course: what needs what, walked over lesson by lesson; Enter opens one."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.course_map import COURSE_MAP
from tutor.tui.course.map_list import MapList
from tutor.tui.keys import take_keys
from tutor.tui.screens.base import TutorScreen

TITLED = 2
"""Lessons that are told by their titles below the list, which has those of all."""


class CourseMapScreen(TutorScreen):
    """Lists the lessons; what the chosen one needs and what uses it stands below, by title.

    Args:
        lesson: the lesson to begin at, None for the first.
    """

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("The map",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(c for c in COURSE_MAP if c.id == "map.leave")]

    def __init__(self, lesson: str | None) -> None:
        super().__init__()
        self._first = lesson
        self._about = Static(id="map-about", markup=False)

    def compose_body(self) -> ComposeResult:
        """Put the list above the words about the chosen lesson."""
        self._list = MapList(self.app.services.outline())
        with Vertical(id="map"):
            yield self._list
            yield self._about

    def on_mount(self) -> None:
        """Begin where the learner was."""
        self.title_bar.show("What needs what", "")
        self._list.choose(self._first)
        take_keys(self._list)
        self._tell()

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Tell about the lesson under the cursor."""
        self._tell()

    def _tell(self) -> None:
        if self._list.chosen is not None:
            self._about.update("\n".join(self._list.course_map.in_words(self._list.chosen, TITLED)))

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen lesson (Enter, or a click)."""
        if event.option.id is not None:
            await self.app.go_to(event.option.id)

    def action_leave(self) -> None:
        """Go back to the course."""
        self.dismiss()
