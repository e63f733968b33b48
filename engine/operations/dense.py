"""A dense layer: every unit takes a weighted sum of all inputs and adds its bias."""

import numpy as np

from engine.operations.products import product
from engine.recipe import Back, Do, Recipe
from engine.tape import Array


def dense(weights: Array, inputs: Array, augmented: Array) -> Recipe:
    """Z = W [a; 1]: one layer of weighted sums, for a batch in which every column is an example.

    Args:
        weights: (units, inputs + 1), or (members, units, inputs + 1); the last column holds the biases.
        inputs: (inputs, examples), a view of `augmented` without its last row.
        augmented: (inputs + 1, examples), with a last row of ones that the biases meet.
    """
    call, arguments = product(weights, augmented)
    z = np.empty(np.matmul(weights, augmented).shape, weights.dtype)

    def backward(back: Back, d: Array) -> None:
        call, arguments = product(d, augmented.swapaxes(-1, -2))
        back.give(0, "{d} [{1}; 1]ᵀ", call, *arguments)
        call, arguments = product(weights[..., :-1].swapaxes(-1, -2), d)
        back.give(1, "{0}ᵀ {d}", call, *arguments, shape=z.shape[:-2] + inputs.shape[-2:])

    return Recipe(z, [Do("{out} = {0} [{1}; 1]", call, arguments, z)], backward)
