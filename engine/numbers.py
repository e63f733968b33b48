"""Whatever somebody has, as an array of real numbers; or a sentence that says why it is none."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from engine.arrays import Array
from engine.errors import EngineError

EXACT = (int, float, Fraction, Decimal, np.number)  # what an array of Python objects may hold


def real_numbers(data: Any, dtype: DTypeLike | None = None) -> Array:
    """The numbers as an array of their own.

    Args:
        data: a number, an array, or a list of those, as deep as you like but of equal lengths.
        dtype: float64 or float32; if not given, whatever the data are (integers stay integers).

    Raises:
        EngineError: if there is something else among them, or rows of unequal lengths.
    """
    try:
        found = np.asarray(data)
    except ValueError as reason:
        raise EngineError(
            f"An array of numbers is wanted, whose rows are equally long: {str(reason).rstrip('.')}."
        ) from reason
    if found.dtype.kind not in "biuf" and not (found.dtype.kind == "O" and _all_exact(found)):
        raise EngineError(
            f"These are no real numbers, but {_called(found)}: pass numbers, or an array or list of them."
        )
    if dtype is None and found.dtype.kind != "O":
        return np.array(found, order="C")
    try:
        with np.errstate(over="ignore"):  # what float32 cannot hold is infinite
            return np.array(found, dtype=np.float64 if dtype is None else dtype, order="C")
    except OverflowError as reason:
        raise EngineError(f"A number is too large: {reason}.") from reason


def _all_exact(objects: Array) -> bool:
    return all(isinstance(each, EXACT) for each in objects.flat)


def _called(found: Array) -> str:
    """Return a person's name for the things in an array that holds no real numbers."""
    if found.dtype.kind == "O":
        other = next(each for each in found.flat if not isinstance(each, EXACT))
        return "None" if other is None else f"things like {other!r} of type {type(other).__name__}"
    kinds = {"c": "complex numbers", "U": "text", "S": "bytes", "M": "dates", "m": "lengths of time"}
    return kinds.get(found.dtype.kind, f"things of dtype {found.dtype}")
