"""How numbers are written in captions, hints and answers."""

from __future__ import annotations


def figure(number: float) -> str:
    """Three digits (four from 1,000), a real minus sign, and 0 for the dust of rounding."""
    plain = f"{number:,.0f}" if 1000 <= abs(number) < 1e6 else f"{0.0 if abs(number) < 1e-13 else number:.3g}"
    return plain.replace("-", "−")


def exact(number: float) -> str:
    """A number that was drawn round or worked out on paper: as many as six digits, and a real minus sign."""
    return f"{round(number, 9) + 0.0:.6g}".replace("-", "−")


def fixed(number: float, places: int) -> str:
    """Write a number for a column of a table: always as many places, a real minus sign, and none before a 0."""
    return f"{number:z.{places}f}".replace("-", "−")


def signed(number: float) -> str:
    """Write an exact number to stand after a sign: in brackets if it is negative."""
    return f"({exact(number)})" if number < 0 else exact(number)


def term(factor: float, square: str) -> str:
    """A product as a reader writes it, such as 4·w²: a factor of 1 is not written."""
    return square if factor == 1 else f"{factor:g}·{square}"


def percent(share: float) -> str:
    """A share in per cent, rounded to certainty only where the computer itself can tell no difference."""
    if share >= 0.9995:
        return "100%" if share == 1.0 else "over 99.9%"
    return f"{share:.1%}"
