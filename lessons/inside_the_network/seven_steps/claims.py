"""The proofs of what the text asserts about the steps of training."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, train
from lessons.inside_the_network.seven_steps.cycle import STEPS, cycles
from lessons.inside_the_network.seven_steps.demo_onward import onward
from lessons.inside_the_network.seven_steps.demo_rounds import CYCLES, HIDDEN, RATE, SPREAD
from lessons.inside_the_network.seven_steps.model import BATCH, beginner, to_learn, training, unseen
from lessons.kit.check_runs import frames_of
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array

_SEEDS = range(5)
_TINY = 0.00001


def _after(spread: float, seed: int, activation: str = "sigmoid", updates: int = CYCLES) -> tuple[float, float]:
    """Return the loss on unseen scans, and the share of them read right."""
    network = beginner(HIDDEN, spread, seed)
    if activation != "sigmoid":
        other = Network([64, HIDDEN, 1], activation, seed=seed)
        other.parameters[...] = network.parameters
        network = other
    *_, last = training(network, rate=RATE, updates=updates, every=updates, seed=seed)
    return last.validation_loss or 0.0, last.validation_accuracy or 0.0


@claim("Only the **update** changes weights")
def only_the_update() -> bool:
    return all(STEPS[each.first_to_change] == "update" for seed in _SEEDS for each in cycles(0.5, 1.0, 3, seed, 5))


@claim("From guesses to answers: more than nine in ten.")
def nine_in_ten() -> bool:
    return all(_after(SPREAD, seed)[1] > 0.9 for seed in _SEEDS)


@claim("a network that began by guessing tells unseen threes from eights")
def began_by_guessing() -> bool:
    began = [beginner(HIDDEN, SPREAD, seed).accuracy(unseen()) for seed in range(20)]
    return abs(float(np.mean(began)) - 0.5) < 0.1


@claim("these 100 cycles have shown 2,000 scans")
def scans_shown() -> bool:
    *_, last = training(beginner(HIDDEN, SPREAD, 0), rate=RATE, updates=CYCLES, every=CYCLES, seed=0)
    return last.number * BATCH == 2_000 and len(to_learn()) == 237


@claim("the loss stays at 0.69, which is knowing nothing")
def stays() -> bool:
    return all(abs(_after(_TINY, seed)[0] - np.log(2)) < 0.03 for seed in _SEEDS)


@claim("they pass on the same half for every scan")
def nearly_a_half() -> bool:
    starts = [beginner(HIDDEN, _TINY, seed).activations(unseen().inputs)[0] for seed in _SEEDS]
    return all(float(np.abs(heard - 0.5).max()) < 0.001 for heard in starts)


@claim("or until the weights have slowly grown")
def grown() -> bool:
    """Six times as many cycles, and it has got away."""
    return all(_after(_TINY, seed, updates=6 * CYCLES)[1] > 0.9 for seed in _SEEDS)


@claim("ReLU and tanh get away from a tiny start sooner than the sigmoid.")
def others_sooner() -> bool:
    return all(
        _after(_TINY, seed, activation)[0] < _after(_TINY, seed)[0] - 0.05
        for seed in _SEEDS
        for activation in ("relu", "tanh")
    )


@claim("So the loss fell to a quarter or less.")
def fell_on() -> bool:
    for seed in _SEEDS:
        *_, last = frames_of(onward.run(seed), 100)
        if float(last.readings["loss"]) > float(last.readings["loss when all right"]) / 4:
            return False
    return True


@claim("A batch's slope is the mean of its examples'")
def mean_of_slopes() -> bool:
    scans = to_learn()
    network = beginner(HIDDEN, SPREAD, 0)
    alone = [_gradient(network, scans.inputs[[i]], scans.targets[[i]]) for i in range(5)]
    return bool(
        np.allclose(np.mean(alone, axis=0), _gradient(network, scans.inputs[:5], scans.targets[:5]), atol=1e-12)
    )


def _gradient(network: Network, inputs: Array, targets: Array) -> Array:
    run = train(network.__copy__(), (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(1.0), updates=1)
    for _ in run:
        pass
    return network.parameters - run.net.parameters
