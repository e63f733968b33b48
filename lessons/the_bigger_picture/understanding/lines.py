"""Lines to show the next-letter model: sentences it never saw, the same jumbled, and what it writes by itself."""

from __future__ import annotations

import numpy as np

from lessons.the_bigger_picture.next_letter import NextLetter

SENTENCE, WORDS, OWN, LETTERS = "unseen", "words mixed", "its own", "letters mixed"


def shown_lines(writer: NextLetter, seed: int) -> dict[str, list[str]]:
    """Return the tale's six test sentences, with their words mixed and with their letters mixed, by name."""
    rng, sentences = np.random.default_rng([seed, 40]), writer.tale.test_sentences
    return {
        SENTENCE: list(sentences),
        WORDS: [_mixed(rng, sentence.rstrip(".").split(), " ") for sentence in sentences],
        LETTERS: [_mixed(rng, list(sentence.rstrip(".")), "") for sentence in sentences],
    }


def own_lines(writer: NextLetter, seed: int, *, likeliest: bool = False) -> list[str]:
    """Return what it writes by itself, as many lines and as many letters as the test sentences have.

    Args:
        writer: the model, as it is now.
        seed: of the letters' draw.
        likeliest: whether it takes the likeliest letter every time.
    """
    rng = None if likeliest else np.random.default_rng([seed, 41])
    return [writer.write("", len(sentence), rng) for sentence in writer.tale.test_sentences]


def surprise(writer: NextLetter, lines: list[str]) -> float:
    """Return the mean surprise of the model at a letter of some lines."""
    letters = [len(line) for line in lines]
    return float(np.average([writer.surprise(line) for line in lines], weights=letters))


def _mixed(rng: np.random.Generator, parts: list[str], between: str) -> str:
    return between.join(parts[k] for k in rng.permutation(len(parts))) + "."
