"""The examples of a run: to learn from and to be tested on, from a data set of the engine or from somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from engine import datasets
from engine.arrays import Array
from engine.datasets import Split
from lessons.kit.charts import Limits
from lessons.playground.features import WAVES

DataTask = Literal["classes", "values"]
POINTS = 400
"""Points of a data set that is made, for training and test together."""
WIDE: Mapping[str, int] = {
    "wide_circle": 500, "wide_xor": 500, "wide_gauss": 500, "wide_spiral": 500, "wide_plane": 1200, "wide_bumps": 1200,
}  # fmt: skip
"""The data of the TensorFlow Playground, with as many points as it draws."""
RADIUS: Mapping[str, float] = {
    "line": 1.0, "sine": 1.0, "xor": 1.0, "moons": 1.0, "circles": 1.0, "spiral": 1.0, "blobs": 1.5,
    **dict.fromkeys(WIDE, 1.0),
}  # fmt: skip
"""What 100 per cent of noise is, as a standard deviation: how far the data reaches without any. `WIDE` has its own."""
FIXED = ("digits", "spam", "ratings", "text")
"""Data sets that are as they are: their noise and their test are their own."""
DATA = (*(name for name in datasets.names() if name in RADIUS), *FIXED)


@dataclass(frozen=True, eq=False)
class MapPlane:
    """A plane to draw a map on.

    Attributes:
        x_limits: from left to right.
        y_limits: from bottom to top.
        names: of its two directions.
        points: turns places on it, (n, 2), into examples, (n, coordinates).
        places: turns examples into places on it.
        told: what it is if it is not the inputs themselves, in a few words.
    """

    x_limits: Limits
    y_limits: Limits
    names: tuple[str, str]
    points: Callable[[Array], Array] = lambda places: places
    places: Callable[[Array], Array] = lambda examples: examples
    told: str = ""


@dataclass(frozen=True, eq=False)
class PlaygroundData:
    """Examples, and what there is to know of them.

    Attributes:
        name: what the data is called.
        train: inputs (n, coordinates) and targets: classes (n,), or values (n, 1).
        test: likewise.
        classes: what each class is called; empty where the target is a value.
        coordinates: what each input is called.
        plane: what a map is drawn on; None where there is none.
        picture: rows and columns, if an input is a picture.
        own: why noise and the share for the test cannot be set; "" if they can.
        waves: the sines that a network may be given are of so many times a coordinate.
        target: what an axis of targets is called.
        measure: what values are measured in, to follow a number; "" where that needs no word.
        told: what was made of data of the learner's own, in sentences, by the setting that they belong to.
        facts: likewise, for programs.
    """

    name: str
    train: Split
    test: Split
    classes: tuple[str, ...]
    coordinates: tuple[str, ...]
    plane: MapPlane | None = None
    picture: tuple[int, int] | None = None
    own: str = ""
    waves: float = WAVES
    target: str = "y"
    measure: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def task(self) -> DataTask:
        """Whether classes are told apart or values are predicted."""
        return "classes" if self.classes else "values"

    @property
    def chooses_features(self) -> bool:
        """Whether the network may be given features of a point: there are one or two coordinates."""
        return len(self.coordinates) <= 2


@dataclass(frozen=True, eq=False)
class OwnData:
    """Data of the learner's own, which the playground may be given beside the engine's.

    Attributes:
        name: what it is called among the data.
        load: makes it for a share kept for testing, from 0 to 1, and a seed.
        task: whether classes are told apart or values are predicted.
        coordinates: how many inputs there are.
        classes: how many classes, 0 for values.
        words: what chooses it on a command line.
    """

    name: str
    load: Callable[[float, int], PlaygroundData]
    task: DataTask
    coordinates: int
    classes: int = field(default=0)
    words: tuple[str, ...] = ()


def loaded(name: str, noise: float, test_share: float, seed: int) -> PlaygroundData:
    """Return the examples of one of the engine's data sets.

    Args:
        name: one of `DATA`.
        noise: a standard deviation, as a share of the data's radius; what is as it is takes none.
        test_share: the share of its points that are kept for testing, from 0 to 1.
        seed: of the points.
    """
    if name in FIXED:
        return _as_it_is(name, seed)
    points = WIDE.get(name, POINTS)
    held_out = min(max(round(points * test_share), 1), points - 1)
    made = getattr(datasets, name)(seed, samples=points - held_out, held_out=held_out, noise=noise * RADIUS[name])
    plane = made.train.inputs.shape[1] == 2
    coordinates = ("x1", "x2") if plane else ("x",)
    square = MapPlane(_reach(made), _reach(made), ("x1", "x2")) if plane else None
    waves = 1.0 if name in WIDE else WAVES
    return PlaygroundData(name, made.train, made.test, made.classes, coordinates, square, waves=waves)


def _reach(data: datasets.Dataset) -> Limits:
    """Return limits of a square around (0, 0) in which all points lie."""
    furthest = max(float(np.abs(split.inputs).max()) for split in (data.train, data.test))
    reach = np.ceil(10 * furthest + 0.5) / 10
    return -float(reach), float(reach)


def _as_it_is(name: str, seed: int) -> PlaygroundData:
    """Return a data set that brings its own noise and its own test."""
    data = datasets.load(name, seed)
    own = f"{name} has its own {len(data.train):,} examples to learn from and {len(data.test):,} for the test."
    if name == "ratings":
        return _ratings(data, own)
    count = data.train.inputs.shape[1]
    coordinates = getattr(data, "vocabulary", None) or tuple(f"x{k}" for k in range(1, count + 1))
    picture = (8, 8) if name == "digits" else None
    return PlaygroundData(name, data.train, data.test, data.classes, coordinates, None, picture, own)


def _ratings(data: datasets.Dataset, own: str) -> PlaygroundData:
    """Return ratings with an input for each user and each film, 1 for the two of an example."""
    assert isinstance(data, datasets.Ratings)
    users, films = len(data.users), len(data.films)

    def marked(split: Split) -> Split:
        user, film = split.inputs.astype(np.int64).T
        return Split(np.concatenate([np.eye(users)[user], np.eye(films)[film]], axis=1), split.targets)

    names = (*data.users, *data.films)
    return PlaygroundData("ratings", marked(data.train), marked(data.test), (), names, None, None, own)


KINDS: Mapping[str, tuple[DataTask, int, int]] = {
    "line": ("values", 1, 0), "sine": ("values", 1, 0), "xor": ("classes", 2, 2), "moons": ("classes", 2, 2),
    "circles": ("classes", 2, 2), "spiral": ("classes", 2, 2), "blobs": ("classes", 2, 3),
    "wide_circle": ("classes", 2, 2), "wide_xor": ("classes", 2, 2), "wide_gauss": ("classes", 2, 2),
    "wide_spiral": ("classes", 2, 2), "wide_plane": ("values", 2, 0), "wide_bumps": ("values", 2, 0),
    "digits": ("classes", 64, 10), "spam": ("classes", 100, 2), "ratings": ("values", 60, 0),
    "text": ("classes", 84, 28),
}  # fmt: skip
"""The task, the coordinates and the classes of each data set, so that nothing is loaded to judge a setting."""
