"""The four activations as the engine has them: what each plays at a sum z, and the slope that a correction meets."""

from __future__ import annotations

import numpy as np

from engine import Tensor
from lessons.kit.charts import Tone
from lessons.kit.slopes import Array

TONES: dict[str, Tone] = {"step": "bad", "sigmoid": "third", "tanh": "second", "ReLU": "main"}
"""The four, from a switch to what most networks use today; each has its colour in every picture."""
NAMES = tuple(TONES)


def activated(name: str, z: Tensor) -> Tensor:
    """The activation of that name, at every z."""
    function = {"step": z.step, "sigmoid": z.sigmoid, "tanh": z.tanh, "ReLU": z.relu}[name]
    return function()


def respond(name: str, z: Array) -> tuple[Array, Array]:
    """What the activation gives at each z, and its slope there, from one forward and one backward pass.

    Args:
        name: one of `NAMES`.
        z: shape (n,).

    Returns:
        Outputs and slopes, each of shape (n,).
    """
    sums = Tensor(z)
    outputs = activated(name, sums)
    outputs.sum().backward()
    return np.array(outputs.value), np.array(sums.grad)


def respond_once(name: str, z: float) -> tuple[float, float]:
    """The same at a single z."""
    outputs, slopes = respond(name, np.array([z]))
    return float(outputs[0]), float(slopes[0])
