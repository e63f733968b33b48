"""`nntutor export` writes all progress as JSON Lines; `nntutor import` merges such a file into the progress here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, BinaryIO, cast

from tutor.console.saving import hand_out
from tutor.console.shell import FINE, WRONG, Shell
from tutor.console.version import version
from tutor.store.errors import Newer, NotKept
from tutor.text.words import counted, listed

if TYPE_CHECKING:
    from tutor.store import Store
    from tutor.store.merged import Merged

_CALLED = {
    "attempt": "answer",
    "visit": "page visit",
    "event": "event",
    "reset": "reset",
    "undo": "reset taken back",
}
_DATABASE = b"SQLite format 3\x00"


def export(shell: Shell, options: SimpleNamespace) -> int:
    """Write every record, a line each."""
    store = shell.open_store()
    try:
        lines = store.exported(version())
        beginning = list(islice(lines, 2))
        if store.notices and len(beginning) < 2:
            shell.complain("nntutor: there is nothing that could be read, so nothing was exported.")
            return WRONG
        return hand_out(shell, chain(beginning, lines), options.out, force=options.force, called="your records lie")
    except NotKept as problem:
        shell.complain(f"nntutor: your progress could not be read: {problem}.")
        return WRONG
    finally:
        store.close()


def import_(shell: Shell, options: SimpleNamespace) -> int:
    """Merge an export; say what came of it, and which lines could not be read."""
    store = shell.open_store()
    try:
        if not store.kept:
            return WRONG
        with _source(shell, options.file) as source:
            return _import(shell, store, source, "the standard input" if options.file == "-" else options.file)
    except OSError as problem:
        words = problem.strerror or str(problem)
        shell.complain(f"nntutor: {options.file} could not be read: {words[:1].lower()}{words[1:]}.")
        return WRONG
    finally:
        store.close()


def _import(shell: Shell, store: Store, source: BinaryIO, name: str) -> int:
    try:
        merged = store.merge(source)
    except Newer as problem:
        shell.complain(
            f"nntutor: {name} was written by a newer nntutor ({problem}). Nothing was imported. "
            "Upgrade nntutor to import it."
        )
        return WRONG
    except NotKept as problem:
        shell.complain(f"nntutor: nothing was imported: {problem}.")
        return WRONG
    shell.complain(*_problems(merged))
    shell.say(*_report(merged))
    return WRONG if merged.unread or merged.others else FINE


@contextmanager
def _source(shell: Shell, name: str) -> Iterator[BinaryIO]:
    """The file that was named, or the standard input; opened as bytes, since not all of it may be UTF-8.

    Raises:
        OSError: it cannot be opened, or is a database.
    """
    if name == "-":
        buffer = getattr(shell.stdin, "buffer", None)
        yield cast(BinaryIO, buffer) if buffer else io.BytesIO(shell.stdin.read().encode())
        return
    with Path(name).open("rb") as source:
        if source.peek(len(_DATABASE)).startswith(_DATABASE):
            raise OSError(0, "It is a progress file itself. `nntutor export` makes of it what can be imported")
        yield source


def _problems(merged: Merged) -> Iterator[str]:
    for number, reason in merged.problems:
        yield f"Line {number} could not be read ({reason})."
    if more := merged.unread - len(merged.problems):
        yield f"So could {counted(more, 'more line')} not."
    if merged.others:
        yield (
            f"{counted(merged.others, 'record')} had the id of one that is here and says something else. "
            "What was here stays."
        )


def _report(merged: Merged) -> Iterator[str]:
    yield f"{merged.taken} of {counted(merged.records, 'record')} taken."
    new = [counted(merged.new[name], thing) for name, thing in _CALLED.items() if merged.new[name]]
    yield f"New here: {listed(new)}." if new else "Nothing of it is new here."
    if merged.known:
        yield f"Here already: {counted(merged.known, 'record')}."
    if merged.newer:
        yield f"Brought up to date: {counted(merged.newer, 'record')}."
    if merged.hidden:
        yield (
            f"A reset came with it: {counted(merged.hidden, 'answer')} that you gave here now set aside with the "
            "others. `nntutor reset --undo` takes back the last reset."
        )
