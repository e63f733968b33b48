"""Tasks with three targets each, and which of the engine's losses takes such targets."""

from __future__ import annotations

import numpy as np

from engine import EngineError, Tensor, loss_of
from lessons.kit.figures import exact

OUTPUTS = (
    ("classes", "expected one class"),
    ("yes or no", "expected yes or no"),
    ("amounts", "expected an amount"),
)
TASKS: tuple[tuple[str, list[object]], ...] = (
    ("which of forty birds sings", [3, 17, 0]),
    ("which letter comes next", [4, 27, 11]),
    ("who of the family stands at the door", [2, 0, 1]),
    ("for each of three words, whether it suits the photograph", [[1, 0, 1], [0, 0, 1], [1, 1, 0]]),
    ("which of three faults a machine has, and it may have several", [[0, 1, 1], [1, 0, 0], [0, 1, 0]]),
    ("whether there is a person, a bicycle, a dog in sight, each by itself", [[1, 1, 0], [0, 0, 0], [1, 0, 1]]),
    ("how many stars a viewer will give", [[3.5], [1.0], [5.0]]),
    ("how far away the car in front is, in metres", [[12.5], [48.0], [7.2]]),
    ("how warm it will be tomorrow, in degrees", [[11.5], [-2.0], [24.3]]),
)
"""Tasks, and three targets of each."""
TAKEN_BY = ("softmax_cross_entropy", "binary_cross_entropy", "mse")


def takes(loss: str, targets: list[object]) -> bool:
    """Return whether one of the engine's losses takes such targets; outputs are made to fit."""
    given = np.array(targets)
    columns = 1 + int(given.max()) if given.ndim == 1 else given.shape[1]
    if given.ndim == 1 and loss != "softmax_cross_entropy":
        return False
    if given.ndim == 2 and loss == "softmax_cross_entropy":
        return False
    try:
        loss_of(Tensor(np.zeros((len(given), max(columns, 1)))), given, loss)
    except EngineError:
        return False
    return True


def written(target: object) -> str:
    """Return a target as a reader writes it: its numbers, with commas between."""
    return ", ".join(exact(float(each)) for each in np.ravel(np.array(target)))
