"""Takes the records of an export into the progress file: all that can be read, in one transaction, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from tutor.store.database import Database, Statement, open_aside
from tutor.store.kinds import KINDS, Kind, Unusable
from tutor.store.lines import from_line, numbered_lines
from tutor.store.rows import Row

Outcome = Literal["new", "known", "newer", "another"]
Read = Callable[[str, Row], list[Row]]
NAMED = 20
"""How many lines that cannot be read are named; beyond that they are only counted."""


@dataclass
class Merged:
    """What became of an export.

    Attributes:
        records: how many lines there were, but for headers and blank ones.
        new: how many of each kind were not here yet.
        known: how many were here already.
        newer: how many took the place of an earlier state of the same visit or undo.
        others: how many have the id of a record that says something else; the one that was there first stays.
        unread: how many lines could not be read.
        problems: the first of those lines, by number, each with a clause that says why.
    """

    records: int = 0
    new: Counter[str] = field(default_factory=Counter)
    known: int = 0
    newer: int = 0
    others: int = 0
    unread: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """How many lines could be read."""
        return self.records - self.unread


def read_aside(source: BinaryIO, merged: Merged) -> Database:
    """The records of an export, checked, in a database of their own on the disk, each once.

    So the progress file is held only while they are copied, however slowly the source comes in or how large it is.

    Raises:
        Newer: its format is not known yet.
        NotKept: there is no room for it.
        OSError: the source cannot be read.
    """
    aside = open_aside()
    try:
        aside.write(_from_lines(source, aside.read, merged))
    except BaseException:
        aside.close()
        raise
    return aside


def taken_over(aside: Database, read: Read, merged: Merged) -> Iterator[Statement]:
    """What has to be carried out upon the progress file, a statement at a time, counted as it is given.

    Args:
        aside: what `read_aside` gave.
        read: reads the progress file, within the transaction in which the statements are carried out.
        merged: is told what becomes of each record.
    """
    for kind in KINDS:
        for row in aside.each(f"SELECT {kind.columns} FROM {kind.table}"):
            outcome, statement = _against(read, kind, row)
            if outcome == "new":
                merged.new[kind.name] += 1
            elif outcome == "newer":
                merged.newer += 1
            elif outcome == "known":
                merged.known += 1
            else:
                merged.others += 1
            if statement is not None:
                yield statement


def _from_lines(source: BinaryIO, read: Read, merged: Merged) -> Iterator[Statement]:
    for number, line in numbered_lines(source):
        try:
            record = from_line(line)
        except Unusable as problem:
            merged.records += 1
            _miss(merged, number, str(problem))
            continue
        if record is None:
            continue
        merged.records += 1
        outcome, statement = _against(read, *record)
        if statement is not None:
            yield statement
        if outcome == "another":
            _miss(merged, number, "an earlier line has the same id and says something else, and is the one taken")
        elif outcome != "new":
            merged.known += 1


def _miss(merged: Merged, number: int, reason: str) -> None:
    merged.unread += 1
    if len(merged.problems) < NAMED:
        merged.problems.append((number, reason))


def _against(read: Read, kind: Kind, row: Row) -> tuple[Outcome, Statement | None]:
    """What a record is to those that are here, and what has to be done about it."""
    fields = dict(zip(kind.fields, row, strict=True))
    where, key = " AND ".join(f"{column} = ?" for column in kind.key), tuple(fields[column] for column in kind.key)
    here = read(f"SELECT {kind.columns} FROM {kind.table} WHERE {where}", key)
    if not here:
        return "new", _added(kind, row)
    if here[0] == row:
        return "known", None
    if kind.supersedes is None:
        return "another", None
    return ("newer", _replaced(kind, row, where, key)) if kind.supersedes(row, here[0]) else ("known", None)


def _added(kind: Kind, row: Row) -> Statement:
    marks = ", ".join("?" for _ in row)
    return f"INSERT OR IGNORE INTO {kind.table} ({kind.columns}) VALUES ({marks})", row


def _replaced(kind: Kind, row: Row, where: str, key: Row) -> Statement:
    settings = ", ".join(f"{column} = ?" for column in kind.fields)
    return f"UPDATE OR IGNORE {kind.table} SET {settings} WHERE {where}", (*row, *key)
