"""The kinds of record that travel between machines, and the checks that each field of one must pass.

A record is one and the same wherever its key is the same. Merging is a union: what is not here is added, what is here
stays. Two kinds can differ in good faith. A visit's draft is written over while the learner types, so the later one
counts; and one reset may have been taken back on two machines, so that the earlier undo counts. Either way the outcome
is the same in whichever order files are merged, and however often.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tutor.store.rows import Row, Value, clean, in_json, moment

LAST_TICK = 400_000_000_000_000_000
"""A tick is about the year: this one is past the year 9999, the last that a clock can show."""
_LARGEST = 2**63
Check = Callable[[object], Value]


class Unusable(Exception):
    """A value, or a whole line, that cannot be taken; the message is a clause."""


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    Attributes:
        name: what its lines call it.
        table: where it is kept.
        fields: its columns, in the order of a row, each with the check that its values must pass.
        key: the columns that say which record it is.
        supersedes: whether a row takes the place of another of the same key; None where none ever does.
    """

    name: str
    table: str
    fields: Mapping[str, Check]
    key: tuple[str, ...] = ("id",)
    supersedes: Callable[[Row, Row], bool] | None = None

    @property
    def columns(self) -> str:
        """Its columns, as SQL lists them."""
        return ", ".join(self.fields)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unusable("is no text")
    return clean(value)


def _id(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= 100:
        raise Unusable("is no id")
    return clean(value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not -_LARGEST <= value < _LARGEST:
        raise Unusable("is no whole number of 64 bits")
    return value


def _tick(value: object) -> int:
    if not 0 <= (tick := _whole(value)) <= LAST_TICK:
        raise Unusable("is no tick")
    return tick


def _time(value: object) -> str:
    try:
        when = datetime.fromisoformat(_text(value))
        if when.tzinfo is None:
            raise ValueError
        return moment(when)
    except (ValueError, OverflowError, Unusable):
        raise Unusable("is no time, such as 2026-01-31T12:00:00+00:00") from None


def _verdict(value: object) -> str:
    if value not in ("right", "wrong"):
        raise Unusable("is neither “right” nor “wrong”")
    return str(value)


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


_STAMP: Mapping[str, Check] = {"id": _id, "at": _time, "tick": _tick}

KINDS = (
    Kind(
        "attempt",
        "attempts",
        {
            **_STAMP,
            "lesson": _text,
            "question": _text,
            "seed": _whole,
            "reply": _text,
            "verdict": _verdict,
            "misconception": _or_none(_text),
            "hints": _whole,
        },
    ),
    Kind(
        "visit",
        "visits",
        {**_STAMP, "lesson": _text, "page": _whole, "question": _text, "seed": _or_none(_whole), "draft": _text},
        supersedes=_later,
    ),
    Kind("event", "events", {**_STAMP, "kind": _text, "lesson": _text, "data": _data}),
    Kind("reset", "resets", {**_STAMP, "lesson": _or_none(_text)}),
    Kind("hidden", "hidden", {"reset": _id, "record": _id}, key=("reset", "record")),
    Kind("undo", "undos", {**_STAMP, "reset": _id}, key=("reset",), supersedes=_earlier),
)
"""All of them, in the order in which they are exported. Settings are none: they suit one machine's terminal."""
