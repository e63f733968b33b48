"""The fields of a file as numbers: what is one, what stands for nothing, and what is anything else."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Literal

import numpy as np

from engine.arrays import Array

Slip = Literal["missing", "text", "endless"]
"""Why a field is no number: nothing stands in it, or something else than a number, or one beyond all bounds."""
NOTHING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "?", "-", "–", "—", "."})
"""What people and their programs write where there is nothing, in small letters."""
LARGEST_NUMBER = 1e100
"""Numbers beyond this, either way, could not be squared."""


def number_in(cell: str, *, comma: bool) -> float | Slip:
    """Return the number in a field, or why there is none.

    Args:
        cell: as it stands there.
        comma: whether a comma stands before its decimals.
    """
    bare = cell.strip()
    if bare.casefold() in NOTHING:
        return "missing"
    try:
        number = float(bare.replace(",", ".") if comma else bare)
    except ValueError:
        return "text"
    if "_" in bare:  # Python reads 1_000, and nobody else does
        return "text"
    return number if isfinite(number) and abs(number) <= LARGEST_NUMBER else "endless"


def is_number(cell: str, *, comma: bool) -> bool:
    """Whether a number stands in a field."""
    return isinstance(number_in(cell, comma=comma), float)


def numbers_in(cells: Sequence[str], *, comma: bool) -> Array | None:
    """Return the numbers in a column, quickly; None if any field has none."""
    try:
        numbers = np.array([float(cell.replace(",", ".")) for cell in cells] if comma else list(map(float, cells)))
    except ValueError:
        return None
    bounded = bool((np.abs(numbers) <= LARGEST_NUMBER).all())  # what is no number is not
    return numbers if bounded and "_" not in "".join(cells) else None
