"""Practice as a conversation: five questions from the lessons begun, from the list of lessons or on its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.kit.course import load, outline
from tutor.plain.talk import Talk, Way, conversation

if TYPE_CHECKING:
    from tutor.console.shell import Shell
    from tutor.store import Store


def practise(talk: Talk, store: Store, root: Path) -> Way:
    """Choose a round and ask it, or say where to begin.

    Args:
        talk: who is asked.
        store: what the learner did.
        root: where the course lies.

    Returns:
        LEAVE if the learner wants to leave altogether, HOME otherwise.
    """
    from tutor.plain.round import ask_round
    from tutor.store.records import now
    from tutor.study.practice.session import NOTHING_YET, practice_round

    lessons = partial(load, root=root)
    round_ = practice_round(store, outline(root), lessons, now)
    if round_ is None:
        talk.line(NOTHING_YET)
        return Way.HOME
    return ask_round(talk, round_, store, lessons)


def converse_practice(shell: Shell) -> int:
    """Practise and nothing else; the exit status is 0, also when the input ends in the middle."""
    return conversation(shell, lambda talk, store: practise(talk, store, shell.root))
