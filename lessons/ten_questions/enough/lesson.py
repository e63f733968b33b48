"""What the machine runs for this lesson: a graduation, five questions, and the proofs of what the text claims."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lessons.kit.lesson import Claim
from lessons.ten_questions.enough.gaps import gap
from lessons.ten_questions.enough.graduation import OVERFITTED, graduation
from lessons.ten_questions.enough.outcomes import which_epochs, which_overfits
from lessons.ten_questions.enough.rules import epoch_kept, epoch_stopped
from lessons.ten_questions.enough.school import CONCERT, career, risen, stopped

__all__ = ("claims", "epoch_kept", "epoch_stopped", "gap", "graduation", "which_epochs", "which_overfits")


def claims() -> Iterator[Claim]:
    """What the prose asserts about a run."""
    yield Claim("The training loss nearly always goes on falling.", _practice_falls)
    yield Claim("then, if the examples are few and noisy, it turns", _few_and_noisy_turn)
    yield Claim("practice still improves, concerts get worse", _parted)
    yield Claim("the concert loss ends more than a third above its best", lambda: _risen(10) > 1 / 3)
    yield Claim("With a hundred practice pieces instead of 10, the turn all but disappears.", _more_is_calmer)
    yield Claim("Great patience costs time, but no quality", _patience_pays)


def _risen(samples: int, seed: int = 0) -> float:
    return risen(career(samples, 0.5, seed).concerts)


def _practice_falls() -> bool:
    """From each hundred epochs to the next, in six runs."""
    runs = [career(samples, 0.5, seed).practice for samples in (8, 16, 100) for seed in range(2)]
    return all(bool(np.all(np.diff(practice[:: 100 // CONCERT]) < 0)) for practice in runs)


def _few_and_noisy_turn() -> bool:
    """Five of six runs on eight pieces end a good deal above their best."""
    return sum(_risen(8, seed) > OVERFITTED for seed in range(6)) >= 5


def _parted() -> bool:
    """From the best concert of the demo's run to its end."""
    whole = career(10, 0.5, 0)
    best = int(np.argmin(whole.concerts))
    return bool(whole.practice[-1] < whole.practice[best] and whole.concerts[-1] > whole.concerts[best])


def _more_is_calmer() -> bool:
    return _risen(100) < 0.02 < OVERFITTED < _risen(10)


def _patience_pays() -> bool:
    """A more patient run ends no earlier, and keeps a concert that is as good or better."""
    for seed in range(6):
        concerts = career(16, 0.5, seed).concerts
        kept = [stopped(16, 0.5, seed, patience) for patience in (1, 5, 10, 20)]
        losses, ends = [concerts[best // CONCERT] for best, _, _ in kept], [end for _, end, _ in kept]
        if not (np.all(np.diff(losses) <= 0) and np.all(np.diff(ends) >= 0)):
            return False
    return True
