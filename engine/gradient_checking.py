"""Is a gradient right? It is compared with central differences, which need nothing but the function itself."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from engine.arrays import Array
from engine.backpropagation import in_order
from engine.errors import EngineError
from engine.tensor import Tensor

STEP = 1e-5  # to either side, relative to max(1, |coordinate|); near the cube root of a rounding, where errors balance
SMALL = 1e-3  # entries below this share of the largest (or below this) are compared with it
TINY = 1e-8  # gradients that are smaller everywhere count as 0
ROUNDINGS = 4  # that a function's value may carry


def central_differences(function: Callable[[Array], float], at: ArrayLike, step: float = STEP) -> Array:
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
    with np.errstate(all="ignore"):  # what is not finite is told by the slope
        for index in np.ndindex(point.shape):
            here = point[index]
            reach = float(_reach(here, step))
            point[index] = here + reach
            right = float(function(point))
            point[index] = here - reach
            slopes[index] = (right - float(function(point))) / (2 * reach)
            point[index] = here
    return slopes


def extrapolated_differences(function: Callable[[Array], float], at: ArrayLike) -> Array:
    """The slope in each coordinate, from central differences near and twice as far (Richardson, 1911).

    Where a function bends sharply their errors, which fall as step², cancel: what remains falls as step⁴.

    Args:
        function: from an array to a number.
        at: where; any shape.

    Returns:
        The gradient, in the shape of `at`.
    """
    near, far = (central_differences(function, at, step) for step in (STEP, 2 * STEP))
    with np.errstate(all="ignore"):
        return np.asarray(near + (near - far) / 3)


def _reach(point: Array, step: float = STEP) -> Array:
    """How far to go to either side of each coordinate."""
    return np.asarray(step * np.maximum(1.0, np.abs(point)))


def relative_error(gradient: Array, reference: Array, noise: ArrayLike = 1e-9) -> float:
    """The largest difference of two gradients, each entry's relative to its own size.

    An entry smaller than a thousandth of the largest is compared with that thousandth, or with 1e-3 if that is less:
    a central difference tells such small numbers badly, and a large entry must not hide an ordinary one.

    Args:
        gradient: any shape.
        reference: what it should be; the same shape.
        noise: how far the reference may be off by rounding, for all entries or for each; so much is no difference.

    Returns:
        0 if they agree; infinity if a number among them is not finite, since nothing has been compared then.
    """
    if gradient.size == 0:
        return 0.0
    if not all(np.isfinite(each).all() for each in (gradient, reference, noise)):
        return float("inf")
    size = np.maximum(np.abs(gradient), np.abs(reference))
    floor = max(SMALL * min(1.0, float(size.max())), TINY)
    difference = np.maximum(np.abs(gradient - reference) - noise, 0.0)
    return float((difference / np.maximum(size, floor)).max())


def gradient_check(loss_function: Callable[..., Tensor], at: ArrayLike | tuple[ArrayLike, ...]) -> float:
    """The largest relative error of `backward()` against central differences, entry by entry.

    Args:
        loss_function: takes one Tensor (or as many as `at` has parts) and returns a Tensor with one number.
        at: where to check: an array, or a tuple of arrays for several arguments.

    Returns:
        At most about 1e-7 for a right gradient; far above 1e-6 for a wrong one, or for a point on a kink; infinity
        where the gradient or a central difference is not finite.

    Raises:
        EngineError: if the result is not a Tensor of one number.
    """
    parts = [np.array(part, dtype=np.float64) for part in (at if isinstance(at, tuple) else (at,))]
    tensors = [Tensor(part, name=f"x{number}") for number, part in enumerate(parts, 1)]
    loss = loss_function(*tensors)
    if not isinstance(loss, Tensor):
        raise EngineError("gradient_check needs a function that computes with the Tensors it is given.")
    used = set() if loss.constant else {id(each) for each in in_order(loss)}
    if used:
        loss.backward()
    worst = 0.0
    for number, tensor in enumerate(tensors):

        def moved(point: Array, number: int = number) -> float:
            return loss_function(*(Tensor(point if n == number else part) for n, part in enumerate(parts))).item()

        gradient = tensor.grad if id(tensor) in used else np.zeros(tensor.shape)
        slopes = extrapolated_differences(moved, parts[number])
        worst = max(worst, relative_error(gradient, slopes, _rounding(loss.item(), parts[number], slopes)))
    return worst


def _rounding(value: float, point: Array, slopes: Array) -> Array:
    """How far central differences may be off because the function's values, and the terms in them, are rounded."""
    with np.errstate(all="ignore"):
        terms = abs(value) + float(np.abs(slopes * point).sum())
        return np.asarray(ROUNDINGS * np.finfo(np.float64).eps * terms / _reach(point))
