"""`nntutor source ID`: the code of a demo and of the engine behind it, with line numbers."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.sources import sources
from tutor.cli.demo import read_demo
from tutor.console.printer import Printer
from tutor.console.shell import FINE, Shell
from tutor.plain.source import print_sources


def source(shell: Shell, options: SimpleNamespace) -> int:
    """Print the functions that a demo runs.

    Raises:
        Misused: no such lesson or demo.
        LessonError: the lesson is broken.
    """
    lesson, demo = read_demo(shell, options)
    printer = Printer(shell.out, shell.environment)
    printer.line(f"{demo.title}: the code of the demo {lesson.heading.id}/{demo.name}, and what it runs.", "")
    print_sources(printer, sources(demo, 0, demo.starting_settings()))
    return FINE
