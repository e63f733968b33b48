"""What a run is made of: examples, a network, an optimiser, and the training that the engine does with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np

from engine import Network, Training
from engine.arrays import Array
from engine.optimisers import Optimiser, optimiser_from
from engine.optimisers.setting import Schedule
from engine.schedules import Cosine, Exponential, StepDecay, WarmUp
from lessons.playground.applies import Applies, applied
from lessons.playground.controls import AUTO, SAVED
from lessons.playground.examples import KINDS, OwnData, PlaygroundData, loaded
from lessons.playground.features import computed, shown
from lessons.playground.settings import PlaygroundSettings
from lessons.playground.weights_file import SavedWeights

LAST_SHARE = 0.01
"""Of the rate, where an exponential schedule ends."""
STEPS = 4
"""Parts of a run between which a schedule of steps halves the rate."""


@dataclass(frozen=True, eq=False)
class Bench:
    """Everything of a run that stays as it is while the run goes on.

    Attributes:
        settings: what was set.
        applies: which of it has a meaning.
        data: the examples, as coordinates.
        features: what the network is given of them, by name.
        train_inputs: as the network is given them, (n, features).
        test_inputs: likewise.
        train_targets: as the loss wants them.
        test_targets: likewise.
        saved: weights from a file, to start with where the settings say so.
    """

    settings: PlaygroundSettings
    applies: Applies
    data: PlaygroundData
    features: tuple[str, ...]
    train_inputs: Array
    test_inputs: Array
    train_targets: Array
    test_targets: Array
    saved: SavedWeights | None = None

    @property
    def loss(self) -> str:
        """The loss by name."""
        return self.applies.loss

    @property
    def sizes(self) -> tuple[int, ...]:
        """Inputs, units of each hidden layer, outputs."""
        return (len(self.features), *self.settings.sizes, self.applies.outputs)

    @property
    def per_epoch(self) -> int:
        """Updates in an epoch."""
        return ceil(len(self.train_inputs) / self.batch)

    @property
    def batch(self) -> int:
        """Examples for each update: more than were set, where batch norm would meet an example alone."""
        count = len(self.train_inputs)
        batch = min(self.settings.batch, count)
        while self.applies.normalises and batch < count and (batch == 1 or count % batch == 1):
            batch += 1
        return batch

    def why_not(self, name: str) -> str:
        """Return why a setting changes nothing, or not as much as was set; "" if it does."""
        if name == "batch" and self.batch > self.settings.batch:
            return f"Batch norm compares examples, and none may be left alone: batches of {self.batch} are taken."
        if name == "batch" and self.batch < self.settings.batch:
            return f"There are {self.batch:,} examples to learn from: each update is made of all of them."
        if name == "initialisation" and self.settings.initialisation == SAVED:
            return self._why_not_saved
        return self.applies.why_not(name)

    @cached_property
    def _why_not_saved(self) -> str:
        """Why the run does not start with saved weights, though it is to; "" if it does."""
        if self.saved is None:
            return "No weights were opened (nntutor play --open FILE): they start as with auto."
        return self.saved.why_not(self._drawn())

    @property
    def updates(self) -> int:
        """Updates of the whole run."""
        return self.per_epoch * self.settings.epochs

    @property
    def shown_features(self) -> tuple[str, ...]:
        """The features that the network is given, as the screen writes them."""
        return tuple(shown(name, self.data.waves) for name in self.features)

    def has_weight(self, layer: int, unit: int, source: int) -> bool:
        """Return whether there is such a weight, all counted from 1; input 0 is the bias."""
        sizes = self.sizes
        return layer < len(sizes) and unit <= sizes[layer] and source <= sizes[layer - 1]

    def given(self, coordinates: Array) -> Array:
        """Return what the network is given of some coordinates, (n, features)."""
        return given_of(self.data, self.features, coordinates)

    def network(self) -> Network:
        """Return a network before its first update."""
        net = self._drawn()
        if self.saved is not None and self.starts_as_saved:
            self.saved.give_to(net)
        return net

    @property
    def starts_as_saved(self) -> bool:
        """Whether the weights start as a file has them."""
        return self.settings.initialisation == SAVED and not self._why_not_saved

    def _drawn(self) -> Network:
        """Return a network with weights that are drawn."""
        settings = self.settings
        return Network(
            self.sizes,
            settings.activations or "tanh",
            output=self.applies.output,
            seed=settings.seed,
            initialisation=AUTO if settings.initialisation == SAVED else settings.initialisation,
            batch_norm=self.applies.normalises,
            dropout=self.applies.dropout,
        )

    def optimiser(self) -> Optimiser:
        """Return the optimiser with its rate, or the schedule of its rate over the whole run."""
        optimiser = optimiser_from(self.settings.optimiser)
        optimiser.learning_rate = scheduled(self.settings.schedule, self.settings.rate, self.updates)
        return optimiser

    def training(self, net: Network) -> Training:
        """Return the run of the engine, before its first look."""
        settings = self.settings
        return Training(
            net,
            (self.train_inputs, self.train_targets),
            loss=self.loss,
            optimiser=self.optimiser(),
            batch=self.batch,
            updates=self.updates,
            seed=settings.seed,
            l1=settings.l1,
            l2=settings.l2,
        )

    def classes(self, outputs: Array) -> Array:
        """Return the class that each row of outputs says, shape (n,)."""
        if outputs.shape[1] > 1:
            return np.asarray(outputs.argmax(axis=1))
        return np.asarray(outputs[:, 0] > (0.5 if self.applies.output == "sigmoid" else 0.0), dtype=np.int64)


def made_bench(settings: PlaygroundSettings, own: OwnData | None = None, saved: SavedWeights | None = None) -> Bench:
    """Return what a run with these settings is made of.

    Args:
        settings: all of them.
        own: data of the learner's own, if its name is among the settings.
        saved: weights from a file.
    """
    share = settings.test / 100
    if own is not None and settings.data == own.name:
        data = own.load(share, settings.seed)
        kind = (own.task, own.coordinates, own.classes)
    else:
        data, kind = loaded(settings.data, settings.noise / 100, share, settings.seed), KINDS[settings.data]
    applies, features = applied(settings, kind), settings.features(data.coordinates)
    inputs = (given_of(data, features, data.train.inputs), given_of(data, features, data.test.inputs))
    train, test = (encoded(split.targets, applies, len(data.classes)) for split in (data.train, data.test))
    return Bench(settings, applies, data, features, *inputs, train, test, saved)


def given_of(data: PlaygroundData, features: Sequence[str], coordinates: Array) -> Array:
    """Return what a network is given of some coordinates, (n, features)."""
    return computed(features, coordinates, data.waves) if data.chooses_features else coordinates


def encoded(targets: Array, applies: Applies, classes: int) -> Array:
    """Return targets as a loss wants them.

    Values and classes for a cross-entropy stay as they are. Other losses aim at 1 for the class that is right, and at 0
    for the others, or at −1 where the output goes below 0: with a single output for two classes, or through a tanh.
    """
    if not classes or applies.loss.endswith("cross_entropy"):
        return np.asarray(targets)
    right = targets[:, np.newaxis] == (np.arange(classes) if applies.outputs > 1 else 1)
    return np.where(right, 1.0, wrong_aim(applies))


def wrong_aim(applies: Applies) -> float:
    """Return what an output aims at where its class is not the right one, for a loss of numbers."""
    return 0.0 if applies.output == "sigmoid" or (applies.outputs > 1 and applies.output == "identity") else -1.0


def scheduled(name: str, rate: float, updates: int) -> float | Schedule:
    """Return a learning rate over a run of so long: the rate itself, or a schedule that spans the run."""
    if name == "step":
        return StepDecay(rate, max(1, updates // STEPS))
    if name == "exponential":
        return Exponential(rate, LAST_SHARE ** (1 / max(1, updates)))
    if name == "cosine":
        return Cosine(rate, max(1, updates))
    return WarmUp(updates // 20, rate) if name == "warm-up" else rate
