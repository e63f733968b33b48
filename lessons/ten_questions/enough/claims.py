"""The proofs of what the text asserts about practice, concerts and patience."""

from __future__ import annotations

import numpy as np

from lessons.kit.lesson import claim
from lessons.ten_questions.enough.demo_graduation import OVERFITTED, left_with
from lessons.ten_questions.enough.model import CONCERT, RATE, by_the_rule, career, risen, stopped

SEEDS = range(10)


def _risen(samples: int, seed: int = 0) -> float:
    return risen(career(samples, 0.5, RATE, seed).concerts)


@claim("The training loss nearly always goes on falling.")
def practice_falls() -> bool:
    """From each hundred epochs to the next, in six runs."""
    runs = [career(samples, 0.5, RATE, seed).practice for samples in (8, 16, 100) for seed in range(2)]
    return all(bool(np.all(np.diff(practice[:: 100 // CONCERT]) < 0)) for practice in runs)


@claim("then, if the examples are few and noisy, it turns")
def few_and_noisy_turn() -> bool:
    """Five of six runs on eight pieces end a good deal above their best."""
    return sum(_risen(8, seed) > OVERFITTED for seed in range(6)) >= 5


@claim("practice still improves, concerts get worse")
def parted() -> bool:
    """From the best concert of the demo's run to its end."""
    whole = career(10, 0.5, RATE, 0)
    best = int(np.argmin(whole.concerts))
    return bool(whole.practice[-1] < whole.practice[best] and whole.concerts[-1] > whole.concerts[best])


@claim("Practice got better and better.")
def practice_got_better() -> bool:
    """On the ten pieces of the first scene, from each hundred epochs to the next."""
    runs = (career(10, 0.5, RATE, seed).practice[:: 100 // CONCERT] for seed in SEEDS)
    return all(bool(np.all(np.diff(practice) < 0)) for practice in runs)


@claim("as they mostly do with few and noisy pieces, they turned")
def ten_pieces_turn() -> bool:
    """Nine of ten runs on ten pieces end a good deal above their best."""
    return sum(_risen(10, seed) > OVERFITTED for seed in SEEDS) >= 9


@claim("The gap shrinks.")
def gap_shrinks() -> bool:
    """On a hundred pieces it is less than a third of the gap on ten, for each seed."""

    def gap(samples: int, seed: int) -> float:
        whole = career(samples, 0.5, RATE, seed)
        return float(whole.concerts[-1] - whole.practice[-1])

    return all(abs(gap(100, seed)) < gap(10, seed) / 3 for seed in SEEDS)


@claim("A curve wobbles, and one bad concert is not a decline.")
def hasty() -> bool:
    """With a patience of one, each run on a hundred pieces misses something better."""
    for seed in SEEDS:
        concerts = career(100, 0.2, RATE, seed).concerts
        _, end, _ = by_the_rule(concerts, 1)
        if not left_with(concerts[: end + 1], concerts):
            return False
    return True


@claim("the concert loss ends more than a third above its best")
def a_third_above() -> bool:
    return _risen(10) > 1 / 3


@claim("With a hundred practice pieces instead of 10, the turn all but disappears.")
def more_is_calmer() -> bool:
    return _risen(100) < 0.02 < OVERFITTED < _risen(10)


@claim("Great patience costs time, but no quality")
def patience_pays() -> bool:
    """A more patient run ends no earlier, and keeps a concert that is as good or better."""
    for seed in range(6):
        concerts = career(16, 0.5, RATE, seed).concerts
        kept = [stopped(16, 0.5, RATE, seed, patience) for patience in (1, 5, 10, 20)]
        losses, ends = [concerts[best // CONCERT] for best, _, _ in kept], [end for _, end, _ in kept]
        if not (np.all(np.diff(losses) <= 0) and np.all(np.diff(ends) >= 0)):
            return False
    return True
