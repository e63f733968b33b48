"""Small pieces of English that several front ends need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


def counted(number: int, thing: str) -> str:
    """A number and its thing: "1 answer", "2 answers"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def listed(things: Sequence[str]) -> str:
    """Things in a row: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(things[:-1]), things[-1]]) if len(things) > 1 else "".join(things)


def in_figures(number: float) -> str:
    """A number in four figures with a real minus sign: "1,234" for whole ones, "−0.03125", "1.2e−7"."""
    if isinstance(number, int):
        return f"{number:,}".replace("-", "−")
    figures, e, exponent = f"{number:.4g}".partition("e")
    return f"{figures}{e}{int(exponent) if e else ''}".replace("-", "−")


def ago(when: datetime, now: datetime) -> str:
    """How long ago that was, by the calendar: "today", "yesterday", "3 days ago"; "today" for what is yet to come."""
    days = (now.astimezone().date() - when.astimezone().date()).days
    if days < 1:
        return "today"
    if days == 1:
        return "yesterday"
    for length, unit in ((365, "year"), (30, "month"), (7, "week")):
        if days >= 2 * length:
            return f"{days // length} {unit}s ago"
    return f"{days} days ago"


def date(when: datetime) -> str:
    """A day where the learner is: "21 November 2026"."""
    day = when.astimezone()
    return f"{day.day} {day:%B %Y}"


def times(number: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
