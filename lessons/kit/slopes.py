"""Asks the engine for a loss and its gradient at a place, which is all that a hiker or a car ever knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from engine import Tensor
from engine.arrays import Array as Array


def loss_and_gradient(loss: Callable[..., Tensor], at: Sequence[float] | Array) -> tuple[float, Array]:
    """The height of the ground and its slope in each direction, from one forward and one backward pass.

    Args:
        loss: takes one Tensor of shape (1,) per weight and gives a Tensor that holds one number.
        at: the weights, shape (n,).

    Returns:
        The loss, and the gradient of shape (n,).
    """
    weights = [Tensor([float(value)]) for value in at]
    height = loss(*weights)
    height.backward()
    return height.item(), np.concatenate([np.atleast_1d(np.asarray(weight.grad)) for weight in weights])


def forward_values(loss: Callable[..., Tensor], at: Sequence[float] | Array) -> list[float]:
    """Return the values on the engine's tape after each forward step of a loss at some weights, the loss last."""
    steps = loss(*(Tensor([float(value)]) for value in at)).tape.phase("forward")
    return [float(np.ravel(step.value)[0]) for step in steps]
