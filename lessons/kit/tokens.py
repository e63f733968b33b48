"""Cuts a formula, in tidied signs, into numbers, names, functions, operators and brackets, every product spelt out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lessons.kit.errors import Unreadable
from lessons.kit.numerals import NUMERAL, value_of
from lessons.kit.signs import TIGHT, quoted

FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "abs": abs,
    "cos": math.cos,
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,
    "relu": lambda z: max(z, 0.0),
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "sign": lambda z: math.copysign(1.0, z) if z else 0.0,
    "sin": math.sin,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
}
CONSTANTS: Mapping[str, float] = {"e": math.e, "pi": math.pi, "π": math.pi}
_NUMERIC = frozenset({*FUNCTIONS, *CONSTANTS} - {"relu"})
"""The words that may stand in a number as people type one; without relu, so that r can be a command."""
_ALIASES = {"σ": "sigmoid"}
_WORD = re.compile(r"[^\W\d_]\w*")
_OPERATOR = re.compile(rf"\*\*|[-+*/^%√{TIGHT}]")
_DIGITAL = frozenset("0123456789.,")
"""Signs with which a number begins, unless it is a constant."""
_TIMES = re.compile(r"[xX](?![^\W\d_])")
"""An x that may be a times sign: no other letter follows."""

TokenKind = Literal["number", "name", "function", "operator", "open", "close"]


@dataclass(frozen=True)
class Token:
    """One piece of a formula.

    Attributes:
        kind: what it is.
        text: a name, a function, an operator or a bracket as written in Python; a number as typed.
        value: a number's.
        implied: whether it is a times sign that nobody wrote.
    """

    kind: TokenKind
    text: str
    value: float = 0.0
    implied: bool = False

    @property
    def ends(self) -> bool:
        """Whether a value ends with it, so that an operator may follow."""
        return self.kind in ("number", "name", "close") or self.text == "%"

    @property
    def begins(self) -> bool:
        """Whether a value begins with it."""
        return self.kind in ("number", "name", "function", "open") or self.text == "√"


def continues_number(before: str, letter: str) -> bool:
    """Whether a letter typed after `before` can begin or continue a number, as in `2e3`, `exp(2)` or `3 x 4`.

    A letter after a letter always continues: somebody types a word, and is told if it is none.
    """
    if before[-1:].isalpha() or (letter in "xX" and before.rstrip()[-1:] in {*"0123456789.)%"}):
        return True
    return any(known.startswith(letter.casefold()) for known in _NUMERIC)


class Senseless(Unreadable):
    """Something that stands for nothing, as opposed to something that may be meant in two ways."""


def tokens(text: str, names: Mapping[str, str], told: str) -> Iterator[Token]:
    """The pieces of a formula in order.

    Args:
        text: as `signs.tidied` gives it.
        names: the variables that may stand in it, by what may be typed for each.
        told: what would be understood, to end each sentence.

    Raises:
        Unreadable: there is a sign or a word that means nothing, or that may be meant in two ways.
    """
    last: Token | None = None
    for token in _pieces(text, names, told):
        if last is not None and last.ends and token.begins:
            yield _implied(last, token, told)
        yield token
        last = token


def _implied(before: Token, after: Token, told: str) -> Token:
    """The times sign between two neighbours, unless something else may be meant."""
    if after.kind == "number" and after.text[0] in _DIGITAL:
        pair = f"{before.text} {after.text}"
        if before.kind == "number":
            raise Senseless(f"Two numbers stand side by side in {quoted(pair)}: a sign is missing. {told}")
        raise Unreadable(f"Is {quoted(pair)} a product or a power? Write * or ^ between the two. {told}")
    return Token("operator", "*", implied=True)


def _pieces(text: str, names: Mapping[str, str], told: str) -> Iterator[Token]:
    place, last = 0, None
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        found, place = _piece(text, place, last, names, told)
        yield from found
        last = found[-1]


def _piece(text: str, place: int, last: Token | None, names: Mapping[str, str], told: str) -> tuple[list[Token], int]:
    """Return the piece that stands at a place, and where the next piece begins."""
    if numeral := NUMERAL.match(text, place):
        return [_number(numeral, told)], numeral.end()
    if last is not None and last.ends and "x" not in names and _is_times(text, place):
        return [Token("operator", "*")], place + 1
    if word := _WORD.match(text, place):
        return _words(word[0], names, told), word.end()
    if operator := _OPERATOR.match(text, place):
        return [Token("operator", operator[0].replace("**", "^").replace(TIGHT, "/"))], operator.end()
    if text[place] in "()":
        return [Token("open" if text[place] == "(" else "close", text[place])], place + 1
    bars = " Write abs(…) for a size." if text[place] == "|" else ""
    raise Senseless(f"{quoted(text[place])} means nothing here.{bars} {told}")


def _number(numeral: re.Match[str], told: str) -> Token:
    try:
        return Token("number", numeral[0], value_of(numeral))
    except Unreadable as problem:
        raise Unreadable(f"{problem} {told}") from None


def _is_times(text: str, place: int) -> bool:
    """Whether an x between two numbers is a times sign; `0x10` is how programs write sixteen."""
    return bool(_TIMES.match(text, place)) and not re.search(r"(?<![\d.,])0$", text[max(place - 2, 0) : place])


def _words(word: str, names: Mapping[str, str], told: str) -> list[Token]:
    """A word as the names that it runs together: `wx` as w and x, where no variable is called wx."""
    whole = _named(word.replace("_", ""), names)
    if whole is not None:
        return [whole]
    found: list[Token] = []
    place = 0
    while place < len(word):
        length, token = _longest(word[place:], names)
        if token is None:
            _refuse_digits(word, place, found, told)
            raise Senseless(f"{quoted(word)} is not one of the names here. {told}")
        if found:
            found.append(Token("operator", "*", implied=True))
        found.append(token)
        place += length
    return found


def _longest(word: str, names: Mapping[str, str]) -> tuple[int, Token | None]:
    for length in range(min(len(word), 20), 0, -1):
        if (token := _named(word[:length], names)) is not None:
            return length, token
    return 0, None


def _named(word: str, names: Mapping[str, str]) -> Token | None:
    """A variable, a function or a constant; capitals count only where two names differ by them."""
    if name := names.get(word) or names.get(word.casefold()):
        return Token("name", name)
    plain = _ALIASES.get(word, word.casefold())
    if plain in FUNCTIONS:
        return Token("function", plain)
    return Token("number", word, CONSTANTS[plain]) if plain in CONSTANTS else None


def _refuse_digits(word: str, place: int, found: list[Token], told: str) -> None:
    """Ask about digits after a name: `x2` is a product to some, a power to others, a name to many."""
    digits = re.match(r"\d+", word[place:])
    if not digits or not found:
        return
    before = found[-1].text
    if found[-1].kind == "function":
        raise Unreadable(f"Put what {before} is taken of in brackets: {before}({digits[0][:9]}). {told}")
    product, power = f"{before}*{digits[0][:9]}", f"{before}^{digits[0][:9]}"
    raise Unreadable(f"{quoted(word)} may be a product or a power. Write {product} or {power}. {told}")
