"""The demo of the pieces: ReLU units are added one after the other, and each may bend the curve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lessons.inside_the_network.function.model import bends, unit_written, units_at
from lessons.kit.charts import Lines, Mark, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import exact
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array

OPTIONS = ("Fewer than units", "As many as units", "One more than units", "Twice as many as units")
GROWING = 6
"""Frames in which a unit grows to its full strength."""
END = 4.0
_PLACES = (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)
_PROBE = 0.5
"""Where the microscope computes the curve."""


@dataclass(frozen=True, eq=False)
class Units:
    """A few ReLU units `v·relu(w·x + b)`, each array of shape (units,)."""

    weights: Array
    biases: Array
    strengths: Array

    def grown(self, share: float) -> Units:
        """Return them with the last one at a share of its strength."""
        strengths = self.strengths.copy()
        strengths[-1:] *= share
        return Units(self.weights, self.biases, strengths)

    def first(self, count: int) -> Units:
        """Return the first few."""
        return Units(self.weights[:count], self.biases[:count], self.strengths[:count])

    def heights(self, along: Array) -> Array:
        """Return their sum at some places, shape (n,)."""
        return np.asarray(np.maximum(along[:, np.newaxis] * self.weights + self.biases, 0.0) @ self.strengths)

    def bends(self) -> Array:
        """Return where the sum bends inside the picture."""
        return bends(self.weights, self.biases, self.strengths, -END, END)

    def written(self) -> tuple[str, ...]:
        """Return each as a reader writes it."""
        return tuple(unit_written(*unit) for unit in zip(self.weights, self.biases, self.strengths, strict=True))


def drawn(count: int, meet: bool, seed: int) -> Units:
    """Return units by chance; where they meet they all bend in one place, and in the same direction."""
    rng = np.random.default_rng(seed)
    places = np.sort(rng.choice(_PLACES, count, replace=False))
    weights = np.where(rng.random(count) < 0.3, -1.0, 1.0)
    turns = rng.choice([1.0, 2.0], count) * np.where(np.arange(count) % 2 == rng.integers(2), 1.0, -1.0)
    if meet:
        places, turns = np.full(count, 1.0), np.abs(turns)
    order = rng.permutation(count)
    return Units(weights[order], (-weights * places)[order], turns[order])


@demo(
    prediction=Prediction("How many straight pieces will the curve have?", OPTIONS),
    units=Knob(1, 6, start=4, steps=5, whole=True, label="ReLU units"),
    kinks=Choices("apart", "in one place", label="they bend"),
)
def pieces(units: float, kinks: str, seed: int) -> Frames:
    """Units add their bends."""
    given = drawn(int(units), kinks == "in one place", seed)
    number = 0
    yield _frame(number, given.first(0), given)
    for count in range(1, len(given.weights) + 1):
        for share in np.arange(1, GROWING + 1) / GROWING:
            number += 1
            yield _frame(number, given.first(count).grown(float(share)), given)


def outcome_of(pieces: int, units: int) -> int:
    """Return which option came true; with one unit, twice as many is one more."""
    return 0 if pieces < units else 1 if pieces == units else 2 if pieces == units + 1 else 3


def _frame(number: int, now: Units, given: Units) -> Frame:
    count, units = len(now.weights), len(given.weights)
    over, places = number == GROWING * units, now.bends()
    inside = (
        units_at(_PROBE, now.weights, now.biases, now.strengths) if count else units_at(_PROBE, [1.0], [0.0], [0.0])
    )
    return Frame(
        number,
        (_curve(now, given), _table(given.first(count), units)),
        _caption(now, given.first(count), over),
        {"units": count, "pieces": 1 + len(places)} if over else {"units": count},
        over,
        inspect=inside.inspect("x", title=f"The curve at x = {_PROBE:g}"),
        outcome=outcome_of(1 + len(places), units) if over else None,
    )


def _table(now: Units, units: int) -> Table:
    """Return the units so far, and room for those to come."""
    bend = [exact(float(place)) for place in -now.biases / now.weights]
    known = [(str(i), *row) for i, row in enumerate(zip(now.written(), bend, strict=True), start=1)]
    waiting = [(str(i), "", "") for i in range(len(known) + 1, units + 1)]
    return Table("The units", ("unit", "adds", "bends at"), (*known, *waiting))


def _curve(now: Units, given: Units) -> Lines:
    along = np.linspace(-END, END, 129)
    series = [Series("sum", along, now.heights(along))]
    if len(now.weights):
        last = Units(now.weights[-1:], now.biases[-1:], now.strengths[-1:])
        series.insert(0, Series("latest unit", along, last.heights(along), tone="second"))
    marks = tuple(Mark("", x=float(place), tone="fourth") for place in np.unique(-now.biases / now.weights))
    return Lines("The sum of the units", tuple(series), "x", "y", (-END, END), _heights(given), marks=marks)


def _heights(given: Units) -> tuple[float, float]:
    """Return the lowest and the highest place that any curve of the run reaches."""
    along = np.linspace(-END, END, 129)
    alone = [Units(*(each[i : i + 1] for each in vars(given).values())) for i in range(len(given.weights))]
    sums = [given.first(count).heights(along) for count in range(len(given.weights) + 1)]
    all_heights = np.array([*sums, *(unit.heights(along) for unit in alone)])
    return float(all_heights.min()) - 0.5, float(all_heights.max()) + 0.5


def _caption(now: Units, whole: Units, over: bool) -> str:
    count = len(now.weights)
    if not count:
        return "No unit yet: the curve is one straight piece, flat on the axis."
    place = exact(float(-now.biases[-1] / now.weights[-1]))
    if not over:
        return f"Unit {count} grows to {whole.written()[-1]}, which bends at x = {place}."
    places = now.bends()
    listed = ", ".join(exact(float(each)) for each in places)
    return f"{count} unit{'s' * (count > 1)}, {1 + len(places)} straight pieces: the curve bends at x = {listed}."
