"""The proofs of what the text asserts about marbles, about starts, and about how the ground bends."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import SGD, Network, train
from lessons.kit.lesson import claim
from lessons.when_learning_goes_wrong.local_minima.curvature import POINTS, WANTED, bends, kind_of_place
from lessons.when_learning_goes_wrong.local_minima.demo_ground import RATE as GROUND_RATE
from lessons.when_learning_goes_wrong.local_minima.demo_ground import SMALL
from lessons.when_learning_goes_wrong.local_minima.many_starts import STARTS, learned, learning, networks
from lessons.when_learning_goes_wrong.local_minima.street import MARBLES, RATE, in_the_deepest, rolling, starts

_SEEDS = range(8)


@cache
def _found(momentum: float = 0.0, noise: float = 0.0, rate: float = RATE) -> tuple[int, ...]:
    """Return for each seed how many marbles end in the deepest valley."""
    return tuple(
        in_the_deepest(list(rolling(starts(seed), momentum=momentum, noise=noise, rate=rate, seed=seed))[-1])
        for seed in _SEEDS
    )


@claim("On our street fewer than a third of the marbles end in the deepest valley")
def fewer_than_a_third() -> bool:
    return max(_found()) < MARBLES / 3


@claim("after the last marble lies still, nothing\nhappens any more")
def lies_still() -> bool:
    """After as many steps again every marble is in the valley where it was, and after ten times as many."""
    first = last = list(rolling(starts(0)))[-1]
    for _ in range(10):
        last = list(rolling(last))[-1]
    return float(np.abs(last - first).max()) < 0.2 and float(np.abs(list(rolling(last))[-1] - last).max()) < 1e-6


@claim("at 0.8 it is not, on this street, and the numbers are the same as without")
def too_little() -> bool:
    return _found(0.8) == _found()


@claim("Turn it to 0.9, and more than half get there; to 0.95, and it is fewer again, for some roll past.")
def enough_and_too_much() -> bool:
    enough, much = _found(0.9), _found(0.95)
    return min(enough) > MARBLES / 2 and all(a > b for a, b in zip(enough, much, strict=True))


@claim("Noise\nhelps as well, at a larger rate.")
def noise_helps() -> bool:
    return bool(min(_found(noise=3.0, rate=0.1)) > MARBLES / 2 > max(_found(rate=0.1)))


@claim("Momentum hardly changes that.")
def momentum_changes_little() -> bool:
    return all(abs(learned(2, seed, 0.9) - learned(2, seed)) <= 6 for seed in range(5))


@claim("with two hidden units more than a quarter of fifty starts never learn XOR")
def two_are_few() -> bool:
    return all(learned(2, seed) < 0.75 * STARTS for seed in range(5)) and _longer(2, 0) < 0.8 * STARTS


def _longer(hidden: int, seed: int) -> int:
    *_, (_, last) = learning(networks(hidden, seed), 0.0, 6000, 6000)
    return int(np.count_nonzero(last < 0.05))


@claim("Turn `hidden units` to 6: every start arrives.")
def six_are_enough() -> bool:
    return all(learned(6, seed) == STARTS for seed in range(5))


@claim("only one level place in\n8,192 would be a pit")
def one_in_many() -> bool:
    """2¹³; and the network has 13 weights and biases."""
    return bool(2 ** Network([2, 3, 1]).size == 8192)


@claim("low down, most directions do bend\nupwards, because that is what low means")
def low_down() -> bool:
    """In the end no place is a saddle any more, though on the way all are."""
    for seed in range(5):
        net = Network([2, 3, 1], "tanh", seed=seed)
        net.parameters[...] *= SMALL
        on_the_way = kind_of_place(bends(net))
        for _ in train(net, (POINTS, WANTED), loss="mse", optimiser=SGD(GROUND_RATE), updates=3000, every=3000):
            pass
        if (on_the_way, kind_of_place(bends(net))) != (1, 0):
            return False
    return True
