"""The command as a whole: reads the call, starts what was asked for, and leaves with a sentence whatever happens.

Nothing heavy is imported before the first word is on the screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import SimpleNamespace

from lessons.kit.errors import LessonError
from lessons.kit.importing import ROOT
from tutor.console.environment import BLAS_THREADS
from tutor.console.shell import FINE, MISUSED, WRONG, Misused, Shell
from tutor.console.streams import NotWritten, abandon_output, standard_streams
from tutor.text.served import CAME_TO_A_STOP, is_served, report

HOME = "learn:learn"
"""The function that `nntutor` alone calls, as `Subcommand.place` has it."""
INTERRUPTED = 130
"""The exit status that shells expect of a program that Ctrl-C has ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: what was typed after `nntutor`, the process's own by default.

    Returns:
        The exit status: 0 fine, 1 something is wrong, 2 called wrongly, 129 hung up on, 130 interrupted, 131 told to
        quit, 143 told to end.
    """
    for name in BLAS_THREADS:
        os.environ.setdefault(name, "1")
    words = sys.argv[1:] if arguments is None else list(arguments)
    return run(words, Shell(*standard_streams(), os.environ, ROOT))


def run(words: Sequence[str], shell: Shell) -> int:
    """Run the command within given streams; no exception leaves it unless NNTUTOR_DEBUG is set."""
    try:
        return _run(words, shell)
    except Misused as problem:
        shell.complain(f"nntutor: {problem}")
        return MISUSED
    except LessonError as problem:
        shell.complain(f"nntutor: {problem}")
        return WRONG
    except KeyboardInterrupt:
        shell.complain("", "Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        abandon_output()
        return FINE
    except NotWritten as problem:
        abandon_output()
        shell.complain(f"nntutor: {problem}")
        return WRONG
    except Exception as problem:
        if shell.environment.get("NNTUTOR_DEBUG"):
            raise
        if is_served(shell.environment):
            report()
            shell.complain(CAME_TO_A_STOP)
            return WRONG
        shell.complain(
            f"nntutor came to a stop: {type(problem).__name__}: {problem}",
            "With NNTUTOR_DEBUG=1 it tells more, which is what a bug report needs.",
        )
        return WRONG


def _run(words: Sequence[str], shell: Shell) -> int:
    if "--help" in words or "-h" in words:
        from tutor.cli.help import page

        shell.say(page(words).rstrip())
        return FINE
    if "--version" in words:
        from tutor.console.version import version

        shell.say(f"nntutor {version()}")
        return FINE
    if set(words) <= {"--plain"}:  # with nothing to read, the first picture does not wait for what reads
        return _carry_out(HOME, SimpleNamespace(plain=bool(words), id=None), shell)
    from tutor.cli.arguments import read_call

    call = read_call(words)
    return _carry_out(call.command.place, call.options, shell)


def _carry_out(place: str, options: SimpleNamespace, shell: Shell) -> int:
    """Import the file that has the command, and no other."""
    file, _, function = place.partition(":")
    status: int = getattr(import_module(f"tutor.cli.{file}"), function)(shell, options)
    return status
