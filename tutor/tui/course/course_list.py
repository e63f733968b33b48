"""The list of the course: parts as headings, lessons with what is done of them in a sign and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tutor.study.progress.standing_words import SIGNS, how_far, how_well
from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.home import HOME
from tutor.tui.widgets.paging import PagedList

if TYPE_CHECKING:
    from lessons.kit.heading import Heading, Part
    from tutor.study.progress.standing import Standing

COLOURS = {"not begun": "$text-muted", "begun": "$accent", "done": "$success"}
"""They only repeat what a sign and a word say."""
WELL = len("  familiar")
"""Cells for how well a lesson sits."""
FAR = len("◐ 10 of 10 right")
"""Cells for how far the learner is in it."""
NEAR = len("◐ 10 of 10")
"""Cells for the same where there are few."""
ROOMY = 56
"""Cells from which a line has room for words; below the list they are said of the chosen lesson anyway."""
MARGIN = 4
"""Cells that the list keeps free at its sides."""


class CourseList(PagedList):
    """Lets the learner choose a lesson."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(command for command in HOME if command.id in {"home.choose", "home.open"}),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._parts: Sequence[Part] = ()
        self.standings: Mapping[str, Standing] = {}
        self.remarks: Mapping[str, str] = {}  # by part: what is said of it instead of how much is done
        self._width = 0

    @property
    def chosen(self) -> str | None:
        """The lesson under the cursor."""
        return self.highlighted_option.id if self.highlighted_option is not None else None

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

    def watch_highlighted(self, highlighted: int | None) -> None:
        """The pointer goes with the cursor, for those who see no colours."""
        super().watch_highlighted(highlighted)
        self._write_lines()

    def update(self, standings: Mapping[str, Standing]) -> None:
        """Show how well each lesson sits, where that has just become known; nothing moves."""
        self.standings = standings
        self._write_lines()

    def _write_lines(self) -> None:
        chosen = self.chosen
        for place, (option, line) in enumerate(zip(self._options, self._written(chosen), strict=False)):
            if line.plain != str(option.prompt):
                self.replace_option_prompt_at_index(place, line)

    @property
    def _room(self) -> int:
        return max(16, (self.size.width or 76) - MARGIN)

    def on_resize(self, event: events.Resize) -> None:
        """The words at the right edge move with it, and the cursor stays in sight."""
        if event.size.width != self._width:
            self._fill(self.chosen)
        self.scroll_to_highlight()

    def _fill(self, chosen: str | None) -> None:
        self._width = self.size.width
        options = list(self._entries())
        self.styles.max_height = len(options) + max(0, len(self._parts) - 1)  # a blank line between parts
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(options)
        places = [i for i, option in enumerate(options) if not option.disabled]
        wanted = [i for i in places if options[i].id == chosen]
        self.highlighted = next(iter(wanted or places), None)

    def _entries(self) -> Iterable[Option]:
        ids = [lesson for part in self._parts for lesson in (None, *(heading.id for heading in part.lessons))]
        for lesson, line in zip(ids, self._written(), strict=True):
            yield Option(line, id=lesson, disabled=lesson is None)

    def _written(self, chosen: str | None = None) -> Iterable[Content]:
        """A line for each part and each lesson."""
        room = self._room
        for number, part in enumerate(self._parts, 1):
            yield self._part_line(part, number, room)
            for heading in part.lessons:
                yield self._lesson_line(heading, room, is_chosen=heading.id == chosen)

    def _part_line(self, part: Part, number: int, room: int) -> Content:
        standings = [self.standings[heading.id] for heading in part.lessons if heading.id in self.standings]
        done = sum(1 for standing in standings if standing.state == "done")
        so_far = f"{done} of {len(part.lessons)}"
        tally = Content.styled(
            self.remarks.get(part.id) or (f"{so_far} done" if part.complete else f"{so_far}, more to come"),
            "$accent" if self.remarks.get(part.id) else "$text-muted",
        )
        title = Content.assemble((f"Part {number}", "$secondary"), ("  " + part.title, "bold $foreground"))
        above = Content("\n") if number > 1 else Content()
        return above + across(title, tally, room)

    def _lesson_line(self, heading: Heading, room: int, *, is_chosen: bool) -> Content:
        return across(
            Content(("▸ " if is_chosen else "  ") + heading.title), _mark(self.standings.get(heading.id), room), room
        )


def _mark(standing: Standing | None, room: int) -> Content:
    """How far the learner is in a lesson and, where there is room, how well it sits: blank until that is known."""
    if standing is None:
        return Content()
    sign, far, colour = SIGNS[standing.state], how_far(standing), COLOURS[standing.state]
    if room < ROOMY:
        short = "" if standing.state == "not begun" else far.removesuffix(" right")
        return Content.styled(f"{sign} {short}".ljust(NEAR), colour)
    well = Content.styled(f"  {how_well(standing)}".ljust(WELL), "$text-muted")
    return Content.styled(f"{sign} {far}".ljust(FAR), colour) + well


def across(left: Content, right: Content, room: int) -> Content:
    """Something at the left, cut if it must be, and something at the right."""
    left = left.truncate(room - right.cell_length - 2, ellipsis=True)
    return left.pad_right(room - right.cell_length - left.cell_length) + right
