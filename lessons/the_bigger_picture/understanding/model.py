"""A network that reads scans of digits, the slopes of its loss along their pixels, and scans pushed along them.

Source of the push: I. Goodfellow, J. Shlens, C. Szegedy, “Explaining and Harnessing Adversarial Examples”,
2015, section 3.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine import Adam, Network, Tensor, datasets, loss_of, train
from engine.arrays import Array, Labels
from engine.datasets import Split

SIDE, DIGITS, HIDDEN = 8, 10, 32
LEVEL = 1 / 16
"""A grey level of the scanner, where paper is 0 and ink 1."""
RATE, BATCH, ROUNDS, A_ROUND = 0.005, 64, 12, 50
"""Adam's rate, scans an update, rounds of training, and updates in each."""
LESSON = 2.5 * LEVEL
"""How far the scans are pushed that a hardened network is taught as well."""


def pixel_slopes(net: Network, scans: Array, digits: Labels) -> Array:
    """Return the slope of each scan's own cross-entropy along each of its pixels, shape (scans, 64).

    Args:
        net: what reads them.
        scans: shape (scans, 64), from 0 (paper) to 1 (ink).
        digits: what they are, shape (scans,).
    """
    pixels = Tensor(scans, "pixels")
    loss_of(net(pixels), digits, "softmax_cross_entropy").backward()
    return np.asarray(pixels.grad) * len(scans)  # the loss is their mean, in which no scan touches another's pixels


def pushed(scans: Array, directions: Array, amount: float) -> Array:
    """Return scans of which each pixel has moved by an amount the way of its sign, as far as paper and ink allow."""
    return np.clip(scans + amount * np.sign(directions), 0.0, 1.0)


def either_way(scans: Array, seed: int) -> Array:
    """Return a direction for each pixel by the toss of a coin, −1 or 1, in the shape of the scans."""
    return np.random.default_rng([seed, 16]).choice([-1.0, 1.0], scans.shape)


def sureness(net: Network, scans: Array) -> Array:
    """Return how sure a network is of each digit, shape (scans, 10): each row adds up to 1."""
    return Tensor(net.outputs(scans)).softmax().value


class Reader:
    """A network of 64 pixels, some hidden units and ten digits, and the scans that it never learns from.

    Args:
        seed: of the starting weights, and of how the scans are dealt out and met.
        hidden: its hidden units; 0 joins pixels and digits directly.
        hardened: whether it is also taught each scan pushed the way that raises its loss, as it is in that round.
    """

    def __init__(self, seed: int = 0, *, hidden: int = HIDDEN, hardened: bool = False) -> None:
        scans = datasets.digits(seed)
        sizes = [SIDE * SIDE, *([hidden] if hidden else []), DIGITS]
        self.net, self.unseen = Network(sizes, "relu", seed=seed), scans.test
        self._taught, self._seed, self._hardened = scans.train, seed, hardened

    def rounds(self) -> Iterator[int]:
        """Train it, and give the updates made after each round, 0 at first."""
        yield 0
        for number in range(ROUNDS):
            data, seed = self._lesson(), self._seed + 1_000 * number
            for _ in train(
                self.net,
                (data.inputs, data.targets),
                loss="softmax_cross_entropy",
                optimiser=Adam(RATE),
                batch=BATCH,
                updates=A_ROUND,
                every=A_ROUND,
                seed=seed,
            ):
                pass
            yield A_ROUND * (number + 1)

    def trained(self) -> Reader:
        """Train it without a look, and return it."""
        for _ in self.rounds():
            pass
        return self

    def right(self) -> Split:
        """Return the unseen scans that it reads right."""
        reads = self.net.classes(self.unseen.inputs) == self.unseen.targets
        return Split(self.unseen.inputs[reads], self.unseen.targets[reads])

    def aimed(self, scans: Split) -> Array:
        """Return the signs of the slopes of the loss along the pixels of some scans."""
        return np.sign(pixel_slopes(self.net, scans.inputs, scans.targets))

    def _lesson(self) -> Split:
        """Return what a round teaches: the scans, and for a hardened network the same once more, pushed."""
        if not self._hardened:
            return self._taught
        harder = pushed(self._taught.inputs, self.aimed(self._taught), LESSON)
        both = (self._taught.inputs, harder), (self._taught.targets, self._taught.targets)
        return Split(*(np.concatenate(each) for each in both))
