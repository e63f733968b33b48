"""The proofs of what the text asserts; the street has a curvature of 2 unless it says otherwise."""

from __future__ import annotations

import numpy as np

from lessons.kit.lesson import claim
from lessons.kit.slopes import Array
from lessons.ten_questions.learning_rate.demo_crank import SWEEP, blown_up, learn
from lessons.ten_questions.learning_rate.model import CRAWLS, DIVERGES, OVERSHOOTS, PARKS, Street, what_became_of


def _roll(rate: float, curvature: float = 2.0, start: float = 2.5) -> Array:
    """Return the places of one car, before the first update and after each."""
    return np.array([cars[0] for cars, _, _ in Street(curvature).roll(start, (rate,))])


def _fate(rate: float, curvature: float = 2.0, start: float = 2.5) -> int:
    return what_became_of(_roll(rate, curvature, start))


@claim("each update multiplies the distance by one and the same number")
def same_factor() -> bool:
    """The number is 1 − rate × curvature, for several of both."""
    cases = [(rate, curvature) for rate in (0.01, 0.3, 0.9) for curvature in (0.5, 2.0, 3.0)]
    return all(
        np.allclose(_roll(rate, curvature)[1:], _roll(rate, curvature)[:-1] * (1 - rate * curvature))
        for rate, curvature in cases
    )


@claim("At 0.98 the car crawls. At 0.4 it parks briskly, at 0 in a single move.")
def crawls_and_parks() -> bool:
    """On a street with curvature 2 the three numbers belong to rates of 0.01, 0.3 and 0.5."""
    return _fate(0.01) == CRAWLS and _fate(0.3) == PARKS and bool(abs(_roll(0.5)[1]) < 1e-12)


@claim("At −0.9 it overshoots, yet lands a little nearer.")
def overshoots() -> bool:
    return _fate(0.95) == OVERSHOOTS


@claim("At −1.1 it lands *further out* every time: it **diverges**.")
def diverges() -> bool:
    return _fate(1.05) == DIVERGES


@claim("a street with curvature 2, so the edge is at 1")
def edge_at_one() -> bool:
    return abs(Street(2.0).edge() - 1.0) < 1e-9


@claim("The car with 1.05 leaves town, while the one with 0.95 overshoots but settles")
def leaves_town() -> bool:
    """More than ten times as far out as it began, and nearly on the spot."""
    return bool(abs(_roll(1.05)[-1]) > 10 * 2.5 and abs(_roll(0.95)[-1]) < 0.1) and _fate(0.95) == OVERSHOOTS


@claim("0.3 parks on the first street and overshoots on the second")
def steeper_is_another() -> bool:
    return _fate(0.3, 2.0) == PARKS and _fate(0.3, 4.0) == OVERSHOOTS


@claim("That makes no difference to who diverges")
def distance_does_not_matter() -> bool:
    return all(_fate(rate, start=near) == _fate(rate, start=4.0) for rate in (0.3, 0.95, 1.05) for near in (1.0, 2.5))


@claim("0.1 is after 30 updates where 0.01 is after 300")
def ten_times_sooner() -> bool:
    """Within a tenth of the loss, for three seeds."""
    races = [learn(SWEEP, 16, seed) for seed in range(3)]
    return all(abs(race[30, 2] - race[300, 1]) < 0.1 * race[300, 1] for race in races)


@claim("But 0.5 blows up")
def blows_up() -> bool:
    return all(blown_up(learn((0.5,), 16, seed)[:, 0]) for seed in range(3))
