"""The map as a list: for the lesson under the cursor, a sign and words at each one that it needs or that uses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from tutor.study.progress.course_map import SIGNS, CourseMap
from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.course_map import COURSE_MAP
from tutor.tui.course.course_lines import ROW_MARGIN, TO_COME, across
from tutor.tui.widgets.pointed import PointedList

if TYPE_CHECKING:
    from lessons.kit.heading import Heading, Part

BRIEF = 48
"""Cells of a line below which it has no numbers at its end."""


class MapList(PointedList):
    """Lets the learner walk over the map.

    Attributes:
        around: the lesson around which the map is folded, None where all of it is shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(command for command in COURSE_MAP if command.id != "map.leave"),
    ]

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__(id="map-list", markup=False)
        self._parts, self.course_map = parts, CourseMap(parts)
        self.around: str | None = None

    @property
    def chosen(self) -> str | None:
        """The lesson under the cursor."""
        return self.highlighted_option.id if self.highlighted_option is not None else None

    def word_for(self, command: Command) -> str | None:
        """Return what f does just now: it folds the map, or brings it back whole."""
        return "whole map" if command.id == "map.fold" and self.around is not None else command.word

    def choose(self, lesson: str | None) -> None:
        """List what is to be listed, with the cursor on a lesson, or on the first."""
        options = [Option(line, id=id_, disabled=id_ is None) for id_, line in self._listing(lesson)]
        self.clear_options()
        self.add_options(options)
        places = [i for i, option in enumerate(options) if not option.disabled]
        self.highlighted = next((i for i in places if options[i].id == lesson), next(iter(places), None))
        self.scroll_to_highlight()

    def action_walk(self, by: int) -> None:
        """Go to a lesson that the chosen one needs, or that uses it."""
        if self.chosen is None:
            return
        there = self.course_map.needs(self.chosen)[-1:] if by < 0 else self.course_map.used_by(self.chosen)[:1]
        for lesson in there:
            if self.around is not None and not self.course_map.relation(lesson, self.around):
                self.around = lesson
            self.choose(lesson)

    def action_fold(self) -> None:
        """Fold the map around the lesson under the cursor, or unfold it."""
        self.around = self.chosen if self.around is None else None
        self.choose(self.chosen)
        self.screen.refresh_bindings()

    def written(self) -> Iterable[Content]:
        """Return the lines with signs and words for the lesson under the cursor."""
        return (line for _, line in self._listing(self.chosen))

    def _listing(self, chosen: str | None) -> Iterator[tuple[str | None, Content]]:
        """Give a line for each part and for each lesson that is shown, with the lesson's id."""
        room = max(16, (self.size.width or 76) - ROW_MARGIN)
        for number, part in enumerate(self._parts, start=1):
            shown = [heading for heading in part.lessons if self._is_shown(heading.id)]
            folded = len(part.lessons) - len(shown)
            tally = TO_COME if not part.lessons else f"{folded} folded away" if folded else ""
            title = Content.assemble((f"Part {number}", "$secondary"), ("  " + part.title, "bold $foreground"))
            yield None, across(title, Content.styled(tally, "$text-muted"), room)
            for heading in shown:
                yield heading.id, self._lesson_line(heading, self.around or chosen, chosen, room)

    def _is_shown(self, lesson: str) -> bool:
        return self.around is None or bool(self.course_map.relation(lesson, self.around))

    def _lesson_line(self, heading: Heading, of: str | None, chosen: str | None, room: int) -> Content:
        """Return what a lesson is to another in a sign and words; of the others, and of that one, what they need."""
        relation = self.course_map.relation(heading.id, of) if of is not None else ""
        needs = self.course_map.needs(heading.id)
        numbers = f"needs {', '.join(str(self.course_map.numbers[need]) for need in needs)}" if needs else ""
        related = relation not in ("", "this one")
        right = relation if related else numbers if room >= BRIEF else ""
        sign = SIGNS["this one"] if heading.id == chosen else SIGNS[relation]
        name = f"{sign} {self.course_map.numbers[heading.id]:>2} {heading.title}"
        return across(Content(name), Content.styled(right, "$accent" if related else "$text-muted"), room)
