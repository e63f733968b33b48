"""The spam filter: one neuron over counts of words, how it is trained, and what it makes of a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine import SGD, Network, Tensor, Training, datasets, train
from engine.datasets import Spam, Split
from lessons.kit.slopes import Array

WORDS, LABELLED, UNSEEN = 100, 72, 48
"""Words that it counts, messages with labels, and messages that it is judged on."""
RATE, UPDATES = 1.0, 200
BIAS = "(bias)"
"""The name of the push that comes whatever is written; no word has brackets."""
LONGEST_WORD = 14
"""Letters of a word that a picture has room for."""


@dataclass(frozen=True)
class Push:
    """One word's part in the sum.

    Attributes:
        word: which.
        times: how often the message has it.
        weight: what the filter has learned for it.
    """

    word: str
    times: int
    weight: float

    @property
    def amount(self) -> float:
        """The amount that is added to the sum: above 0 speaks for spam, below for wanted."""
        return self.times * self.weight


@dataclass(frozen=True)
class MessageReading:
    """A message as the filter reads it.

    Attributes:
        pushes: a push for each word that it knows, in the order of the message, and the bias last.
        unknown: the words that it does not know.
        total: the sum of all pushes, by the engine.
        chance: the chance of spam, by the engine.
    """

    pushes: tuple[Push, ...]
    unknown: tuple[str, ...]
    total: float
    chance: float


@lru_cache(maxsize=16)
def messages(seed: int) -> Spam:
    """Return the labelled messages; the seed decides which of them the filter learns from."""
    return datasets.spam(seed, words=WORDS)


def unseen(seed: int) -> Split:
    """Return the messages that it is judged on."""
    held, last = messages(seed).validation, messages(seed).test
    return Split(np.vstack([held.inputs, last.inputs]), np.concatenate([held.targets, last.targets]))


def labelled(seed: int, count: int, wrong: int = 0) -> Split:
    """Return the messages to learn from, half of them spam.

    Args:
        seed: which messages, and which of them have a wrong label.
        count: how many, an even number.
        wrong: how many of the labels are swapped.
    """
    given = messages(seed).train
    rows = np.concatenate([np.flatnonzero(given.targets == kind)[: count // 2] for kind in (0, 1)])
    targets = given.targets[rows].copy()
    swapped = np.random.default_rng((seed, 7)).permutation(count)[:wrong]
    targets[swapped] = 1 - targets[swapped]
    return Split(given.inputs[rows], targets)


def empty_filter() -> Network:
    """Return a filter that has learned nothing: every weight is 0, and every chance one half."""
    net = Network([WORDS, 1], seed=0)
    net.parameters[...] = 0.0
    return net


def learning(given: Split, every: int = UPDATES, rate: float = RATE) -> Training:
    """Return the run in which an empty filter learns from labelled messages; `.net` is the filter."""
    return train(empty_filter(), given, loss="binary_cross_entropy", optimiser=SGD(rate), updates=UPDATES, every=every)


def trained(seed: int, given: int = LABELLED) -> Network:
    """Return a filter that has learned from some labelled messages, by default from all; a copy of its own."""
    net = empty_filter()
    net.parameters[...] = _parameters(seed, given)
    return net


@lru_cache(maxsize=64)
def _parameters(seed: int, given: int) -> Array:
    run = learning(labelled(seed, given))
    for _ in run:
        pass
    return run.net.parameters.copy()


def sorted_right(net: Network, given: Split) -> int:
    """Return how many messages are called what their label says."""
    return int(np.count_nonzero((net.outputs(given.inputs)[:, 0] > 0) == given.targets))


def words_of(message: str) -> list[str]:
    """Return the words of a message, in order: capitals and punctuation do not matter."""
    return re.findall("[a-z]+", message.lower())


def chance_of(total: float) -> float:
    """Return the chance of spam that a sum stands for, by the engine's sigmoid."""
    return float(Tensor([total]).sigmoid().value[0])


def read_message(net: Network, vocabulary: Sequence[str], counts: Array, message: str) -> MessageReading:
    """Read a message.

    Args:
        net: the filter.
        vocabulary: the word that each input counts.
        counts: the message as the filter hears it, shape (words,).
        message: the same as it was written.
    """
    (unit,) = net.layers
    weights, places = unit.weights[:, 0], {word: place for place, word in enumerate(vocabulary)}
    found = dict.fromkeys(words_of(message))
    known = [word for word in found if word in places]
    pushes = [Push(word, int(counts[places[word]]), float(weights[places[word]])) for word in known]
    total = float(net.outputs(counts[np.newaxis])[0, 0])
    unknown = tuple(word for word in found if word not in places)
    return MessageReading((*pushes, Push(BIAS, 1, float(unit.biases[0]))), unknown, total, chance_of(total))


def short(word: str) -> str:
    """Return a word as far as there is room for it."""
    return word if len(word) <= LONGEST_WORD else f"{word[: LONGEST_WORD - 1]}…"
