"""An evening at the dartboard: misses to the left and right, of which every seventh slips, and what each costs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from engine import Tensor
from lessons.kit.slopes import Array
from lessons.ten_questions.loss.model import RULES

THROWS = 42
"""Darts in an evening."""
EVERY = 7
"""In each row of this many darts, the last slips."""
COSTS: dict[str, Callable[[Tensor], Tensor]] = dict(zip(RULES, (lambda miss: miss**2, Tensor.abs), strict=True))
"""The cost of a miss by each rule, in engine operations."""


def thrown(wobble: float, slip: float, seed: int) -> Array:
    """Return the misses of an evening, shape (THROWS,): negative is left of the bullseye.

    Args:
        wobble: how far a steady dart may miss, roughly.
        slip: how far a slipped one misses, give or take a tenth.
        seed: draws the sizes and the sides.
    """
    rng = np.random.default_rng(seed)
    sizes = wobble * rng.uniform(0.3, 1.2, THROWS)
    sizes[slipped()] = slip * rng.uniform(0.9, 1.1, THROWS // EVERY)
    sides: Array = rng.choice([-1.0, 1.0], THROWS)
    return sizes * sides


def slipped() -> NDArray[np.bool_]:
    """Tell which darts slip, shape (THROWS,)."""
    return np.asarray(np.arange(1, THROWS + 1) % EVERY == 0)


def costs(misses: Array, rule: str) -> Array:
    """Return what each miss costs, in the shape of the misses."""
    return np.asarray(COSTS[rule](Tensor(misses)).value)
