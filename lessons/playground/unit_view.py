"""One unit looked at closely: its weights, what it answers to everything, its gradient, how far an update moves it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Bars, Chart, Field, Lines, Series
from lessons.kit.figures import figure, percent
from lessons.playground import notation
from lessons.playground.diagnosis import MORTAL, REACH, length, moved, saturated_share
from lessons.playground.moment import MOST_EXAMPLES, RunMoment
from lessons.playground.units import ACROSS, places_of

BINS = 7
"""Bars of a histogram."""
HUGE = 1e100
"""Answers beyond this, either way, are all the same to a histogram, whose edges would overflow."""


@dataclass(frozen=True, eq=False)
class UnitView:
    """One unit at one moment.

    Attributes:
        moment: when.
        layer: 1 for the first hidden one.
        unit: 1 for the first.
        activation: its activation by name.
        weights: from each unit before, the bias last, (inputs + 1,).
        gradients: of them.
        answers: to the examples to learn from, (n,).
        update: log₁₀ of the last update over the weights; nan before the first.
        sources: what each weight comes from.
    """

    moment: RunMoment
    layer: int
    unit: int
    activation: str
    weights: Array
    gradients: Array
    answers: Array
    update: float
    sources: tuple[str, ...]

    @property
    def name(self) -> str:
        """The unit's name, such as "unit 2 of layer 1"."""
        last = self.layer == len(self.moment.bench.sizes) - 1
        return f"output {self.unit}" if last else f"unit {self.unit} of layer {self.layer}"


def unit_view(moment: RunMoment, layer: int, unit: int) -> UnitView:
    """Return a unit as it was at a moment; layers and units are counted from 1."""
    at = (layer, unit - 1)
    with np.errstate(all="ignore"):
        answers = moment.net.activations(moment.bench.train_inputs[:MOST_EXAMPLES])[layer - 1][:, unit - 1]
    weights, changes = moment.weights(layer)[at[1]], moment.weight_changes(layer)[at[1]]
    before = moment.bench.sizes[layer - 1]
    named = moment.bench.shown_features if layer == 1 else tuple(f"unit {k}" for k in range(1, before + 1))
    sources = (*named, "bias")
    gradients = moment.weight_gradients(layer)[at[1]]
    activation = moment.net.layers[layer - 1].activation
    return UnitView(moment, layer, unit, activation, weights, gradients, answers, moved(weights, changes), sources)


def unit_in_words(moment: RunMoment, layer: int, unit: int) -> list[str]:
    """Return what there is to know of a unit, in sentences."""
    seen = unit_view(moment, layer, unit)
    weights = "; ".join(
        f"{notation.edit_text(layer, unit, (k + 1) % len(seen.weights), 0).partition('=')[0]} from {source} "
        f"{figure(weight)}, gradient {figure(gradient)}"
        for k, (source, weight, gradient) in enumerate(zip(seen.sources, seen.weights, seen.gradients, strict=True))
    )
    return [
        f"{seen.name[:1].upper()}{seen.name[1:]}, {seen.activation}. {answers_in_words(seen)}",
        f"Its weights: {weights}.",
        f"Its gradient has the length {figure(length(seen.gradients))}; {update_in_words(seen)}",
    ]


def answers_in_words(seen: UnitView) -> str:
    """Return how a unit answers the examples: from where to where, and whether it is saturated or dead."""
    low, high = float(seen.answers.min()), float(seen.answers.max())
    told = f"It answers from {figure(low)} to {figure(high)}."
    if low == high == 0.0:
        return f"It answers 0 to every example{': it is dead' if seen.activation == MORTAL else ''}."
    if seen.activation in REACH:
        told += f" {percent(saturated_share(seen.activation, seen.answers))} of its answers are saturated."
    elif seen.activation == MORTAL:
        told += f" {percent(float(np.mean(seen.answers == 0)))} of its answers are 0."
    return told


def update_in_words(seen: UnitView) -> str:
    """Return how far the last update moved a unit's weights."""
    if np.isnan(seen.update):
        return "the last update did not move it." if seen.moment.standing.number else "no update has moved it yet."
    return (
        f"the last update moved it by {figure(10**seen.update)} of its weights (log10 {figure(round(seen.update, 1))})."
    )


def unit_charts(moment: RunMoment, layer: int, unit: int) -> tuple[Chart, ...]:
    """Return a unit's map large (or its curve, or its weights as a picture), its weights, and what it answers.

    The bars of its weights come before all other bars.
    """
    seen = unit_view(moment, layer, unit)
    return (*_large(seen), _weights(seen), *_by_class(seen), _histogram(seen))


def _large(seen: UnitView) -> tuple[Chart, ...]:
    data = seen.moment.bench.data
    if data.plane is None and len(data.coordinates) > 1:
        return _pixels(seen)
    places = places_of(seen.moment)
    answers = seen.moment.activations(places)[seen.layer - 1][:, seen.unit - 1]
    title = f"{seen.name}, {seen.activation}"
    if data.plane is None:
        return (Lines(title, (Series("", places[:, 0], answers),), data.coordinates[0], "answer"),)
    grid = answers.reshape(ACROSS, ACROSS)
    return (Field(title, grid, data.plane.x_limits, data.plane.y_limits, *data.plane.names),)


def _pixels(seen: UnitView) -> tuple[Chart, ...]:
    """Return the weights of a unit that looks at a picture, each at its pixel."""
    picture = seen.moment.bench.data.picture
    if picture is None or seen.layer > 1:
        return ()
    rows, columns = picture
    upright = seen.weights[:-1].reshape(picture)[::-1]  # a field's first row lies at the bottom
    return (Field(f"{seen.name}: its weight for each pixel", upright, (0.5, columns + 0.5), (0.5, rows + 0.5)),)


def _by_class(seen: UnitView) -> tuple[Chart, ...]:
    """Return what a unit answers to each class on average, where no map shows it."""
    data = seen.moment.bench.data
    if data.plane is not None or len(data.coordinates) == 1 or not data.classes:
        return ()
    targets = data.train.targets[:MOST_EXAMPLES]
    present = [number for number in range(len(data.classes)) if (targets == number).any()]
    means = np.array([seen.answers[targets == number].mean() for number in present])
    return (Bars("What it answers on average", tuple(data.classes[number] for number in present), means),)


def _weights(seen: UnitView) -> Bars:
    if seen.layer == 1:
        return Bars("Weights into it", seen.sources, seen.weights)
    short = tuple(source.removeprefix("unit ") for source in seen.sources)  # sixteen labels in a narrow column
    return Bars("Weights into it, by unit", short, seen.weights)


def _histogram(seen: UnitView) -> Bars:
    """Return in which share of the examples it answers what."""
    finite = np.clip(seen.answers[np.isfinite(seen.answers)], -HUGE, HUGE)
    low, high = REACH.get(seen.activation, (float(finite.min(initial=0.0)), float(finite.max(initial=0.0))))
    counts, edges = np.histogram(finite, BINS, (low, high if high > low else low + 1.0))
    middles = (edges[:-1] + edges[1:]) / 2
    shares = 100 * counts / max(1, len(seen.answers))
    return Bars(
        "How often it answers so",
        tuple(figure(round(float(middle), 1)) for middle in middles),
        shares,
        unit=" %",
        decimals=0,
    )
