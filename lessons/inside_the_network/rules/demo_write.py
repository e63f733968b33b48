"""The demo of the rule: a person writes IF and THEN, and 200 mails are sorted by it."""

from __future__ import annotations

from functools import partial

import numpy as np

from lessons.inside_the_network.rules.model import OPTIONS, UNSEEN, Mails, by_rule, mails, right, sorted_well
from lessons.inside_the_network.rules.pictures import mail_map
from lessons.kit.charts import Table
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import exact
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array

A_BAG, ON_THE_MAP = 10, 80
"""Mails from one frame to the next; mails that the map has room for."""


@demo(
    prediction=Prediction(f"Of {UNSEEN} mails, how many will the rule sort right?", OPTIONS),
    links=Knob(0.0, 10.0, start=6.5, steps=20, label="links from"),
    capitals=Knob(0.0, 10.0, start=6.5, steps=20, label="capitals from"),
    joined=Choices("and", "or", label="joined by"),
)
def write(links: float, capitals: float, joined: str, seed: int) -> Frames:
    """A rule sorts the mail."""
    calls = partial(by_rule, links=links, capitals=capitals, joined=joined)
    known, unseen = mails(40, seed, 0), mails(UNSEEN, seed, 1)
    for count in range(0, UNSEEN + 1, A_BAG):
        over, arrived = count == UNSEEN, unseen.first(count)
        good = right(calls(arrived.measures), arrived)
        rule = f"IF links ≥ {exact(links)} {joined.upper()} capitals ≥ {exact(capitals)} THEN spam"
        counts = Table(
            f"{count} sorted", ("", "called letter", "called spam"), _counts(arrived, calls(arrived.measures))
        )
        yield Frame(
            count,
            (mail_map("What it calls spam", calls, arrived.last(ON_THE_MAP) if count else known), counts),
            f"{rule}: {good} of {count} right." if count else f"{rule}. On the map: 40 mails that came before.",
            {"sorted": count, "right": good} if count else {"sorted": 0},
            over,
            inspect=_sum_of(unseen.measures[0]).inspect(title="All that a network would do with the first mail"),
            outcome=sorted_well(good) if over else None,
        )


def _counts(given: Mails, called: Array) -> tuple[tuple[str, ...], ...]:
    """Return how many of each kind were called what."""
    names = ("is letter", "is spam")
    return tuple(
        (name, *(str(int(np.count_nonzero((given.spam == kind) & (called == call)))) for call in (False, True)))
        for kind, name in enumerate(names)
    )


def _sum_of(measures: Array) -> Computation:
    """Return a weighted sum of two measures: a rule has no slope that a microscope could show, a sum has."""
    return Computation(lambda w, x: ((w * x).sum() - 10.0).named("z"), {"w": [1.0, 1.0]}, {"x": measures})
