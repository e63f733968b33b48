"""The proofs of what the text asserts about practice, concerts and patience."""

from __future__ import annotations

import numpy as np

from lessons.kit.lesson import claim
from lessons.ten_questions.enough.demo_graduation import OVERFITTED
from lessons.ten_questions.enough.model import CONCERT, RATE, career, risen, stopped


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
