"""`nntutor progress` says what was done and what comes next; `nntutor reset` starts afresh, and takes that back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING

from lessons.kit.course import outline
from tutor.cli.learn import known_lesson
from tutor.console.shell import FINE, WRONG, Misused, Shell
from tutor.study.graduation.outlook import outlooks
from tutor.study.graduation.words import offer, rounds_passed
from tutor.study.progress.challenges import challenges_done
from tutor.study.progress.mastery import with_mastery
from tutor.study.progress.standing import choose_next
from tutor.study.progress.standing_words import set_aside, with_sign
from tutor.text.words import counted

if TYPE_CHECKING:
    from lessons.kit.heading import Part
    from tutor.store import Store
    from tutor.study.progress.standing import Standing


def progress(shell: Shell, options: SimpleNamespace) -> int:
    """Print each lesson's standing, in order."""
    from tutor.store.records import now

    store = shell.open_store()
    parts = outline(shell.root)
    found = with_mastery(store, parts, now())
    if options.json:
        for standing in found.values():
            shell.tell(standing._asdict())
        return FINE
    width = max((len(lesson) for lesson in found), default=0)
    for part in parts:
        lines = (f"  {heading.id:{width}}  {with_sign(found[heading.id])}" for heading in part.lessons)
        if part.lessons:
            shell.say(part.title, *lines, "")
    place = store.last_place()
    following = choose_next(found, place.lesson if place else None)
    shell.say(f"Next: `nntutor lesson {following}`." if following else "Everything is done. Well learnt.")
    if waiting := sum(standing.waiting for standing in found.values()):
        shell.say(f"For practice: {counted(waiting, 'question')}. `nntutor practice` asks five at a time.")
    shell.say(*_what_was_won(store, parts, found))
    if store.kept:
        shell.say(f"Kept in {store.location}.")
    store.close()
    return FINE


def _what_was_won(store: Store, parts: Sequence[Part], found: Mapping[str, Standing]) -> Iterator[str]:
    """Each part that can be graduated from, or was, and how many challenges are done."""
    for outlook in outlooks(store, parts, found):
        if outlook.offered:
            yield f"{offer(outlook)} `nntutor graduate {outlook.part.id}`"
        elif outlook.won:
            yield f"Graduated from “{outlook.part.title}”. {rounds_passed(outlook)}"
    if done := challenges_done(store):
        yield f"Challenges of the playground: {len(done)} done. `nntutor play --challenge list` lists all."


def reset(shell: Shell, options: SimpleNamespace) -> int:
    """Set aside what was done in a lesson or in all of them, or take the last reset back."""
    if options.undo and options.id is not None:
        raise Misused("--undo takes back the last reset, whatever it was of: leave the lesson out.")
    lesson = None if options.id is None else known_lesson(shell, options.id)
    store = shell.open_store()
    try:
        if not store.kept:
            return WRONG
        return _undo(shell, store) if options.undo else _reset(shell, store, lesson)
    finally:
        store.close()


def _reset(shell: Shell, store: Store, lesson: str | None) -> int:
    where = f"in {lesson}" if lesson else "anywhere"
    if not store.attempts(lesson) and store.last_place(lesson) is None:
        shell.say(f"Nothing has been done {where} yet, so there is nothing to reset.")
        return FINE
    count = store.reset(lesson)
    afresh = lesson or "The whole course"
    shell.say(f"{afresh} starts afresh: {set_aside(count)}. `nntutor reset --undo` takes that back.")
    return FINE


def _undo(shell: Shell, store: Store) -> int:
    count = store.undo_reset()
    if count is None:
        shell.say("There is no reset to take back.")
        return WRONG
    answers = f": {counted(count, 'answer')} brought back" if count else ""
    shell.say(f"The last reset is taken back{answers}.")
    return FINE
