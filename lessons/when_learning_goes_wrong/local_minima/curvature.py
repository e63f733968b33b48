"""How the loss of a small network bends in every direction: the eigenvalues of its curvature, from slopes alone.

Source: Dauphin et al., Identifying and attacking the saddle point problem in high-dimensional optimization (2014).
"""

from __future__ import annotations

import numpy as np

from engine import Network, loss_of
from lessons.kit.slopes import Array

POINTS = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
WANTED = np.array([[0.1], [0.9], [1.2], [-0.1]])
"""Nearly “one or the other”, in crooked figures, so that the ground is not quite symmetrical."""
NUDGE, LEVEL = 1e-4, 1e-3
"""How far weights are nudged; bends smaller than that count as none."""
PIT, SADDLE, PEAK = "None: it is a pit", "Some of them: a saddle", "All of them: a peak"


def loss(net: Network) -> float:
    """Return the mean squared error."""
    return float(((net.outputs(POINTS) - WANTED) ** 2).mean())


def gradient(net: Network) -> Array:
    """Return the slope along each weight and bias, by the engine."""
    loss_of(net(POINTS), WANTED, "mse").backward()
    return np.array(net.gradients)


def hessian(net: Network) -> Array:
    """Return how each slope changes with each weight, shape (n, n): central differences of the engine's gradient.

    The loss is recorded once; each nudge replays its tape, which costs a tenth of recording it again.
    """
    stood, rows, felt = net.parameters.copy(), list[Array](), loss_of(net(POINTS), WANTED, "mse")
    felt.backward()
    for weight in range(net.size):
        sides = []
        for sign in (1.0, -1.0):
            net.parameters[weight] = stood[weight] + sign * NUDGE
            felt.backward()
            sides.append(np.array(net.gradients))
        net.parameters[weight] = stood[weight]
        rows.append((sides[0] - sides[1]) / (2 * NUDGE))
    return np.asarray(np.array(rows) + np.array(rows).T) / 2


def bends(net: Network) -> Array:
    """Return how strongly the loss bends along each of its own directions, the most downward first, shape (n,)."""
    return np.linalg.eigvalsh(hessian(net))


def kind_of_place(bent: Array) -> int:
    """Return which of pit, saddle and peak a place with such bends is, from 0; level directions do not count."""
    down, up = bool((bent < -LEVEL).any()), bool((bent > LEVEL).any())
    return 1 if down and up else 2 if down else 0
