"""When attempts were made, as far as the clocks can be believed.

The store knows the order of the attempts for certain, and their times only from the machine's clock, which may have run
backwards, or ahead for a while. The times that fit the order best are kept, and none after the present.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime

LATEST = datetime(9000, 1, 1, tzinfo=UTC)
"""A clock beyond this is not followed: a hundred years are added to it, and the calendar ends at 9999."""


def settled(times: Sequence[datetime], now: datetime) -> list[datetime]:
    """Times that never fall and never lie after the present, changed as few as possible.

    Most clocks are right most of the time: of the times that are not in the future the longest sequence that never
    falls is kept (Fredman, "On computing the length of longest increasing subsequences", 1975). Each other one becomes
    the kept time before it; before the first, the first; where none is kept, the present.

    Args:
        times: in the order of the attempts; UTC.
        now: the present; UTC.
    """
    kept = _longest(times, now)
    result: list[datetime] = []
    last = times[min(kept)] if kept else now
    for place, time in enumerate(times):
        last = time if place in kept else last
        result.append(last)
    return result


def _longest(times: Sequence[datetime], now: datetime) -> set[int]:
    """The places of the longest sequence up to the present that never falls."""
    ends: list[datetime] = []  # the lowest end of any sequence of length 1, 2, …
    places: list[int] = []  # where it stands
    before: dict[int, int | None] = {}  # what comes before a place in its sequence
    for place, time in enumerate(times):
        if time > now:
            continue
        length = bisect_right(ends, time)
        before[place] = places[length - 1] if length else None
        ends[length : length + 1], places[length : length + 1] = [time], [place]
    kept: set[int] = set()
    here = places[-1] if places else None
    while here is not None:
        kept.add(here)
        here = before[here]
    return kept
