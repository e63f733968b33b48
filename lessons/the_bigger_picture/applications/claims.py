"""The proofs of what the text asserts about films, letters, uses and prices."""

from __future__ import annotations

import math

import numpy as np

from engine import Adam, Network, train
from lessons.kit.lesson import claim
from lessons.the_bigger_picture.applications.demo_tastes import BY_HEART
from lessons.the_bigger_picture.applications.recommender import (
    KIND_OF,
    TITLES,
    YOU,
    first_for_you,
    learned,
    like_its_neighbour,
)
from lessons.the_bigger_picture.applications.uses import USES, example, families
from lessons.the_bigger_picture.next_letter import NextLetter, goes_round

_SEEDS = range(10)


@claim("alike are films that the same people like")
def kinds_are_found() -> bool:
    return all(like_its_neighbour(learned(seed)[1]) >= 0.8 for seed in _SEEDS)


@claim("With too many numbers and too few stars it learns by heart")
def by_heart() -> bool:
    """Six numbers each and no restraint fit what they learn from, and are far worse on other stars than two."""
    for seed in _SEEDS:
        many, two = learned(seed, 6, 0.0), learned(seed)
        if many[0].miss(many[1], kept_back=False) > BY_HEART:
            return False
        if many[0].miss(many[1], kept_back=True) < 1.2 * two[0].miss(two[1], kept_back=True):
            return False
    return True


@claim("The further a film lies along your arrow, the more stars it expects of you")
def along_the_arrow() -> bool:
    """Beyond a film's own liking and what is the same for all."""
    for seed in _SEEDS:
        _, now = learned(seed, mine={TITLES.index("Night Ferry"): 5.0, TITLES.index("Honk"): 1.0})
        taste = now.tastes[YOU]
        along = now.films @ taste / np.linalg.norm(taste)
        above = now.stars()[YOU] - now.liking
        if np.any(np.diff(above[np.argsort(along)]) < -1e-9):
            return False
    return True


@claim("From the loss of knowing nothing, ln 28, down to 2")
def down_to_two() -> bool:
    for seed in _SEEDS:
        losses = [update.validation_loss or math.nan for update, _ in NextLetter(seed).moments()]
        if abs(losses[0] - math.log(28)) > 0.1 or not 1.5 < losses[-1] < 2.1:
            return False
    return True


@claim("spelling came, sense did not")
def spelling() -> bool:
    """Words of the tale by the dozen, though far from all."""
    shares = []
    for seed in _SEEDS:
        writer = NextLetter(seed).trained()
        shares.append(writer.share_of_words(writer.write("the ", 1_000, np.random.default_rng(seed))))
    return min(shares) > 0.2 and max(shares) < 0.6


@claim("Once three come back, so does all that followed: it must go round")
def circles() -> bool:
    """Whatever it begins with, trained or not."""
    for seed in _SEEDS:
        untrained, writer = NextLetter(seed), NextLetter(seed).trained()
        texts = [pen.write(start, 3_000) for pen in (untrained, writer) for start in ("the ", "q", "kettle")]
        if not all(goes_round(text) or _came_back(text) for text in texts):
            return False
    return True


def _came_back(text: str) -> bool:
    """Return whether the last three letters stood there before, and what followed is what led to them again."""
    before = text.rfind(text[-3:], 0, len(text) - 1)
    round_ = len(text) - 3 - before
    return before >= round_ and text[-round_:] == text[-2 * round_ : -round_]


@claim("A class: cross-entropy. An amount: squares, or a cousin.")
def two_families() -> bool:
    """And in each of the ten a better answer costs less."""
    cheaper = all(example(use, 4.5).value() < example(use, 1.0).value() for use in USES)
    return cheaper and len(USES) == 10 and len(families(USES)) == 2


@claim("fits last year's prices nicely, and on what follows it is further off than “no change”")
def prices() -> bool:
    """A random walk of 120 days, the next from five; 32 units, against the five's last, on the next 120 days."""
    return all(_walked(seed) for seed in _SEEDS)


def _walked(seed: int) -> bool:
    walk = np.cumsum(np.random.default_rng(seed).standard_normal(245))
    days = np.lib.stride_tricks.sliding_window_view(walk, 6)
    scale = (days - walk[:120].mean()) / walk[:120].std()
    past, future = scale[:115], scale[115:]
    net = Network([5, 32, 1], activation="tanh", seed=seed)
    for _ in train(net, (past[:, :5], past[:, 5:]), optimiser=Adam(0.01), updates=2_000, every=2_000):
        pass

    def off(rows: np.ndarray) -> float:
        return float(np.mean((net.outputs(rows[:, :5]) - rows[:, 5:]) ** 2))

    def unchanged(rows: np.ndarray) -> float:
        return float(np.mean((rows[:, 4] - rows[:, 5]) ** 2))

    return off(past) < unchanged(past) and off(future) > unchanged(future)


@claim("your arrow turned from it, and towards the comedies")
def dislikes_turn_the_arrow() -> bool:
    """A star each for two thrillers and a quiet film, no comedy seen: two of the first three at least are comedies."""
    rated = {TITLES.index(title): 1.0 for title in ("Night Ferry", "Avalanche Season", "Snow on the Piano")}
    for seed in _SEEDS:
        _, now = learned(seed, mine=rated)
        along = now.films @ now.tastes[YOU]
        if along[[*rated]].mean() > 0 or along[KIND_OF == 0].mean() < 0:
            return False
        if np.count_nonzero(KIND_OF[first_for_you(now, rated)[:3]] == 0) < 2:
            return False
    return True
