"""`nntutor` and `nntutor lesson ID`: the course, full screen where the terminal can, as a conversation elsewhere."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.course import find
from lessons.kit.errors import UnknownLesson
from tutor.console.environment import can_place_cursor
from tutor.console.shell import Misused, Shell
from tutor.tui.startup import FirstScreen, collect_again, collect_nothing, leaving_out

SPLASH = "nntutor ..."
"""In ASCII: it comes before anything is known about the terminal."""
_WIPE = "\r\x1b[K"


def learn(shell: Shell, options: SimpleNamespace) -> int:
    """Open the course, at a lesson if one is named.

    Raises:
        Misused: there is no such lesson; the message names the nearest.
    """
    lesson = None if options.id is None else known_lesson(shell, options.id)
    if options.plain or not full_screen(shell):
        from tutor.plain.course import converse

        return converse(shell, lesson)
    return on_the_screen(shell, FirstScreen(lesson))


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


def on_the_screen(shell: Shell, start: FirstScreen) -> int:
    """Open the app at what is to be opened first."""
    shell.mutter(SPLASH)
    collect_nothing()  # until the app has painted
    with leaving_out("ssl"):  # a twentieth of the time; asyncio does without where there is none
        import asyncio  # noqa: F401
    from tutor.store import open_store

    store = open_store(shell.environment, say=shell.complain)
    try:
        from tutor.tui.app import run

        return run(store, start)
    finally:
        collect_again()
        told = len(store.notices)
        store.close()
        shell.mutter(_WIPE)
        shell.complain(*store.notices[told:])
