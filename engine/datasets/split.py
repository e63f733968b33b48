"""How a fixed pile of examples is dealt into train, validation and test: every class its fair share."""

from __future__ import annotations  # so that naming np.random.Generator does not load numpy.random

import numpy as np
from numpy.typing import NDArray

from engine.datasets.dataset import DatasetError


def stratified(
    strata: NDArray[np.int64], validation: int, test: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return row numbers for train, validation and test, in random order, each row in just one of them.

    Every stratum (a class, a user) is spread over the three in proportion, to within one example.

    Args:
        strata: The stratum of each row, shape (n,), whole numbers from 0 up.
        validation: How many rows to set aside for validation.
        test: How many rows to set aside for the test. The rest is for training.
        rng: Decides which rows go where.

    Raises:
        DatasetError: Nothing would be left to train on.
    """
    if validation < 0 or test < 0 or validation + test >= len(strata):
        raise DatasetError(
            f"Cannot set {validation} + {test} examples aside from {len(strata)}: ask for fewer, not below 0."
        )
    remaining = rng.permutation(len(strata))
    held_out = []
    for size in (validation, test):
        taken = _take_in_proportion(strata[remaining], size)
        held_out.append(rng.permutation(remaining[taken]))
        remaining = remaining[~taken]
    return remaining, held_out[0], held_out[1]


def _take_in_proportion(strata: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Mark the first few rows of every stratum, `size` rows in all."""
    taken = np.zeros(len(strata), dtype=np.bool_)
    for stratum, quota in enumerate(_quotas(np.bincount(strata), size)):
        taken[np.flatnonzero(strata == stratum)[:quota]] = True
    return taken


def _quotas(counts: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Share `size` out in proportion to the counts; what rounding leaves goes to the largest remainders."""
    exact = counts * size / counts.sum()
    quotas: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    left_over = size - int(quotas.sum())
    quotas[np.argsort(quotas - exact, kind="stable")[:left_over]] += 1
    return quotas
