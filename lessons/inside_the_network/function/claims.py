"""The proofs of what the text asserts about dots, bends and the wild."""

from __future__ import annotations

import numpy as np

from engine import Adam, Network, train
from lessons.inside_the_network.function.model import (
    BEYOND,
    FAR,
    NOISE,
    RATE,
    UPDATES,
    bends,
    bends_of,
    between,
    dots_of,
    how_far,
    joined,
    miss,
    said,
    units_at,
)
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array

_SEEDS = range(8)
_COUNT = 40


def _off(hidden: int, seed: int, count: int = _COUNT) -> float:
    return miss(joined(count, hidden, seed), between(dots_of(count, NOISE, seed)))


@claim("put in the same x, and the same y comes out")
def a_function() -> bool:
    """Alone or among others, once or twice: the answer depends on x and on nothing else."""
    places = np.linspace(-4, 4, 9)
    nets = [joined(_COUNT, 16, seed) for seed in range(5)]
    return all(np.allclose(said(net, places), [said(net, places[i : i + 1])[0] for i in range(9)]) for net in nets)


@claim("`v·relu(w·x + b)` bends at `x = −b/w`.")
def bends_there() -> bool:
    """Left and right of that place the slopes differ by v·|w|; next to it they do not."""
    chance = np.random.default_rng(0)
    for w, b, v in chance.uniform(0.5, 3, (20, 3)) * chance.choice([-1, 1], (20, 3)):
        place = -b / w
        slopes = [units_at(place + step, [w], [b], [v]).slope("x") for step in (-0.2, -0.1, 0.1, 0.2)]
        if not np.allclose(slopes, [0, 0, v * w, v * w] if w > 0 else [v * w, v * w, 0, 0]):
            return False
    return True


def _drawn_bends(chance: np.random.Generator, units: int) -> Array:
    weights, biases, strengths = chance.normal(0, 1, (3, units))
    return bends(weights, biases, strengths, -9, 9)


@claim("So k units make at most k + 1 pieces.")
def at_most() -> bool:
    """For units drawn by chance, and for networks that were trained."""
    chance = np.random.default_rng(1)
    by_chance = all(len(_drawn_bends(chance, k)) <= k for k in range(1, 9) for _ in range(20))
    return by_chance and all(len(bends_of(joined(_COUNT, 4, seed), -9, 9)) <= 4 for seed in _SEEDS)


@claim("Three pieces at most, and that is too few, however long it trains")
def too_few() -> bool:
    """More than a tenth off on each seed, after three times the updates as well."""
    for seed in _SEEDS:
        dots, net = dots_of(_COUNT, NOISE, seed), Network([1, 2, 1], "relu", seed=seed)
        for _ in train(net, dots, loss="mse", optimiser=Adam(RATE), updates=3 * UPDATES, every=UPDATES):
            pass
        if how_far(_off(2, seed)) == 0 or how_far(miss(net, between(dots))) == 0:
            return False
    return True


@claim("Four can draw this wave well; from some starts, training never finds out how.")
def four_can_and_do_not() -> bool:
    """Of twelve starts some come within a tenth of a hill's height, and some do not."""
    offs = [_off(4, seed) for seed in range(12)]
    return min(offs) < 0.05 and max(offs) > 0.1


@claim("within a tenth of a hill's height everywhere we looked")
def sixteen() -> bool:
    return all(_off(16, seed) < 0.1 for seed in range(20))


@claim("Past its last bend it draws on straight, for ever")
def straight() -> bool:
    """The slopes at a thousand and at a million are the same, to the left and to the right."""
    nets = [joined(_COUNT, 16, seed) for seed in _SEEDS]
    ends = [said(net, side * np.array([1e3, 1e3 + 1, 1e6, 1e6 + 1])) for net in nets for side in (-1, 1)]
    return all(abs((a - b) - (c - d)) < 1e-6 for a, b, c, d in ends)


@claim("Between the dots it is good, beyond them poor.")
def good_and_poor() -> bool:
    """At least five times as far off beyond, with enough units, whatever the number of dots."""
    return all(
        miss(joined(count, 16, seed), BEYOND) > 5 * _off(16, seed, count) for seed in _SEEDS for count in (40, 80, 160)
    )


@claim("40 dots or 160 of the same kind")
def more_dots_do_not_help() -> bool:
    """Twice the dots leave it lost beyond them."""
    return all(how_far(miss(joined(160, 16, seed), BEYOND)) == 2 for seed in _SEEDS)


@claim("double w and b, halve v")
def many_weights() -> bool:
    nets = [joined(_COUNT, 16, seed) for seed in range(5)]
    along = np.linspace(-FAR, FAR, 50)
    for net in nets:
        first, last = net.layers
        w, b, v = 2 * first.weights[0], 2 * first.biases, last.weights[:, 0] / 2
        again = np.maximum(np.outer(along, w) + b, 0) @ v + last.biases
        if not np.allclose(again, said(net, along)):
            return False
    return True
