"""Reads what a learner types as a number, in every notation that a person would expect, or says what is amiss."""

from __future__ import annotations

import math
import re
import unicodedata

from lessons.kit.errors import Unreadable

LONGEST = 80
"""Characters; nobody types a longer number on purpose."""

_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_MIXED = re.compile(r"([+-]?)(\d+) (\d+/\d+)")
_POWER_OF_TEN = re.compile(r"(?:\s*[x*]\s*|(?<![\d.,^]))10\s*(?:\^|\*\*)\s*(?=[+-]?\d)")
_ONE_GROUP = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:,\d{3})+\.\d*|(?:,\d{3}){2,}|(?: \d{3})+(?:[.,]\d*)?)")
_SUPERSCRIPTS = re.compile(r"[⁺⁻⁰¹²³⁴-⁹]+")
_VULGAR = re.compile(r"[¼-¾⅐-⅞↉]")
_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "⁄": "/", "∕": "/", "÷": "/", "×": "*", "·": "*", "⋅": "*"}
)
_PIECE = r"(?:[-+√(]\s*){0,3}(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[-+]?\d+)?[)%]*"
_ARITHMETIC = re.compile(rf"{_PIECE}(?:(?:\s*(?:\*\*|[-+*/^]|(?=[(√]))\s*|\s+x\s+){_PIECE})*", re.IGNORECASE)
"""Sums, products, powers and roots of numbers."""
_EXAMPLES = "Type a number such as 0.25, -3, 1/4 or 2.5e-3."


def read_number(text: str) -> float:
    """The number that `text` stands for.

    Understood are decimals (with a point or a comma), fractions and mixed numbers, powers of ten, per cent, digits in
    groups where nobody could mistake them, and any minus sign. Sums and powers are left for the learner to work out.

    Raises:
        Unreadable: with a sentence for the learner; the question stays open.
    """
    typed = text.strip()
    if len(typed) > LONGEST:
        raise Unreadable(f"That is {len(typed):,} characters long. {_EXAMPLES}")
    plain = _plain(typed)
    if not plain:
        raise Unreadable(f"Nothing typed yet. {_EXAMPLES}")
    bare, hundredths = (plain[:-1].rstrip(), 100) if plain.endswith("%") else (plain, 1)
    return _finite(_fraction(bare, typed) / hundredths)


def _plain(typed: str) -> str:
    """Typographic signs as a keyboard has them: `−16` as `-16`, `2½` as `2 1/2`, `2·10⁻³` as `2e-3`."""
    raised = _SUPERSCRIPTS.sub(lambda found: f"^{found[0]}", typed)
    spelt = _VULGAR.sub(lambda found: f" {found[0]}", raised)
    plain = unicodedata.normalize("NFKC", spelt).translate(_SIGNS)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")  # marks that nobody sees
    plain = re.sub(r"\s+", " ", plain).strip().removeprefix("=").strip()
    plain = _POWER_OF_TEN.sub(lambda found: "e" if found[0].lstrip()[0] in "x*" else "1e", plain)
    return re.sub(r"^([+-]) ", r"\1", plain)


def _fraction(plain: str, typed: str) -> float:
    """A decimal, a fraction of two, or a whole number and a fraction; `typed` is the reply, to be quoted back."""
    mixed = _MIXED.fullmatch(plain)
    if mixed:
        size = float(mixed[2]) + _fraction(mixed[3], typed)
        return -size if mixed[1] == "-" else size
    upper, slash, lower = plain.partition("/")
    if not slash:
        return _decimal(plain, typed)
    divisor = _decimal(lower.strip(), typed)
    if divisor == 0:
        raise Unreadable("Nothing can be divided by zero.")
    return _decimal(upper.strip(), typed) / divisor


def _decimal(piece: str, typed: str) -> float:
    """One number without a fraction."""
    if _ONE_GROUP.fullmatch(piece):
        bare, point = piece.replace(",", ""), piece.replace(",", ".")
        raise Unreadable(f"Is that {bare} or {point}? Please type it without the comma.")
    if _GROUPED.fullmatch(piece):
        spaced = " " in piece
        piece = piece.replace(" ", "").replace(",", "." if spaced else "")
    dotted = piece.replace(",", ".") if piece.count(",") == 1 and "." not in piece else piece
    dotted = dotted.replace("_", "")
    if not _DECIMAL.fullmatch(dotted):
        raise Unreadable(_amiss(piece, typed))
    return _finite(float(dotted))


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise Unreadable("That is larger than a computer's numbers go. Is the exponent right?")
    return number


def _amiss(piece: str, typed: str) -> str:
    """What to tell somebody whose reply is no number."""
    shown = typed if len(typed) <= 24 else typed[:23] + "…"
    if piece.lstrip("+-").casefold() in {"nan", "inf", "infinity", "∞"}:
        return f"That is not a number one can compare. {_EXAMPLES}"
    if _ARITHMETIC.fullmatch(piece):
        return f"“{shown}” is still to be worked out. {_EXAMPLES}"
    return f"“{shown}” is not a number. {_EXAMPLES}"
