"""A graduation as a conversation: what it takes, its questions, and how to come by the certificate."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.kit.course import load, outline
from lessons.kit.errors import LessonError
from tutor.plain.talk import LEAVING, Talk, Way, conversation, way_of
from tutor.study.graduation import words
from tutor.study.graduation.outlook import Outlook, meant, outlooks, to_graduate_from
from tutor.study.graduation.sizes import WHOLE_COURSE
from tutor.study.progress.standing import standings

if TYPE_CHECKING:
    from tutor.console.shell import Shell
    from tutor.store import Store


def hold_graduation(talk: Talk, store: Store, root: Path, part: str | None = None, seed: int | None = None) -> Way:
    """Say where the learner stands and, if they want it, ask the questions.

    Args:
        talk: who is asked.
        store: what they did.
        root: where the course lies.
        part: the part's id, or the whole course's; the one that has most to offer by default.
        seed: what a rehearsal is drawn from; None for the graduation itself.

    Returns:
        LEAVE if the learner wants to leave altogether, HOME otherwise.
    """
    before = _outlook(store, root, part)
    rehearsed = seed is not None and before.state != "growing"
    talk.line("", f"{words.title(before)}, “{before.part.title}”")
    talk.prose(words.rehearsal(before.part.id, seed) if rehearsed and seed is not None else words.standing(before))
    if passed := words.rounds_passed(before):
        talk.line(passed, _certificate(before))
    if not rehearsed and before.state not in ("open", "begun"):
        return Way.HOME
    way = _asked_to_begin(talk)
    return _ask(talk, store, root, before, seed) if way is Way.ON else way


def _ask(talk: Talk, store: Store, root: Path, before: Outlook, seed: int | None) -> Way:
    """Ask the questions, and celebrate what there is to celebrate."""
    from tutor.plain.round import ask_round
    from tutor.study.graduation.round import graduation_round, rehearsal

    lessons = partial(load, root=root)
    try:
        round_ = rehearsal(before.part, seed, lessons) if seed is not None else graduation_round(before, store, lessons)
    except LessonError as problem:
        talk.line(str(problem))
        return Way.HOME
    way = ask_round(talk, round_, store, lessons)
    after = _outlook(store, root, before.part.id)
    if len(after.won) > len(before.won):
        talk.line(words.IN_CONFETTI, _certificate(after))
    return way


def graduate_from(talk: Talk, store: Store, root: Path, wanted: str) -> Way:
    """Graduate from a part as typed, "" for the one that has most to offer; an unknown one gets a sentence."""
    parts = outline(root)
    part = to_graduate_from(parts, wanted) if wanted else None
    if wanted and part is None:
        talk.line(
            f"There is no part “{wanted[:60]}”. The parts: {', '.join([*(part.id for part in parts), WHOLE_COURSE])}."
        )
        return Way.HOME
    return hold_graduation(talk, store, root, part.id if part is not None else None)


def converse_graduation(shell: Shell, part: str | None, seed: int | None) -> int:
    """Hold a graduation and nothing else; the exit status is 0, also when the input ends in the middle."""
    return conversation(shell, lambda talk, store: hold_graduation(talk, store, shell.root, part, seed))


def _outlook(store: Store, root: Path, part: str | None) -> Outlook:
    parts = outline(root)
    return meant(outlooks(store, parts, standings(store, parts)), part)


def _certificate(outlook: Outlook) -> str:
    return f"`nntutor certificate {outlook.part.id}` writes your certificate; --format svg draws it."


def _asked_to_begin(talk: Talk) -> Way:
    """ON once the learner wants to begin; else where they want to go."""
    while True:
        text = talk.ask("Enter begins, q leaves > ").strip()
        way = way_of(text)
        if not text or text.casefold() in ("begin", "yes", "y"):
            return Way.ON
        if way is not None:
            return Way.LEAVE if way is Way.LEAVE else Way.HOME
        talk.line(f"Enter begins; {LEAVING}")
