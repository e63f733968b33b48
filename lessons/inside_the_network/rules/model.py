"""Mails with two measures, the rule that a person writes for them, and the network that learns from examples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from engine import Adam, Network, Tensor, Training, train
from engine.arrays import Labels
from lessons.kit.slopes import Array

LETTERS, SPAM, MOVED = (3.0, 3.0), (7.0, 7.0), (1.5, 7.0)
"""Links and capitals of a usual letter, of usual spam, and of spam once the spammers have changed their ways."""
MOST = 10.0
UNSEEN, GOOD, COIN = 200, 170, 120
"""Mails to be sorted; so many right is well sorted; fewer than so many is hardly better than a coin."""
EXAMPLES, HIDDEN, UPDATES = 120, 8, 200
OLD_RULE = (4.5, 4.5)
OPTIONS = (f"Fewer than {COIN}: hardly better than a coin", f"{COIN} to {GOOD - 1}", f"{GOOD} or more")
WHO = ("Both", "Only the rule", "Only the network", "Neither")
_SPREAD = 1.3
_RATE, _PENALTY = 0.05, 0.02


@dataclass(frozen=True, eq=False)
class Mails:
    """Mails, every second one spam.

    Attributes:
        measures: links and capitals of each, per hundred words, shape (n, 2), from 0 to 10.
        spam: what each is, shape (n,): 0 for a letter, 1 for spam.
    """

    measures: Array
    spam: Labels

    @property
    def inputs(self) -> Array:
        """The measures as the network hears them: around 0, shape (n, 2)."""
        return heard(self.measures)

    @property
    def targets(self) -> Array:
        """The labels as a column, shape (n, 1)."""
        return np.asarray(self.spam[:, np.newaxis], dtype=float)

    def first(self, count: int) -> Mails:
        """Return the first few."""
        return Mails(self.measures[:count], self.spam[:count])

    def last(self, count: int) -> Mails:
        """Return the last few."""
        return Mails(self.measures[-count:], self.spam[-count:])


def mails(count: int, seed: int, pile: int, moved: float = 0.0) -> Mails:
    """Return mails by chance.

    Args:
        count: how many.
        seed: of the chance.
        pile: which pile of them: 0 to learn from, 1 not seen before, 2 to learn from after the change.
        moved: how far spam has moved, from 0 to 1; the chance stays the same.
    """
    spam = np.arange(count) % 2
    usual = np.array(SPAM) + moved * (np.array(MOVED) - np.array(SPAM))
    middles = np.where(spam[:, np.newaxis] == 1, usual, LETTERS)
    chance = np.random.default_rng([seed, pile]).standard_normal((count, 2))
    return Mails(np.clip(middles + _SPREAD * chance, 0.0, MOST), spam)


def heard(measures: Array) -> Array:
    """Return measures as the network hears them."""
    return (measures - MOST / 2) / 2.5


def by_rule(measures: Array, links: float, capitals: float, joined: str = "and") -> Array:
    """Return which mails the rule calls spam: those that reach both of its numbers or, joined by "or", one of them."""
    many, loud = Tensor(measures[:, 0]) >= links, Tensor(measures[:, 1]) >= capitals
    return np.asarray(many & loud if joined == "and" else many | loud)


def by_network(net: Network, measures: Array) -> Array:
    """Return which mails a network calls spam: those for which its output is above 0."""
    return np.asarray(net.outputs(heard(measures))[:, 0] > 0)


def right(called: Array, given: Mails) -> int:
    """Return how many mails are called what they are."""
    return int(np.count_nonzero(called == given.spam))


def learning(net: Network, given: Mails, every: int = UPDATES) -> Training:
    """Return the run in which a network learns from labelled mails; it goes on from the weights that it has."""
    adam = Adam(_RATE)
    return train(net, given, loss="binary_cross_entropy", optimiser=adam, updates=UPDATES, every=every, l2=_PENALTY)


def fresh(seed: int, hidden: int = HIDDEN) -> Network:
    """Return a network that has seen nothing yet."""
    return Network([2, hidden, 1], "tanh", seed=seed)


def trained(seed: int, shown: int = 0) -> Network:
    """Return a network that has learned from the old mails, and then from some new ones; a copy of its own."""
    net = fresh(seed)
    net.parameters[...] = _parameters(seed, shown)
    return net


@cache
def _parameters(seed: int, shown: int) -> Array:
    net = trained(seed) if shown else fresh(seed)
    for _ in learning(net, mails(shown, seed, 2, moved=1.0) if shown else mails(EXAMPLES, seed, 0)):
        pass
    return net.parameters.copy()


def sorted_well(count: int) -> int:
    """Return which of `OPTIONS` a number of rightly sorted mails makes true."""
    return 0 if count < COIN else 1 if count < GOOD else 2


def who(rule: int, network: int) -> int:
    """Return which of `WHO` two numbers of rightly sorted mails make true."""
    return {(True, True): 0, (True, False): 1, (False, True): 2, (False, False): 3}[rule >= GOOD, network >= GOOD]
