"""The parts of the course in plain text: one listed, the others in a line; and where something is taught."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tutor.study.graduation.outlook import named
from tutor.study.progress.places import course_places, match
from tutor.study.progress.standing_words import in_words
from tutor.text.words import counted

if TYPE_CHECKING:
    from lessons.kit.heading import Part
    from tutor.plain.talk import Talk
    from tutor.study.progress.standing import Standing

MOST = 12
"""Places that are told of what was looked for."""


def part_of(parts: Sequence[Part], lesson: str | None) -> Part | None:
    """Return the part of a lesson; of none, the last part that has lessons."""
    with_lessons = [part for part in parts if part.lessons]
    here = (part for part in with_lessons if lesson in {heading.id for heading in part.lessons})
    return next(here, with_lessons[-1] if with_lessons else None)


def tell_part(
    talk: Talk, parts: Sequence[Part], number: int, standings: Mapping[str, Standing], *, unfolded: bool
) -> None:
    """List a part's lessons by the numbers that pick them; of a folded one say how much there is, and is done.

    Args:
        talk: who is told.
        parts: the course.
        number: which part, from 1.
        standings: of every lesson.
        unfolded: whether to list the lessons.
    """
    part = parts[number - 1]
    title = f"Part {number}: {part.title}"
    first = sum(len(before.lessons) for before in parts[: number - 1]) + 1
    if not part.lessons:
        talk.line("", f"{title}. Its lessons are to come.")
    elif unfolded:
        talk.line("", title)
        for place, heading in enumerate(part.lessons, start=first):
            talk.item(f"{place:>2}", f"{heading.title} ({in_words(standings[heading.id])})")
    else:
        done = sum(1 for heading in part.lessons if standings[heading.id].state == "done")
        last = first + len(part.lessons) - 1
        which = f"Lessons {first} to {last}" if last > first else f"Lesson {first}"
        talk.line("", f"{title}. {which}, {done} done. Type part {number} to list it.")


def tell_asked(talk: Talk, parts: Sequence[Part], wanted: str, standings: Mapping[str, Standing]) -> None:
    """List the part of that number or name; an unknown one gets a sentence."""
    part = named(parts, wanted)
    if part is None:
        talk.line(f"Type part and a number from 1 to {len(parts)}, such as part 2.")
        return
    tell_part(talk, parts, parts.index(part) + 1, standings, unfolded=True)


def tell_found(talk: Talk, parts: Sequence[Part], typed: str) -> None:
    """Tell which lessons and scenes have words in their titles, each with what is typed to go there."""
    if not typed:
        talk.line("Type find and a piece of a title, such as find rate.")
        return
    numbers = {heading.id: i for i, heading in enumerate((h for part in parts for h in part.lessons), start=1)}
    found = [(match(place, typed), place) for place in course_places(parts)]
    hits = sorted((pair for pair in found if pair[0]), key=lambda pair: (-pair[0], pair[1].page is not None))
    for _, place in hits[:MOST]:
        number = numbers[place.lesson]
        scene = f": page {place.page}, “{place.title}”" if place.page is not None else ""
        talk.item(f"{number:>2}", f"{place.lesson_title}{scene}")
    if len(hits) > MOST:
        talk.line(f"And {counted(len(hits) - MOST, 'more place')}: type more of the title.")
    if not hits:
        talk.line(f"No lesson and no scene is called “{typed[:60]}”.")
