"""What the machine runs for this lesson: two demos, five questions, and the proofs of what the text claims."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine import SGD, Network, train
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.lesson import Claim
from lessons.ten_questions.thinking.cards import cards
from lessons.ten_questions.thinking.clusters import clusters
from lessons.ten_questions.thinking.inputs import moves_more, one_nudge
from lessons.ten_questions.thinking.odds import far_probe, stranger
from lessons.ten_questions.thinking.outcomes import shuffled_labels, taught
from lessons.ten_questions.thinking.probe import WAYS, how_sure, probe

__all__ = ("cards", "claims", "far_probe", "moves_more", "one_nudge", "probe", "shuffled_labels", "stranger")


def claims() -> Iterator[Claim]:
    """What the prose asserts about a run."""
    yield Claim("Further from the border, *z* grows, and sureness with it", _grows)
    yield Claim("a ReLU network is at least as sure as at home", _surer_far_away)
    yield Claim("Send the probe upwards, along the border, and you may find some", _doubt_along_the_border)
    yield Claim(
        "until the network had nearly all 30 by heart", lambda: all(_pack(32, seed)[0] >= 0.95 for seed in range(5))
    )
    yield Claim("it does about as well as a coin", _like_a_coin)
    yield Claim("gets more than 80% of them right", lambda: all(_truth(seed) > 0.8 for seed in range(5)))
    yield Claim("it cannot learn such a pack by heart, for want of room", _no_room)
    yield Claim("With tanh, a bend that flattens out, sureness levels off instead of growing", _levels_off)


def _end(demo: Demo, seed: int, **settings: Setting) -> Frame:
    """The last frame of a run."""
    run = demo.run(seed, **settings)
    while (frame := run.next()) and not frame.finished:
        pass
    assert run.latest
    return run.latest


def _sums(activation: str, seed: int) -> list[float]:
    """The sums z at 5, 10, 20 and 40 steps past B, of a network that has learned the clusters."""
    examples, _ = clusters(seed, 60, 0.6)
    net = Network([2, 8, 1], activation, seed=seed)
    data = (examples.inputs, examples.targets[:, None].astype(float))
    for _ in train(net, data, loss="binary_cross_entropy", optimiser=SGD(0.5), updates=100, every=100):
        pass
    return [float(net.outputs(np.array([[far, 0.0]]))[0, 0]) for far in (5.0, 10.0, 20.0, 40.0)]


def _grows() -> bool:
    return all(bool(np.all(np.diff(_sums("relu", seed)) > 0)) for seed in range(5))


def _surer_far_away() -> bool:
    ways = [way for way in WAYS if way != "upwards"]
    return all(how_sure(_end(probe, seed, way=way)) == 2 for way in ways for seed in range(5))


def _doubt_along_the_border() -> bool:
    return 0 in [how_sure(_end(probe, seed, way="upwards")) for seed in range(5)]


def _pack(hidden: int, seed: int) -> tuple[float, float]:
    """The share right of 30 shuffled labels, and of new ones."""
    pupil = taught(30, hidden, 1.0, seed)
    return pupil.own[-1], pupil.new[-1]


def _like_a_coin() -> bool:
    return abs(float(np.mean([_pack(32, seed)[1] for seed in range(5)])) - 0.5) < 0.06


def _truth(seed: int) -> float:
    return taught(30, 32, 0.0, seed).new[-1]


def _no_room() -> bool:
    return all(_pack(1, seed)[0] < 0.95 for seed in range(5))


def _levels_off() -> bool:
    return all(abs(far - near) < 0.1 for _, _, near, far in (_sums("tanh", seed) for seed in range(5)))
