"""How each layer fares: what its units answer, whether gradients reach it, and how far an update moves its weights."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10, nan

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Table
from lessons.kit.figures import figure, percent
from lessons.playground.moment import MOST_EXAMPLES, RunMoment

HEALTHY = (-4.0, -2.0)
"""Where log₁₀(update / weight) is usually well: an update moves weights by about a thousandth of themselves."""
EDGE = 0.05
"""A sigmoid nearer than this to an end is saturated, and a tanh as near, as a share of its reach."""
MORTAL = "relu"
"""The activation whose units can die: off for every example, they get no gradient ever again."""
REACH = {"tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0)}


@dataclass(frozen=True)
class LayerHealth:
    """How one layer fares at one moment.

    Attributes:
        number: 1 for the first.
        activation: its name.
        saturated: the share of its answers that lie at an end of the activation, from 0 to 1.
        dead: the share of its units that are a ReLU and answer nothing but 0 to every example; others can wake.
        gradient: the length of its gradient.
        update: log₁₀ of how far the last update moved its weights, as a share of their length; nan before the first,
            and where it did not move them.
        updates: how many there were.
    """

    number: int
    activation: str
    saturated: float
    dead: float
    gradient: float
    update: float
    updates: int

    @property
    def is_moved_well(self) -> bool:
        """Whether the last update, as it is shown, lay in the healthy band."""
        return HEALTHY[0] <= round(self.update, 1) <= HEALTHY[1]

    @property
    def pace(self) -> str:
        """How the last update was, in a word or two."""
        if np.isnan(self.update):
            moves = "stands still" if np.isfinite(self.gradient) else "no number"
            return moves if self.updates else "not updated"
        return "well" if self.is_moved_well else "hardly moves" if self.update < HEALTHY[0] else "moves far"

    @property
    def in_words(self) -> str:
        """All of it in a sentence."""
        parts = [f"layer {self.number}, {self.activation}"]
        if self.activation in REACH:
            parts.append(f"{percent(self.saturated)} of its answers saturated")
        if self.dead:
            parts.append(f"{percent(self.dead)} of its units dead")
        parts.append(f"gradient {_gradient(self)}")
        moves = "" if np.isnan(self.update) else f" (log10 of update over weight {_update(self)})"
        return f"{', '.join(parts)}, {self.pace}{moves}."


def health_of(moment: RunMoment) -> tuple[LayerHealth, ...]:
    """Return how each layer fares, the first first."""
    with np.errstate(all="ignore"):
        activations = moment.net.activations(moment.bench.train_inputs[:MOST_EXAMPLES])
        names = [layer.activation for layer in moment.net.layers]
        return tuple(
            LayerHealth(
                number,
                name,
                saturated_share(name, answers),
                float(np.mean(np.all(answers == 0, axis=0))) if name == MORTAL else 0.0,
                length(moment.weight_gradients(number)),
                moved(moment.weights(number), moment.weight_changes(number)),
                moment.standing.number,
            )
            for number, (name, answers) in enumerate(zip(names, activations, strict=True), 1)
        )


def saturated_share(activation: str, answers: Array) -> float:
    """Return the share of answers that lie at an end of the activation's reach; 0 for one without ends."""
    if activation not in REACH:
        return 0.0
    low, high = REACH[activation]
    near = EDGE * (high - low) / 2
    return float(np.mean((answers < low + near) | (answers > high - near)))


def length(vector: Array) -> float:
    """Return the length of a vector; infinite, without a warning, where its squares overflow."""
    with np.errstate(all="ignore"):
        return float(np.linalg.norm(vector))


def moved(weights: Array, change: Array) -> float:
    """Return log₁₀ of the length of a change over that of the weights; nan where either is nothing or no number."""
    before, by = length(weights), length(change)
    ratio = by / before if before > 0 else nan
    return log10(ratio) if np.isfinite(ratio) and ratio > 0 else nan


def narrow_table(layers: tuple[LayerHealth, ...]) -> Table:
    """Return the page of diagnosis where there is little room: the gradient, the update, and what stands out."""
    return Table(
        "Each layer, log10(update/weight)",
        ("", "gradient", "log10", ""),
        tuple(
            (str(each.number), _gradient(each), _update(each), _what_stands_out(each, last=each is layers[-1]))
            for each in layers
        ),
    )


def _what_stands_out(layer: LayerHealth, *, last: bool) -> str:
    if not last and layer.dead:
        return f"{percent(layer.dead)} dead"
    return f"{percent(layer.saturated)} saturated" if layer.saturated > 0.5 else layer.pace


def _gradient(layer: LayerHealth) -> str:
    return figure(layer.gradient) if np.isfinite(layer.gradient) else "no number"


def _update(layer: LayerHealth) -> str:
    return "–" if np.isnan(layer.update) else figure(round(layer.update, 1))


def diagnosis_table(layers: tuple[LayerHealth, ...]) -> Table:
    """Return the page of diagnosis."""
    low, high = (figure(end) for end in HEALTHY)
    return Table(
        f"Each layer; log10(update/weight) is well from {low} to {high}",
        ("layer", "activation", "saturated", "dead", "gradient", "log10 upd/w", ""),
        tuple(
            (
                str(each.number) if each.number < len(layers) else f"{each.number} (output)",
                each.activation,
                percent(each.saturated) if each.activation in REACH else "–",
                percent(each.dead) if each.activation == MORTAL else "–",
                _gradient(each),
                _update(each),
                each.pace,
            )
            for each in layers
        ),
    )
