"""The map of the mails: what a rule or a network would call each place, and the mails that lie there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lessons.inside_the_network.rules.model import MOST, Mails
from lessons.kit.charts import Field, Series, Tone
from lessons.kit.slopes import Array

_LIMITS = (0.0, MOST)
_KINDS = ("letter", "spam")
_TONES: tuple[Tone, Tone] = ("main", "second")


def mail_map(
    title: str, calls: Callable[[Array], Array], shown: Mails, rule: tuple[float, float] | None = None
) -> Field:
    """Return the map of what is called spam, with mails on it.

    Args:
        title: what the picture shows.
        calls: gives for places, shape (n, 2), which are called spam.
        shown: the mails that lie on it.
        rule: links and capitals from which a rule says spam; its corner is drawn.
    """
    along = np.linspace(*_LIMITS, 41)
    across, up = np.meshgrid(along, along)
    called = calls(np.column_stack([across.ravel(), up.ravel()])).reshape(across.shape)
    points = tuple(
        Series(name, shown.measures[shown.spam == kind, 0], shown.measures[shown.spam == kind, 1], "points", tone)
        for kind, (name, tone) in enumerate(zip(_KINDS, _TONES, strict=True))
    )
    corner = None if rule is None else np.array([(rule[0], MOST), rule, (MOST, rule[1])])
    return Field(
        title,
        called.astype(float),
        _LIMITS,
        _LIMITS,
        "links",
        "capitals",
        "regions",
        path=corner,
        points=points,
        regions=_KINDS,
        traveller="" if rule is None else "rule",
    )
