"""The race of five schedules: six networks each learn a noisy wave from a few examples at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine import SGD, Network, datasets, train
from engine.optimisers.setting import Schedule
from engine.schedules import Constant, Cosine, Exponential, StepDecay, WarmUp
from lessons.kit.slopes import Array

UPDATES, EVERY, EXAMPLES, NETWORKS = 300, 5, 60, 6
NAMES = ("constant", "step", "exponential", "cosine", "warm-up")


def schedules(rate: float) -> tuple[Schedule, ...]:
    """Return the five at their largest rate: the last warms up for a tenth of the time, and is a cosine from there."""
    warm = UPDATES // 10
    return (
        Constant(rate),
        StepDecay(rate, UPDATES // 2, 0.1),
        Exponential(rate, 0.02 ** (1 / UPDATES)),
        Cosine(rate, UPDATES),
        WarmUp(warm, Cosine(rate, UPDATES - warm)),
    )


def learners(seed: int) -> Network:
    """Return the six networks as they begin."""
    return Network([1, 8, 1], activation="tanh", seed=[seed * NETWORKS + member for member in range(NETWORKS)])


def learn(schedule: Schedule, net: Network, batch: int, seed: int) -> Iterator[float]:
    """Give how far the networks are from the wave itself, squared and averaged, first and after every few updates."""
    data = datasets.sine(seed, samples=EXAMPLES, noise=0.3).train
    wave = np.sin(data.inputs)
    for _ in train(
        net, data, loss="mse", optimiser=SGD(schedule), updates=UPDATES, batch=batch, seed=seed, every=EVERY
    ):
        yield _away(net.outputs(data.inputs), wave)


def _away(said: Array, wave: Array) -> float:
    """Return the mean squared distance; a run that has burst is infinitely far, and that is told."""
    with np.errstate(all="ignore"):
        return float(((said - wave) ** 2).mean())


def race(rate: float, batch: int, seed: int) -> Array:
    """Return the distances of all five, shape (looks, five)."""
    return np.array([list(learn(each, learners(seed), batch, seed)) for each in schedules(rate)]).T
