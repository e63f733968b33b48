"""The list of lessons as a conversation: how well each sits, what waits, and which is picked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.kit.course import find, load, outline
from lessons.kit.errors import UnknownLesson
from tutor.plain.parts import part_of, tell_asked, tell_found, tell_part
from tutor.plain.talk import LEAVING, Talk, Way, way_of
from tutor.store.records import now
from tutor.study.graduation import words as graduation_words
from tutor.study.graduation.outlook import outlooks
from tutor.study.progress.mastery import with_mastery
from tutor.study.progress.standing import Standing, choose_next
from tutor.study.progress.standing_words import EXPLAINED
from tutor.text.words import counted

if TYPE_CHECKING:
    from lessons.kit.heading import Heading, Part
    from tutor.store import Store

PRACTICE = "practice"
"""The word that is picked in place of a lesson, to practise."""
GRADUATE = "graduate"
"""The word picked to graduate from the part that has most to offer; a part may be named after it."""
KNOW = "know"
"""The word before a lesson that is known already, to skip it."""
PART = "part"
"""The word before a part's number, to list its lessons."""
FIND = "find"
"""The word before a piece of a title, to be told which lessons and scenes have it."""
MAP = "map"
"""The word to be told what needs what, of all lessons or of the one behind it."""
FITS = 12
"""Lessons of a course up to which it is listed whole."""


def choose(talk: Talk, store: Store, root: Path) -> str | None:
    """Show the list, and ask until something is picked.

    Returns:
        The id of a lesson, or KNOW and such an id, or PRACTICE, or GRADUATE and perhaps a part, or None to leave.
    """
    parts = outline(root)
    headings = [heading for part in parts for heading in part.lessons]
    following, asides = _show(talk, store, parts, headings), _asides(talk, store, root, parts)
    while True:
        text = talk.ask().strip()
        if way_of(text) is Way.LEAVE:
            return None
        if not text and following:
            return following
        if rounds := _rounds(text.casefold()):
            return rounds
        word, _, rest = text.partition(" ")
        if tell := asides.get(word.casefold()):
            tell(rest.strip())
        elif word.casefold() == KNOW:
            if known := _known(talk, root, rest.strip(), headings):
                return f"{KNOW} {known}"
        elif chosen := _picked(talk, root, text, headings):
            return chosen


def _asides(talk: Talk, store: Store, root: Path, parts: Sequence[Part]) -> Mapping[str, Callable[[str], None]]:
    """Return what is told for a word, given what stands behind it; the same is asked once more afterwards."""
    headings = [heading for part in parts for heading in part.lessons]
    return {
        "?": lambda _: _help(talk, headings),
        "help": lambda _: _help(talk, headings),
        "mistakes": lambda _: _tell_mistakes(talk, store, root),
        MAP: lambda wanted: _tell_map(talk, root, parts, wanted, headings),
        PART: lambda wanted: tell_asked(talk, parts, wanted, with_mastery(store, parts, now())),
        FIND: lambda typed: tell_found(talk, parts, typed),
    }


def _rounds(text: str) -> str | None:
    """PRACTICE, or GRADUATE and perhaps a part, if that was typed."""
    if text in (PRACTICE, "practise"):
        return PRACTICE
    return text if text.split(maxsplit=1)[:1] == [GRADUATE] else None


def _show(talk: Talk, store: Store, parts: Sequence[Part], headings: list[Heading]) -> str | None:
    """Write the list; gives the lesson to go on with."""
    found = with_mastery(store, parts, now())
    place = store.last_place()
    following = choose_next(found, place.lesson if place else None)
    talk.line("", "nntutor: how neural networks learn, shown while they learn.")
    opened = part_of(parts, following)
    for number, part in enumerate(parts, start=1):
        tell_part(talk, parts, number, found, unfolded=len(headings) <= FITS or part is opened)
    offers = graduation_words.offers(outlooks(store, parts, found))
    to_graduate = [f"{offers} Type {GRADUATE}."] if offers else []
    done = sum(1 for standing in found.values() if standing.state == "done")
    whole = f"{done} of {counted(len(headings), 'lesson')} done."
    talk.line("", whole, *_waiting(found.values()), *to_graduate, _invitation(following, headings))
    return following


def _picked(talk: Talk, root: Path, text: str, headings: list[Heading]) -> str | None:
    """The lesson of that number or id; None, with a sentence, if there is none."""
    if text.isdecimal() and len(text) < 6 and 1 <= int(text) <= len(headings):
        return headings[int(text) - 1].id
    try:
        if text and not text.isdecimal() and way_of(text) is None:
            return find(text, root).id
    except UnknownLesson as problem:
        talk.line(str(problem))
        return None
    talk.line(f"Type a number from 1 to {len(headings)}, or q to leave.")
    return None


def _known(talk: Talk, root: Path, text: str, headings: list[Heading]) -> str | None:
    """The lesson after KNOW, if it may be skipped; None, with a sentence, if not."""
    from tutor.plain.test_out import may_not

    if not text:
        talk.line(f"Type {KNOW} and a lesson's number or id, such as {KNOW} 1.")
        return None
    picked = _picked(talk, root, text, headings)
    problem = may_not(find(picked, root)) if picked is not None else ""
    talk.line(*filter(None, [problem]))
    return None if problem else picked


def _help(talk: Talk, headings: list[Heading]) -> None:
    talk.line(
        f"Type the number of a lesson, or its id, such as {headings[0].id}. practice asks five questions from the "
        "lessons begun, with fresh numbers where they have any. mistakes lists those that you made, by name. "
        f"{KNOW} 1, or {KNOW} {headings[0].id}, is for a lesson that you know already: a few questions, all right, and "
        f"it counts as done. {PART} 2 lists the lessons of part 2. {FIND} and a piece of a title, such as {FIND} rate, "
        f"tells where that is taught. {MAP} tells what needs what, {MAP} 6 of one lesson. "
        f"{GRADUATE} leads to the ten questions at the end of a part, "
        f"and {GRADUATE} whole-course to the fifteen at the end of all. {LEAVING}",
        EXPLAINED,
    )


def _tell_mistakes(talk: Talk, store: Store, root: Path) -> None:
    from tutor.plain.mistakes import tell_mistakes
    from tutor.study.progress.mistakes import mistakes

    tell_mistakes(talk, mistakes(store.attempts()), lambda lesson: load(lesson, root))


def _tell_map(talk: Talk, root: Path, parts: Sequence[Part], wanted: str, headings: list[Heading]) -> None:
    from tutor.plain.course_map import tell_map, tell_place

    if not wanted:
        tell_map(talk, parts)
    elif lesson := _picked(talk, root, wanted, headings):
        tell_place(talk, parts, lesson)


def _waiting(standings: Iterable[Standing]) -> list[str]:
    """Tell how much waits for practice, if anything does."""
    waiting = sum(standing.waiting for standing in standings)
    return [f"For practice: {counted(waiting, 'question')}. Type practice to be asked five."] if waiting else []


def _invitation(following: str | None, headings: list[Heading]) -> str:
    words = "Type the number of a lesson, q to leave, ? for help."
    if following is None:
        return f"Everything is done. {words}"
    number, title = next((i, heading.title) for i, heading in enumerate(headings, 1) if heading.id == following)
    return f"{words} Enter goes on with number {number}, “{title}”"
