"""Is a gradient right? It is compared with central differences, which need nothing but the function itself."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from engine.errors import EngineError
from engine.tape import Array
from engine.tensor import Tensor


def central_differences(function: Callable[[Array], float], at: ArrayLike, step: float = 1e-5) -> Array:
    """The slope of `function` in each coordinate, from one value a little to the right and one a little to the left.

    Args:
        function: from an array to a number.
        at: where; any shape.
        step: how far to go to either side, relative to max(1, |coordinate|). The error falls as step².

    Returns:
        The gradient, in the shape of `at`.
    """
    point = np.array(at, dtype=np.float64)
    slopes = np.zeros_like(point)
    for index in np.ndindex(point.shape):
        here = point[index]
        reach = step * max(1.0, float(np.abs(here)))
        point[index] = here + reach
        right = float(function(point))
        point[index] = here - reach
        slopes[index] = (right - float(function(point))) / (2 * reach)
        point[index] = here
    return slopes


def relative_error(gradient: Array, reference: Array) -> float:
    """The largest difference, relative to the largest number in either (and to 1e-8 if all are smaller)."""
    if gradient.size == 0:
        return 0.0
    size = max(float(np.abs(gradient).max()), float(np.abs(reference).max()), 1e-8)
    return float(np.abs(gradient - reference).max()) / size


def gradient_check(loss_function: Callable[..., Tensor], at: ArrayLike | tuple[ArrayLike, ...]) -> float:
    """The largest relative error of `backward()` against central differences.

    Args:
        loss_function: takes one Tensor (or as many as `at` has parts) and returns a Tensor with one number.
        at: where to check: an array, or a tuple of arrays for several arguments.

    Returns:
        About 1e-10 for a right gradient; far above 1e-6 for a wrong one, or for a point on a kink.

    Raises:
        EngineError: if the result is not a Tensor of one number.
    """
    parts = [np.array(part, dtype=np.float64) for part in (at if isinstance(at, tuple) else (at,))]
    tensors = [Tensor(part, name=f"x{number}") for number, part in enumerate(parts, 1)]
    loss = loss_function(*tensors)
    if not isinstance(loss, Tensor):
        raise EngineError("gradient_check needs a function that computes with the Tensors it is given.")
    (loss + sum((tensor * 0.0).sum() for tensor in tensors)).backward()  # so that an unused argument has gradient 0
    worst = 0.0
    for number, tensor in enumerate(tensors):

        def moved(point: Array, number: int = number) -> float:
            return loss_function(*(Tensor(point if n == number else part) for n, part in enumerate(parts))).item()

        worst = max(worst, relative_error(tensor.grad, central_differences(moved, parts[number])))
    return worst
