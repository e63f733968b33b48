"""Where all randomness of the data sets comes from: independent random streams from one seed."""

from __future__ import annotations  # so that naming np.random.Generator does not load numpy.random

import numpy as np

from engine.datasets.dataset import DatasetError


def streams(seed: int, count: int) -> list[np.random.Generator]:
    """Return independent random generators; the same seed gives the same ones, bit for bit.

    A stream for each purpose keeps the purposes apart: more noise, or more training examples, leaves all
    other draws as they were.

    Args:
        seed: A whole number from 0 up.
        count: How many streams.

    Raises:
        DatasetError: The seed is not a whole number from 0 up.
    """
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise DatasetError(f"A seed is a whole number from 0 up, such as 7; got {seed!r}.")
    return np.random.default_rng(seed).spawn(count)
