"""The pictures that the recommender's two demos share: its map of films, and its miss."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Lines, Mark, Series, Tone
from lessons.the_bigger_picture.applications.recommender import KIND_OF, ONE_OF, UPDATES

TONES: tuple[Tone, ...] = ("second", "third", "fourth")
REACH = 1.8
"""How far the map goes each way; a film further out lies on its rim."""


def film_map(films: Array, *more: Series) -> Lines:
    """Return the first two numbers of each film as a place, shape (films, n); with one number all lie in a row."""
    x = films[:, 0]
    y = films[:, 1] if films.shape[1] > 1 else np.zeros_like(x)
    x, y = np.clip(x, -REACH, REACH), np.clip(y, -REACH, REACH)
    kinds = tuple(Series(name, x[k == KIND_OF], y[k == KIND_OF], "points", TONES[k]) for k, name in enumerate(ONE_OF))
    limits = (-REACH, REACH)
    return Lines("Twenty films", (*kinds, *more), "first number", "second", limits, limits)


def miss_lines(own: Sequence[float], kept_back: Sequence[float], mean: float) -> Lines:
    """Return how far off it was, in stars, after each update so far, and how far the mean always is."""
    updates = np.arange(len(own), dtype=float)
    series = (
        Series("learnt from", updates, np.array(own), tone="main"),
        Series("kept back", updates, np.array(kept_back), tone="fifth"),
    )
    mark = Mark("the mean", y=mean)
    return Lines("Stars off", series, "update", "", (0.0, float(UPDATES)), (0.0, 1.6), marks=(mark,))
