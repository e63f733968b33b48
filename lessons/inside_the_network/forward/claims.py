"""The proofs of what the text asserts about forward passes."""

from __future__ import annotations

import numpy as np

from engine import Network, Tensor, datasets
from lessons.inside_the_network.forward.demo_double import INPUTS, NETWORK, STEPS, without_biases
from lessons.inside_the_network.forward.demo_walk import FIRST, SECOND, WEIGHTS
from lessons.inside_the_network.forward.exercises import EXERCISES, exercise
from lessons.inside_the_network.forward.looks import BETWEEN, HIDDEN, compared, three_looks
from lessons.inside_the_network.forward.model import PaperNetwork, PaperUnit
from lessons.inside_the_network.layers.model import DIGITS, trained
from lessons.inside_the_network.layers.scanner import PIXELS
from lessons.kit.lesson import claim

_SEEDS = range(5)


@claim("h2 fell below 0 and passed on a 0, a number like any other.")
def silent_second() -> bool:
    """The 0 counts for what it is: the sum is what the first unit and the bias make of it."""
    there = PaperNetwork(FIRST, SECOND, PaperUnit(WEIGHTS, 0.5)).meets((1.0, 2.0))
    alone = WEIGHTS[0] * there["h1"] + 0.5
    return there["sum of h2"] < 0 and there["h2"] == 0 and abs(there["sum"] - alone) < 1e-12


@claim("what one layer gets wrong, the next works with")
def slips_travel() -> bool:
    """In each exercise a hidden sum from before ReLU changes the output's sum."""
    tasks = [exercise(number) for number in range(1, EXERCISES + 1)]
    return all(
        abs(task.slips()["sum"]["counts hidden sums from before ReLU"] - task.nodes()["sum"]) > 0.1 for task in tasks
    )


@claim("though units *of* a layer may go in any order")
def any_order() -> bool:
    """Swapping the units of the hidden layer, with their weights, changes no answer."""
    tasks = [exercise(number) for number in range(1, EXERCISES + 1)]
    swapped = [
        PaperNetwork(n.second, n.first, PaperUnit((n.last.weights[1], n.last.weights[0]), n.last.bias))
        for n in (task.network for task in tasks)
    ]
    return all(
        abs(other.meets(task.inputs).value() - task.network.meets(task.inputs).value()) < 1e-12
        for task, other in zip(tasks, swapped, strict=True)
    )


@claim("h1 grew, but on the way h2 woke up, and the output counts h2 with a minus.")
def woke_up() -> bool:
    before, after = (NETWORK.meets((factor * INPUTS[0], INPUTS[1])) for factor in (1, 2))
    awake = [NETWORK.meets((1 + k / STEPS, INPUTS[1]))["h2"] > 0 for k in range(STEPS + 1)]
    grew = after["h1"] > before["h1"] and after["sum"] < before["sum"]
    return grew and not awake[0] and not awake[3] and awake[-1] and NETWORK.last.weights[1] < 0


@claim("double both inputs, “without” biases: exactly twice.")
def exactly_twice() -> bool:
    """Without biases, both inputs doubled double the sum."""
    network = without_biases(NETWORK)
    once, twice = network.meets(INPUTS)["sum"], network.meets((2 * INPUTS[0], 2 * INPUTS[1]))["sum"]
    return abs(twice - 2 * once) < 1e-12


@claim("double *every* input, and the sum does double exactly")
def doubles_exactly() -> bool:
    """So it is in networks of chance whose biases are 0."""
    inputs = np.random.default_rng(0).normal(size=(40, 3))
    networks = [Network([3, 8, 8, 2], "relu", seed=seed) for seed in _SEEDS]
    for network in networks:
        for layer in network.layers:
            layer.biases[...] = 0
    return all(np.allclose(each.outputs(2 * inputs), 2 * each.outputs(inputs), atol=1e-12) for each in networks)


@claim("So the answer to twice the input may be more, less, or lower than before.")
def not_in_proportion() -> bool:
    """Among networks with biases there is each."""
    rng, found = np.random.default_rng(1), set()
    for seed in range(30):
        network = Network([2, 4, 1], "relu", seed=seed)
        network.layers[0].biases[...] = rng.normal(size=4)
        once, twice = (float(network.outputs(factor * np.ones((1, 2)))[0, 0]) for factor in (1, 2))
        if once > 0:
            found.add("lower" if twice < once else "less" if twice < 2 * once else "more")
    return found == {"lower", "less", "more"}


@claim("The same to the last digit.")
def the_same_again() -> bool:
    looks = [three_looks(first, second, BETWEEN[0], seed) for seed in _SEEDS for first, second in ((1, 5), (7, 90))]
    return all(compared(one.reading, three.reading) == 0 for one, _, three in looks)


@claim("learning from a single scan moves the weights, and with them the answers to all others")
def learning_changes_all() -> bool:
    """Each of fifty scans gets other raw outputs after one update with another scan."""
    scans = datasets.digits().validation.inputs[10:60]
    for seed in _SEEDS:
        before, _, after = three_looks(1, 5, BETWEEN[1], seed)
        changed = np.any(before.network.outputs(scans) != after.network.outputs(scans), axis=1)
        if not np.all(changed):
            return False
    return True


@claim("ten outputs, 42 that compute. It is the weights and biases that run to thousands, 2,410 of them.")
def counted() -> bool:
    network = Network([PIXELS * PIXELS, HIDDEN, DIGITS])
    return sum(layer.units for layer in network.layers) == 42 and network.size == 2_410


@claim("For most scans a good part of those hidden units pass on a 0, each scan another part.")
def many_are_silent() -> bool:
    """A fifth at least on most scans; and nearly no unit is silent on every scan."""
    scans = datasets.digits()
    for seed in _SEEDS:
        silent = trained(scans, HIDDEN, seed=seed).activations(scans.validation.inputs)[0] == 0
        if np.median(silent.mean(axis=1)) < 0.2 or len(np.unique(silent, axis=0)) < 100:
            return False
    return True


@claim("Only a step or a ReLU gives 0")
def only_two_give_nought() -> bool:
    """Below zero a sigmoid and tanh still say something."""
    below = np.linspace(-6, -0.1, 50)
    silent = {name: bool(np.all(getattr(Tensor(below), name)().value == 0)) for name in ("sigmoid", "tanh", "relu")}
    return silent == {"sigmoid": False, "tanh": False, "relu": True}


@claim("ReLU passes on 7 as happily as 0, and tanh goes below zero.")
def any_range() -> bool:
    return Tensor(7.0).relu().item() == 7 and Tensor(-1.0).relu().item() == 0 and Tensor(-1.0).tanh().item() < 0
