"""How a made data set is drawn from a rule: positions, then noise, for each of the three splits."""

from __future__ import annotations  # so that naming np.random.Generator does not load numpy.random

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.datasets.dataset import Dataset, DatasetError, Split
from engine.datasets.seeds import streams

Maker: TypeAlias = "Callable[[int, np.random.Generator, np.random.Generator], Split]"
"""Makes a split from a number of examples, a generator for positions and one for noise."""

SOURCE = "Made for this course from a formula and a seed"
LICENCE = "MIT, as this program"


def made(
    name: str,
    description: str,
    rule: Maker,
    *,
    seed: int,
    samples: int,
    held_out: int,
    noise: float,
    classes: tuple[str, ...] = (),
) -> Dataset:
    """Draw a data set by a rule.

    Each split has random streams of its own, one for positions and one for noise. So more training examples
    keep the ones that were there, leave validation and test alone, and louder noise pushes the same points
    further the same way: a knob for either changes one thing only.

    Args:
        name: The name of the data set.
        description: What an example is.
        rule: Makes one split.
        seed: A whole number from 0 up.
        samples: How many examples to train on.
        held_out: How many examples for validation, and as many again for the test.
        noise: The noise of the rule, here only to be checked.
        classes: What each class is called; empty for values.

    Raises:
        DatasetError: There would be no examples, or the noise is not a number from 0 up.
    """
    _check("samples", samples)
    _check("held_out", held_out)
    if not 0.0 <= noise < np.inf:
        raise DatasetError(f"noise is a number from 0 up, such as 0.1; got {noise!r}.")
    generators = streams(seed, 6)
    train, validation, test = (
        rule(count, positions, shaking)
        for count, positions, shaking in zip(
            (samples, held_out, held_out), generators[::2], generators[1::2], strict=True
        )
    )
    return Dataset(
        name=name,
        description=description,
        real=False,
        source=SOURCE,
        licence=LICENCE,
        train=train,
        validation=validation,
        test=test,
        classes=classes,
    )


def in_turn(count: int, classes: int) -> NDArray[np.int64]:
    """Return classes 0, 1, 2, 0, 1, 2 …, shape (count,): balanced to within one example."""
    return np.arange(count, dtype=np.int64) % classes


def _check(what: str, count: int) -> None:
    if not isinstance(count, int | np.integer) or count < 1:
        raise DatasetError(f"{what} is a whole number from 1 up, such as 200; got {count!r}.")
