"""L1 and L2: what keeps weights small. Biases are left alone."""

import numpy as np

from engine.arrays import Array
from engine.network import Network
from engine.tape import Step, Tape


def penalty(net: Network, l1: float, l2: float) -> Tape:
    """Return steps that add L1 and L2 to the gradient of each weight (not of a bias): l1 × its sign, l2 × itself."""
    change, weights, gradient = np.empty_like(net.parameters), net.parameters, net.gradients
    steps = []

    def add(strength: float, label: str, source: Array) -> None:
        mask = (strength * _weight_mask(net)).astype(net.dtype)
        steps.append(Step(label, np.multiply, (source, mask), change, "backward"))
        steps.append(Step("gradient += change", np.add, (gradient, change), gradient, "backward"))

    if l1:
        steps.append(Step("change = sign(weights)", np.sign, (weights,), change, "backward"))
        add(l1, "change = l1 × change (no biases)", change)
    if l2:
        add(l2, "change = l2 × weights (no biases)", weights)
    return Tape(steps)


def _weight_mask(net: Network) -> Array:
    """1 for every weight and 0 for every bias, scale and shift: what L1 and L2 act on."""
    blocks = [np.ones_like(layer.tensor.value) for layer in net.layers]
    for block in blocks:
        block[..., -1] = 0.0
    weights = np.concatenate([block.reshape(-1) for block in blocks])
    return np.pad(weights, (0, net.size - weights.size))
