"""What each unit has learnt, as small pictures: one forward pass for the map and for all units together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Wiring
from lessons.playground.examples import MapPlane
from lessons.playground.moment import RunMoment

ACROSS = 36
"""Places of a map, in each direction."""
EVERY = 3
"""Of them, every third is one of a unit's picture."""
DOWN = 12
"""Rows of a unit's picture where it shows a curve."""
FEW_INPUTS = 8
"""More inputs than these are not drawn: nobody could tell them apart."""


@dataclass(frozen=True, eq=False)
class Survey:
    """All layers' answers, over a plane, along a line, or to the examples of each class.

    Attributes:
        places: the coordinates that were asked about, (n, coordinates).
        layers: the activations of each layer there, (n, units); the last are the outputs.
    """

    places: Array
    layers: tuple[Array, ...]


def surveyed(moment: RunMoment) -> Survey:
    """Ask the network about every place of its map, or of its curve, or about its examples for the test."""
    places = places_of(moment)
    return Survey(places, tuple(moment.activations(places)))


def places_of(moment: RunMoment) -> Array:
    """Return the coordinates that a survey asks about."""
    data = moment.bench.data
    if data.plane is not None:
        return data.plane.points(grid_of(data.plane))
    if len(data.coordinates) == 1:
        low, high = (float(edge(data.train.inputs)) for edge in (np.min, np.max))
        return np.linspace(low, high, ACROSS)[:, np.newaxis]
    return data.test.inputs


def grid_of(plane: MapPlane) -> Array:
    """Return the places of a map, (places, 2), row by row from the LOW end of y."""
    x, y = (np.linspace(*limits, ACROSS) for limits in (plane.x_limits, plane.y_limits))
    across, up = np.meshgrid(x, y)
    return np.stack([across.ravel(), up.ravel()], axis=1)


def wiring_of(moment: RunMoment, survey: Survey) -> Wiring:
    """Return the network as a chart."""
    bench = moment.bench
    few = len(bench.features) <= FEW_INPUTS
    columns = [bench.given(survey.places)] * few + list(survey.layers)
    count = len(survey.layers)
    names = [f"layer {number}" for number in range(1, count)] + ["output"]
    return Wiring(
        "The network: what each unit answers",
        tuple(small_pictures(moment, each) for each in columns),
        tuple(moment.weights(number)[:, :-1] for number in range(1 if few else 2, count + 1)),
        tuple(["inputs"] * few + names),
        bench.shown_features if few else (),
    )


def small_pictures(moment: RunMoment, answers: Array) -> Array:
    """Return a picture for each unit, (units, rows, columns) in float16, from −1 to 1.

    A layer's pictures share a scale: 1 is the largest answer, either way, of any of its units. A map shows answers over
    the plane; a curve's picture is filled between nothing and the answer; else there is a mean for each class.

    Args:
        moment: whose they are.
        answers: of one layer to a survey, (n, units).
    """
    data = moment.bench.data
    with np.errstate(all="ignore"):
        most = np.nanmax(np.abs(answers), initial=0.0, where=np.isfinite(answers))
        shares = (answers / most if most > 0 else answers).T
        if data.plane is not None:
            pictures = shares.reshape(-1, ACROSS, ACROSS)[:, 1::EVERY, 1::EVERY]
        elif len(data.coordinates) == 1:
            pictures = _filled(shares[:, 1::EVERY])
        else:
            pictures = _by_class(shares, data.test.targets)
        return np.clip(pictures, -1.0, 1.0).astype(np.float16)


def _filled(curves: Array) -> Array:
    """Return pictures of curves: 1 between nothing and what is positive, −1 where it is negative, 0 elsewhere."""
    heights = np.linspace(-1, 1, DOWN)[:, np.newaxis]
    curves = curves[:, np.newaxis, :]
    above, below = (heights >= 0) & (heights <= curves), (heights < 0) & (heights >= curves)
    return above.astype(np.float64) - below


def _by_class(shares: Array, targets: Array) -> Array:
    """Return for each unit a row with its mean answer to each class, or to lower and higher values."""
    flat = targets.reshape(-1)
    groups = flat if targets.dtype.kind in "iu" else np.digitize(flat, np.quantile(flat, (0.25, 0.5, 0.75)))
    means = [shares[:, groups == group].mean(axis=1) for group in np.unique(groups)]
    return np.stack(means, axis=1)[:, np.newaxis, :]
