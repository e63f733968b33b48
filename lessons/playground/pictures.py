"""The charts of a frame: the map or the curve, the losses, the network; and what is right and wrong, by class."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.arrays import Array
from engine.datasets import Split
from lessons.kit.charts import Chart, Field, Lines, Series, Table, Tone
from lessons.playground.examples import PlaygroundData
from lessons.playground.moment import RunFigures, RunMoment
from lessons.playground.units import ACROSS, Survey, wiring_of

TONES: tuple[Tone, ...] = ("main", "second", "third", "fourth", "fifth", "good", "bad", "muted")
MOST_POINTS = 120
"""Points of each kind that are drawn; more would hide the map."""
FEW_POINTS = 40
"""Likewise over a map of values, which is shaded all over."""
MOST_IN_CURVE = 400
"""Moments of a curve of losses; when there are more, every second one goes."""


@dataclass
class LossCurve:
    """The losses of a run so far, thinned evenly as it grows long."""

    updates: list[int] = field(default_factory=list)
    train: list[float] = field(default_factory=list)
    test: list[float] = field(default_factory=list)

    def copy(self) -> LossCurve:
        """Return the curve as it is now."""
        return LossCurve(list(self.updates), list(self.train), list(self.test))

    def add(self, standing: RunFigures) -> None:
        """Add the losses after some updates; those of the same update are put in their place."""
        if self.updates and self.updates[-1] == standing.number:
            for each in (self.updates, self.train, self.test):
                each.pop()
        elif len(self.updates) >= MOST_IN_CURVE:
            self.updates, self.train, self.test = self.updates[::2], self.train[::2], self.test[::2]
        self.updates.append(standing.number)
        self.train.append(standing.train_loss)
        self.test.append(standing.test_loss)


def charts_of(moment: RunMoment, survey: Survey, curve: LossCurve) -> tuple[Chart, ...]:
    """Return the charts of a frame, the most important first."""
    return (first_picture(moment, survey), losses_of(curve), wiring_of(moment, survey))


def first_picture(moment: RunMoment, survey: Survey) -> Chart:
    """Return the map of what the network decides, its curve, or the table of what it takes for what."""
    data = moment.bench.data
    if data.plane is not None:
        return map_of(moment, survey.layers[-1])
    if len(data.coordinates) == 1:
        return curve_of(moment, survey)
    return confusion_of(moment) if data.classes else guesses_of(moment, survey.layers[-1])


def map_of(moment: RunMoment, outputs: Array) -> Field:
    """Return the plane with the class, or the value, that the network gives each place, and points on it."""
    data = moment.bench.data
    assert data.plane is not None
    if data.classes:
        values: Array = moment.bench.classes(outputs).astype(np.int8)
    else:
        values = outputs[:, 0].astype(np.float32)
    return Field(
        _map_title(data),
        values.reshape(ACROSS, ACROSS),
        data.plane.x_limits,
        data.plane.y_limits,
        *data.plane.names,
        kind="regions" if data.classes else "height",
        points=_points(moment),
        regions=data.classes,
    )


def _map_title(data: PlaygroundData) -> str:
    """Return what a map shows, and of what data; the names of somebody's own columns have more need of the room."""
    assert data.plane is not None
    shows = data.plane.told or ("What it decides" if data.classes else "What it predicts")
    return f"{shows[:1].upper()}{shows[1:]}" if data.told else f"{shows}, {data.name}"


def _points(moment: RunMoment) -> tuple[Series, ...]:
    """The points to learn from by class, or by whether they lie high or low, and those for the test in one cloud."""
    data = moment.bench.data
    assert data.plane is not None
    most = MOST_POINTS if data.classes else FEW_POINTS
    test = data.plane.places(data.test.inputs[:most])
    clouds = [Series("test", test[:, 0], test[:, 1], "points", "muted")]
    places, targets = data.plane.places(data.train.inputs[:most]), data.train.targets[:most]
    kinds = targets if data.classes else targets[:, 0] > data.train.targets.mean()
    for number, name in enumerate(data.classes or ("low", "high")):
        here = places[kinds == number]
        clouds.append(Series(name, here[:, 0], here[:, 1], "points", TONES[number % len(TONES)]))
    return tuple(clouds)


def curve_of(moment: RunMoment, survey: Survey) -> Lines:
    """Return what the network answers along its one input, and the points."""
    data = moment.bench.data
    along, answers = survey.places[:, 0], survey.layers[-1]
    answer = answers[:, 0] if not data.classes else moment.bench.classes(answers).astype(float)
    clouds = (_cloud("test", data.test, "muted"), _cloud("to learn from", data.train, "second"))
    line = Series("the network", along, answer, tone="main")
    title = "What it predicts" if data.told else f"What it predicts, {data.name}"
    return Lines(title, (*clouds, line), data.coordinates[0], data.target)


def _cloud(label: str, split: Split, tone: Tone) -> Series:
    """The points of one input and one value or class."""
    y = split.targets[:MOST_POINTS].reshape(-1).astype(float)
    return Series(label, split.inputs[:MOST_POINTS, 0], y, "points", tone)


def losses_of(curve: LossCurve) -> Lines:
    """Return the losses so far, on a logarithmic axis."""
    updates = np.asarray(curve.updates, float)
    training = Series("training", updates, np.asarray(curve.train), tone="main")
    test = Series("test", updates, np.asarray(curve.test), tone="second")
    return Lines("Losses", (training, test), "update", "loss", log_y=True)


def confusion_of(moment: RunMoment) -> Table:
    """Return how often each class of the test is taken for which; rows are what is true."""
    data, bench = moment.bench.data, moment.bench
    with np.errstate(all="ignore"):
        said = bench.classes(moment.net.outputs(bench.test_inputs))
    counts = np.zeros((len(data.classes),) * 2, int)
    np.add.at(counts, (data.test.targets, said), 1)
    return Table(
        "What each class of the test is taken for",
        ("true", *data.classes),
        tuple((name, *_counted(row)) for name, row in zip(data.classes, counts, strict=True)),
    )


def _counted(row: Array) -> tuple[str, ...]:
    return tuple(str(count) if count else "·" for count in row)


def guesses_of(moment: RunMoment, outputs: Array) -> Lines:
    """Return what is predicted for the test against what is true."""
    data = moment.bench.data
    true = data.test.targets.reshape(-1).astype(float)
    low, high = float(true.min()), float(true.max())
    ends = np.array([low, high])
    cloud = Series("test", true, outputs[:, 0], kind="points", tone="main")
    return Lines(
        f"Predicted against true, {data.name}",
        (Series("right", ends, ends, tone="muted"), cloud), "true", "predicted",
    )  # fmt: skip
