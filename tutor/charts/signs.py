"""The sign of each series: what tells it apart where colour must not be all that does."""

from __future__ import annotations

from collections.abc import Iterable

from lessons.kit.charts import Series

OF_TONE = {
    "main": "*",
    "second": "o",
    "third": "+",
    "fourth": "x",
    "fifth": "#",
    "good": "%",
    "bad": "&",
    "muted": "=",
}
"""A tone has one sign in every chart, so that neighbours that show the same things name them alike."""


def signs(series: Iterable[Series]) -> list[str]:
    """A sign for each series: its tone's, or the next that is free where the tone has been seen before."""
    given: list[str] = []
    for one in series:
        free = [sign for sign in (OF_TONE[one.tone], *OF_TONE.values()) if sign not in given]
        given.append(free[0] if free else OF_TONE[one.tone])
    return given
