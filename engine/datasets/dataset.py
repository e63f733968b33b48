"""A data set: three splits, what its answers mean, and where it comes from."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


class DatasetError(ValueError):
    """A data set cannot be made as asked; the message says what would work."""


@dataclass(frozen=True, eq=False, slots=True)
class Split:
    """Examples for one purpose: to learn from, to steer by, or to be judged on.

    Attributes:
        inputs: One row an example, shape (n, features), float64.
        targets: The right answers: classes, shape (n,), int64; or values to predict, shape (n, 1), float64.

    Raises:
        DatasetError: The inputs are not rows, or there is not one target for each.
    """

    inputs: NDArray[np.float64]
    targets: NDArray[Any]

    def __post_init__(self) -> None:
        if self.inputs.ndim != 2 or self.targets.ndim == 0 or len(self.inputs) != len(self.targets):
            raise DatasetError(
                "A split needs inputs of shape (n, features) and one target a row; "
                f"got inputs {self.inputs.shape} and targets {self.targets.shape}."
            )

    def __len__(self) -> int:
        """How many examples there are."""
        return len(self.inputs)

    def select(self, rows: NDArray[Any]) -> "Split":
        """Return a new split with copies of some rows.

        Args:
            rows: Row numbers, or one True or False a row, as in `train.select(train.targets < 5)`.
        """
        return Split(self.inputs[rows], self.targets[rows])


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Dataset:
    """Examples in three splits that share no example, with a word on where they come from.

    Attributes:
        name: The name that `load` knows it by.
        description: One sentence: what an example is and what is asked about it.
        real: True if it was measured in the world, False if it was made for this course.
        source: Who made it, and where it is to be found.
        licence: On what terms it may be passed on.
        train: The examples to learn from.
        validation: The examples to steer by: when to stop, which network to keep.
        test: The examples to be judged on, once, at the end.
        classes: What each class is called, class 0 first; empty where the target is a value.
    """

    name: str
    description: str
    real: bool
    source: str
    licence: str
    train: Split
    validation: Split
    test: Split
    classes: tuple[str, ...] = ()
