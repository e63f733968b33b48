"""The list of the course: parts as headings, lessons with what is done of them in a sign and in words.

Where not all of it fits, the parts are folded but for the one with the cursor; going on from its last lesson opens the
next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.home import HOME
from tutor.tui.course.course_lines import ROW_MARGIN, lesson_line, part_line
from tutor.tui.widgets.pointed import PointedList

if TYPE_CHECKING:
    from lessons.kit.heading import Heading, Part
    from tutor.study.progress.standing import Standing

OWN = frozenset({"home.choose", "home.open", "home.part"})
"""The commands whose keys the list takes."""
AROUND = 8
"""Rows of the home screen beside the list, where it closes up: head, words about the chosen lesson, keys."""


class CourseList(PointedList):
    """Lets the learner choose a lesson."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(command for command in HOME if command.id in OWN)]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._parts: Sequence[Part] = ()
        self._only: Set[str] | None = None  # the lessons that were looked for
        self._open: Part | None = None  # None where all of them are
        self.standings: Mapping[str, Standing] = {}
        self.remarks: Mapping[str, str] = {}  # by part: what is said of it instead of how much is done
        self._shape = (0, 0)

    @property
    def chosen(self) -> str | None:
        """The lesson under the cursor."""
        return self.highlighted_option.id if self.highlighted_option is not None else None

    @property
    def listed(self) -> list[str]:
        """The lessons that the cursor can be put on, those of folded parts too."""
        return [heading.id for part in self._parts for heading in self._lessons(part)]

    def word_for(self, command: Command) -> str | None:
        """Enter begins a lesson, or goes on with it."""
        standing = self.standings.get(self.chosen or "")
        if command.id == "home.open" and standing is not None:
            return {"not begun": "begin", "begun": "go on", "done": "again"}[standing.state]
        return command.word

    def heading(self, lesson_id: str | None) -> Heading | None:
        """A lesson's heading."""
        return next((h for part in self._parts for h in part.lessons if h.id == lesson_id), None)

    def show(self, parts: Sequence[Part], standings: Mapping[str, Standing], chosen: str | None) -> None:
        """List the course, with the cursor on one lesson (the first, if that one is not there)."""
        self._parts, self.standings = parts, standings
        self._fill(chosen)

    def show_only(self, lessons: Set[str] | None, chosen: str | None) -> None:
        """List some lessons alone, those that were looked for; None lists all of them again."""
        self._only = lessons
        self._fill(chosen)

    def choose(self, lesson: str) -> None:
        """Put the cursor on a lesson; its part opens."""
        place = next((i for i, option in enumerate(self._options) if option.id == lesson), None)
        if place is None:
            self._fill(lesson)
        else:
            self.highlighted = place
        self.scroll_to_highlight()

    def update(self, standings: Mapping[str, Standing]) -> None:
        """Show how well each lesson sits, where that has just become known; nothing moves."""
        self.standings = standings
        self.rewrite()

    def action_cursor_down(self) -> None:
        """Go to the next lesson, in the next part after the last of this one."""
        self._move(1)

    def action_cursor_up(self) -> None:
        """Go to the lesson before."""
        self._move(-1)

    def action_first(self) -> None:
        """Go to the first lesson of the course."""
        self._choose_any(self.listed[:1])

    def action_last(self) -> None:
        """Go to the last lesson of the course."""
        self._choose_any(self.listed[-1:])

    def action_page_down(self) -> None:
        """A page down; where parts are folded, to the next part."""
        self._move_page(1) if self._open is None else self.action_part(1)

    def action_page_up(self) -> None:
        """A page up; where parts are folded, to the part before."""
        self._move_page(-1) if self._open is None else self.action_part(-1)

    def action_part(self, by: int) -> None:
        """Go to another part that has lessons: to what comes next in it."""
        parts = [part for part in self._parts if self._lessons(part)]
        here = next((i for i, part in enumerate(parts) if self.chosen in {h.id for h in part.lessons}), 0)
        if parts:
            self._choose_in(parts[(here + by) % len(parts)])

    def on_click(self, event: events.Click) -> None:
        """Open the part whose heading was clicked."""
        place = event.style.meta.get("option")
        option = self._options[place] if isinstance(place, int) and 0 <= place < self.option_count else None
        if option is not None and option.disabled:
            part = next(part for part, line in zip(self._shown, self._headings(), strict=True) if line is option)
            self._choose_in(part)

    def on_resize(self, event: events.Resize) -> None:
        """Fold or unfold, as there is room."""
        if (event.size.width, self.app.size.height) != self._shape:
            self._fill(self.chosen)

    def _move(self, by: int) -> None:
        listed = self.listed
        here = listed.index(self.chosen) if self.chosen in listed else -1
        self._choose_any(listed[(here + by) % len(listed) :][:1] if listed else [])

    def _choose_in(self, part: Part) -> None:
        """Choose what comes next in a part; in one that is done, its first lesson."""
        lessons = [heading.id for heading in self._lessons(part)]
        open_ = [lesson for lesson in lessons if lesson in self.standings and self.standings[lesson].state != "done"]
        self._choose_any((open_ or lessons)[:1])

    def _choose_any(self, lessons: Sequence[str]) -> None:
        for lesson in lessons:
            self.choose(lesson)

    def _lessons(self, part: Part) -> Sequence[Heading]:
        return [heading for heading in part.lessons if self._only is None or heading.id in self._only]

    @property
    def _shown(self) -> Sequence[Part]:
        """The parts that have a line: all of them, or those in which something was found."""
        return self._parts if self._only is None else [part for part in self._parts if self._lessons(part)]

    def _headings(self) -> Iterator[Option]:
        return (option for option in self._options if option.disabled)

    def _fill(self, chosen: str | None) -> None:
        listed = self.listed
        chosen = chosen if chosen in listed else next(iter(listed), None)
        self._shape = (self.size.width, self.app.size.height)
        self._open = self._to_open(chosen)
        options = [
            Option(line, id=lesson, disabled=lesson is None)
            for lesson, line in zip(self._ids(), self._written(chosen), strict=True)
        ]
        self.styles.max_height = len(options) + (max(0, len(self._shown) - 1) if self._spaced else 0)
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(options)
        self.highlighted = next((i for i, option in enumerate(options) if option.id == chosen is not None), None)

    def _to_open(self, chosen: str | None) -> Part | None:
        """The one part that is to be open; None where all of them can be."""
        if self._only is not None or len(self._parts) + len(self.listed) <= self._rows:
            return None
        with_lessons = [part for part in self._parts if part.lessons]
        return next((part for part in with_lessons if chosen in {heading.id for heading in part.lessons}), None)

    @property
    def _rows(self) -> int:
        """How many there are for the list, as high as the terminal is."""
        return self.app.size.height - AROUND

    @property
    def _spaced(self) -> bool:
        """Whether there is room for a blank line between the parts, whichever of them is open."""
        longest = max((len(part.lessons) for part in self._parts), default=0)
        needed = len(self.listed) if self._open is None else longest
        return needed + 2 * len(self._shown) <= self._rows

    def written(self) -> Iterable[Content]:
        """Return a line for each part and each lesson that is not folded away."""
        return self._written(self.chosen)

    def _ids(self) -> Iterator[str | None]:
        for part in self._shown:
            yield None
            yield from (heading.id for heading in self._unfolded(part))

    def _unfolded(self, part: Part) -> Sequence[Heading]:
        return self._lessons(part) if self._open in (None, part) else ()

    def _written(self, chosen: str | None = None) -> Iterable[Content]:
        """A line for each part and each lesson."""
        room, spaced = max(16, (self.size.width or 76) - ROW_MARGIN), self._spaced
        for place, part in enumerate(self._shown):
            fold = "" if self._open is None or not part.lessons else "−" if part == self._open else "+"
            number = self._parts.index(part) + 1
            line = part_line(part, number, self.standings, self.remarks.get(part.id, ""), fold, room)
            yield (Content("\n") if place and spaced else Content()) + line
            for heading in self._unfolded(part):
                yield lesson_line(heading, self.standings.get(heading.id), room, is_chosen=heading.id == chosen)
