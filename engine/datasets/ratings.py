"""A small table of who gave which film how many stars, for a recommender."""

from __future__ import annotations  # so that naming np.random.Generator does not load numpy.random

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.datasets.dataset import Dataset, DatasetError, Split
from engine.datasets.made import LICENCE
from engine.datasets.seeds import streams
from engine.datasets.split import stratified

# fmt: off
USERS = (
    "Ada", "Amir", "Anouk", "Bea", "Ben", "Chen", "Chloe", "Dario", "Devi", "Elif",
    "Emeka", "Eva", "Farid", "Fay", "Gita", "Gus", "Hana", "Hugo", "Ines", "Ivo",
    "Jonas", "Juno", "Kofi", "Lena", "Lior", "Mara", "Mei", "Nils", "Noor", "Olga",
    "Omar", "Petra", "Pia", "Ravi", "Rosa", "Sami", "Tala", "Tom", "Uma", "Yuki",
)
# fmt: on

FILMS: dict[str, tuple[float, float]] = {  # invented; how much each makes one laugh, how much it thrills
    "The Late Kettle": (0.9, -0.6),
    "Two Left Boots": (1.0, 0.1),
    "My Uncle the Goose": (0.9, -0.9),
    "A Wedding in Reverse": (0.7, -0.2),
    "Honk": (1.0, 0.4),
    "Detective Pancake": (0.8, 0.7),
    "Burglars on Stilts": (0.6, 0.9),
    "The Wrong Submarine": (0.7, 0.6),
    "Night Ferry": (-0.5, 0.9),
    "The Ninth Door": (-0.8, 1.0),
    "Avalanche Season": (-0.4, 1.0),
    "Cold Signal": (-0.9, 0.7),
    "Run, Matilda": (0.2, 1.0),
    "The Glass Bridge": (-0.6, 0.6),
    "Letters to the Sea": (-0.7, -0.7),
    "A Quiet Orchard": (-0.4, -1.0),
    "Snow on the Piano": (-0.9, -0.5),
    "The Clockmaker's Widow": (-0.8, -0.9),
    "Four Seasons of Moss": (-0.2, -0.9),
    "Sunday, Mostly": (0.3, -0.8),
}

RATED_PER_USER = 12


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Ratings(Dataset):
    """Ratings, one an example, and the table that they fill in part.

    Attributes:
        users: The name of each user, user 0 first.
        films: The title of each film, film 0 first.
        table: Every rating, of all three splits; NaN where a user has not rated a film, shape (users, films).
        qualities: What made the ratings and no learner is told, in −1 to 1: how much each film makes one
            laugh, and how much it thrills; shape (films, 2).
    """

    users: tuple[str, ...]
    films: tuple[str, ...]
    table: NDArray[np.float64]
    qualities: NDArray[np.float64]


def ratings(seed: int = 0, *, noise: float = 0.4) -> Ratings:
    """Made data: 40 users give 12 of 20 invented films 1 to 5 stars each, by hidden tastes.

    A rating is 3 + the user's generosity + taste · the film's qualities + noise, rounded to stars. Inputs have
    shape (n, 2): the number of the user and the number of the film, as floats (`.astype(int)` to look up a
    row by them). Targets have shape (n, 1): the stars. Each user has 8 ratings to train on, 2 for validation
    and 2 for the test: 320, 80 and 80 in all.

    Args:
        seed: Decides tastes, generosity, who has seen what, and the split: a whole number from 0 up.
        noise: Standard deviation of a rating before it is rounded to stars.

    Raises:
        DatasetError: The seed or the noise is out of its range.
    """
    if not 0.0 <= noise < np.inf:
        raise DatasetError(f"noise is a number of stars from 0 up, such as 0.4; got {noise!r}.")
    people, habits, moods, dealing = streams(seed, 4)
    qualities = np.array(list(FILMS.values()))
    full = _opinions(qualities, people) + noise * moods.standard_normal((len(USERS), len(FILMS)))
    stars = np.clip(np.rint(full), 1.0, 5.0)
    seen = _seen(habits)
    table = np.where(seen, stars, np.nan)
    users, films = np.nonzero(seen)
    held_out = 2 * len(USERS)
    train, validation, test = (
        Split(np.stack([users[rows], films[rows]], axis=1).astype(np.float64), stars[users, films][rows, None])
        for rows in stratified(users, validation=held_out, test=held_out, rng=dealing)
    )
    return Ratings(
        name="ratings",
        description="Stars that users gave to films: how many would this user give to that film?",
        real=False,
        source="Made for this course from hidden tastes and a seed; users and films are invented",
        licence=LICENCE,
        train=train,
        validation=validation,
        test=test,
        users=USERS,
        films=tuple(FILMS),
        table=table,
        qualities=qualities,
    )


def _opinions(qualities: NDArray[np.float64], people: np.random.Generator) -> NDArray[np.float64]:
    """Return how each user likes each film, in stars, shape (users, films)."""
    tastes = people.standard_normal((len(USERS), 2))
    generosity = 0.5 * people.standard_normal((len(USERS), 1))
    return np.asarray(3.0 + generosity + tastes @ qualities.T)


def _seen(habits: np.random.Generator) -> NDArray[np.bool_]:
    """Who has rated what, shape (users, films): the same number of films for everyone, picked at random."""
    seen = np.zeros((len(USERS), len(FILMS)), dtype=np.bool_)
    seen[:, :RATED_PER_USER] = True
    return habits.permuted(seen, axis=1)
