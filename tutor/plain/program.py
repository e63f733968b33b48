"""A run of the playground as a whole program, in a conversation."""

from __future__ import annotations

from lessons.kit.errors import Unreadable
from lessons.kit.script import Script
from lessons.playground.bench import Bench
from lessons.playground.program.written import PROGRAMS, program_of
from tutor.console.printer import Printer


def tell_program(printer: Printer, kind: str, bench: Bench, script: Script | None) -> None:
    """Write the program of a run.

    Args:
        printer: writes it.
        kind: the kind that was typed.
        bench: what the run is made of.
        script: what was turned on its way.

    Raises:
        Unreadable: there is no such kind, or no program for these data.
    """
    if not kind.strip():
        raise Unreadable(f"Type program and what it is to work with: {', '.join(PROGRAMS)}.")
    printer.verbatim(*program_of(kind, bench, script).splitlines())
