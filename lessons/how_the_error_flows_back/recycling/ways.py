"""Ways through a network: blame found by going each of them from end to end, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Network, Tensor
from lessons.how_the_error_flows_back.recycling.model import one_example
from lessons.kit.slopes import Array

FEW = 5_000
"""Ways that are gone one by one; more are only counted."""


def way_by_way(width: int, depth: int) -> int:
    """Return the multiplications for the blame of a first layer if each way is gone by itself, a factor a link."""
    ways: int = width**depth
    return depth * ways


def recycled(width: int, depth: int) -> int:
    """Return the multiplications for the same blame if each layer's is made from that of the layer behind it."""
    return width + (depth - 1) * width**2


def blame_recycled(net: Network, seed: int) -> Array:
    """Return the blame of the first layer's outputs, shape (width,), by the engine's way back."""
    loss = one_example(net, seed)
    loss.backward()
    first = next(step for step in loss.tape.phase("backward") if step.label.startswith("d[a1; 1]"))
    return np.array(first.value[: net.sizes[1], 0])


def blame_by_ways(net: Network, seed: int) -> Array:
    """Return the blame of the first layer's outputs by going every way from the loss to it, shape (width,).

    A link's factor is its weight, times the slope of the tanh through which it comes back.
    """
    loss = one_example(net, seed)
    loss.backward()
    outputs = [step.value[:, 0] for step in loss.tape if step.label.partition(" ")[2].startswith("= tanh")]
    arrives = next(step.value for step in loss.tape if step.label.startswith(f"dz{len(net.layers)} "))
    ways = np.array(arrives[0])  # an axis for each layer on the way, the last for where it has come to
    for layer, heard in zip(reversed(net.layers[1:]), reversed(outputs), strict=True):
        ways = ways[..., None] * layer.weights.T
        if heard is not outputs[0]:
            ways = ways * (1 - heard**2)
    return np.asarray(ways.reshape(-1, net.sizes[1]).sum(axis=0))


def all_ones(h: Tensor, later: Sequence[int]) -> Tensor:
    """Return what arrives at the end if every link has the weight 1, so that the slope along h counts the ways."""
    heard = h.reshape(1, 1)
    for number, count in enumerate(later, start=2):
        ones = Tensor(np.ones((count, heard.shape[0])), f"W{number}", constant=True)
        heard = (ones @ heard).named(f"a{number}")
    return heard.sum()
