"""How numbers are written in captions, hints and answers."""

from __future__ import annotations


def figure(number: float) -> str:
    """Three digits, thousands in full, and 0 for the dust of rounding."""
    if 1000 <= abs(number) < 1e6:
        return f"{number:,.0f}"
    return f"{0.0 if abs(number) < 1e-9 else number:.3g}"


def signed(number: float) -> str:
    """A figure to stand after a sign: in brackets if it is negative."""
    return f"({figure(number)})" if number < 0 else figure(number)


def term(factor: float, square: str) -> str:
    """A product as a reader writes it, such as 4·w²: a factor of 1 is not written."""
    return square if factor == 1 else f"{factor:g}·{square}"
