"""`nntutor play`: the playground, in the app, as a conversation, or every frame of a run as JSON."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.demo import Demo
from lessons.kit.script import Script
from lessons.playground.records import as_record
from lessons.playground.run import playground
from tutor.cli.demo import frames_to, script_of
from tutor.cli.learn import full_screen, on_the_screen
from tutor.cli.program import print_program
from tutor.console.shell import FINE, Shell
from tutor.plain.play import converse
from tutor.tui.startup import FirstScreen, PlayStart

TO_THE_END = 1_000_000
"""Frames by which every run is over, unless somebody wants fewer."""


def play(shell: Shell, options: SimpleNamespace) -> int:
    """Open the playground with the settings that were typed.

    Raises:
        Misused: there is no such setting, or it cannot be set so.
        LessonError: the run fails.
    """
    demo = playground()
    if options.code is not None:
        return print_program(shell, options, demo)
    if options.json:
        return _print_records(shell, demo, script_of(demo, options, TO_THE_END))
    script = script_of(demo, options, usual=1)
    if not options.plain and full_screen(shell):
        return on_the_screen(shell, FirstScreen(playground=PlayStart(demo, script)))
    return converse(shell, demo, script)


def _print_records(shell: Shell, demo: Demo, script: Script) -> int:
    """Print an object for each frame of a run."""
    for frame, settings in frames_to(demo, script):
        shell.tell(as_record(demo, script.seed, settings, frame))
    return FINE
