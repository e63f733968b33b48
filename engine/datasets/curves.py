"""A value to predict from a value: points near a straight line, points near a sine wave."""

from __future__ import annotations  # so that naming np.random.Generator does not load numpy.random

import numpy as np
from numpy.typing import NDArray

from engine.datasets.dataset import Dataset, DatasetError, Split
from engine.datasets.made import made


def line(
    seed: int = 0,
    *,
    samples: int = 100,
    noise: float = 0.2,
    held_out: int = 100,
    slope: float = 2.0,
    intercept: float = 1.0,
    outliers: float = 0.0,
) -> Dataset:
    """Made data: y = slope · x + intercept + noise, with x evenly likely between −1 and 1.

    Inputs have shape (n, 1), targets (n, 1).

    Args:
        seed: A whole number from 0 up.
        samples: How many examples to train on.
        noise: Standard deviation of y around the line.
        held_out: How many examples for validation, and as many again for the test.
        slope: How much y grows when x grows by 1.
        intercept: y where x is 0.
        outliers: The share, 0 to 1, of training examples thrown 4 upwards, evenly spread over the rows;
            validation and test have none.

    Raises:
        DatasetError: A number is out of its range.
    """
    if not 0.0 <= outliers <= 1.0:
        raise DatasetError(f"outliers is a share from 0 to 1, such as 0.1; got {outliers!r}.")

    def rule(count: int, positions: np.random.Generator, shaking: np.random.Generator) -> Split:
        x = positions.uniform(-1.0, 1.0, (count, 1))
        return Split(x, slope * x + intercept + noise * shaking.standard_normal((count, 1)))

    data = made(
        "line",
        "Points scattered around a straight line: how high is it at x?",
        rule,
        seed=seed,
        samples=samples,
        held_out=held_out,
        noise=noise,
    )
    _throw_upwards(data.train.targets, outliers)
    return data


def _throw_upwards(targets: NDArray[np.float64], share: float) -> None:
    """Raise a share of the targets by 4, in place: the rows where the running count share · row ticks over."""
    ticks = np.floor(share * np.arange(len(targets) + 1))
    targets[np.diff(ticks) > 0] += 4.0


def sine(seed: int = 0, *, samples: int = 100, noise: float = 0.1, held_out: int = 100) -> Dataset:
    """Made data: y = sin(x) + noise, with x evenly likely between −π and π: one whole wave.

    Inputs have shape (n, 1), targets (n, 1).

    Arguments and errors are those of `line`.
    """

    def rule(count: int, positions: np.random.Generator, shaking: np.random.Generator) -> Split:
        x = positions.uniform(-np.pi, np.pi, (count, 1))
        return Split(x, np.sin(x) + noise * shaking.standard_normal((count, 1)))

    return made(
        "sine",
        "Points scattered around one wave of a sine: how high is it at x?",
        rule,
        seed=seed,
        samples=samples,
        held_out=held_out,
        noise=noise,
    )
