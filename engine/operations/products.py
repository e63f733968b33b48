"""Matrix products, forward beside backward."""

import numpy as np

from engine.arrays import Array
from engine.backward import Back
from engine.operation import Call, Operation
from engine.shares import product


def _product_shape(a: Array, b: Array) -> tuple[int, ...]:
    """The shape of a @ b, found without multiplying.

    Raises:
        ValueError: if the shapes do not fit together.
    """
    if min(a.ndim, b.ndim) < 2:
        raise ValueError("a product of matrices needs at least one axis in each: a single number goes with ×")
    if a.shape[-1] != b.shape[-2]:
        raise ValueError(f"rows of {a.shape[-1]} meet columns of {b.shape[-2]}, and must be as long")
    return (*np.broadcast_shapes(a.shape[:-2], b.shape[:-2]), a.shape[-2], b.shape[-1])


def matmul(a: Array, b: Array) -> Operation:
    """C = a @ b, for vectors, matrices and stacks of matrices. Sends back d bᵀ to a, and aᵀ d to b."""
    left = a[np.newaxis, :] if a.ndim == 1 else a
    right = b[:, np.newaxis] if b.ndim == 1 else b
    full = np.empty(_product_shape(left, right), np.result_type(a, b))
    c = full.reshape(full.shape[:-2] + full.shape[-2:][a.ndim == 1 : 1 + (b.ndim > 1)])
    call, arguments = product(left, right)

    def backward(back: Back, d: Array) -> None:
        d, stack = d.reshape(full.shape), full.shape[:-2]
        call, arguments = back.product(d, right.swapaxes(-1, -2))
        back.give_to_copies(0, "{d} @ {1}ᵀ", call, *arguments, shape=stack + left.shape[-2:], like=left.shape)
        call, arguments = back.product(left.swapaxes(-1, -2), d)
        back.give_to_copies(1, "{0}ᵀ @ {d}", call, *arguments, shape=stack + right.shape[-2:], like=right.shape)

    return Operation(c, [Call("{out} = {0} @ {1}", call, arguments, full)], backward)
