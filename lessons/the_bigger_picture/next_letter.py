"""A network that guesses the next letter of a small tale, and what it writes when it is asked again and again."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from engine import Adam, Network, Training, Update, datasets, loss_of, train
from engine.arrays import Array

CONTEXT, HIDDEN = 3, 64
"""Letters that it looks back on, and hidden units, unless it is told otherwise."""
RATE, BATCH, UPDATES, EVERY = 0.01, 64, 400, 10
"""Adam's rate, letters an update, updates in all, and between two looks."""
LONGEST_ROUND = 40
"""Letters after which a text may repeat itself and still count as going round in circles."""


class NextLetter:
    """The network, the tale that it learns from, and a pen.

    The same seed deals out the sentences, draws the starting weights and the order in which letters are met.

    Args:
        seed: of all its chance.
        context: letters that it looks back on, 1 to 16.
        hidden: its hidden units.
    """

    def __init__(self, seed: int = 0, *, context: int = CONTEXT, hidden: int = HIDDEN) -> None:
        self.tale = datasets.text(seed, context=context)
        self.net = Network([context * len(self.letters), hidden, len(self.letters)], activation="tanh", seed=seed)
        self._seed = seed

    @property
    def letters(self) -> str:
        """The 28 signs of the tale, the space first."""
        return self.tale.letters

    def training(self, updates: int = UPDATES, every: int = EVERY) -> Training:
        """Return a run that looks up at update 0 and after each few updates, with the loss on sentences kept back."""
        return train(
            self.net,
            self.tale.train,
            loss="softmax_cross_entropy",
            optimiser=Adam(RATE),
            batch=BATCH,
            updates=updates,
            every=every,
            seed=self._seed,
            validation=self.tale.validation,
        )

    def trained(self, updates: int = UPDATES) -> NextLetter:
        """Train it without a look, and return it."""
        for _ in self.training(updates, every=updates):
            pass
        return self

    def moments(self) -> Iterator[tuple[Update, NextLetter]]:
        """Give itself at each look of a whole training."""
        for update in self.training():
            yield update, self

    def chances(self, text: str) -> Array:
        """Return the chance that it gives to each of its letters to come next, shape (28,).

        Raises:
            DatasetError: the text has a sign that is not in the tale.
        """
        return _shares(self._outputs(self._window(text)))

    def surprise(self, text: str) -> float:
        """Return the mean of −ln of the chance that it gave to each letter of a text, which begins as a sentence does.

        Raises:
            DatasetError: the text has a sign that is not in the tale.
        """
        context = self.tale.context
        numbers = self.tale.encode(" " * context + text)
        raw = self._outputs(np.lib.stride_tricks.sliding_window_view(numbers, context)[:-1])
        return loss_of(raw, numbers[context:], "softmax_cross_entropy").item()

    def write(self, beginning: str, letters: int, rng: np.random.Generator | None = None) -> str:
        """Return a beginning and more letters, each put at the end before the next is asked for.

        Args:
            beginning: what stands there already.
            letters: how many to add.
            rng: draws each letter by its chance; None takes the likeliest every time.

        Raises:
            DatasetError: the beginning has a sign that is not in the tale.
        """
        window, written = self._window(beginning), []
        for _ in range(letters):
            raw = self._outputs(window)
            number = int(raw.argmax()) if rng is None else _drawn(_shares(raw), rng)
            window = [*window[1:], number]
            written.append(self.letters[number])
        return beginning + "".join(written)

    def words(self) -> frozenset[str]:
        """Return every word of the tale."""
        tale = self.tale
        every = (*tale.train_sentences, *tale.validation_sentences, *tale.test_sentences)
        return frozenset(" ".join(every).replace(".", " ").split())

    def share_of_words(self, text: str) -> float:
        """Return the share of a text's words that stand in the tale; the first and the last, cut off, do not count."""
        known, whole = self.words(), text.replace(".", " ").split(" ")[1:-1]
        found = [word in known for word in whole if word]
        return float(np.mean(found)) if found else 0.0

    def _window(self, text: str) -> list[int]:
        """Return the numbers of the last letters, as many as it sees, with spaces before a short text."""
        width = self.tale.context
        return [int(number) for number in self.tale.encode((" " * width + text)[-width:])]

    def _outputs(self, windows: ArrayLike) -> Array:
        """Return the raw outputs after windows (…, context): a product with zeros and ones only picks rows of weights.

        So they are picked, which is ten times as quick; `net.outputs(tale.inputs_after(text))` gives the same.
        """
        first, last = self.net.layers
        rows = np.arange(self.tale.context) * len(self.letters) + np.asarray(windows)
        hidden = np.tanh(first.weights[rows].sum(axis=-2) + first.biases)
        return np.asarray(hidden @ last.weights + last.biases)


def goes_round(text: str) -> bool:
    """Return whether a text's end says the same again and again, three times over at least."""
    return any(len(text) > 3 * n and text[-n:] == text[-2 * n : -n] == text[-3 * n : -2 * n] for n in _rounds())


def _rounds() -> range:
    return range(1, LONGEST_ROUND + 1)


def _shares(raw: Array) -> Array:
    powers = np.exp(raw - raw.max())
    return np.asarray(powers / powers.sum())


def _drawn(chances: Array, rng: np.random.Generator) -> int:
    """Return a letter's number, drawn by chance."""
    reached = np.searchsorted(np.cumsum(chances), rng.random(), side="right")
    return min(int(reached), len(chances) - 1)
