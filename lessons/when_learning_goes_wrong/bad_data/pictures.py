"""The picture that all demos of the lesson share: which share was judged rightly, group by group."""

from __future__ import annotations

from collections.abc import Sequence

from lessons.kit.charts import Bars
from lessons.kit.slopes import Array


def by_group(title: str, groups: Sequence[str], right: Array) -> Bars:
    """Draw the share right in each group, in per cent; their names lose the "on", for want of room."""
    names = tuple(group.replace(" on ", " ") for group in groups)
    return Bars(title, names, 100 * right, (0.0, 100.0), unit=" %", decimals=0)


def told(groups: Sequence[str], right: Array) -> str:
    """Write the shares right as a clause for a caption."""
    return ", ".join(f"{group} {share:.0%}" for group, share in zip(groups, right, strict=True))
