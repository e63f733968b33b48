"""L1 and L2: what keeps weights small. Biases are left alone."""

import numpy as np

from engine.network import Network
from engine.tape import Array, Step, Tape


def penalty(net: Network, l1: float, l2: float) -> Tape:
    """What L1 and L2 add to the gradient of each weight (not of a bias): l1 × its sign, l2 × itself."""
    change, weights, gradient = np.empty_like(net.parameters), net.parameters, net.gradients
    steps = []

    def add(strength: float, label: str, source: Array) -> None:
        mask = (strength * net.weight_mask()).astype(net.dtype)
        steps.append(Step(label, np.multiply, (source, mask), change, "backward"))
        steps.append(Step("gradient += change", np.add, (gradient, change), gradient, "backward"))

    if l1:
        steps.append(Step("change = sign(weights)", np.sign, (weights,), change, "backward"))
        add(l1, "change = l1 × change (no biases)", change)
    if l2:
        add(l2, "change = l2 × weights (no biases)", weights)
    return Tape(steps)
