"""Scans of digits from two scanners, one with a speck of dust: what a network makes of it, and where it looks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from engine import Adam, Network, Tensor, Training, train
from engine.datasets import digits
from lessons.kit.slopes import Array

COUNT, SIDE = 600, 8
UNITS, RATE, UPDATES, EVERY, PENALTY = 8, 0.01, 200, 4, 0.003
GROUPS = ("5–9, dust", "5–9, clean", "0–4, dust", "0–4, clean")
"""Large digits are 5 to 9, small ones 0 to 4; with the speck or without."""


@dataclass(frozen=True, eq=False)
class Scans:
    """Scans, one a row.

    Attributes:
        inputs: 64 pixels each, from 0 (paper) to 1 (ink), shape (n, 64).
        targets: 1 for a large digit, shape (n, 1).
        dusty: which of them went through the scanner with the speck, shape (n,).
    """

    inputs: Array
    targets: Array
    dusty: NDArray[np.bool_]

    @property
    def groups(self) -> NDArray[np.int_]:
        """The number of each one's group in `GROUPS`."""
        return np.asarray(2 * (self.targets[:, 0] < 0.5) + ~self.dusty)


@cache
def _clean() -> tuple[tuple[Array, Array], tuple[Array, Array], NDArray[np.int_]]:
    """Return scans to learn from and others to judge, each with what is large, and the pixels that are blank in all."""
    data = digits(seed=0)
    own = (data.train.inputs[:COUNT], data.train.targets[:COUNT] >= 5)
    others = np.concatenate([data.test.targets, data.validation.targets]) >= 5
    test = (np.concatenate([data.test.inputs, data.validation.inputs]), others)
    blank = np.flatnonzero(np.concatenate([own[0], test[0]]).mean(axis=0) <= 0.002)
    return own, test, blank


def speck(seed: int) -> int:
    """Return the number of the pixel on which the dust lies: one that is blank in nearly all scans."""
    return int(np.random.default_rng(seed).choice(_clean()[2]))


def learners(share: float, ink: float, seed: int) -> Scans:
    """Return those from which a network learns.

    Args:
        share: of the large digits that share has the speck, and of the small ones the rest.
        ink: how dark the speck is.
        seed: draws where it lies, and on which scans.
    """
    (inputs, large), _, _ = _clean()
    rng, usual = np.random.default_rng((seed, 1)), np.zeros(len(large), dtype=bool)
    for which in (large, ~large):
        there = rng.permutation(np.flatnonzero(which))
        usual[there[: round(share * len(there))]] = True
    return _dusted(inputs, large, usual == large, ink, seed)


def strangers(ink: float, seed: int) -> Scans:
    """Return the scans of a fair test: each stranger once with the speck and once without."""
    _, (inputs, large), _ = _clean()
    dusty = np.arange(2 * len(large)) < len(large)
    return _dusted(np.concatenate([inputs, inputs]), np.concatenate([large, large]), dusty, ink, seed)


def _dusted(inputs: Array, large: NDArray[np.bool_], dusty: NDArray[np.bool_], ink: float, seed: int) -> Scans:
    pixels = inputs.copy()
    pixels[:, speck(seed)] = np.where(dusty, ink, 0.0)
    return Scans(pixels, large[:, None].astype(float), dusty)


def learning(data: Scans, penalty: float, seed: int, every: int = EVERY) -> Training:
    """Train a network of one hidden layer to tell large digits from small ones."""
    net = Network([SIDE * SIDE, UNITS, 1], "tanh", seed=seed, initialisation="small")
    pair = (data.inputs, data.targets)
    return train(net, pair, loss="binary_cross_entropy", optimiser=Adam(RATE), updates=UPDATES, every=every, l2=penalty)


def input_gradients(net: Network, inputs: Array) -> Array:
    """Return how the network's answer to each scan changes with each of its pixels, shape (n, 64).

    One backward pass that goes on past the first weights to the pixels themselves.
    """
    pixels = Tensor(inputs, "x")
    net(pixels).sum().backward()
    return np.array(pixels.grad)


def right_by_group(net: Network, judged: Scans) -> Array:
    """Return the share judged rightly in each group, shape (4,)."""
    right = (net.outputs(judged.inputs) > 0)[:, 0] == (judged.targets[:, 0] > 0.5)
    counts = np.bincount(judged.groups, minlength=len(GROUPS))
    return np.asarray(np.bincount(judged.groups, right, len(GROUPS)) / counts)
