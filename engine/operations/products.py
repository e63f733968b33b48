"""Matrix products, forward beside backward."""

import numpy as np

from engine.backpropagation import Back
from engine.recipe import Do, Recipe
from engine.shares import product
from engine.tape import Array


def matmul(a: Array, b: Array) -> Recipe:
    """C = a @ b, for vectors, matrices and stacks of matrices. Sends back d bᵀ to a, and aᵀ d to b."""
    left = a[np.newaxis, :] if a.ndim == 1 else a
    right = b[:, np.newaxis] if b.ndim == 1 else b
    c = np.empty_like(np.matmul(a, b))
    full = c.reshape(np.matmul(left, right).shape)
    call, arguments = product(left, right)

    def backward(back: Back, d: Array) -> None:
        d, stack = d.reshape(full.shape), full.shape[:-2]
        call, arguments = back.product(d, right.swapaxes(-1, -2))
        back.give(0, "{d} @ {1}ᵀ", call, *arguments, shape=stack + left.shape[-2:], like=left.shape)
        call, arguments = back.product(left.swapaxes(-1, -2), d)
        back.give(1, "{0}ᵀ @ {d}", call, *arguments, shape=stack + right.shape[-2:], like=right.shape)

    return Recipe(c, [Do("{out} = {0} @ {1}", call, arguments, full)], backward)
