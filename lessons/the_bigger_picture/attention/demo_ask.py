"""The demo that asks a trained head for somebody who stands in the list once, twice, or not at all."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Bars, Table
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.the_bigger_picture.attention.head import UPDATES, WHAT, WHO, WIDTH, Head, Lists, drawn, missing, twice

ASKED = ("once", "twice", "not there")
LISTS, EVERY = 100, 4
"""Lists that are asked, of which one is shown, and updates from one look to the next."""
SURE, TORN = 0.65, 0.3
"""From the one mean chance of its likeliest answer it is sure; where its second has the other, it is torn."""
_ELSEWHERE = 20_000


@demo(
    prediction=Prediction(
        "When it has learnt to look up, what will it answer?",
        ("One thing, and it is mostly sure", "It is torn between two things", "It spreads its chances: it cannot know"),
    ),
    asked=Choices(*ASKED, label="the one asked for", live=True),
    shown=Knob(1, 20, start=1, steps=19, whole=True, label="list", live=True),
    width=Knob(2, 8, start=WIDTH, scale="log", steps=2, whole=True, label="numbers in a key"),
)
def ask(asked: Live[str], shown: Live[int], width: int, seed: int) -> Frames:
    """A question to a list."""
    head, rng = Head(seed, int(width)), np.random.default_rng(_ELSEWHERE + seed)
    once = drawn(rng, LISTS)
    lists = {"once": once, "twice": twice(once), "not there": missing(once, rng)}
    for update in range(0, UPDATES, EVERY):
        if update:
            head.update(EVERY)
        yield _frame(head, lists[asked()], update, int(shown()) - 1)
    head.update(EVERY)
    yield from still(lambda: _frame(head, lists[asked()], UPDATES, int(shown()) - 1))


def how_sure(chances: Array) -> int:
    """Return which option the chances of all lists, shape (lists, answers), come to in the mean."""
    second, first = np.sort(chances, axis=1)[:, -2:].mean(axis=0)
    return 0 if first >= SURE else 1 if second >= TORN else 2


def _frame(head: Head, lists: Lists, update: int, number: int) -> Frame:
    weights, chances = head.look(lists)
    over, likeliest = update == UPDATES, int(chances[number].argmax())
    sure, most = float(chances[number].max()), float(weights[number].max())
    every, who = float(chances.max(axis=1).mean()), WHO[lists.asked[number]]
    return Frame(
        update,
        (
            _table(lists, weights, number),
            Bars("Its answer", WHAT, 100 * chances[number], (0.0, 100.0), unit=" %", decimals=0),
        ),
        f"After {update} updates it is asked what the {who} has. {most:.0%} of its weight go to one item, and it is "
        f"{sure:.0%} sure of {WHAT[likeliest]}; over {LISTS} such lists, {every:.0%} in the mean.",
        {"update": update, "asked for": who, "sure in the mean": every},
        over,
        inspect=head.inspect(lists, number),
        outcome=how_sure(chances) if over else None,
    )


def _table(lists: Lists, weights: Array, number: int) -> Table:
    rows = tuple(
        (WHO[who], WHAT[what], f"{weight:.2f}")
        for who, what, weight in zip(lists.who[number], lists.what[number], weights[number], strict=True)
    )
    return Table("The list", ("who", "has", "weight"), rows)
