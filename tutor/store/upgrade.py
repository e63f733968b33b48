"""Brings a progress file of an older version up to date, in place.

What is given here is carried out in one transaction: whatever breaks in on it leaves the file as it was or up to date.
Everything new is worked out from what the file holds, so that two copies of one file still agree afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from tutor.store.rows import Row, Value, in_json, microseconds, moment, time_of
from tutor.store.schema import EVENTS, INDEXES, SCHEMA_VERSION

ReadTable = Callable[[str], Sequence[Row]]
Statements = Iterator[tuple[str, Row]]

_ORDERED = ("attempts", "visits", "resets", "undos")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def statements(version: int, read: ReadTable) -> Statements:
    """Give the statements that bring a file of some version to the present one, one at a time.

    Args:
        version: what the file was when it was examined.
        read: gives the rows of a query; it sees what the statements so far have done.
    """
    if version < 2 and read("SELECT version FROM schema_version") == [(1,)]:  # another terminal may have been faster
        yield from _to_version_2(read)
    yield "UPDATE schema_version SET version = ?", (SCHEMA_VERSION,)


def came_later(version: int, column: str) -> bool:
    """Whether a file of some version cannot have a column yet, given as "table.column"."""
    table, _, name = column.partition(".")
    return version < 2 and (table == "events" or (table in _ORDERED and name == "tick"))


def _to_version_2(read: ReadTable) -> Statements:
    """Ticks, which are the order across machines, and events, of which predictions are one kind."""
    for table in _ORDERED:
        yield f"ALTER TABLE {table} ADD COLUMN tick INTEGER NOT NULL DEFAULT 0", ()
        tick = 0
        for number, at in read(f"SELECT number, at FROM {table} ORDER BY number"):
            tick = max(tick + 1, microseconds(time_of(at) or _EPOCH))
            yield f"UPDATE {table} SET tick = ? WHERE number = ?", (tick, number)
    yield EVENTS, ()
    yield from _predictions_as_events(read)
    for index in INDEXES:
        yield index, ()


def _predictions_as_events(read: ReadTable) -> Statements:
    """Predictions were settings with an id at the end of the name; their time is that of their lesson's first visit."""
    import json  # the first picture needs none

    visits = read("SELECT lesson, at FROM visits ORDER BY number DESC")  # so that the first of each lesson stays
    first: dict[Value, Value] = {lesson: at for lesson, at in visits}  # noqa: C416 — rows are tuples of any length
    tick = 0
    for name, value in read("SELECT name, value FROM settings WHERE name LIKE 'predictions/%/%/%' ORDER BY rowid"):
        try:
            _, lesson, demo, record = str(name).split("/")
            option, made_for = json.loads(str(value))
        except (ValueError, TypeError):  # somebody has edited it into something else
            continue
        when = time_of(first.get(lesson)) or _EPOCH
        tick = max(tick + 1, microseconds(when))
        data = in_json({"demo": demo, "said": str(option), "made_for": str(made_for)})
        insert = "INSERT OR IGNORE INTO events (id, at, tick, kind, lesson, data) VALUES (?, ?, ?, 'prediction', ?, ?)"
        yield insert, (record, moment(when), tick, lesson, data)
        yield "UPDATE OR IGNORE hidden SET record = ? WHERE record = ?", (record, name)
        yield "DELETE FROM settings WHERE name = ?", (name,)
