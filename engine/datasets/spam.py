"""A small pile of short messages, spam or wanted, as counts of words."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.datasets.dataset import Dataset, DatasetError, Split
from engine.datasets.files import read_lines
from engine.datasets.made import LICENCE
from engine.datasets.seeds import streams
from engine.datasets.split import stratified

CLASSES = ("wanted", "spam")
HELD_OUT = 24


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Spam(Dataset):
    """Messages as bags of words, and the words that are counted.

    Attributes:
        vocabulary: The word that each feature counts.
        train_messages: The messages themselves, in the order of `train`'s rows.
        validation_messages: Likewise for `validation`.
        test_messages: Likewise for `test`.
    """

    vocabulary: tuple[str, ...]
    train_messages: tuple[str, ...]
    validation_messages: tuple[str, ...]
    test_messages: tuple[str, ...]

    def encode(self, *messages: str) -> NDArray[np.float64]:
        """Count the words of the vocabulary in each message, shape (messages, words).

        Capitals and punctuation do not matter; words outside the vocabulary are passed over.
        """
        return _count(messages, self.vocabulary)


def spam(seed: int = 0, *, words: int = 100) -> Spam:
    """Made data: 120 short messages written for this course, half of them spam.

    Inputs have shape (n, words): how often each word of the vocabulary occurs in the message. Class 0 is
    wanted, class 1 is spam. The split is stratified: 72 messages to train on, 24 for validation and 24 for
    the test, half spam each. The vocabulary is the most frequent words of the 72, so that nothing
    is known of the others beforehand; it depends on the seed.

    Args:
        seed: Decides which message goes into which split: a whole number from 0 up.
        words: How many words the vocabulary has, 1 to 200.

    Raises:
        DatasetError: The seed or the number of words is out of its range.
    """
    if words not in range(1, 201):
        raise DatasetError(f"words is a whole number from 1 to 200, such as 100; got {words!r}.")
    labels, messages = zip(*(line.split("\t") for line in read_lines("messages.tsv")), strict=True)
    targets = np.array([CLASSES.index(label) for label in labels], dtype=np.int64)
    rows = stratified(targets, validation=HELD_OUT, test=HELD_OUT, rng=streams(seed, 1)[0])
    piles = [tuple(messages[row] for row in chosen) for chosen in rows]
    vocabulary = _most_frequent(piles[0], words)
    train, validation, test = (
        Split(_count(pile, vocabulary), targets[chosen]) for pile, chosen in zip(piles, rows, strict=True)
    )
    return Spam(
        name="spam",
        description="Short messages as counts of words: is it spam?",
        real=False,
        source="Written for this course; no message was ever sent to anybody",
        licence=LICENCE,
        train=train,
        validation=validation,
        test=test,
        classes=CLASSES,
        vocabulary=vocabulary,
        train_messages=piles[0],
        validation_messages=piles[1],
        test_messages=piles[2],
    )


def _words(message: str) -> list[str]:
    return re.findall("[a-z]+", message.lower())


def _most_frequent(messages: Iterable[str], count: int) -> tuple[str, ...]:
    """Return the words that occur most often, in the order of the alphabet where they tie."""
    frequency = Counter(word for message in messages for word in _words(message))
    return tuple(sorted(frequency, key=lambda word: (-frequency[word], word))[:count])


def _count(messages: tuple[str, ...], vocabulary: tuple[str, ...]) -> NDArray[np.float64]:
    """Count each word of the vocabulary in each message, shape (messages, words)."""
    counts = np.zeros((len(messages), len(vocabulary)))
    column = {word: number for number, word in enumerate(vocabulary)}
    for row, message in enumerate(messages):
        for word in _words(message):
            if word in column:
                counts[row, column[word]] += 1.0
    return counts
