"""The code behind a demo in plain lines, each with its number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lessons.kit.sources import Source
from tutor.console.printer import Printer
from tutor.text.folding import GOES_ON, folded, hanging


def print_sources(printer: Printer, found: Sequence[Source]) -> None:
    """Write the functions that ran of the lesson and the heart of the engine; of the rest, where it stands."""
    for source in found:
        if source.is_central:
            print_source(printer, source)
    rest = [source for source in found if not source.is_central]
    if rest:
        printer.line("These ran as well:", "")
        for source in rest:
            printer.item("-", described(source))


def print_source(printer: Printer, source: Source) -> None:
    """Write the functions of a file that ran."""
    if source.missing:
        printer.line(source.missing, "")
    for stretch in source.ran:
        printer.line(f"{source.path}, lines {stretch.first} to {stretch.last}: {stretch.name}")
        printer.verbatim(*_numbered(source.lines, stretch.first, stretch.last, printer.room), "")


def tell_source(printer: Printer, found: Sequence[Source], which: str) -> None:
    """Write a file by its number, or without one the demo's own function and the list of all files."""
    if which.isdecimal() and len(which) < 6 and 1 <= int(which) <= len(found):
        print_source(printer, found[int(which) - 1])
        return
    if which:
        printer.line(f"There are {len(found)} files, so type source and a number from 1 to {len(found)}.")
        return
    own = found[0]
    printer.line(own.missing or f"{own.path}, from line {own.ran[0].first}:")
    ran = own.ran[0] if own.ran else None
    printer.verbatim(*(_numbered(own.lines, ran.first, ran.last, printer.room) if ran else ()), "")
    printer.line("Of these files something ran; source 2 shows what ran of the second, and so on.")
    for number, source in enumerate(found, start=1):
        printer.item(f"{number:>2}", described(source))


def described(source: Source) -> str:
    """A file and which of its functions ran."""
    return f"{source.path}: {', '.join(stretch.name for stretch in source.ran)}" if source.ran else source.path


def _numbered(lines: Sequence[str], first: int, last: int, room: int | None) -> Iterable[str]:
    """Lines with their numbers, whole in a file or a pipe; a terminal has `room`, and they are broken to it."""
    for number in range(first, last + 1):
        line = lines[number - 1].rstrip()
        if room is None:
            yield f"{number:>4}  {line}".rstrip()
            continue
        width = max(8, room - 6)
        (start, end), *rest = folded(line, width)
        yield f"{number:>4}  {line[start:end]}".rstrip()
        indent = " " * hanging(line, width)
        yield from (f"{GOES_ON:>4}  {indent}{line[start:end]}" for start, end in rest)
