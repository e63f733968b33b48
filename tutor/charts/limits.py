"""Where an axis begins and ends: nice numbers that hold still while the data grow, then jump by 1, 2 or 5 × 10ᵏ.

An axis that follows every new value cannot be read and costs twenty times the bytes: limits stay until the data leave
them, or until the data fill less than a fifth of them.
"""

from __future__ import annotations

import math

from lessons.kit.charts import Limits

HUGE = 1e300
"""Beyond this, values are drawn as if they were this large, so that differences stay finite."""

_WITHIN_A_POWER = (0.0, math.log10(2), math.log10(5))
_COARSE = (1.0, 2.0, 5.0, 10.0)
_FINE = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


def nice_above(value: float, ladder: tuple[float, ...] = _COARSE) -> float:
    """The smallest rung × 10ᵏ that is not below a positive value."""
    power = 10.0 ** math.floor(math.log10(value))
    rung = next((r for r in ladder if r * power >= value * (1 - 1e-9)), 10.0)
    return float(f"{rung * power:.3g}")


def snug(low: float, high: float) -> Limits:
    """Nice limits close around the data; zero is included when it is near."""
    if low > high or not (math.isfinite(low) and math.isfinite(high)):
        return 0.0, 1.0
    low, high = _held(low), _held(high)
    if low == high == 0 or max(abs(low), abs(high)) < 1 / HUGE:
        return 0.0, 1.0
    if 0 <= low <= high / 2 or low == high > 0:
        return 0.0, nice_above(high, _FINE)
    if (low / 2 <= high <= 0 and low < high) or low == high < 0:
        return -nice_above(-low, _FINE), 0.0
    step = nice_above(max(high - low, 1e-6 * max(abs(low), abs(high))) / 5)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def fixed(asked: Limits | None) -> Limits | None:
    """Limits that a chart asks for, in order and apart; None where they cannot be used."""
    if asked is None or not all(map(math.isfinite, asked)):
        return None
    lower, upper = _held(min(asked)), _held(max(asked))
    room = max(1 / HUGE, 1e-9 * max(abs(lower), abs(upper)))
    return (float(lower), float(upper)) if upper - lower > room else snug(lower, upper)


def _held(value: float) -> float:
    return max(-HUGE, min(value, HUGE))


def grown(limits: Limits, low: float, high: float) -> Limits:
    """Limits that reach the data again, their length a rung of 1, 2, 5 × 10ᵏ counted from the end that holds."""
    lower, upper = limits
    low, high = _held(low), _held(high)
    if high > upper:
        upper = lower + nice_above(high - lower)
    if low < lower:
        lower = upper - nice_above(upper - low)
    return lower, upper


def snug_decades(low: float, high: float) -> Limits:
    """Powers of ten around data given as log₁₀, or where these are within a power, 1, 2 or 5 times a power of ten."""
    if low > high:
        return -1.0, 0.0
    if high - low < 1:
        return _rungs(low, high)
    lower, upper = math.floor(low + 1e-9), math.ceil(high - 1e-9)
    return float(lower), float(max(upper, lower + 1))


def _rungs(low: float, high: float) -> Limits:
    """Return the nearest rungs of 1, 2, 5 × 10ᵏ around data given as log₁₀, one apart or more."""
    first = math.floor(low) - 1
    rungs = [power + rung for power in range(first, first + 5) for rung in _WITHIN_A_POWER]
    lower = max(rung for rung in rungs if rung <= low + 1e-9)
    return lower, min(rung for rung in rungs if rung >= high - 1e-9 and rung > lower)


def grown_decades(limits: Limits, low: float, high: float) -> Limits:
    """Powers of ten that reach the data again, with half as much room again, so that the next jump is far off."""
    lower, upper = limits
    if high > upper:
        upper = lower + math.ceil((high - lower) * 1.5)
    if low < lower:
        lower = upper - math.ceil((upper - low) * 1.5)
    return lower, upper


class Sticky:
    """The limits of one axis, remembered from frame to frame."""

    def __init__(self, decades: bool = False) -> None:
        self._snug, self._grown = (snug_decades, grown_decades) if decades else (snug, grown)
        self._limits: Limits | None = None

    def follow(self, low: float, high: float) -> Limits:
        """The limits for data between `low` and `high` (low above high: there are no data yet)."""
        if low > high:
            return self._limits or self._snug(low, high)
        close = self._snug(low, high)
        if self._limits is None or (close[1] - close[0]) < (self._limits[1] - self._limits[0]) / 5:
            self._limits = close
        elif low < self._limits[0] or high > self._limits[1]:
            self._limits = self._grown(self._limits, low, high)
        return self._limits
