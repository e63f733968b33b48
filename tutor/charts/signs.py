"""The sign of each series, alike in all charts of a panel: it tells them apart where colour must not be all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lessons.kit.charts import Chart, Field, Lines, Series

OF_TONE = {
    "main": "✱",
    "second": "⧫",
    "third": "✚",
    "fourth": "►",
    "fifth": "▮",
    "good": "❖",
    "bad": "✕",
    "muted": "▫",
    "shadow": "≈",
}
"""A tone has one sign in every chart, so that neighbours that show the same things name them alike: a shape, since a
letter or "&" before a name would be read as part of it. What stands in for each in ASCII is in `tutor.text.ascii`."""

UNNAMED = "."
"""A series without a name among others with one, in ASCII: a sign that the legend need not explain."""


@dataclass(frozen=True)
class Signs:
    """The signs that the charts of a panel have agreed on.

    Attributes:
        known: the sign of each name.
        told: names that are told by their signs in every chart, because in one of them they must be.
    """

    known: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()

    def of(self, series: Iterable[Series]) -> list[str]:
        """A sign for each series of a chart."""
        series = list(series)
        named = _given(series, self.known)
        return [named.get(one.label) or _unnamed(one, series, named) for one in series]


def agreed(charts: Sequence[Chart]) -> Signs:
    """The signs of all named series of the charts: a name that comes back has the sign that it had."""
    known: dict[str, str] = {}
    told: set[str] = set()
    for chart in charts:
        series = _drawn_by(chart)
        known = {**_given(series, known), **known}
        told |= {one.label for one in series if one.label and _must_be_told(one, series, chart)}
    return Signs(known, frozenset(told))


def alike(series: Iterable[Series], kind: str) -> int:
    """How many of the series are of this kind."""
    return sum(one.kind == kind for one in series)


def _drawn_by(chart: Chart) -> Sequence[Series]:
    if isinstance(chart, Lines):
        return chart.series
    return chart.points if isinstance(chart, Field) else ()


def _must_be_told(one: Series, series: Sequence[Series], chart: Chart) -> bool:
    return isinstance(chart, Field) or alike(series, one.kind) > 1


def _given(series: Sequence[Series], known: Mapping[str, str]) -> dict[str, str]:
    """A sign for each name: the one that is known, else its tone's, or the next that is free in this chart."""
    given: dict[str, str] = {}
    for one in series:
        if one.label and one.label not in given:
            wanted = [known.get(one.label, OF_TONE[one.tone]), *OF_TONE.values()]
            free = [sign for sign in wanted if sign not in given.values()]
            given[one.label] = free[0] if free else OF_TONE[one.tone]
    return given


def _unnamed(one: Series, series: Sequence[Series], named: Mapping[str, str]) -> str:
    """A series without a name belongs to the one with its tone that has a name, if there is one."""
    mates = [named[other.label] for other in series if other.label and other.tone == one.tone]
    if mates:
        return mates[0]
    return UNNAMED if named else OF_TONE[one.tone]
