"""Looks at what a caller set, and says in a sentence what would make sense where it makes none."""

from collections.abc import Sequence
from math import inf, isfinite
from typing import Any

import numpy as np

from engine.errors import EngineError


def positive(name: str, number: Any) -> int:
    """A whole number from 1 on."""
    if not isinstance(number, int | np.integer) or number < 1:
        raise EngineError(f"{name} is a whole number from 1 on, not {number!r}.")
    return int(number)


def seeds(seed: Any) -> list[int]:
    """One seed, or one for each member of an ensemble: whole numbers from 0 on."""
    several = list(seed) if isinstance(seed, Sequence | np.ndarray) and not isinstance(seed, str) else [seed]
    for each in several:
        if not isinstance(each, int | np.integer) or each < 0:
            raise EngineError(f"A seed is a whole number from 0 on, such as 7, not {each!r}.")
    if not several:
        raise EngineError("An ensemble needs a seed for each of its members, such as seed=[0, 1, 2].")
    return [int(each) for each in several]


def share(name: str, value: float) -> float:
    """A number from 0 to less than 1."""
    if not isinstance(value, int | float | np.number) or not 0 <= value < 1:
        raise EngineError(f"{name} is a share from 0 to less than 1, not {value!r}.")
    return value


def from_zero(name: str, value: float) -> float:
    """A finite number from 0 on."""
    if not isinstance(value, int | float | np.number) or not 0 <= value < inf:
        raise EngineError(f"{name} is a number from 0 on, not {value!r}.")
    return value


def how_long(name: str, value: float) -> float:
    """A number of epochs or updates: from 0 on, `math.inf` for without end."""
    if not isinstance(value, int | float | np.number) or not value >= 0:
        raise EngineError(f"{name} is a number from 0 on (math.inf for without end), not {value!r}.")
    return value


def kind_of_numbers(dtype: Any) -> np.dtype[Any]:
    """float64 or float32."""
    found: np.dtype[Any]
    try:
        found = np.dtype(dtype)
    except TypeError:
        found = np.dtype(bool)
    if found not in (np.float32, np.float64):
        raise EngineError(f"dtype is float64 or float32, not {dtype!r}.")
    return found


def layer_sizes(sizes: Sequence[Any]) -> tuple[int, ...]:
    """How many numbers go in, how many units each layer has."""
    whole = all(isinstance(size, int | np.integer) or (isfinite(size) and size == int(size)) for size in sizes)
    if not whole or len(sizes) < 2 or min(sizes) < 1:
        raise EngineError(
            f"A network needs at least an input and an output size, such as [2, 3, 1]; not {list(sizes)}."
        )
    return tuple(int(size) for size in sizes)
