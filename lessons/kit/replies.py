"""Reads what a learner types as a number, in every notation that a person would expect, or says what is amiss."""

from __future__ import annotations

import math
import re
import unicodedata

from lessons.kit.errors import Unreadable

LONGEST = 80
"""Characters; nobody types a longer number on purpose."""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_POWER_OF_TEN = re.compile(r"\s*[x*]\s*10\s*(?:\^|\*\*)\s*")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")
_EXAMPLES = "Type a number such as 0.25, -3, 1/4 or 2.5e-3."


def read_number(text: str) -> float:
    """The number that `text` stands for: decimals, fractions, powers of ten, per cent, a decimal comma, any minus sign.

    Raises:
        Unreadable: with a sentence for the learner; the question stays open.
    """
    plain = _plain(text)
    if not plain:
        raise Unreadable(f"Nothing typed yet. {_EXAMPLES}")
    if len(plain) > LONGEST:
        raise Unreadable(f"That is {len(plain):,} characters long. {_EXAMPLES}")
    if plain.endswith("%"):
        return _finite(read_number(plain[:-1]) / 100)
    upper, slash, lower = plain.partition("/")
    if not slash:
        return _decimal(plain)
    divisor = _decimal(lower.strip())
    if divisor == 0:
        raise Unreadable("Nothing can be divided by zero.")
    return _finite(_decimal(upper.strip()) / divisor)


def _plain(text: str) -> str:
    """Typographic signs as a keyboard has them: `−16` as `-16`, `½` as `1/2`, `2·10⁻³` as `2e-3`."""
    raised = re.sub(r"[⁺⁻⁰¹²³⁴-⁹]+", lambda found: f"^{found[0]}", text[: LONGEST * 200])
    plain = unicodedata.normalize("NFKC", raised).strip()
    for sign, key in (("−", "-"), ("–", "-"), ("—", "-"), ("⁄", "/"), ("÷", "/"), ("×", "*"), ("·", "*")):
        plain = plain.replace(sign, key)
    return _POWER_OF_TEN.sub("e", plain).replace("- ", "-")


def _decimal(plain: str) -> float:
    if _GROUPED.fullmatch(plain):
        bare, point = plain.replace(",", ""), plain.replace(",", ".", 1)
        raise Unreadable(f"Is that {bare} or {point}? Please type it without the comma.")
    dotted = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain
    dotted = dotted.replace("_", "").removeprefix("=").strip()
    if dotted.lstrip("+-").lower() in {"nan", "inf", "infinity", "∞"}:
        raise Unreadable(f"That is not a number one can compare. {_EXAMPLES}")
    if not _NUMBER.fullmatch(dotted):
        shown = plain if len(plain) <= 24 else plain[:23] + "…"
        raise Unreadable(f"“{shown}” is not a number. {_EXAMPLES}")
    return _finite(float(dotted))


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise Unreadable("That is larger than a computer's numbers go. Is the exponent right?")
    return number
