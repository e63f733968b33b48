"""The lines of the course's list: a part with what is done of it, a lesson with how far the learner is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from tutor.study.progress.standing_words import SIGNS, how_far, how_well
from tutor.text.words import counted

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
ROW_MARGIN = 4
"""Cells that the list keeps free at its sides."""
TO_COME = "to come"
"""Said of a part that has no lessons yet."""


def part_line(part: Part, number: int, standings: Mapping[str, Standing], remark: str, fold: str, room: int) -> Content:
    """Return a part's line: a sign for whether it is folded, its title, and what is done of it or `remark`."""
    tally = Content.styled(remark or _so_far(part, standings, fold, room), "$accent" if remark else "$text-muted")
    sign = [(f"{fold} ", "$text-muted")] if fold else []
    title = Content.assemble(*sign, (f"Part {number}", "$secondary"), ("  " + part.title, "bold $foreground"))
    return across(title, tally, room)


def _so_far(part: Part, standings: Mapping[str, Standing], fold: str, room: int) -> str:
    """How much of a part is done; of one that is folded and not begun, only how much there is."""
    if not part.lessons:
        return "" if part.complete else TO_COME
    done = sum(1 for heading in part.lessons if heading.id in standings and standings[heading.id].state == "done")
    if fold == "+" and not done and part.complete and room >= ROOMY:
        return counted(len(part.lessons), "lesson")
    so_far = f"{done} of {len(part.lessons)}"
    return f"{so_far} done" if part.complete else f"{so_far}, more to come"


def lesson_line(heading: Heading, standing: Standing | None, room: int, *, is_chosen: bool) -> Content:
    """Return a lesson's line: a pointer if it is chosen, its title, and how far and how well."""
    return across(Content(("▸ " if is_chosen else "  ") + heading.title), _mark(standing, room), room)


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
