"""The proofs of what the text asserts about gradients on their way back, and about who learns."""

from __future__ import annotations

import numpy as np

from engine import Adam, train
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.vanishing.demo_back import EXPLODED, what_became_of
from lessons.when_learning_goes_wrong.vanishing.demo_cures import KINDS, LEARNED, UPDATES
from lessons.when_learning_goes_wrong.vanishing.model import (
    examples,
    expected,
    first_lengths,
    learning,
    measured,
    network,
)

_SEEDS = range(8)


@claim("every layer passes on a quarter or so")
def a_quarter() -> bool:
    """Measured and foretold alike, within a fifth, and between 0.2 and 0.3."""
    for seed in _SEEDS:
        net = network("sigmoid", 10, seed)
        found, told = measured(first_lengths(net, seed)), expected(net, examples(seed).inputs)
        if not (0.2 < found < 0.3 and abs(found / told - 1) < 0.2):
            return False
    return True


@claim("After ten layers little more than a millionth is left.")
def a_millionth() -> bool:
    """Of a correction before ten layers of a quarter each: 4⁻¹⁰ is 0.95 millionths; measured within a factor of 100."""
    ratios = []
    for seed in _SEEDS:
        found = first_lengths(network("sigmoid", 11, seed), seed)
        ratios.append(float(found[0] / found[-1]))
    return min(ratios) > 1e-8 and max(ratios) < 1e-4 and 2e-7 < float(np.median(ratios)) < 2e-5


@claim("First weights of the right size keep the factor near 1; turn them up to 3, and it is above 1")
def he_and_too_large() -> bool:
    for seed in _SEEDS:
        right, large = (network("ReLU", 10, seed, weights) for weights in (1.0, 3.0))
        if not (0.8 < measured(first_lengths(right, seed)) < 1.25 and what_became_of(first_lengths(right, seed)) == 0):
            return False
        if first_lengths(large, seed).max() < EXPLODED:
            return False
    return True


def _spreads(seed: int) -> Array:
    """Return how far the sums of each of eight sigmoid layers spread over the examples, on average over its units."""
    sums = network("sigmoid", 8, seed).sums(examples(seed).inputs)[:8]
    return np.array([float(np.std(each, axis=0).mean()) for each in sums])


@claim("their spread, too, falls to a quarter or so with\neach layer")
def thins_out_on_the_way_there() -> bool:
    falls = [float((spread[-1] / spread[0]) ** (1 / 7)) for spread in map(_spreads, _SEEDS)]
    return min(falls) > 0.18 and max(falls) < 0.3


@claim("they lie where\nthe sigmoid is steep")
def steep_all_along() -> bool:
    """In every layer the mean slope is above 0.2, of 0.25 at most: it is not for want of a slope there."""
    for seed in _SEEDS:
        sums = network("sigmoid", 8, seed).sums(examples(seed).inputs)[:8]
        if min(float((1 / (2 + 2 * np.cosh(each))).mean()) for each in sums) < 0.2:
            return False
    return True


@claim("Two more remedies keep the factor of a layer near 1.")
def near_one() -> bool:
    factors = [
        measured(first_lengths(network("sigmoid", 8, seed, 1.0, extra), seed))
        for seed in _SEEDS
        for extra in ("normalisation", "skip")
    ]
    return min(factors) > 0.6 and max(factors) < 1.8


@claim("Yet Adam can drag a deep network along")
def dragged_along() -> bool:
    """To a loss far below that of knowing nothing, where plain descent stays at it (see below)."""
    for seed in _SEEDS:
        run = train(
            network("sigmoid", 8, seed), examples(seed), loss="binary_cross_entropy", optimiser=Adam(0.01), updates=600,
            every=600,
        )  # fmt: skip
        *_, last = run
        if last.loss > LEARNED:
            return False
    return True


@claim("Each brings the\nfirst layer back to life.")
def back_to_life() -> bool:
    """Plain sigmoid stays at ln 2, and each of the three changed ones learns."""
    for seed in range(6):
        for name, (activation, extra) in KINDS.items():
            *_, last = learning(network(activation, 8, seed, 1.0, extra), seed, 0.3, UPDATES, UPDATES)
            if (last.loss < LEARNED) != (name != "sigmoid"):
                return False
            if name == "sigmoid" and abs(last.loss - np.log(2)) > 0.02:
                return False
    return True
