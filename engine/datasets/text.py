"""A small tale, letter by letter, for a model that guesses the next letter."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.datasets.dataset import Dataset, DatasetError, Split
from engine.datasets.files import read_lines
from engine.datasets.made import LICENCE
from engine.datasets.seeds import streams

LETTERS = " .abcdefghijklmnopqrstuvwxyz"
HELD_OUT = 6


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Text(Dataset):
    """Letters to be guessed from the letters before them; a full stop ends a sentence.

    Attributes:
        letters: The letters that occur, letter 0 (the space) first.
        context: How many letters a guess may look back.
        train_sentences: The sentences that `train` is made from.
        validation_sentences: Likewise for `validation`.
        test_sentences: Likewise for `test`.
    """

    letters: str
    context: int
    train_sentences: tuple[str, ...]
    validation_sentences: tuple[str, ...]
    test_sentences: tuple[str, ...]

    def encode(self, text: str) -> NDArray[np.int64]:
        """Return the number of each letter, shape (len(text),); capitals become small.

        Raises:
            DatasetError: A letter is not one of `letters`.
        """
        return _encode(text)

    def decode(self, numbers: NDArray[np.integer]) -> str:
        """Return the text that `encode` made into these numbers."""
        return "".join(self.letters[number] for number in numbers)

    def inputs_after(self, beginning: str) -> NDArray[np.float64]:
        """Return the input that asks for the letter after `beginning`, shape (1, context · letters).

        Raises:
            DatasetError: A letter is not one of `letters`.
        """
        return _one_hot(_encode((" " * self.context + beginning)[-self.context :])[np.newaxis])


def text(seed: int = 0, *, context: int = 3) -> Text:
    """Made data: a tale of 60 sentences, 4,270 letters, written for this course.

    An example is a letter of a sentence (the target: its class, 0 to 27) and the letters before it (the input),
    with spaces before the beginning. Inputs have shape (n, context · 28): for each letter looked back on,
    the farthest first, 28 numbers of which one is 1. Whole sentences are held out: 48 to train on, 6 for
    validation and 6 for the test.

    Args:
        seed: Decides which sentence goes into which split: a whole number from 0 up.
        context: How many letters the input shows, 1 to 16.

    Raises:
        DatasetError: The seed or the context is out of its range.
    """
    if context not in range(1, 17):
        raise DatasetError(f"context is a whole number of letters from 1 to 16, such as 3; got {context!r}.")
    tale = read_lines("tale.txt")
    shuffled = [tale[row] for row in streams(seed, 1)[0].permutation(len(tale))]
    sentences = (
        tuple(shuffled[2 * HELD_OUT :]),
        tuple(shuffled[:HELD_OUT]),
        tuple(shuffled[HELD_OUT : 2 * HELD_OUT]),
    )
    train, validation, test = (_examples(part, context) for part in sentences)
    return Text(
        name="text",
        description="A tale, letter by letter: which letter comes next?",
        real=False,
        source="Written for this course",
        licence=LICENCE,
        train=train,
        validation=validation,
        test=test,
        classes=tuple(LETTERS),
        letters=LETTERS,
        context=context,
        train_sentences=sentences[0],
        validation_sentences=sentences[1],
        test_sentences=sentences[2],
    )


def _examples(sentences: tuple[str, ...], context: int) -> Split:
    """Make an example of every letter in the sentences, and what comes before it."""
    before = [
        np.lib.stride_tricks.sliding_window_view(_encode(" " * context + sentence), context)[:-1]
        for sentence in sentences
    ]
    return Split(_one_hot(np.concatenate(before)), _encode("".join(sentences)))


def _one_hot(numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    """Turn rows of letter numbers (n, context) into rows of zeros and ones (n, context · letters)."""
    return np.eye(len(LETTERS))[numbers].reshape(len(numbers), -1)


def _encode(text: str) -> NDArray[np.int64]:
    numbers = [LETTERS.find(letter) for letter in text.lower()]
    if -1 in numbers:
        stranger = text[numbers.index(-1)]
        raise DatasetError(f"The tale knows only a to z, the space and the full stop, not {stranger!r}.")
    return np.array(numbers, dtype=np.int64)
