"""The pictures of one neuron at the stove: its sum as a line, and what its sigmoid makes of it."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.slopes import Array
from lessons.ten_questions.weights_and_biases.model import SALT, Guests, answers, sums

GRAMS = np.linspace(*SALT, 61)
"""The amounts of salt over which curves are drawn, shape (61,)."""
_TOP = 6.0


def sum_line(w: float, b: float, salt: float, tasted: Array = GRAMS) -> Lines:
    """Draw the sum over some amounts of salt, a straight line, and the sauce at hand."""
    line, z = sums(w, b, tasted), float(sums(w, b, np.array([salt]))[0])
    series = (
        Series("sum", tasted, np.where(np.abs(line) <= _TOP, line, np.nan)),
        Series("zero", np.array(SALT), np.zeros(2), tone="muted"),
        Series("this sauce", np.array([salt]), np.array([z if abs(z) <= _TOP else np.nan]), "points", "good"),
    )
    return Lines("The sum is a line", series, "salt (g)", "w·x + b", SALT, (-_TOP, _TOP))


def verdicts(
    guests: Guests,
    w: float,
    b: float,
    salt: float | None,
    tasted: Array = GRAMS,
    first: tuple[float, float] | None = None,
) -> Lines:
    """Draw what the sigmoid says to some amounts of salt, and what the guests said.

    Args:
        guests: whose words are drawn as points.
        w: the weight.
        b: the bias.
        salt: the sauce at hand, or None for none.
        tasted: the amounts over which the curve is drawn.
        first: another weight and bias, whose curve stays behind as a shadow.
    """
    series = [Series("says", tasted, answers(w, b, tasted), tone="second")]
    if first is not None:
        series.insert(0, Series("before", GRAMS, answers(*first, GRAMS), tone="fifth"))
    series.append(Series("guests", guests.salt, guests.said, kind="points", tone="third"))
    if salt is not None:
        here = np.array([salt])
        series.append(Series("this sauce", here, answers(w, b, here), kind="points", tone="good"))
    half = (Mark("one half", y=0.5),)
    return Lines("Its sigmoid", tuple(series), "salt (g)", "enough?", (-3.2, 3.2), (-0.1, 1.1), marks=half)
