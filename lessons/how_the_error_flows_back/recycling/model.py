"""The cost of blaming every weight of a network, counted on the engine's tape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from time import perf_counter

import numpy as np

from engine import Network, loss_of
from engine.tape import Tape
from engine.tensor import Tensor
from lessons.kit.slopes import Array

INPUTS = 8
REPEATS = 5
"""How often a pass is timed; the quickest counts."""


@dataclass(frozen=True)
class Bill:
    """The work of blaming all weights of a network, for one example.

    Attributes:
        weights: how many weights and biases it has.
        there: multiply-adds of one forward pass.
        and_back: those of one forward and one backward pass.
    """

    weights: int
    there: int
    and_back: int

    @property
    def passes(self) -> int:
        """Forward passes of the way weight by weight: one without a nudge, and one for each weight."""
        return self.weights + 1

    @property
    def weight_by_weight(self) -> int:
        """Multiply-adds of all of these passes."""
        return self.passes * self.there

    @property
    def times(self) -> float:
        """How many times the work of one way there and back that is."""
        return self.weight_by_weight / self.and_back


def network(hidden: int, layers: int, seed: int = 0) -> Network:
    """Return a fresh network (tanh) with `layers` hidden layers of `hidden` units each, and one output."""
    return Network([INPUTS, *[hidden] * layers, 1], "tanh", seed=seed)


def one_example(net: Network, seed: int = 0) -> Tensor:
    """Return the squared miss of one example, as an expression that has not gone back yet."""
    rng = np.random.default_rng([seed, 1])
    return loss_of(net(rng.normal(size=(1, net.sizes[0]))), rng.normal(size=(1, net.sizes[-1])), "mse")


def multiply_adds(tape: Tape) -> int:
    """Return the multiply-adds in the matrix products of a tape's steps."""
    names = ("dot", "sums_of_products")
    products = [step for step in tape if getattr(step.call, "__name__", "") in names and step.value.ndim == 2]
    return sum(step.value.size * int(step.inputs[0].shape[-1]) for step in products)


@cache
def bill(hidden: int, layers: int) -> Bill:
    """Return what a network of this size costs, from the steps that the engine makes."""
    net = network(hidden, layers)
    loss = one_example(net)
    loss.backward()
    return Bill(net.size, multiply_adds(loss.tape.phase("forward")), multiply_adds(loss.tape))


@cache
def milliseconds(hidden: int, layers: int) -> tuple[float, float]:
    """Return how long a forward pass takes on this machine, and a forward and a backward pass together.

    They are timed once for each size, so that a run that is looked at again shows what it showed.
    """
    loss = one_example(network(hidden, layers))
    loss.backward()
    there = _quickest(loss.tape.phase("forward"))
    return there, there + _quickest(loss.tape.phase("backward"))


def _quickest(tape: Tape) -> float:
    """Return the milliseconds of the quickest of a few replays."""
    taken = []
    for _ in range(REPEATS):
        begun = perf_counter()
        tape.replay()
        taken.append(perf_counter() - begun)
    return 1000 * max(min(taken), 1e-7)


def one_sided(net: Network, weights: Array, nudge: float, seed: int = 0) -> Array:
    """Return the slopes along some weights as nudges feel them: (loss after − loss before) / nudge.

    Args:
        net: whose; its weights stand as before afterwards.
        weights: the indices, shape (n,).
        nudge: how far each weight is moved, alone.
        seed: of the example.
    """
    felt, loss, stood = one_example(net, seed), [], net.parameters.copy()
    before, forward = felt.item(), felt.tape  # a forward pass is a replay of what was recorded once
    for weight in weights:
        net.parameters[weight] += nudge
        forward.replay()
        loss.append(felt.item())
        net.parameters[...] = stood
    return (np.array(loss) - before) / nudge
