"""A bumpy street with several valleys, and marbles that are let go on it all at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine import Tensor
from lessons.kit.slopes import Array

WIDE, BUMPS = 0.1, 0.2
"""How fast the street rises to both sides, and how high its bumps are."""
END, MARBLES, STEPS, RATE = 6.0, 60, 300, 0.03
"""The street goes from −END to END; marbles on it, steps they take, and the learning rate."""
CREST, NEXT_BOTTOM = 1.18222, 1.87006
"""Where the deepest valley, at 0, gives way to its neighbours, and where their bottoms lie, with bumps of `BUMPS`."""


def height(x: Tensor, bumps: float = BUMPS) -> Tensor:
    """Return the height of the street: 0.1·x² + bumps·(1 − cos 3x)."""
    return x**2 * WIDE + (1.0 - (x * 3.0).cos()) * bumps


def slope(x: Array, bumps: float = BUMPS) -> Array:
    """Return the slope under each marble, shape (n,), by the engine's backward pass."""
    places = Tensor(x)
    height(places, bumps).sum().backward()
    return np.array(places.grad)


def slope_by_hand(x: Array, bumps: float = BUMPS) -> Array:
    """Return the slope from the formula: 0.2·x + 3·bumps·sin 3x."""
    return np.asarray(2 * WIDE * x + 3 * bumps * np.sin(3 * x))


def starts(seed: int, count: int = MARBLES) -> Array:
    """Return where marbles are let go, shape (count,)."""
    return np.random.default_rng(seed).uniform(-END, END, count)


def rolling(
    x: Array, *, momentum: float = 0.0, noise: float = 0.0, rate: float = RATE, bumps: float = BUMPS, seed: int = 0
) -> Iterator[Array]:
    """Give the marbles' places at the start and after each step, shape (n,).

    Args:
        x: where they are let go.
        momentum: the share of the last move that goes on (Polyak 1964).
        noise: the size of the chance added to each slope; it fades to nothing by the last step.
        rate: the learning rate.
        bumps: how high the bumps are.
        seed: of the noise.
    """
    chance, move, places = np.random.default_rng([seed, 1]), np.zeros_like(x), Tensor(x)
    ground = height(places, bumps).sum()  # recorded once, and replayed where the marbles have come to
    yield x
    for number in range(STEPS):
        places.value = x
        ground.backward()
        pushed = places.grad + noise * (1 - number / STEPS) * chance.standard_normal(x.shape)
        move = momentum * move - rate * pushed
        x = np.clip(x + move, -2 * END, 2 * END)
        yield x


def in_the_deepest(x: Array) -> int:
    """Return how many marbles lie in the valley at 0."""
    return int(np.count_nonzero(np.abs(x) < CREST))
