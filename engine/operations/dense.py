"""A dense layer: every unit takes a weighted sum of all inputs and adds its bias."""

from engine import buffers
from engine.arrays import Array
from engine.backward import Back
from engine.operation import Call, Operation
from engine.shares import product


def dense(weights: Array, inputs: Array, augmented: Array, rows: Array, *, alone: bool = True) -> Operation:
    """Z = W [a; 1]: one layer of weighted sums, for a batch in which every column is an example.

    Args:
        weights: (units, inputs + 1), or (members, units, inputs + 1); the last column holds the biases.
        inputs: (inputs, examples), a view of `augmented` without its last row.
        augmented: (inputs + 1, examples), with a last row of ones that the biases meet.
        rows: (examples, inputs + 1): the same, turned; quickest if it is not a view, but lies in memory that way.
        alone: whether nothing else is computed from the inputs; if something is, their gradient has several shares.
    """
    z = buffers.empty((*weights.shape[:-1], augmented.shape[-1]), weights.dtype)
    shared = weights.ndim == 3 and augmented.ndim == 2  # an ensemble's first layer: one product for all members
    stacked, flat = weights.reshape(-1, weights.shape[-1]), (-1, z.shape[-1])

    def backward(back: Back, d: Array) -> None:
        if shared:
            call, arguments = back.product(d.reshape(flat), rows)
            back.give(0, "{d} [{1}; 1]ᵀ", call, *arguments, like=stacked.shape)
        else:
            call, arguments = back.product(d, rows)
            back.give(0, "{d} [{1}; 1]ᵀ", call, *arguments)
        if weights.ndim == 2 and alone:  # quicker with the row for the ones, which nobody reads
            call, arguments = back.product(weights.T, d)
            back.give_with_ones(1, "{0}ᵀ {d}", call, *arguments, room=buffers.empty(augmented.shape, augmented.dtype))
            return
        turned = weights[..., :-1].swapaxes(-1, -2)
        call, arguments = (back.times, (turned, d)) if d.shape[-2] == 1 else back.product(turned, d)
        back.give_to_copies(1, "{0}ᵀ {d}", call, *arguments, shape=(*weights.shape[:-2], *inputs.shape[-2:]))

    if shared:
        steps = [Call("{out} = {0} [{1}; 1]", stacked.dot, (augmented,), z.reshape(flat))]
    else:
        steps = [Call("{out} = {0} [{1}; 1]", *product(weights, augmented), z)]
    return Operation(z, steps, backward)
