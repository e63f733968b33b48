"""What a number of each way does to its error when it is moved a little, and a little less, and less still."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from engine import Network, loss_of
from lessons.kit.by_hand import cross_entropies
from lessons.kit.slopes import Array
from lessons.the_bigger_picture.ai_ml_nn.model import (
    UNSEEN,
    WAYS,
    by_rule,
    learning,
    linear_model,
    network,
    points,
    right,
    targets,
)

ZOOMS = tuple(10.0 ** (power / 4) for power in range(25))
"""How far the picture is zoomed in: 1× to a million times, four pictures to every ten times."""
SEEN = 1e-3
"""Error per unit moved from which a curve is seen to be sloped."""
SLOPED = ("All three", "Those of the linear model and the network", "Only that of the network", "None of the three")


class Nudged(NamedTuple):
    """An error as a function of how far one number has been moved.

    Attributes:
        way: whose error.
        error: takes how far; shape () to ().
        gradient: by the engine; None for a rule, which has no loss on the tape.
    """

    way: str
    error: Callable[[float], float]
    gradient: float | None


def nudged(task: str, seed: int, updates: int) -> tuple[Nudged, Nudged, Nudged]:
    """Return the three ways, each with its number: the rule's border, and of either model the weight that tells most.

    Args:
        task: the points.
        seed: of points and starts.
        updates: how far both models have learned.
    """
    unseen = points(task, seed).test

    def wrong(by: float) -> float:
        return 1.0 - right(by_rule(task, unseen.inputs, by), unseen.targets) / UNSEEN

    models = (_of_model(WAYS[1], linear_model(seed), task, seed, updates),
              _of_model(WAYS[2], network(seed), task, seed, updates))  # fmt: skip
    return Nudged(WAYS[0], wrong, None), *models


def _of_model(way: str, net: Network, task: str, seed: int, updates: int) -> Nudged:
    for update in learning(net, task, seed, every=1):
        if update.number == updates:
            break
    given = points(task, seed).train
    inputs, wanted = given.inputs, targets(given.targets)
    loss_of(net(inputs), wanted, "binary_cross_entropy").backward()
    gradient = np.array(net.gradients)
    steepest, before = int(np.argmax(np.abs(gradient))), net.parameters.copy()

    def error(by: float) -> float:
        net.parameters[...] = before
        net.parameters[steepest] += by
        value = float(cross_entropies(net.outputs(inputs), wanted))
        net.parameters[...] = before
        return value

    return Nudged(way, error, float(gradient[steepest]))


def curve(of: Nudged, zoom: float, places: Array) -> Array:
    """Return how the error changes over a stretch of 1/zoom to either side, magnified just as much in height."""
    here = of.error(0.0)
    return np.array([(of.error(float(place) / zoom) - here) * zoom for place in places])


def slope(of: Nudged, zoom: float) -> float:
    """Return the error gained per unit moved, measured over the whole stretch: a central difference."""
    low, high = curve(of, zoom, np.array([-1.0, 1.0]))
    return float(high - low) / 2


def who_is_sloped(slopes: tuple[float, ...]) -> int:
    """Return which of `SLOPED` three slopes make true."""
    rule, linear, net = (abs(each) > SEEN for each in slopes)
    return 3 if not (rule or linear or net) else 0 if rule else 1 if linear else 2
