"""The records of an export, read and checked, waiting beside the progress file until they are merged into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tutor.store.database import Database, Statement
from tutor.store.kinds import KINDS, RecordKind, Unusable
from tutor.store.lines import from_line, numbered_lines
from tutor.store.merged import Merged
from tutor.store.rows import Row

TOGETHER = 300
"""Records that are written at once: a statement for each would take most of the time."""
HEAVY = 4_000_000
"""Bytes that are held in memory, however few records they are."""


def waiting_table(kind: RecordKind) -> str:
    """The table in which the records of a kind wait, each with the number of its `line`."""
    return f"temp.waiting_{kind.table}"


class Spool:
    """Checked records by kind, in tables of this connection's own: on the disk, and never in the progress file.

    So the progress file is held only while they are merged, however slowly the source comes in or how large it is.

    Attributes:
        counts: how many records of each kind there are, by its name.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.counts = {kind.name: 0 for kind in KINDS}

    def fill(self, source: BinaryIO, merged: Merged) -> None:
        """Take in what can be read; what cannot is told to `merged`.

        Raises:
            Newer: its format is not known yet.
            NotKept: there is no room for it.
            OSError: the source cannot be read.
        """
        tables = [f"CREATE TABLE {waiting_table(kind)} ({kind.columns}, line)" for kind in KINDS]
        self._database.write_aside((sql, ()) for sql in tables)
        self._database.write_aside(self._inserts(source, merged))

    def close(self) -> None:
        """Let everything go."""
        self._database.write_aside((f"DROP TABLE IF EXISTS {waiting_table(kind)}", ()) for kind in KINDS)

    def _inserts(self, source: BinaryIO, merged: Merged) -> Iterator[Statement]:
        """Give the statements that fill the tables, several rows at a time."""
        waiting: dict[str, list[Row]] = {kind.name: [] for kind in KINDS}
        count = heavy = 0
        for number, line in numbered_lines(source):
            count, heavy = count + 1, heavy + len(line or b"")
            try:
                record = from_line(line)
            except Unusable as problem:
                merged.records += 1
                merged.miss(number, str(problem))
                continue
            if record is not None:
                merged.records += 1
                waiting[record[0].name].append((*record[1], number))
            if count >= TOGETHER or heavy > HEAVY:
                yield from self._emptied(waiting)
                count = heavy = 0
        yield from self._emptied(waiting)

    def _emptied(self, waiting: dict[str, list[Row]]) -> Iterator[Statement]:
        for kind in KINDS:
            if rows := waiting[kind.name]:
                marks = ", ".join("?" for _ in rows[0])
                self.counts[kind.name] += len(rows)
                yield f"INSERT INTO {waiting_table(kind)} VALUES ({marks})", rows
                waiting[kind.name] = []
