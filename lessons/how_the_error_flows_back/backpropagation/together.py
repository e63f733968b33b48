"""All weights nudged at once: what was promised, what came of it, and both a second time in plain NumPy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lessons.how_the_error_flows_back.backpropagation.network import Blamed
from lessons.kit import by_hand
from lessons.kit.charts import Bars
from lessons.kit.demo import Frame
from lessons.kit.differences import central_difference
from lessons.kit.figures import figure
from lessons.kit.slopes import Array

PROMISED, BARELY = 0.9, 0.0
"""Above the first share of what was promised it counts as kept; below the second the loss has risen."""


def what_came(share: float) -> int:
    """Return whether nine tenths of a promise were kept, less, or nothing: 0, 1 or 2."""
    return 0 if share >= PROMISED else 1 if share > BARELY else 2


def promise_frame(promised: float, fall: float) -> Frame:
    """Return what was promised beside what came of it."""
    went = f"fell by {figure(fall)}" if fall > 0 else f"rose by {figure(-fall)}"
    caption = f"Promised was a fall of {figure(promised)}; the loss {went}."
    chart = Bars("Fall of the loss", ("promised", "came true"), np.array([promised, fall]), tones=("third", "main"))
    return Frame(1, (chart,), caption, {"promised": promised, "came true": fall}, finished=True)


def loss_by_hand(network: Blamed) -> Callable[[Array], float]:
    """Return the loss as a function of all weights, written out in plain NumPy."""
    hidden = network.net.sizes[1]

    def loss(weights: Array) -> float:
        first, second = weights[: 3 * hidden].reshape(hidden, 3), weights[3 * hidden :]
        heard = np.tanh(network.inputs @ first[:, :2].T + first[:, 2])
        return float(by_hand.cross_entropies((heard @ second[:-1] + second[-1])[:, None], network.targets))

    return loss


def _slopes_by_hand(network: Blamed) -> Array:
    weights = np.array(network.net.parameters)
    return np.array([central_difference(loss_by_hand(network), weights, index) for index in range(len(weights))])


def promised_by_hand(network: Blamed, nudge: float) -> float:
    """Return what all nudges together promise, by central differences."""
    return nudge * float(np.abs(_slopes_by_hand(network)).sum())


def fall_by_hand(network: Blamed, nudge: float) -> float:
    """Return by how much the loss falls when all are nudged at once, without the engine."""
    loss, weights = loss_by_hand(network), np.array(network.net.parameters)
    return loss(weights) - loss(weights - nudge * np.sign(_slopes_by_hand(network)))
