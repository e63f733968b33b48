"""The proofs of what the text asserts about times on this machine, and about the way up."""

from __future__ import annotations

import numpy as np

from engine import Network, datasets
from lessons.kit.lesson import claim
from lessons.the_bigger_picture.how_long.clock import (
    CLASSES,
    INPUTS,
    LARGE,
    YEAR,
    measured,
    milliseconds,
    size_of,
    sizes,
)
from lessons.the_bigger_picture.how_long.demo_grow import BOUNDS
from lessons.the_bigger_picture.how_long.until_read import until_read


@claim(
    "Reading our digits takes a network of 2,410 parameters and a few dozen updates, each a\nfraction of a millisecond."
)
def in_a_blink() -> bool:
    """On six seeds, fewer than 120 updates, and under ten seconds in all even on a machine a hundred times slower."""
    number = max(until_read(32, seed) for seed in range(6))
    each = milliseconds(INPUTS, 32, CLASSES)
    return Network([INPUTS, 32, CLASSES]).size == 2410 and number < 120 and number * each < 10_000


@claim("a network 300 times the\nsize takes far less than 30 times as long")
def mostly_fixed() -> bool:
    small, large = sizes(1), sizes(128)
    larger = size_of(*large) / size_of(*small)
    return 295 < larger < 305 and milliseconds(*large) / milliseconds(*small) < BOUNDS[0]


@claim("Double the width of a layer and the links between two such layers become four times as many.")
def four_times() -> bool:
    return all(np.prod(Network([2 * w, 2 * w]).layers[0].weights.shape) == 4 * w * w for w in (3, 8, 50))


@claim("What comes out on a single machine of ours is longer than there have been cities.")
def an_age() -> bool:
    """Longer than 10,000 years, on any machine of less than a hundred times this one's speed."""
    return measured().whole(*LARGE[1:]) > 10_000 * YEAR


@claim("2,410 parameters and\n1,197 scans read digits")
def scans() -> bool:
    return len(datasets.digits(0).train.inputs) == 1197
