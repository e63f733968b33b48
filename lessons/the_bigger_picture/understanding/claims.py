"""The proofs of what the text asserts about pushes, noise, many pixels and surprise."""

from __future__ import annotations

from functools import cache

import numpy as np

from lessons.kit.lesson import claim
from lessons.the_bigger_picture.next_letter import NextLetter
from lessons.the_bigger_picture.understanding.demo_add_up import HOME, sums
from lessons.the_bigger_picture.understanding.lines import LETTERS, SENTENCE, WORDS, own_lines, shown_lines, surprise
from lessons.the_bigger_picture.understanding.model import Reader, sureness
from lessons.the_bigger_picture.understanding.neuron import on_purpose, pushed_neuron
from lessons.the_bigger_picture.understanding.trial import AIMED, BY_CHANCE, Trial

_SEEDS = range(6)


@cache
def _trial(seed: int, *, hidden: int = 32, hardened: bool = False) -> Trial:
    return Trial(Reader(seed, hidden=hidden, hardened=hardened).trained(), seed)


@claim("A network that reads 19 of 20 new scans")
def reads_well() -> bool:
    return all(len(_trial(seed).scans) / 300 >= 0.95 for seed in _SEEDS)


@claim("fewer than one in three is still read right, and it is often very sure of the wrong digit")
def turned_and_sure() -> bool:
    """And of those turned by two levels, it is more than 90% sure of a wrong digit in at least a quarter."""
    for seed in _SEEDS:
        trial = _trial(seed)
        moved = np.stack([trial.moved(n, AIMED, np.array([2.0]))[0] for n in range(len(trial.scans))])
        sure = sureness(trial.net, moved)
        wrong = sure.argmax(axis=1) != trial.scans.targets
        if wrong.mean() < 2 / 3 or np.mean(sure.max(axis=1)[wrong] > 0.9) < 0.25:
            return False
    return True


@claim("It is no disease of hidden layers: without any, most answers turn as well.")
def without_hidden_layers() -> bool:
    return all(_trial(seed, hidden=0).still_right(AIMED, 2.0) < 0.5 for seed in _SEEDS)


@claim("Taught pushed scans beside the others, the network keeps more than half")
def hardened_keeps_more() -> bool:
    """With at most one scan in thirty lost for it."""
    for seed in _SEEDS:
        plain, hard = _trial(seed), _trial(seed, hardened=True)
        if hard.still_right(AIMED, 2.0) < 0.5 or len(hard.scans) < len(plain.scans) - 10:
            return False
    return True


@claim("a harder push turns it, too")
def not_cured() -> bool:
    return all(_trial(seed, hardened=True).still_right(AIMED, 4.0) < 0.25 for seed in _SEEDS)


@claim("Noise of the same size leaves more than nine in ten answers as they were.")
def noise_hardly_matters() -> bool:
    return all(_trial(seed).still_right(BY_CHANCE, 2.0) > 0.9 for seed in _SEEDS)


@claim("grows with n. By chance, ups and downs cancel, and what remains grows only with √n")
def many_pushes() -> bool:
    """Four times the pixels: four times the fall on purpose, and twice the spread by chance."""
    rng = np.random.default_rng(0)
    falls, spreads = [], []
    for pixels in (256, 1024):
        weights = rng.standard_normal((2_000, pixels))
        falls.append(np.mean([HOME - pushed_neuron(w, HOME, on_purpose(w, HOME, 0.02))["z"] for w in weights[:50]]))
        coins = rng.choice([-1.0, 1.0], (2_000, pixels))
        spreads.append(np.std([sums(w, c, 0.02)[-1] for w, c in zip(weights, coins, strict=True)]))
    return bool(np.isclose(falls[1] / falls[0], 4, rtol=0.05) and np.isclose(spreads[1] / spreads[0], 2, rtol=0.1))


@claim("Mixing the words costs it next to nothing")
def words_mixed() -> bool:
    """Less than 15% more; letters mixed cost it twice as much at least."""
    for seed in range(10):
        writer = NextLetter(seed).trained()
        lines = shown_lines(writer, seed)
        sentence, words, letters = (surprise(writer, lines[name]) for name in (SENTENCE, WORDS, LETTERS))
        if words > 1.15 * sentence or letters < 2 * sentence:
            return False
    return True


@claim("less surprised at its own nonsense than at a true sentence of the tale")
def own_nonsense() -> bool:
    for seed in range(10):
        writer = NextLetter(seed).trained()
        if surprise(writer, own_lines(writer, seed)) >= surprise(writer, shown_lines(writer, seed)[SENTENCE]):
            return False
    return True
