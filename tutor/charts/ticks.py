"""Which values an axis names, and how it writes them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from lessons.kit.charts import Limits
from tutor.charts.limits import nice_above
from tutor.charts.words import exponent


@dataclass(frozen=True)
class Ruler:
    """One axis: its limits, and the places on it that are named.

    Attributes:
        limits: the values at the two ends.
        places: the values that carry a tick.
        labels: what is written at each.
    """

    limits: Limits
    places: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def linear(limits: Limits, most: int) -> Ruler:
    """A ruler with at most `most` ticks at multiples of 1, 2 or 5 × 10ᵏ, or with its two ends named."""
    step = nice_above(max((limits[1] - limits[0]) / max(1, most + 1), 1e-300))
    first, last = _multiples(limits, step)
    while last - first + 1 > most:
        step = nice_above(step * 1.1)
        first, last = _multiples(limits, step)
    if last <= first:
        return _ends(limits, limits)
    places = tuple(k * step for k in range(first, last + 1))
    return Ruler(limits, places, tuple(_label(place, step) for place in places))


@lru_cache(maxsize=64)
def decades(limits: Limits, most: int) -> Ruler:
    """A ruler whose limits are log₁₀ of the values: ticks at powers of ten, named by the values themselves."""
    first, last = _multiples(limits, 1)
    step = max(1, math.ceil((last - first) / max(1, most - 1)))
    powers = [p for p in range(first, last + 1) if p % step == 0]
    if len(powers) < 2 and last > first:
        powers = [first, last]
    elif len(powers) < 2:
        return Ruler(limits, limits, tuple(_by_itself(10.0**end) for end in limits))
    return Ruler(limits, tuple(map(float, powers)), tuple(map(_power, powers)))


def wide(ruler: Ruler, least: int) -> Ruler:
    """Return a ruler whose labels take `least` cells or more, so that below them a word of that length has room."""
    return replace(ruler, labels=tuple(label.rjust(least) for label in ruler.labels))


def _ends(limits: Limits, values: tuple[float, float]) -> Ruler:
    whole = all(value == round(value) for value in values)
    step = 1.0 if whole else nice_above(max((values[1] - values[0]) / 10, 1e-300))
    return Ruler(limits, limits, (_label(values[0], step), _label(values[1], step)))


def _multiples(limits: Limits, step: float) -> tuple[int, int]:
    return math.ceil(limits[0] / step - 1e-9), math.floor(limits[1] / step + 1e-9)


def _label(value: float, step: float) -> str:
    if value == 0:
        return "0"
    largest, smallest = abs(value), step
    if largest >= 1e5 or smallest < 1e-4:
        digits = max(0, math.floor(math.log10(largest) + 1e-9) - math.floor(math.log10(step) + 1e-9))
        return exponent(value, min(digits, 6))
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return f"{value:.{decimals}f}".replace("-", "−")


def _by_itself(value: float) -> str:
    """A value with two digits of its own, whatever stands at the other end."""
    digits = math.floor(math.log10(value) + 1e-9) if value > 0 else 0
    return _label(value, 10.0 ** (digits - 1))


def _power(power: int) -> str:
    if -4 <= power <= 4:
        return f"{10.0**power:.{max(0, -power)}f}"
    return f"1e{power}".replace("-", "−")
