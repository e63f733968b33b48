"""How the microscope writes numbers: four digits, and of a large array its shape, its norm and its largest entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tutor.text.words import in_figures

if TYPE_CHECKING:
    from engine.arrays import Array

FEW = 3
"""Numbers that are written one by one; more are summed up."""
DUST = 1e-13
"""Below this it is rounding, not a number."""


def shown(number: float) -> str:
    """Four digits, a real minus sign, and 0 for the dust of rounding."""
    if not np.isfinite(number):
        return "not a number" if np.isnan(number) else "∞" if number > 0 else "−∞"
    return in_figures(0.0 if abs(number) < DUST else float(number))


def two_digits(number: float) -> str:
    """Two digits with a real minus sign, for several numbers in a small space; 0 for the dust of rounding."""
    if not np.isfinite(number) or abs(number) < DUST:
        return shown(number)
    return f"{number:.2g}".replace("-", "−")


def factor(number: float) -> str:
    """Return a number as it stands in a product: four digits, in brackets if it is negative."""
    return f"({shown(number)})" if number < 0 else shown(number)


def all_of(numbers: Array) -> str:
    """A number, or a few numbers, or what many have in common: how many and their norm."""
    flat = np.ravel(numbers)
    if flat.size <= FEW:
        return ", ".join(shown(float(each)) for each in flat)
    if np.all(flat == flat[0]):
        return f"{flat.size} numbers, each {shown(float(flat[0]))}"
    return f"{flat.size} numbers with norm {shown(norm(flat))}"


def norm(numbers: Array) -> float:
    """The length of the numbers as a vector."""
    with np.errstate(all="ignore"):
        return float(np.sqrt(np.sum(np.square(np.ravel(numbers)))))


def size_of(shape: tuple[int, ...]) -> str:
    """A shape as a reader writes it: 2×3; a column counts as a row."""
    return "×".join(map(str, shape[:-1] if len(shape) > 1 and shape[-1] == 1 else shape))


def place(index: tuple[int, ...], shape: tuple[int, ...]) -> str:
    """Where an entry stands, counted from 1, without axes of length 1: [2, 3]."""
    kept = [str(at + 1) for at, size in zip(index, shape, strict=True) if size > 1]
    return f"[{', '.join(kept)}]" if kept else ""
