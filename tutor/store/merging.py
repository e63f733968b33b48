"""Takes the records of an export into the progress file: all that can be read, in one transaction, each once.

What is not here yet is added in one statement for each kind, by SQLite alone. Only what is here and says something else
is looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tutor.store import queries
from tutor.store.database import Statement
from tutor.store.kinds import KINDS, RecordKind, checked
from tutor.store.merged import Merged
from tutor.store.rows import Row
from tutor.store.spool import TOGETHER, Spool, waiting_table

ReadRows = Callable[[str, Row], list[Row]]


def taken_over(spool: Spool, read: ReadRows, merged: Merged, now: int) -> Iterator[Statement]:
    """Give the statements to carry out upon the progress file, one at a time, counted as they are given.

    Args:
        spool: the records, checked.
        read: reads the progress file, within the transaction in which the statements are carried out.
        merged: is told what becomes of each record.
        now: the time of the merge in microseconds, from which the clock here goes on, whatever the records say.
    """
    yield queries.ADVANCE, (now,)  # before anything has come that is ahead of it
    resets = spool.counts["hidden"] > 0
    if resets:
        yield from ((sql, ()) for sql in queries.REMEMBER_VISIBLE)
    for kind in KINDS:
        if count := spool.counts[kind.name]:
            yield from _kind_taken_over(kind, count, read, merged)
    if resets:
        merged.hidden = _number(read(queries.NO_LONGER_VISIBLE, ()))
        yield queries.FORGET_VISIBLE, ()


def _kind_taken_over(kind: RecordKind, count: int, read: ReadRows, merged: Merged) -> Iterator[Statement]:
    """Give the statements that add a kind's new records; then look at the rest, if there is any."""
    newest = _number(read(f"SELECT coalesce(max(number), 0) FROM {kind.table}", ())) if kind.numbered else 0
    waiting = waiting_table(kind)
    yield f"INSERT OR IGNORE INTO {kind.table} ({kind.columns}) SELECT {kind.columns} FROM {waiting}", ()
    new = _number(read("SELECT changes()", ()))
    merged.new[kind.name] += new
    before = merged.newer + merged.others + merged.unread
    if new < count:
        yield from _differing(kind, newest, read, merged)
    merged.known += count - new - (merged.newer + merged.others + merged.unread - before)


@dataclass(frozen=True)
class _Pair:
    """A record that waits, and the one that is here under its key.

    Attributes:
        key: of both.
        row: what the one that waits says.
        line: its line.
        here: what the one that is here says.
        came: whether that came with this very export.
    """

    key: Row
    row: Row
    line: int
    here: Row
    came: bool


def _differing(kind: RecordKind, newest: int, read: ReadRows, merged: Merged) -> Iterator[Statement]:
    """Bring up to date what is here and has a later state; count what contradicts it."""
    last = 0
    while rows := read(_pairs_that_differ(kind), (last, TOGETHER)):
        last = int(rows[-1][-1] or 0)
        replaced: dict[Row, Row] = {}
        for pair in (_pair(kind, row, newest) for row in rows):
            here, came = replaced.get(pair.key, pair.here), pair.came or pair.key in replaced
            if _takes_its_place(kind, pair.row, here, merged, line=pair.line, came=came):
                replaced[pair.key] = pair.row
        where = " AND ".join(f"{column} = ?" for column in kind.key)
        settings = ", ".join(f"{column} = ?" for column in kind.fields)
        for key, row in replaced.items():
            yield f"UPDATE OR IGNORE {kind.table} SET {settings} WHERE {where}", (*row, *key)


def _pairs_that_differ(kind: RecordKind) -> str:
    """The query for records that wait, beside those that are here and say something else, in order of lines."""
    columns = ", ".join([*(f"w.{field}" for field in kind.fields), *(f"t.{field}" for field in kind.fields)])
    same_key = " AND ".join(f"t.{column} = w.{column}" for column in kind.key)
    same = " AND ".join(f"t.{field} IS w.{field}" for field in kind.fields)
    number = "t.number" if kind.numbered else "0"
    return f"""SELECT {columns}, w.line, {number}, w.rowid
        FROM {waiting_table(kind)} w JOIN {kind.table} t ON {same_key}
        WHERE w.rowid > ? AND NOT ({same}) ORDER BY w.rowid LIMIT ?"""


def _pair(kind: RecordKind, row: Row, newest: int) -> _Pair:
    width = len(kind.fields)
    waits, here = row[:width], row[width : 2 * width]
    key = tuple(value for field, value in zip(kind.fields, waits, strict=True) if field in kind.key)
    return _Pair(key, waits, int(row[-3] or 0), here, came=int(row[-2] or 0) > newest)


def _takes_its_place(kind: RecordKind, row: Row, here: Row, merged: Merged, *, line: int, came: bool) -> bool:
    """Whether a record replaces the one that is here; where it contradicts it, that is counted."""
    if checked(kind, here) == row:
        return False
    if kind.supersedes is None:
        if came:
            merged.miss(line, "an earlier line has the same id and says something else, and is the one taken")
        else:
            merged.others += 1
        return False
    is_newer = kind.supersedes(row, here)
    merged.newer += is_newer and not came
    return is_newer


def _number(rows: list[Row]) -> int:
    """The one number that a query gives."""
    return int(rows[0][0] or 0)
