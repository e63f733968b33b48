"""The hill of a line's loss, and walkers who come down it by the slopes of one example, of some, or of all."""

from __future__ import annotations

from math import ceil, inf

import numpy as np

from engine import SGD, Network, Tensor, datasets, train
from engine.datasets import Split
from lessons.kit.charts import Field
from lessons.kit.inspection import Inspection, expression
from lessons.kit.slopes import Array

EXAMPLES = 64
START = (-2.0, -2.0)
"""Where everybody sets out: w and b."""
WEST_EAST, SOUTH_NORTH = (-2.5, 3.5), (-2.5, 2.5)
"""The map's edges: w grows to the east, b to the north."""
LOSSES = (0.1, 20.0)
"""The ends of the loss's axis: the hill's bottom, of any noise, and a little above where they set out."""
_COLUMNS, _ROWS = 61, 41


def examples(seed: int, noise: float = 0.5, count: int = EXAMPLES) -> Split:
    """Return points scattered around the line 2·x + 1, inputs (count, 1) and targets (count, 1)."""
    return datasets.line(seed, samples=count, noise=noise).train


class Walker:
    """A line that is trained with batches of one size, and all the places that it has been to.

    Args:
        data: the examples.
        batch: how many of them stand behind an update; the last of an epoch takes what is left.
        rate: the learning rate.
        seed: of the order in which each epoch takes them.

    Attributes:
        places: w and b, before the first update and after each.
        per_epoch: updates in an epoch.
    """

    def __init__(self, data: Split, batch: int, rate: float, seed: int) -> None:
        net = Network([1, 1], seed=0)
        net.parameters[:] = START
        self.data, self.per_epoch = data, ceil(len(data) / batch)
        self.places = [net.parameters.copy()]
        self._training = train(net, data, optimiser=SGD(rate), batch=batch, epochs=inf, seed=seed)
        next(self._training)

    def walk_to(self, update: int) -> None:
        """Go on until that update has been made."""
        while len(self.places) <= update:
            next(self._training)
            self.places.append(self._training.net.parameters.copy())

    def losses(self) -> Array:
        """Return the loss over all examples at each place, shape (updates + 1,)."""
        return heights(self.data, np.array(self.places))


def heights(data: Split, places: Array) -> Array:
    """Return the mean squared error over all examples at places (…, 2), by the engine's forward pass."""
    w, b = Tensor(places[..., :1]), Tensor(places[..., 1:])
    return np.asarray(_losses(w, b, Tensor(data.inputs[:, 0]), Tensor(data.targets[:, 0])).value)


def _losses(w: Tensor, b: Tensor, x: Tensor, y: Tensor) -> Tensor:
    return ((w * x + b - y) ** 2).mean(axis=-1)


def inside(data: Split, place: Array, title: str) -> Inspection:
    """Return the loss of some examples at a place, for the microscope."""
    given = {"x": data.inputs[:, 0], "y": data.targets[:, 0]}
    return expression(_losses, {"w": float(place[0]), "b": float(place[1])}, given, focus="w", title=title)


def ground(data: Split) -> Array:
    """Return the map's shading, shape (rows, columns): the root of what lies above its lowest cell."""
    west_east, south_north = np.meshgrid(np.linspace(*WEST_EAST, _COLUMNS), np.linspace(*SOUTH_NORTH, _ROWS))
    loss = heights(data, np.stack([west_east, south_north], axis=-1))
    return np.asarray(np.sqrt(loss - loss.min()))


def trail(shading: Array, walker: Walker, who: str) -> Field:
    """Draw a walker's path over the hill, seen from above."""
    return Field(
        "The hill from above",
        shading,
        WEST_EAST,
        SOUTH_NORTH,
        "w (tilt)",
        "b (height)",
        path=np.array(walker.places),
        start="start",
        traveller=who,
    )
