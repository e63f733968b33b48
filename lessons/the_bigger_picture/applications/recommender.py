"""A recommender: a few numbers for each viewer and each film, learnt from stars, and nothing else is told to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine import Adam, Tensor, datasets
from engine.arrays import Array
from engine.datasets.ratings import FILMS, USERS
from lessons.kit.computation import Computation

TITLES = tuple(FILMS)
KINDS = ("comedies", "thrillers", "quiet films")
ONE_OF = ("comedy", "thriller", "quiet")
KIND_OF = np.repeat(np.arange(3), (8, 6, 6))
"""The kind of each film, in the order of TITLES; the recommender is never told."""
YOU = len(USERS)
"""The number of the viewer at the keyboard, after all others."""
UPDATES, RATE, RESTRAINT = 100, 0.05, 0.1
FEWEST, MOST = 1.0, 5.0
"""Stars."""


@dataclass(frozen=True, eq=False)
class Learned:
    """All that it has learnt so far.

    Attributes:
        mean: the usual number of stars.
        tastes: shape (viewers, n), the last row yours.
        films: what each film has of that which tastes are about, shape (films, n).
        generosity: how many stars more than usual a viewer gives, shape (viewers,).
        liking: how many more than usual a film gets, shape (films,).
    """

    mean: float
    tastes: Array
    films: Array
    generosity: Array
    liking: Array

    def stars(self) -> Array:
        """Return the stars that it expects of each viewer for each film, shape (viewers, films), not cut to 1 to 5."""
        return np.asarray(self.mean + self.generosity[:, None] + self.liking + self.tastes @ self.films.T)


def one_rating(tastes: Array, film: Array, usual: float, stars: float) -> Computation:
    """Return the squared miss of one rating: `usual` is mean, generosity and liking together."""
    return Computation(
        lambda tastes, film, usual, stars: (
            (((tastes * film).sum() + usual).named("expected") - stars).named("miss") ** 2
        ),
        {"tastes": tastes, "film": film, "usual": usual},
        {"stars": stars},
    )


class Recommender:
    """The numbers while they are learnt, by Adam along the gradient of all ratings at once.

    Args:
        seed: of the other viewers' ratings and of the starting numbers.
        tastes: how many numbers a viewer and a film have.
        restraint: how much each squared number adds to a rating's squared miss.
        mine: your own stars, by a film's place in TITLES.
    """

    def __init__(
        self, seed: int, tastes: int = 2, restraint: float = RESTRAINT, mine: Mapping[int, float] | None = None
    ) -> None:
        self.data, own = datasets.ratings(seed), mine or {}
        viewers, films = self.data.train.inputs.astype(int).T
        self._viewers = np.append(viewers, [YOU] * len(own)).astype(int)
        self._films = np.append(films, [*own]).astype(int)
        self._stars = np.append(self.data.train.targets[:, 0], [*own.values()])
        self._leaves = _at_first(seed, tastes, float(self._stars.mean()))
        self._loss = self._expressed(restraint)
        self._driver = Adam(RATE).drive(*self._leaves)

    def update(self) -> None:
        """Make one update."""
        self._loss.backward()
        self._driver.step()

    def numbers(self) -> Learned:
        """Return a copy of what it has learnt so far."""
        mean, *others = self._leaves
        return Learned(float(mean.value), *(np.array(each.value) for each in others))

    def miss(self, numbers: Learned, *, kept_back: bool) -> float:
        """Return the root of the mean squared miss, in stars, on its own ratings or on those kept back."""
        if not kept_back:
            return _root(numbers.stars()[self._viewers, self._films] - self._stars)
        viewers, films = self.data.test.inputs.astype(int).T
        expected = np.clip(numbers.stars()[viewers, films], FEWEST, MOST)
        return _root(expected - self.data.test.targets[:, 0])

    def miss_of_the_mean(self) -> float:
        """Return how far off the mean of all its ratings is on those kept back."""
        return _root(float(self._stars.mean()) - self.data.test.targets[:, 0])

    def _expressed(self, restraint: float) -> Tensor:
        mean, tastes, films, generosity, liking = self._leaves
        u, f = tastes[self._viewers], films[self._films]
        g, b = generosity[self._viewers], liking[self._films]
        missed = (((u * f).sum(axis=1) + g + b + mean - self._stars) ** 2).mean()
        squares = (u**2).sum(axis=1) + (f**2).sum(axis=1) + g**2 + b**2
        return missed + restraint * squares.mean()


def learned(
    seed: int, tastes: int = 2, restraint: float = RESTRAINT, mine: Mapping[int, float] | None = None
) -> tuple[Recommender, Learned]:
    """Return a recommender after a whole training, and its numbers."""
    recommender = Recommender(seed, tastes, restraint, mine)
    for _ in range(UPDATES):
        recommender.update()
    return recommender, recommender.numbers()


def like_its_neighbour(numbers: Learned) -> float:
    """Return the share of the films whose nearest neighbour is of their kind."""
    apart = np.linalg.norm(numbers.films[:, None] - numbers.films, axis=2)
    np.fill_diagonal(apart, np.inf)
    return float(np.mean(KIND_OF[apart.argmin(axis=1)] == KIND_OF))


def first_for_you(numbers: Learned, rated: Mapping[int, float]) -> Array:
    """Return the places in TITLES of what you have not rated: the most stars expected first, then by title."""
    stars = numbers.stars()[YOU]
    return np.array(sorted(set(range(len(TITLES))) - set(rated), key=lambda film: (-stars[film], TITLES[film])))


def _at_first(seed: int, tastes: int, mean: float) -> list[Tensor]:
    """Return the starting numbers: small and random, but yours, of which nothing is known, are 0."""
    rng = np.random.default_rng(seed)
    u, f = (0.1 * rng.standard_normal((rows, tastes)) for rows in (YOU + 1, len(TITLES)))
    u[YOU] = 0.0
    return [Tensor(mean), Tensor(u), Tensor(f), Tensor(np.zeros(YOU + 1)), Tensor(np.zeros(len(TITLES)))]


def _root(misses: Array) -> float:
    return float(np.sqrt(np.mean(misses**2)))
