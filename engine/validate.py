"""Validate what a caller set: a setting that makes no sense gets a sentence that says what would."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import inf, isclose
from typing import Any

import numpy as np

from engine.errors import EngineError


def whole(value: Any) -> bool:
    """Return whether this is a whole number (True and False are none)."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def flag(name: str, value: Any) -> bool:
    """True or False (1 and 0 will do)."""
    if not isinstance(value, bool | np.bool_ | int | np.integer) or value not in (0, 1):
        raise EngineError(f"{name} is True or False, not {value!r}.")
    return bool(value)


def positive(name: str, number: Any) -> int:
    """A whole number from 1 on."""
    if not whole(number) or number < 1:
        raise EngineError(f"{name} is a whole number from 1 on, not {number!r}.")
    return int(number)


def seeds(seed: Any) -> list[int]:
    """One seed, or one for each member of an ensemble: whole numbers from 0 on."""
    several = list(seed) if isinstance(seed, Sequence | np.ndarray) and np.ndim(seed) else [seed]
    if not several:
        raise EngineError("An ensemble needs a seed for each of its members, such as seed=[0, 1, 2].")
    return [one_seed(each) for each in several]


def one_seed(seed: Any) -> int:
    """A whole number from 0 on."""
    plain = seed[()] if isinstance(seed, np.ndarray) else seed
    if not whole(plain) or plain < 0:
        raise EngineError(f"A seed is a whole number from 0 on, such as 7, not {seed!r}.")
    return int(plain)


def share(name: str, value: float) -> float:
    """A number from 0 to less than 1."""
    if not _is_number(value) or not 0 <= value < 1:
        raise EngineError(f"{name} is a share from 0 to less than 1, not {value!r}.")
    return value


def from_zero(name: str, value: float) -> float:
    """A finite number from 0 on."""
    if not _is_number(value) or not 0 <= value < inf:
        raise EngineError(f"{name} is a number from 0 on, not {value!r}.")
    return value


def how_many(name: str, value: float) -> float:
    """A number of updates: a whole number from 0 on, `math.inf` for without end."""
    if _is_number(value) and value >= 0 and (value == inf or value == int(value)):
        return value if value == inf else int(value)
    raise EngineError(f"{name} is a whole number from 0 on (math.inf for without end), not {value!r}.")


def passes(epochs: float, per_epoch: int) -> float:
    """Epochs as updates: a whole number, or `math.inf` for without end."""
    if not _is_number(epochs) or not epochs >= 0:
        raise EngineError(f"epochs is a number from 0 on (math.inf for without end), not {epochs!r}.")
    if epochs == inf or isinstance(epochs, int | np.integer):
        return epochs if epochs == inf else int(epochs) * per_epoch
    wanted = Fraction(float(epochs)).limit_denominator(10 * per_epoch) * per_epoch
    if wanted.denominator != 1 or not isclose(wanted, float(epochs) * per_epoch, rel_tol=1e-9):
        some = int(epochs * per_epoch)
        raise EngineError(
            f"An epoch is {per_epoch} updates here, so {epochs!r} epochs end within one: "
            f"say updates={some} or updates={some + 1} instead."
        )
    return int(wanted)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)


def kind_of_numbers(dtype: Any) -> np.dtype[Any]:
    """Return the dtype, if it is float64 or float32."""
    found: np.dtype[Any]
    try:
        found = np.dtype(dtype)
    except TypeError:
        found = np.dtype(bool)
    if found not in (np.float32, np.float64):
        raise EngineError(f"dtype is float64 or float32, not {dtype!r}.")
    return found


def layer_sizes(sizes: Any) -> tuple[int, ...]:
    """How many numbers go in, how many units each layer has: whole numbers from 1 on, two at least."""
    listed = list(sizes) if isinstance(sizes, Iterable) and not isinstance(sizes, str) else []
    if len(listed) < 2 or not all(_is_number(size) and 1 <= size < inf and size == int(size) for size in listed):
        shown = listed or sizes
        raise EngineError(f"A network needs at least an input and an output size, such as [2, 3, 1]; not {shown!r}.")
    return tuple(int(size) for size in listed)


def finite(name: str, value: Any) -> float:
    """Return a setting as a float, if it is a finite number."""
    if not _is_number(value) or not -inf < value < inf:
        raise EngineError(f"{name} is a finite number such as 0.1, not {value!r}.")
    return float(value)


def above_zero(name: str, value: Any) -> float:
    """A number above 0, which may be infinite."""
    if not _is_number(value) or not value > 0:
        raise EngineError(f"{name} is a number above 0, not {value!r}.")
    return float(value)
