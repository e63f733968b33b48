"""What the pictures of the playground show, in words: the caption, for plain mode and for screen readers."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from lessons.kit.figures import figure, percent
from lessons.playground.examples import MapPlane
from lessons.playground.moment import RunFigures, RunMoment
from lessons.playground.own.names import escaped
from lessons.playground.units import Survey, grid_of

SIDES = (("left", "right"), ("bottom", "top"))
OFF_CENTRE = 0.15
"""Of half a map's width, by which a region's middle must lie off the map's to be said to lie on a side."""


def caption_of(moment: RunMoment, survey: Survey) -> str:
    """Return what the pictures show, in two or three sentences."""
    standing = moment.standing
    if standing.diverged:
        return f"After {_so_far(standing)} a number has grown beyond all bounds, and there is nothing left to show."
    return " ".join((_score(standing), _picture_in_words(moment, survey)))


def _so_far(standing: RunFigures) -> str:
    epochs = f" ({standing.epoch:,} epoch{'s' * (standing.epoch != 1)})" if standing.epoch else ""
    return f"{standing.number:,} update{'s' * (standing.number != 1)}{epochs}"


def _score(standing: RunFigures) -> str:
    losses = f"the loss is {figure(standing.train_loss)} on what it learns from and {figure(standing.test_loss)} on"
    if standing.train_accuracy is None or standing.test_accuracy is None:
        return f"After {_so_far(standing)} {losses} the test."
    right = f"it gets {percent(standing.train_accuracy)} and {percent(standing.test_accuracy)} right"
    return f"After {_so_far(standing)} {losses} the test; {right}."


def _picture_in_words(moment: RunMoment, survey: Survey) -> str:
    data, outputs = moment.bench.data, survey.layers[-1]
    if data.plane is not None and data.classes:
        return map_in_words(moment.bench.classes(outputs), data.classes, data.plane)
    if data.plane is not None or (len(data.coordinates) == 1 and not data.classes):
        return _values_in_words(outputs[:, 0], escaped(data.measure), data.plane)
    if data.classes:
        return _worst_in_words(moment)
    miss = np.abs(outputs[:, 0] - data.test.targets[:, 0])
    return f"On the test it misses by {figure(float(miss.mean()))}{escaped(data.measure)} on average."


def map_in_words(classes: Array, names: tuple[str, ...], plane: MapPlane) -> str:
    """Return which share of a map each class has, and on which side it lies.

    Args:
        classes: of each place of the map, (places,).
        names: what each is called.
        plane: the map.
    """
    grid, told, last = grid_of(plane), [], ""
    for number, name in enumerate(names):
        here = classes == number
        if here.any():
            last = escaped(name)
            told.append(f"{escaped(name)} {percent(float(here.mean()))}{_side(grid[here].mean(axis=0), plane)}")
    return (
        f"The whole map is {last}."
        if len(told) == 1
        else f"Of {_the_map(plane)} {', '.join(told[:-1])} and {told[-1]}."
    )


def _the_map(plane: MapPlane) -> str:
    return f"the map ({plane.told})" if plane.told else "the map"


def _side(middle: Array, plane: MapPlane) -> str:
    """Return the side of the map on which a region's middle lies, such as " (top left)"."""
    words = []
    for at, (low, high), names in zip(middle, (plane.x_limits, plane.y_limits), SIDES, strict=True):
        off = (at - (low + high) / 2) / ((high - low) / 2)
        if abs(off) > OFF_CENTRE:
            words.append(names[int(off > 0)])
    return f" ({' '.join(reversed(words))})" if words else " (around the middle)"


def _values_in_words(answers: Array, measure: str, plane: MapPlane | None) -> str:
    """Return how far answers reach, and along a line which way they go."""
    low, high = float(answers.min()), float(answers.max())
    reach = f"Its answers reach from {figure(low)} to {figure(high)}{measure}"
    if plane is not None:
        return f"{reach} over {_the_map(plane)}."
    turns = int(np.sum(np.diff(np.sign(np.diff(answers)[np.abs(np.diff(answers)) > 1e-9])) != 0))
    way = "rise" if answers[-1] > answers[0] else "fall"
    bends = f"turning {turns} time{'s' * (turns != 1)} on the way" if turns else "all the way"
    return f"{reach}: from left to right they {way}, {bends}."


def _worst_in_words(moment: RunMoment) -> str:
    """Return which class of the test is taken for which other most often."""
    data = moment.bench.data
    said = moment.bench.classes(moment.net.outputs(moment.bench.test_inputs))
    counts = np.zeros((len(data.classes),) * 2, int)
    np.add.at(counts, (data.test.targets, said), 1)
    np.fill_diagonal(counts, 0)
    true, taken = np.unravel_index(int(counts.argmax()), counts.shape)
    if not counts.any():
        return "Every example of the test is right."
    names = [escaped(data.classes[number]) for number in (true, taken)]
    return f"Most often “{names[0]}” is taken for “{names[1]}”: {counts[true, taken]} of the test."
