"""The demo in which the learner rates: your stars become an arrow on the map of films, and a list."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.the_bigger_picture.applications.pictures import REACH, film_map
from lessons.the_bigger_picture.applications.recommender import (
    FEWEST,
    KIND_OF,
    KINDS,
    MOST,
    ONE_OF,
    TITLES,
    UPDATES,
    YOU,
    Learned,
    Recommender,
    first_for_you,
    one_rating,
)

OPTIONS = ("Comedies", "Thrillers", "Quiet films", "One of each")
ASKED = ("Honk", "Two Left Boots", "Night Ferry", "Avalanche Season", "Snow on the Piano")
"""The films that you may rate."""
BEST, WORST = 5, 3
"""How many films of either end of the list are shown."""


def _stars(start: int, title: str) -> Knob:
    return Knob(0, int(MOST), start=start, steps=int(MOST), whole=True, label=title)


@demo(
    prediction=Prediction("What will the first three on its list for you mostly be?", OPTIONS),
    honk=_stars(0, "Honk"),
    boots=_stars(0, "Two Left Boots"),
    ferry=_stars(1, "Night Ferry"),
    avalanche=_stars(1, "Avalanche Season"),
    snow=_stars(1, "Snow on the Piano"),
)
def for_you(honk: int, boots: int, ferry: int, avalanche: int, snow: int, seed: int) -> Frames:
    """Your stars among those of forty others."""
    given = zip(ASKED, (honk, boots, ferry, avalanche, snow), strict=True)
    mine = {TITLES.index(title): float(stars) for title, stars in given if stars >= FEWEST}
    recommender = Recommender(seed, mine=mine)
    for update in range(UPDATES + 1):
        if update:
            recommender.update()
        yield _frame(update, recommender.numbers(), mine)


def mostly(first: Array) -> int:
    """Return the kind of at least two of the first three films, or 3 if there is one of each."""
    counts = np.bincount(KIND_OF[first[:3]], minlength=len(KINDS))
    return int(counts.argmax()) if counts.max() > 1 else len(KINDS)


def _frame(update: int, now: Learned, mine: Mapping[int, float]) -> Frame:
    order, over = first_for_you(now, mine), update == UPDATES
    expected = np.clip(now.stars()[YOU], FEWEST, MOST)
    best = int(order[0])
    usual = now.mean + now.generosity[YOU] + now.liking[best]
    rated = f"{len(mine)} film{'' if len(mine) == 1 else 's'}" if mine else "no film"
    return Frame(
        update,
        (film_map(now.films, _arrow(now.tastes[YOU])), _list(order, expected)),
        f"You have rated {rated}. After {update} updates “{TITLES[best]}”, one of the {KINDS[KIND_OF[best]]}, is "
        f"first for you: {figure(float(expected[best]))} stars.",
        {
            "update": update,
            "first": TITLES[best],
            "stars": float(expected[best]),
            "kind": KINDS[KIND_OF[best]],
        },
        over,
        inspect=one_rating(now.tastes[YOU], now.films[best], usual, MOST).inspect(
            "tastes", title=f"What your tastes would learn from five stars for “{TITLES[best]}”"
        ),
        outcome=mostly(order) if over else None,
    )


def _arrow(taste: Array) -> Series:
    """Return a line from the middle of the map towards your taste, as long as the map has room for."""
    along = np.linspace(0.0, 1.0, 12)[:, None] * np.clip(taste, -REACH, REACH)
    return Series("you", along[:, 0], along[:, 1], tone="good")


def _list(order: Array, expected: Array) -> Table:
    """Return the best and the worst of the list, with the stars that it expects of you."""
    rows = {int(film): (TITLES[film], ONE_OF[KIND_OF[film]], f"{expected[film]:.1f}") for film in order}
    ends = (*(rows[film] for film in order[:BEST]), *(rows[film] for film in order[-WORST:]))
    return Table("First and last for you", ("film", "kind", "stars"), ends)
