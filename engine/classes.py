"""The class rule: which class a row of numbers stands for, be they outputs, probabilities or targets."""

import numpy as np

from engine.arrays import Array


def winners(numbers: Array, axis: int, yes: float = 0.5) -> Array:
    """Return the class of each example: that of its largest number, or for a single number whether it says yes (1).

    Args:
        numbers: outputs or targets; their classes lie along `axis`, which goes.
        axis: which one.
        yes: above what a single number says yes: 1/2 for a probability or a target, 0 for a logit.
    """
    if numbers.shape[axis] > 1:
        return np.asarray(numbers.argmax(axis=axis))
    return np.asarray(numbers.take(0, axis=axis) > yes, dtype=np.int64)
