"""Wolves and dogs, on snow and on grass: a neuron learns from some of them, and judges strangers, group by group."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import SGD, Network, Training, train
from lessons.kit.slopes import Array

CUES = ("ears", "muzzle", "legs", "coat", "snow")
GROUPS = ("wolf on snow", "wolf on grass", "dog on snow", "dog on grass")
"""The four groups, numbered: two for a dog, one for grass."""
LEARNERS, STRANGERS = 400, 2000
UPDATES, EVERY, RATE = 300, 6, 0.5
_ANIMAL = np.array([0.8, 0.7, 0.6, 0.5])
"""How far from 0 each cue of the animal itself lies on average; each wavers by 1."""
_HAZE = 0.3
"""How much the ground wavers, which is 1 for snow and −1 for grass on average."""
BALANCED, LIKELY = 0.84, 0.7
"""Shares of a fair test: from the first on it knows animals, below the second it mostly looks at the ground."""


@dataclass(frozen=True, eq=False)
class World:
    """Animals, one a row.

    Attributes:
        inputs: the five `CUES`, shape (n, 5).
        targets: 1 for a wolf and 0 for a dog, shape (n, 1).
        groups: the number of each one's group in `GROUPS`, shape (n,).
    """

    inputs: Array
    targets: Array
    groups: NDArray[np.int_]

    @property
    def counts(self) -> NDArray[np.int_]:
        """How many there are of each group, shape (4,)."""
        return np.bincount(self.groups, minlength=len(GROUPS))


def world(count: int, agree: float, strength: float, seed: int) -> World:
    """Return some animals, half of them wolves.

    Args:
        count: how many.
        agree: the share of the wolves that stand on snow, and of the dogs that stand on grass; rounded to animals.
        strength: what the animals' own cues are multiplied by before they waver.
        seed: draws the wavering.
    """
    place = np.arange(count)
    dog, usual = place % 2, place // 2 < round(agree * (count / 2))
    ground = np.where(usual, dog, 1 - dog)
    own = np.where(dog, -1.0, 1.0)[:, None] * _ANIMAL * strength
    cues = np.column_stack([own, np.where(ground, -1.0, 1.0)])
    noise = np.random.default_rng(seed).normal(0.0, 1.0, cues.shape) * [1.0, 1.0, 1.0, 1.0, _HAZE]
    return World(cues + noise, 1.0 - dog[:, None], 2 * dog + ground)


def learners(agree: float, strength: float, seed: int, count: int = LEARNERS) -> World:
    """Return those from whom a neuron learns."""
    return world(count, agree, strength, seed)


def strangers(agree: float, strength: float, seed: int) -> World:
    """Return those whom it judges; at one half, the ground tells nothing: a fair test."""
    return world(STRANGERS, agree, strength, seed + 1_000_000)


def group_weights(counts: Array) -> Array:
    """Return the weight of an animal of each group under which all groups that exist count alike; the total stays.

    Args:
        counts: how many there are of each, shape (groups,); a group of none gets 0.
    """
    there = np.asarray(counts) > 0
    return np.where(there, np.sum(counts) / (there.sum() * np.maximum(counts, 1e-12)), 0.0)


def learning(data: World, *, alike: bool, every: int = EVERY) -> Training:
    """Train a neuron whose weights are 0 at first; with `alike`, each group counts alike instead of each animal."""
    weights = group_weights(data.counts)[data.groups] if alike else None
    net = Network([len(CUES), 1], initialisation="zeros")
    pair = (data.inputs, data.targets)
    optimiser = SGD(RATE)
    return train(
        net, pair, loss="binary_cross_entropy", optimiser=optimiser, updates=UPDATES, every=every, weights=weights
    )


def learned(data: World, *, alike: bool = False) -> Network:
    """Return the neuron after all its updates."""
    run = learning(data, alike=alike, every=UPDATES)
    deque(run, maxlen=0)
    return run.net


def called_wolf(net: Network, inputs: Array) -> NDArray[np.bool_]:
    """Return which animals it calls wolves, shape (n,)."""
    return np.asarray(net.outputs(inputs)[:, 0] > 0)


def right_by_group(called: NDArray[np.bool_], judged: World) -> Array:
    """Return the share that was judged rightly in each group, shape (4,); nan where nobody is."""
    right = called == (judged.targets[:, 0] > 0.5)
    sums, counts = np.bincount(judged.groups, right, len(GROUPS)), judged.counts
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def how_fair(right: float) -> int:
    """Return which of the three answers a share right in the fair test makes true: most, middling, few."""
    return 0 if right >= BALANCED else 1 if right >= LIKELY else 2
