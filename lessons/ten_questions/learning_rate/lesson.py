"""What the machine runs for this lesson: two demos, six questions, and the proofs of what the text claims."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lessons.kit.lesson import Claim
from lessons.ten_questions.learning_rate.crank import SWEEP as NETWORK_SWEEP
from lessons.ten_questions.learning_rate.crank import blown_up, crank, learn
from lessons.ten_questions.learning_rate.edges import the_edge, two_moves
from lessons.ten_questions.learning_rate.outcomes import what_happens, which_diverges
from lessons.ten_questions.learning_rate.parking import UPDATES, parking
from lessons.ten_questions.learning_rate.street import CRAWLS, DIVERGES, OVERSHOOTS, PARKS, Street, what_became_of
from lessons.ten_questions.learning_rate.updates import loss_after_one, new_weight

__all__ = (
    "claims",
    "crank",
    "loss_after_one",
    "new_weight",
    "parking",
    "the_edge",
    "two_moves",
    "what_happens",
    "which_diverges",
)


def claims() -> Iterator[Claim]:
    """What the prose asserts about a run."""
    yield Claim("each update multiplies the distance by one and the same number", _same_factor)
    yield Claim("At 0.98 the car crawls. At 0.4 it parks briskly, at 0 in a single move.", _crawls_and_parks)
    yield Claim("At −0.9 it overshoots, yet lands a little nearer.", lambda: _fate(0.95) == OVERSHOOTS)
    yield Claim("At −1.1 it lands *further out* every time: it **diverges**.", lambda: _fate(1.05) == DIVERGES)
    yield Claim("a street with curvature 2, so the edge is at 1", lambda: abs(Street(2.0).edge() - 1.0) < 1e-9)
    yield Claim("The car with 1.05 leaves town, while the one with 0.95 overshoots but settles", _leaves_town)
    yield Claim("0.3 parks on the first street and overshoots on the second", _steeper_is_another)
    yield Claim("That makes no difference to who diverges", _distance_does_not_matter)
    yield Claim("0.1 is after 30 updates where 0.01 is after 300", _ten_times_sooner)
    yield Claim("But 0.5 blows up", lambda: all(blown_up(learn((0.5,), 16, seed)[:, 0]) for seed in range(3)))


def _roll(rate: float, curvature: float = 2.0, start: float = 2.5) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """One car's places."""
    return np.array([cars[0] for cars, _, _ in Street(curvature).roll(start, (rate,), UPDATES)])


def _fate(rate: float, curvature: float = 2.0, start: float = 2.5) -> int:
    return what_became_of(_roll(rate, curvature, start))


def _same_factor() -> bool:
    """The number is 1 − rate × curvature, for several of both."""
    cases = [(rate, curvature) for rate in (0.01, 0.3, 0.9) for curvature in (0.5, 2.0, 3.0)]
    return all(
        np.allclose(_roll(rate, curvature)[1:], _roll(rate, curvature)[:-1] * (1 - rate * curvature))
        for rate, curvature in cases
    )


def _crawls_and_parks() -> bool:
    """On a street with curvature 2 the three numbers belong to rates of 0.01, 0.3 and 0.5."""
    return _fate(0.01) == CRAWLS and _fate(0.3) == PARKS and abs(_roll(0.5)[1]) < 1e-12


def _leaves_town() -> bool:
    return abs(_roll(1.05)[-1]) > 10 * 2.5 and _fate(0.95) == OVERSHOOTS and abs(_roll(0.95)[-1]) < 0.1


def _steeper_is_another() -> bool:
    return _fate(0.3, 2.0) == PARKS and _fate(0.3, 4.0) == OVERSHOOTS


def _distance_does_not_matter() -> bool:
    return all(_fate(rate, start=near) == _fate(rate, start=4.0) for rate in (0.3, 0.95, 1.05) for near in (1.0, 2.5))


def _ten_times_sooner() -> bool:
    """Within a tenth of the loss, for three seeds."""
    races = [learn(NETWORK_SWEEP, 16, seed) for seed in range(3)]
    return all(abs(race[30, 2] - race[300, 1]) < 0.1 * race[300, 1] for race in races)
