"""What the machine runs for this lesson: two demos, six questions, and the proofs of what the text claims."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lessons.kit.lesson import Claim
from lessons.ten_questions.weights_and_biases.against import weight_against_bias
from lessons.ten_questions.weights_and_biases.blame import slope_formula, slopes_by_the_engine
from lessons.ten_questions.weights_and_biases.furthest import moves_most
from lessons.ten_questions.weights_and_biases.guests import Guests, answers, sums, tipping_point
from lessons.ten_questions.weights_and_biases.learn import learn, taste
from lessons.ten_questions.weights_and_biases.season import FUSS, LIMIT, season
from lessons.ten_questions.weights_and_biases.sums import weighted, weighted_sum, where_it_tips
from lessons.ten_questions.weights_and_biases.updates import new_weight

__all__ = (
    "claims",
    "learn",
    "moves_most",
    "new_weight",
    "season",
    "slope_formula",
    "weight_against_bias",
    "weighted_sum",
    "where_it_tips",
)
SEEDS = range(10)


def claims() -> Iterator[Claim]:
    """What the prose asserts about a run."""
    yield Claim("2 × 3 − 1 × 4 + 0.5 = 2.5", lambda: weighted((2.0, -1.0), 0.5, (3.0, 4.0)) == 2.5)
    yield Claim("Turn *w* up and the curve gets steeper; turn *b* and it slides sideways", _steeper_and_sideways)
    yield Claim("a positive bias slides it to the *left*", _slides_left)
    yield Claim("A nudge of the weight is multiplied by its input on the way, and so is its slope", _input_times)
    yield Claim("within 60 updates both weights have changed their sign", _change_their_sign)
    yield Claim("A neuron without a bias says exactly one half to 0 g, whatever its weight", _half_at_none)
    yield Claim("It never learns where the guests draw the line", _never_learns_the_line)
    yield Claim("the weight shrinks to a thousandth and the sauce tastes the same", _milligrams)


def _steeper_and_sideways() -> bool:
    """Half-way up, a heavier weight rises faster; another bias gives the same curve, moved."""
    near, grams = np.array([-0.01, 0.01]), np.linspace(-2.0, 2.0, 9)
    rises = [float(np.diff(answers(w, 0.0, near))[0]) for w in (0.5, 1.0, 2.0, 4.0)]
    moved = np.allclose(answers(2.0, 1.0, grams), answers(2.0, 0.0, grams + 0.5))
    return moved and bool(np.all(np.diff(rises) > 0))


def _slides_left() -> bool:
    tips = [tipping_point(w, 1.0) for w in (0.5, 1.0, 4.0)]
    return all(tip is not None and tip < 0 for tip in tips)


def _input_times() -> bool:
    slopes = [(x, *slopes_by_the_engine(squashed, 1.0, 0.3, 1.0, x)) for x in (-2.0, 0.5, 3.0) for squashed in (0, 1)]
    return all(abs(along_w - x * along_b) < 1e-12 for x, along_w, along_b in slopes)


def _change_their_sign() -> bool:
    runs = [list(taste(Guests.invited(LIMIT, FUSS, seed), 2.0)) for seed in SEEDS]
    return all(run[0].w.max() < 0 < run[-1].w.min() and run[-1].update == 60 for run in runs)


def _half_at_none() -> bool:
    return all(answers(w, 0.0, np.array([0.0]))[0] == 0.5 for w in (-3.0, -0.1, 0.0, 1.0, 40.0))


def _never_learns_the_line() -> bool:
    """It tips at 0 g after every update, while the other comes close to what the guests want and gets more right."""
    for seed in SEEDS:
        guests = Guests.invited(LIMIT, FUSS, seed)
        run = list(taste(guests, 2.0))
        tips = [tipping_point(float(tasting.w[1]), float(tasting.b[1])) for tasting in run]
        both, nailed = (guests.right(float(run[-1].w[i]), float(run[-1].b[i])) for i in (0, 1))
        found = tipping_point(float(run[-1].w[0]), float(run[-1].b[0]))
        if any(tip for tip in tips) or found is None or abs(found - LIMIT) > 0.4 or nailed >= both:
            return False
    return True


def _milligrams() -> bool:
    grams = np.linspace(-3.0, 3.0, 13)
    return np.allclose(sums(0.002, -1.0, 1000 * grams), sums(2.0, -1.0, grams))
