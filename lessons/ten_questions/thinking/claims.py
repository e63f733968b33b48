"""The proofs of what the text asserts about sureness far away and about packs of cards."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, train
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array
from lessons.ten_questions.thinking.demo_cards import Pupil
from lessons.ten_questions.thinking.demo_probe import WAYS, probe
from lessons.ten_questions.thinking.model import clusters

_SEEDS = range(5)


def _sums(activation: str, seed: int) -> list[float]:
    """The sums z at 5, 10, 20 and 40 steps past B, of a network that has learned the clusters."""
    examples, _ = clusters(seed, 60, 0.6)
    net = Network([2, 8, 1], activation, seed=seed)
    data = (examples.inputs, examples.targets[:, None].astype(float))
    for _ in train(net, data, loss="binary_cross_entropy", optimiser=SGD(0.5), updates=100, every=100):
        pass
    return [float(net.outputs(np.array([[far, 0.0]]))[0, 0]) for far in (5.0, 10.0, 20.0, 40.0)]


@claim("Further from the border, *z* grows, and sureness with it")
def sureness_grows() -> bool:
    return all(bool(np.all(np.diff(_sums("relu", seed)) > 0)) for seed in _SEEDS)


def _outcome(seed: int, way: str) -> int | None:
    """How sure the network is in the end, as one of the demo's options."""
    *_, last = probe.frames(**{**probe.starting_settings(), "way": way}, seed=seed)
    return last.outcome


@claim("a ReLU network is at least as sure as at home")
def surer_far_away() -> bool:
    return all(_outcome(seed, way) == 2 for way in WAYS if way != "upwards" for seed in _SEEDS)


@claim("A probe that walks upwards, along the border, may find some")
def doubt_along_the_border() -> bool:
    return 0 in [_outcome(seed, "upwards") for seed in _SEEDS]


def _ends(hidden: int, share: float) -> Array:
    """The shares right of 30 labels that were taught and of new ones, shape (seeds, 2)."""
    pupils = [Pupil.taught(30, hidden, share, seed) for seed in _SEEDS]
    return np.array([(pupil.own[-1], pupil.new[-1]) for pupil in pupils])


@claim("until the network had nearly all 30 by heart")
def by_heart() -> bool:
    return bool(np.all(_ends(32, 1.0)[:, 0] >= 0.95))


@claim("it does about as well as a coin")
def like_a_coin() -> bool:
    return bool(abs(_ends(32, 1.0)[:, 1].mean() - 0.5) < 0.06)


@claim("gets more than 80% of them right")
def truth_is_learned() -> bool:
    return bool(np.all(_ends(32, 0.0)[:, 1] > 0.8))


@claim("it cannot learn such a pack by heart, for want of room")
def no_room() -> bool:
    return bool(np.all(_ends(1, 1.0)[:, 0] < 0.95))


@claim("With tanh, a bend that flattens out, sureness levels off instead of growing")
def levels_off() -> bool:
    return all(abs(far - near) < 0.1 for _, _, near, far in (_sums("tanh", seed) for seed in _SEEDS))
