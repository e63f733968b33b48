"""Records as rows of the progress file, and back; a row that somebody has edited into nonsense gives None."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

from tutor.store.records import JSON, Attempt, Bookmark, Event

Value = str | int | None
"""A value that a field of the file can hold."""
Row = tuple[Value, ...]


EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
"""Times are kept between these, so that each of them is a date in every time zone."""
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
"""Invisible signs that people's names, and emoji, are made with."""


def clean(text: str) -> str:
    """Text on one line that may be stored, printed and drawn, wherever it comes from.

    Whatever separates lines becomes a space; other control characters, which a terminal would obey and XML cannot hold,
    and halves of surrogate pairs, which no encoding has, become question marks; what turns writing round is left out.
    """
    return text if text.isprintable() else "".join(map(_clean_sign, text))


def _clean_sign(sign: str) -> str:
    if sign.isprintable() or sign in _JOINERS:
        return sign
    kind = unicodedata.category(sign)
    if sign.isspace():
        return " " if kind != "Zs" else sign
    return "" if kind == "Cf" else "?" if kind in ("Cc", "Cs") or ord(sign) & 0xFFFE == 0xFFFE else sign


def clean_data(value: JSON) -> JSON:
    """Return an event's data with all text in it clean, to any depth.

    Raises:
        RecursionError: it is nested too deeply.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(name): clean_data(inner) for name, inner in value.items()}
    return [clean_data(inner) for inner in value] if isinstance(value, Sequence) else value


def in_range(when: datetime) -> datetime:
    """The time in UTC, or the nearest that is a date in every time zone."""
    try:
        return min(max(when.astimezone(UTC), EARLIEST), LATEST)
    except OverflowError:
        return EARLIEST if when.year < EARLIEST.year else LATEST


def moment(when: datetime) -> str:
    """A time as the file has it."""
    if when.tzinfo is UTC and EARLIEST.year <= when.year <= LATEST.year:  # as nearly all are
        return when.isoformat()
    return in_range(when).isoformat()


def microseconds(when: datetime) -> int:
    """Return a time as microseconds since 1970, which a tick is made of."""
    since = in_range(when) - EARLIEST
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def time_of(at: Value) -> datetime | None:
    """A time as it was meant; None if there is no sense in it."""
    try:
        return in_range(datetime.fromisoformat(str(at)))
    except ValueError:
        return None


def in_json(data: Mapping[str, JSON]) -> str:
    """Return an event's data as text in JSON.

    Raises:
        ValueError: a number in it is not finite.
        TypeError: it holds something that JSON has no word for.
    """
    import json  # the first picture needs none

    return json.dumps(clean_data(data), ensure_ascii=False, allow_nan=False)


def attempt(row: Row) -> Attempt | None:
    """A row of the lesson, question, seed, reply, verdict, misconception, hints, time and id."""
    lesson, question, seed, reply, verdict, misconception, hints, at, record = row
    when = time_of(at)
    if when is None or not isinstance(seed, int) or not isinstance(hints, int) or verdict not in ("right", "wrong"):
        return None
    outcome: Literal["right", "wrong"] = "right" if verdict == "right" else "wrong"
    mistake = None if misconception is None else _text(misconception)
    return Attempt(_text(lesson), _text(question), seed, _text(reply), outcome, mistake, hints, when, _text(record))


def place(row: Row) -> Bookmark | None:
    """A row of the lesson, page, question, seed and draft."""
    lesson, page, question, seed, draft = row
    if not isinstance(page, int) or not (seed is None or isinstance(seed, int)):
        return None
    return Bookmark(_text(lesson), page, _text(question), seed, _text(draft))


def event(row: Row) -> Event | None:
    """A row of the kind, lesson, data, time and id."""
    import json

    kind, lesson, text, at, record = row
    when = time_of(at)
    try:
        data = clean_data(json.loads(str(text)))
    except (ValueError, RecursionError):
        return None
    if when is None or not isinstance(data, dict):
        return None
    return Event(_text(kind), _text(lesson), data, when, _text(record))


def _text(value: Value) -> str:
    """A field as text; clean also where an earlier nntutor, or another hand, has put it in."""
    return clean(str(value))
