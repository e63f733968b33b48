"""Reads what a learner types as a number: a numeral in any notation, or arithmetic as in a formula without names."""

from __future__ import annotations

import re

from lessons.kit.errors import Unreadable
from lessons.kit.expressions import LONGEST, read_expression
from lessons.kit.numerals import NUMERAL, digits_of, finite, value_of
from lessons.kit.signs import quoted, tidied
from lessons.kit.tokens import Senseless

_EXAMPLES = "Type a number such as 0.25, -3, 1/4 or 2.5e-3."
_PLAIN = re.compile(
    rf"(?P<sign>[-+]?) ?(?P<number>{NUMERAL.pattern})"
    r"(?:\ ?[*xX]\ ?10\ ?(?:\^|\*\*)\ ?(?P<bracket>\()?\ ?(?P<power>[-+]?\d+)(?(bracket)\ ?\)))?",
    re.VERBOSE,
)
"""A number of one piece: `-2.5`, `2 1/2`, `2·10⁻³`."""


def read_number(text: str) -> float:
    """The number that `text` stands for.

    Understood are decimals (with a point or a comma), fractions and mixed numbers, powers of ten, per cent, digits in
    groups where nobody could mistake them, any minus sign, and arithmetic: `12.18/(12.18 + 0.61 + 1)`, `√2`, `e^2.5`.

    Raises:
        Unreadable: with a sentence for the learner; the question stays open.
    """
    if len(text) > LONGEST:
        raise Unreadable(f"That is {len(text):,} characters long. {_EXAMPLES}")
    plain = tidied(text).removeprefix("=").strip()
    if not plain:
        raise Unreadable(f"Nothing typed yet. {_EXAMPLES}")
    if plain.lstrip("+-").casefold() in {"nan", "inf", "infinity", "∞"}:
        raise Unreadable(f"That is not a number one can compare. {_EXAMPLES}")
    bare, hundredths = (plain[:-1].rstrip(), 100) if plain.endswith("%") else (plain, 1)
    number = _fraction(bare) if (whole := _numeral(bare)) is None else whole
    return _worked_out(text) if number is None else finite(number / hundredths)


def _fraction(plain: str) -> float | None:
    """A fraction of two numerals, such as `-3/4`; None if it is none."""
    upper, slash, lower = plain.partition("/")
    if (
        not slash
        or (above := _numeral(upper.strip())) is None
        or (below := _numeral(lower.strip(), powers=False)) is None
    ):
        return None
    if not below:
        raise Unreadable("Nothing can be divided by zero.")
    return above / below


def _numeral(plain: str, *, powers: bool = True) -> float | None:
    """A number of one piece, to the last bit; None if it is none, or has a power of ten where none may stand."""
    found = _PLAIN.fullmatch(plain)
    if found is None:
        return None
    if found["power"] is None:
        size = value_of(found)
    elif found["digits"] is None or found["exponent"] or not powers:
        return None
    else:
        size = finite(float(f"{digits_of(found['digits'])}e{found['power']}"))
    return -size if found["sign"] == "-" else size


def _worked_out(text: str) -> float:
    """Arithmetic, by the reader of formulas."""
    try:
        return finite(read_expression(text, (), _EXAMPLES).value({}))
    except Senseless:
        raise Unreadable(f"{quoted(text)} is not a number. {_EXAMPLES}") from None
    except ZeroDivisionError:
        raise Unreadable("Nothing can be divided by zero.") from None
    except OverflowError:
        raise Unreadable("That is larger than a computer's numbers go. Is the exponent right?") from None
    except ValueError:
        raise Unreadable(f"{quoted(text)} has no value: is it the root or the logarithm of what has none?") from None
