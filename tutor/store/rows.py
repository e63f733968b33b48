"""Records as rows of the progress file, and back; a row that somebody has edited into nonsense gives None."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from tutor.store.records import JSON, Attempt, Event, Place

Value = str | int | None
"""What a field of the file can hold."""
Row = tuple[Value, ...]


def clean(text: str) -> str:
    """Text that can be stored: halves of surrogate pairs, which no encoding has, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def moment(when: datetime) -> str:
    """A time as the file has it."""
    return when.astimezone(UTC).isoformat()


def microseconds(when: datetime) -> int:
    """Since 1970; what a tick is made of."""
    since = when.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def time_of(at: Value) -> datetime | None:
    """A time as it was meant; None if there is no sense in it."""
    try:
        return datetime.fromisoformat(str(at)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def in_json(data: Mapping[str, JSON]) -> str:
    """What an event has to say, as text.

    Raises:
        ValueError: a number in it is not finite.
        TypeError: it holds something that JSON has no word for.
    """
    return clean(json.dumps(data, ensure_ascii=False, allow_nan=False))


def attempt(row: Row) -> Attempt | None:
    """A row of the lesson, question, seed, reply, verdict, misconception, hints, time and id."""
    lesson, question, seed, reply, verdict, misconception, hints, at, record = row
    when = time_of(at)
    if when is None or not isinstance(seed, int) or not isinstance(hints, int) or verdict not in ("right", "wrong"):
        return None
    outcome: Literal["right", "wrong"] = "right" if verdict == "right" else "wrong"
    mistake = None if misconception is None else str(misconception)
    return Attempt(str(lesson), str(question), seed, str(reply), outcome, mistake, hints, when, str(record))


def place(row: Row) -> Place | None:
    """A row of the lesson, page, question, seed and draft."""
    lesson, page, question, seed, draft = row
    if not isinstance(page, int) or not (seed is None or isinstance(seed, int)):
        return None
    return Place(str(lesson), page, str(question), seed, str(draft))


def event(row: Row) -> Event | None:
    """A row of the kind, lesson, data, time and id."""
    kind, lesson, text, at, record = row
    when = time_of(at)
    try:
        data = json.loads(str(text))
    except (ValueError, RecursionError):
        return None
    if when is None or not isinstance(data, dict):
        return None
    return Event(str(kind), str(lesson), data, when, str(record))
