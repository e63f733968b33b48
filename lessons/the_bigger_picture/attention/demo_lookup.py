"""The demo of the head that learns: its map of weights, and how many new lists it answers right."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Lines, Picture, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.knobs import Knob
from lessons.the_bigger_picture.attention.head import (
    BATCH,
    ITEMS,
    RATE,
    UPDATES,
    WHO,
    WIDTH,
    Head,
    Lists,
    asked_in_turn,
    drawn,
    right,
)

NEW_LISTS, EVERY = 200, 2
"""Lists that it never learns from, by which it is judged, and updates from one look to the next."""
HALF, NEARLY_ALL = 0.5, 0.95
_ELSEWHERE = 10_000
"""Added to the seed for lists to look at, so that it does not learn from these."""


@demo(
    prediction=Prediction(
        f"After {UPDATES} updates, how many of 100 new lists will it answer right?",
        ("Under 50", "From 50 to 95", "Above 95"),
    ),
    width=Knob(1, 8, start=WIDTH, scale="log", steps=3, whole=True, label="numbers in a key"),
    items=Knob(2, 8, start=ITEMS, steps=6, whole=True, label="items in a list"),
    rate=Knob(0.003, 0.3, start=RATE, scale="log", steps=4, label="learning rate"),
)
def lookup(width: int, items: int, rate: float, seed: int) -> Frames:
    """A head that learns to look things up."""
    head, rng = Head(seed, int(width), int(items), rate), np.random.default_rng(_ELSEWHERE + seed)
    one, new = asked_in_turn(rng, int(items)), drawn(rng, NEW_LISTS, int(items))
    curve: list[tuple[float, float]] = []
    for update in range(0, UPDATES + 1, EVERY):
        if update:
            head.update(EVERY)
        weights, chances = head.look(new)
        curve.append((right(new, chances), float(weights[np.arange(NEW_LISTS), new.place].mean())))
        yield _frame(head, one, update, curve, int(width))


def how_well(share: float) -> int:
    """Return which option a share of right answers is."""
    return 0 if share < HALF else 1 if share <= NEARLY_ALL else 2


def _frame(head: Head, one: Lists, update: int, curve: list[tuple[float, float]], width: int) -> Frame:
    weights, _ = head.look(one)
    (share, on_it), over = curve[-1], update == UPDATES
    trouble = _trouble(share, width) if over else None
    named = f"{trouble.name}. " if trouble else ""
    return Frame(
        update,
        (_map(weights), _curves(curve)),
        f"{named}After {update} updates and {update * BATCH:,} lists, each seen once, {share:.0%} of new lists are "
        f"answered right. Of the weight for the {WHO[one.asked[0]]}, {weights[0, 0]:.0%} lie on the right item.",
        {"update": update, "right": f"{share:.0%}", "weight on the right item": on_it},
        over,
        trouble,
        head.inspect(one),
        how_well(share) if over else None,
    )


def _map(weights: Array) -> Picture:
    """Return the map: a row for each who is asked for, a column for each item in the list."""
    return Picture("Weights: rows ask columns", weights)


def _curves(curve: list[tuple[float, float]]) -> Lines:
    updates, (shares, on_it) = EVERY * np.arange(len(curve), dtype=float), np.array(curve).T
    series = (Series("right", updates, shares), Series("weight on it", updates, on_it, tone="second"))
    return Lines("New lists", series, "update", "", (0.0, float(UPDATES)), (0.0, 1.0))


def _trouble(share: float, width: int) -> Trouble | None:
    if share >= HALF or width > 1:
        return None
    why = (
        "With one number, a key lies only further up or further down, and nobody but the first and the last in that "
        f"row can win. It has {len(WHO)} names to tell apart."
    )
    return Trouble("Too narrow", why, {"width": WIDTH})
