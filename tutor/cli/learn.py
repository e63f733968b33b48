"""`nntutor` and `nntutor lesson ID`: the course, full screen where the terminal can, as a conversation elsewhere."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lessons.kit.course import find
from lessons.kit.errors import UnknownLesson
from tutor.cli.shell import Misused, Shell
from tutor.loading import collect_again, collect_nothing, leaving_out

if TYPE_CHECKING:
    from tutor.opening import Opening

SPLASH = "nntutor ..."
"""In ASCII: it comes before anything is known about the terminal."""
_WIPE = "\r\x1b[K"


def learn(shell: Shell, options: Namespace) -> int:
    """Open the course, at a lesson if one is named.

    Raises:
        Misused: there is no such lesson; the message names the nearest.
    """
    lesson = None if options.id is None else known_lesson(shell, options.id)
    if options.plain or not full_screen(shell):
        from tutor.plain.course import converse

        return converse(shell, lesson)
    return on_the_screen(shell, lesson)


def known_lesson(shell: Shell, lesson_id: str) -> str:
    """The id of the lesson that was meant.

    Raises:
        Misused: there is none.
    """
    try:
        return find(lesson_id, shell.root).id
    except UnknownLesson as problem:
        raise Misused(str(problem)) from problem


def full_screen(shell: Shell) -> bool:
    """Whether all three streams (the app draws on the third) are a terminal that can place its cursor."""
    return can_place_cursor(shell.environment) and all(
        stream.isatty() for stream in (shell.stdin, shell.out, shell.err)
    )


def can_place_cursor(environment: Mapping[str, str]) -> bool:
    """Whether TERM names a terminal of which more can be expected than lines of text."""
    return environment.get("TERM", "") not in ("", "dumb", "unknown")


def on_the_screen(
    shell: Shell,
    lesson: str | None = None,
    opening: Opening | None = None,
    *,
    practise: bool = False,
    graduate: tuple[str | None, int | None] | None = None,
) -> int:
    """Open the app: at a lesson, at a moment of a demo, with a round of practice, or at a part's graduation, if asked.

    Args:
        shell: what the command runs in.
        lesson: the lesson's id.
        opening: a moment of one of its demos.
        practise: whether to begin with practice.
        graduate: the part's id and the seed of a rehearsal, either of which may be None.
    """
    shell.mutter(SPLASH)
    collect_nothing()  # until the app has painted
    with leaving_out("ssl"):  # a twentieth of the time; asyncio does without where there is none
        import asyncio  # noqa: F401
    from tutor.store import open_store

    store = open_store(shell.environment, say=shell.complain)
    try:
        from tutor.app import run

        return run(store, lesson, opening, practise=practise, graduate=graduate)
    finally:
        collect_again()
        told = len(store.notices)
        store.close()
        shell.mutter(_WIPE)
        shell.complain(*store.notices[told:])
