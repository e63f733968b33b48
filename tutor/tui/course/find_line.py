"""A line above the course's list: what is typed there is looked for in the titles of lessons and scenes, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from tutor.study.progress.places import CoursePlace, lessons_found
from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.home import FIND
from tutor.tui.course.course_list import CourseList
from tutor.tui.keys import take_keys
from tutor.tui.widgets.line import Line


class FindLine(Line):
    """Narrows the list down while somebody types.

    Args:
        course: the list.
        open_lesson: opens a lesson by its id.
        changed: is told whenever the list has been narrowed, or is whole again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FIND)]
    BUILT_IN: ClassVar[tuple[Command, ...]] = tuple(command for command in FIND if not command.keys)

    def __init__(self, course: CourseList, open_lesson: Callable[[str], None], changed: Callable[[], None]) -> None:
        super().__init__(placeholder="a part of a title …", id="find-line", compact=True)
        self._course, self._open, self._told = course, open_lesson, changed
        self._places: Iterable[CoursePlace] = ()

    @property
    def typing(self) -> bool:
        """Whether the line has the keys."""
        return self.is_attached and self.display and self.screen.focused is self

    def begin(self) -> None:
        """Ask what is looked for."""
        self.value, self.display = "", True
        take_keys(self)

    def look_in(self, places: Iterable[CoursePlace]) -> None:
        """Look in these titles, which come a moment after the line."""
        self._places = places
        self._narrow()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what is there by now."""
        event.stop()
        self._narrow()

    def _narrow(self) -> None:
        if self.display:
            found = lessons_found(self._places, self.value) if self.value.strip() else None
            self._course.show_only(found, self._course.chosen)
            self._told()

    async def action_submit(self) -> None:
        """Open the lesson under the cursor (Enter), of what was found for all that is typed."""
        self._narrow()
        chosen = self._course.chosen
        if chosen is not None:
            self.action_leave()
            self._open(chosen)

    def action_choose(self, by: int) -> None:
        """Move the cursor of the list."""
        self._course.action_cursor_down() if by > 0 else self._course.action_cursor_up()

    def action_leave(self) -> None:
        """List the whole course again."""
        self.display = False
        self._course.show_only(None, self._course.chosen)
        take_keys(self._course)
        self._told()
