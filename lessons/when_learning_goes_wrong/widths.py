"""Networks of several widths as one ensemble: each member uses its first few hidden units, the rest stay at zero."""

from __future__ import annotations

from collections.abc import Sequence

from engine import Network


def side_by_side(widths: Sequence[int], inputs: int, seed: int) -> Network:
    """Return an ensemble with a member for each width, each with the weights that a network of that width starts with.

    A tanh unit whose weights are zero on both sides says nothing and is sent no slope, so it stays at zero for ever:
    the member trains as the narrow network would by itself.

    Args:
        widths: how many hidden tanh units each member has.
        inputs: how many inputs all of them have; there is one output.
        seed: of every member's starting weights.
    """
    net = Network([inputs, max(widths), 1], "tanh", seed=[seed] * len(widths))
    for member, width in enumerate(widths):
        alone = Network([inputs, width, 1], "tanh", seed=seed)
        for layer in net.layers:
            layer.weights[member] = 0.0
        net.layers[0].weights[member, :, :width] = alone.layers[0].weights
        net.layers[1].weights[member, :width] = alone.layers[1].weights
    return net
