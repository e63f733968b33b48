"""The proofs of what the text asserts about the four activations and their race."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, train
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array
from lessons.ten_questions.activation.demo_dial import WALK
from lessons.ten_questions.activation.demo_race import LOST, UPDATES
from lessons.ten_questions.activation.model import NAMES, examples, network, respond

_SEEDS = range(5)
_Z = np.linspace(-4.0, 4.0, 400)  # an even number of places: 0, where the corner lies, is not among them


@claim("layers of plain sums collapse into one plain sum")
def sums_collapse() -> bool:
    """A network without activations answers halfway between two inputs with the mean of its two answers."""
    net = Network([2, 8, 8, 1], "identity", seed=0)
    ends = np.random.default_rng(0).normal(size=(2, 50, 2))
    return bool(np.allclose(net.outputs(ends.mean(axis=0)), (net.outputs(ends[0]) + net.outputs(ends[1])) / 2))


@claim("**step** is the power button after all: 0 up to z = 0, 1 beyond. Slope 0 on both sides.")
def step() -> bool:
    outputs, slopes = respond("step", WALK)
    return bool(np.array_equal(outputs, WALK > 0) and not np.any(slopes))


@claim("**sigmoid** is a dimmer from 0 to 1. Slope `a × (1 − a)`, at most a quarter.")
def sigmoid() -> bool:
    outputs, slopes = respond("sigmoid", WALK)
    inside = outputs.min() > 0 and outputs.max() < 1
    return bool(inside and np.allclose(slopes, outputs * (1 - outputs)) and slopes.max() == 0.25)


@claim("**tanh** is a dimmer from −1 to 1. Slope `1 − a²`, at most 1.")
def tanh() -> bool:
    outputs, slopes = respond("tanh", WALK)
    inside = outputs.min() > -1 and outputs.max() < 1
    return bool(inside and np.allclose(slopes, 1 - outputs**2) and slopes.max() == 1)


@claim("**ReLU** is silent below 0 and repeats z above it. Slope 0 below, 1 above.")
def relu() -> bool:
    outputs, slopes = respond("ReLU", _Z)
    return bool(np.array_equal(outputs, np.where(_Z > 0, _Z, 0)) and np.array_equal(slopes, _Z > 0))


def _losses(name: str, layers: int = 2, rate: float = 0.3, seed: int = 0) -> Array:
    run = train(network(name, layers, seed), examples("moons", seed), optimiser=SGD(rate), updates=UPDATES, every=10)
    return np.array([update.loss for update in run])


@claim("In all 300 updates step's loss does not move by a hair")
def step_never_learns() -> bool:
    """Whatever the seed, the rate and the number of layers: the gradient is 0, so that not one bit changes."""
    cases = [(layers, rate, seed) for layers in (1, 4) for rate in (0.03, 3.0) for seed in range(3)]
    return all(len(set(_losses("step", *case))) == 1 for case in cases)


@claim("The sigmoid creeps along behind tanh and ReLU")
def sigmoid_creeps() -> bool:
    ends = [{name: _losses(name, seed=seed)[-1] for name in ("sigmoid", "tanh", "ReLU")} for seed in _SEEDS]
    return all(end["sigmoid"] > 2 * max(end["tanh"], end["ReLU"]) for end in ends)


@claim("with four hidden layers it has hardly left the start")
def four_layers_fade() -> bool:
    """At the end it still does no better than saying one half each time, which costs 0.25."""
    return all(_losses("sigmoid", layers=4, seed=seed)[-1] > 0.245 for seed in _SEEDS)


@claim("at a rate of 3 the ReLU dies, and the plodding sigmoid wins")
def relu_dies() -> bool:
    races = [{name: _losses(name, rate=3.0, seed=seed)[-1] for name in NAMES} for seed in _SEEDS]
    return all(ends["ReLU"] > LOST and ends["sigmoid"] == min(ends.values()) for ends in races)
