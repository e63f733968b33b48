"""The demo of the labels: the same race with more and more labelled scans, and how many each learner needs."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Mark, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import percent
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices
from lessons.ways_to_learn.transfer.model import BODY, UPDATES, RaceStanding, race
from lessons.ways_to_learn.transfer.tasks import PAIRS, pair_of

COUNTS = (1, 2, 5, 10, 20, 50)
BAR = 2
"""Labelled scans a digit with which the network that took over sets the bar."""
OPTIONS = ("2 as well, or fewer", "About 5", "10 or more")
EVERY = 25


@demo(
    prediction=Prediction(f"How many a digit does the fresh one need to match the other's {BAR}?", OPTIONS),
    pair=Choices(*PAIRS, label="new task"),
    body=Choices(*BODY, label="taken over"),
)
def needed(pair: str, body: str, seed: int) -> Frames:
    """More and more labels."""
    ends = list[RaceStanding]()
    for place, count in enumerate(COUNTS):
        for standing in race(pair, count, body, seed, EVERY):
            done = standing.number == UPDATES
            ends += [standing] if done else []
            over = done and count == COUNTS[-1]
            yield _frame(place * UPDATES + standing.number, standing, ends, count, over=over, pair=pair, seed=seed)


def needs(ends: list[RaceStanding]) -> int | None:
    """Return with how many scans a digit the fresh network does as well as the other does with `BAR`; None if never."""
    bar = ends[COUNTS.index(BAR)].taken
    return next((count for count, end in zip(COUNTS, ends, strict=True) if end.fresh >= bar), None)


def outcome_of_needs(count: int | None) -> int:
    """Return which of `OPTIONS` it makes true."""
    return 2 if count is None or count >= 10 else int(count > BAR)


def _frame(
    number: int, now: RaceStanding, ends: list[RaceStanding], count: int, *, over: bool, pair: str, seed: int
) -> Frame:
    unseen, title = pair_of(pair, seed).unseen, "One unseen scan, in the network that took over"
    scan, answer = unseen.inputs[0].reshape(8, 8), unseen.targets[0]
    inside = network_example(now.net, scan, answer, "binary_cross_entropy", title=title)
    return Frame(
        number,
        (_curves(ends), _table(ends)),
        _caption(now, ends, count, over=over),
        {"scans a digit": count, "fresh": now.fresh, "taken over": now.taken},
        over,
        None,
        inside,
        outcome_of_needs(needs(ends)) if over else None,
    )


def _caption(now: RaceStanding, ends: list[RaceStanding], count: int, *, over: bool) -> str:
    if over:
        enough = needs(ends)
        told = f"needs {enough}" if enough is not None else f"does not get there with {COUNTS[-1]}"
        return f"To do as well as the other with {BAR} scans a digit, the fresh network {told}."
    reads = f"the fresh one reads {percent(now.fresh)} right, the other {percent(now.taken)}"
    return f"With {count} labelled scans a digit, after {now.number} updates {reads}."


def _curves(ends: list[RaceStanding]) -> Lines:
    along = np.array([float(count) for count in COUNTS[: len(ends)]])
    series = (
        Series("afresh", along, np.array([100 * end.fresh for end in ends]), tone="fourth"),
        Series("taken over", along, np.array([100 * end.taken for end in ends]), tone="third"),
    )
    bar = (Mark("the bar", y=100 * ends[COUNTS.index(BAR)].taken),) if len(ends) > COUNTS.index(BAR) else ()
    return Lines("Read right", series, "scans a digit", "%", (0.0, float(COUNTS[-1])), (0.0, 100.0), marks=bar)


def _table(ends: list[RaceStanding]) -> Table:
    rows = tuple(
        (str(count), *((f"{end.fresh:.0%}", f"{end.taken:.0%}") if end else ("", "")))
        for count, end in zip(COUNTS, [*ends, *[None] * (len(COUNTS) - len(ends))], strict=True)
    )
    return Table("By labels", ("scans a digit", "afresh", "taken over"), rows)
