"""`nntutor play --code KIND`: the whole program of a run, alone on the output, so that `> run.py` keeps it."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.demo import Demo
from lessons.kit.errors import Unreadable
from lessons.playground.program.written import bench_of, program_of
from tutor.cli.demo import script_of
from tutor.console.shell import FINE, Misused, Shell


def print_program(shell: Shell, options: SimpleNamespace, demo: Demo) -> int:
    """Print the program that was asked for.

    Raises:
        Misused: there is no such kind of program, a setting cannot be, or objects were asked for as well.
    """
    if options.json:
        raise Misused("--code prints a program and --json prints figures: ask for one of them.")
    script = script_of(demo, options, usual=1)
    try:
        program = program_of(options.code, bench_of(demo, script), script)
    except Unreadable as problem:
        raise Misused(f"--code: {problem}") from problem
    shell.say(*program.splitlines())
    return FINE
