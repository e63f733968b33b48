"""Reads one numeral, in tidied signs: `2,5`, `1 234.5`, `2 1/2`, `1e-3`; what could be two numbers is asked about."""

from __future__ import annotations

import math
import re

from lessons.kit.errors import Unreadable
from lessons.kit.signs import TIGHT, quoted

NUMERAL = re.compile(
    rf"""(?P<whole>\d+)[ ](?:(?P<upper>\d+)/(?P<lower>\d+)(?![\w.,])|(?P<up>\d+){TIGHT}(?P<low>\d+)(?![\d.,]))
    |(?P<over>\d+){TIGHT}(?P<under>\d+)(?![\d.,])
    |(?P<digits>[1-9]\d{{0,2}}(?:[ ]\d{{3}})+(?!\d)(?:[.,]\d*)?|\d[\d_.,']*|[.,]\d[\d_.,']*)(?P<exponent>[eE][+-]?\d+)?
    """,
    re.VERBOSE,
)
_DECIMAL = re.compile(r"\d+\.?\d*|\.\d+")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_GROUPED = re.compile(
    r"[1-9]\d{0,2}(?:(?:,\d{3})+\.\d*|(?:,\d{3}){2,}|(?: \d{3})+(?:[.,]\d*)?|(?:'\d{3})+(?:[.,]\d*)?)"
)


def value_of(found: re.Match[str]) -> float:
    """The number that a match of `NUMERAL` stands for.

    Raises:
        Unreadable: it may be meant in two ways, is no number after all, or is larger than a computer's numbers go.
    """
    if found["digits"] is None:
        upper, lower = (
            found["upper"] or found["up"] or found["over"],
            found["lower"] or found["low"] or found["under"],
        )
        if not float(lower):
            raise Unreadable("Nothing can be divided by zero.")
        return finite(float(found["whole"] or 0) + float(upper) / float(lower))
    after = found.string[found.end() : found.end() + 1]
    if found["exponent"] and (after.isdigit() or after in tuple(".,_")):
        mantissa = found["digits"]
        raise Unreadable(
            f"{quoted(found[0] + after + '…')}: after e comes a whole number, as in 2e3. "
            f"Write {quoted(mantissa + '*10^1.5')} or {quoted(mantissa + '*e^1.5')}, whichever you mean."
        )
    return finite(float(digits_of(found["digits"]) + (found["exponent"] or "")))


def digits_of(piece: str) -> str:
    """A numeral without exponent as Python spells it: one point at most, and no groups.

    Raises:
        Unreadable: it may be meant in two ways, or is none.
    """
    if _ONE_GROUP.fullmatch(piece):
        bare, point = piece.replace(",", ""), piece.replace(",", ".")
        raise Unreadable(f"Is that {bare} or {point}? Please type it without the comma.")
    if _GROUPED.fullmatch(piece):
        decimal = "." if " " in piece or "'" in piece else ""
        piece = piece.replace(" ", "").replace("'", "").replace(",", decimal)
    dotted = piece.replace(",", ".") if piece.count(",") == 1 and "." not in piece else piece
    dotted = dotted.replace("_", "")
    if not _DECIMAL.fullmatch(dotted):
        raise Unreadable(f"{quoted(piece)} is not a number. Write it as 1234.5, without groups.")
    return dotted


def finite(number: float) -> float:
    """Return the number, if it is finite.

    Raises:
        Unreadable: it is infinite, or none.
    """
    if not math.isfinite(number):
        raise Unreadable("That is larger than a computer's numbers go. Is the exponent right?")
    return number
