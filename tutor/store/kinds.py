"""The kinds of record that travel between machines, and the checks that each field of one must pass.

A record is one and the same wherever its key is the same. Merging is a union: what is not here is added, what is here
stays. Two kinds can differ in good faith. A visit's draft is written over while the learner types, so the later one
counts; and one reset may have been taken back on two machines, so that the earlier undo counts. Either way the outcome
is the same in whichever order files are merged, and however often.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tutor.store.rows import EARLIEST, LATEST, Row, Value, clean, in_json, moment

LAST_TICK = 2**60
"""Far past the year 9999, the last that a clock can show. Whatever is below is only an order: no clock follows it."""
_MOST = 1_000_000
"""More pages and hints than anybody has seen."""
LONGEST_NAME = 100
_NAME = re.compile(r"[\w-]*")
"""The id of a lesson, the name of a question, "" for none: what may stand in a command that people copy."""
_LARGEST = 2**63
Check = Callable[[object], Value]


class Unusable(Exception):
    """A value, or a whole line, that cannot be taken; the message is a clause."""


@dataclass(frozen=True)
class RecordKind:
    """One kind of record.

    Attributes:
        name: what its lines call it.
        table: where it is kept.
        fields: its columns, in the order of a row, each with the check that its values must pass.
        key: the columns that say which record it is.
        supersedes: whether a row takes the place of another of the same key; None where none ever does.
        numbered: whether its table numbers its rows in the order in which they came.
    """

    name: str
    table: str
    fields: Mapping[str, Check]
    key: tuple[str, ...] = ("id",)
    supersedes: Callable[[Row, Row], bool] | None = None
    numbered: bool = True

    @property
    def columns(self) -> str:
        """Its columns, as SQL lists them."""
        return ", ".join(self.fields)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value if value.isprintable() else clean(value)
    raise Unusable("is no text")


def _name(value: object) -> str:
    if isinstance(value, str) and (value.isidentifier() or _NAME.fullmatch(value)) and len(value) <= LONGEST_NAME:
        return value
    raise Unusable("is no name")


def _id(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= 100 or not value.isprintable():
        raise Unusable("is no id")
    return value


def _whole(value: object) -> int:
    if type(value) is not int or not -_LARGEST <= value < _LARGEST:  # True is an int, too
        raise Unusable("is no whole number of 64 bits")
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        raise Unusable("is no number of things")
    return value


def _tick(value: object) -> int:
    if type(value) is not int or not 0 <= value <= LAST_TICK:
        raise Unusable("is no tick")
    return value


def _time(value: object) -> str:
    try:
        when = datetime.fromisoformat(value if isinstance(value, str) else "")
        if when.tzinfo is None or not EARLIEST.year <= when.year <= LATEST.year:
            raise ValueError
        return moment(when)
    except (ValueError, OverflowError):
        raise Unusable(f"is no time from {EARLIEST.year} to {LATEST.year}, such as 2026-01-31T12:00:00+00:00") from None


def _verdict(value: object) -> str:
    if value in ("right", "wrong"):
        return str(value)
    raise Unusable("is neither “right” nor “wrong”")


def _data(value: object) -> str:
    if not isinstance(value, dict):
        raise Unusable("is no object")
    try:
        return in_json(value)
    except (ValueError, RecursionError):
        raise Unusable("holds a number that is not finite, or is nested too deeply") from None


def _or_none(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _later(new: Row, old: Row) -> bool:
    """By tick; where that is the same, by what they say, so that the order of merging plays no part."""
    return _by_tick(new) > _by_tick(old)


def _earlier(new: Row, old: Row) -> bool:
    return _by_tick(new) < _by_tick(old)


def _by_tick(row: Row) -> tuple[int, str]:
    tick = row[2]
    return (tick if isinstance(tick, int) else 0), repr(row)


def checked(kind: RecordKind, row: Row) -> Row:
    """A row of the progress file as the checks leave it; as it is where it does not pass them.

    What an earlier nntutor has taken in without such a check is then still the same record.
    """
    try:
        return tuple(
            check(json.loads(str(value)) if check is _data else value)
            for check, value in zip(kind.fields.values(), row, strict=True)
        )
    except (Unusable, ValueError, RecursionError):
        return row


_STAMP: Mapping[str, Check] = {"id": _id, "at": _time, "tick": _tick}

KINDS = (
    RecordKind(
        "attempt",
        "attempts",
        {
            **_STAMP,
            "lesson": _name,
            "question": _name,
            "seed": _whole,
            "reply": _text,
            "verdict": _verdict,
            "misconception": _or_none(_text),
            "hints": _count,
        },
    ),
    RecordKind(
        "visit",
        "visits",
        {**_STAMP, "lesson": _name, "page": _count, "question": _name, "seed": _or_none(_whole), "draft": _text},
        supersedes=_later,
    ),
    RecordKind("event", "events", {**_STAMP, "kind": _name, "lesson": _name, "data": _data}),
    RecordKind("reset", "resets", {**_STAMP, "lesson": _or_none(_name)}),
    RecordKind("hidden", "hidden", {"reset": _id, "record": _id}, key=("reset", "record"), numbered=False),
    RecordKind("undo", "undos", {**_STAMP, "reset": _id}, key=("reset",), supersedes=_earlier),
)
"""All of them, in the order in which they are exported. Settings are none: they suit one machine's terminal."""
