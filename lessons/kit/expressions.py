"""Reads a formula that a learner types, such as `(a - y) * x` or `2wx`, without ever running it as code.

The text is tidied (`signs.py`), cut into tokens with every product spelt out (`tokens.py`: `2wx` → `2*w*x`), and put
into postfix order (`postfix.py`). So neither reading nor evaluating recurses, and a sum may be as long as it likes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from lessons.kit.errors import Unreadable
from lessons.kit.postfix import postfix
from lessons.kit.signs import quoted, reads_as_a_point, tidied
from lessons.kit.tokens import FUNCTIONS, Token, tokens

LONGEST = 4_000
"""Characters: room for a sum of 200 terms, and no more than a moment's work."""
_UNARY: Mapping[str, Callable[[float], float]] = {
    **FUNCTIONS,
    "negative": lambda a: -a,
    "positive": lambda a: a,
    "√": math.sqrt,
    "%": lambda a: a / 100,
}
_BINARY: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": math.pow,
}
_LABEL = re.compile(r"[^\W\d][\w∂'/()., ]{0,40}|∂[\w∂'/()., ]{0,40}|")
"""A beginning that may stand before an equals sign: a name, as in `dL/dw =`, or nothing."""
_SETS = re.compile(r"[-+*/^<>!:~%=]$")


@dataclass(frozen=True)
class Expression:
    """A formula that has been read.

    Attributes:
        typed: what was typed.
        steps: the formula in postfix order.
    """

    typed: str
    steps: tuple[Token, ...]

    def at(self, values: Mapping[str, float]) -> float:
        """Return the expression's value for these names; not-a-number where it has none (a division by zero, say)."""
        try:
            return self.value(values)
        except (ArithmeticError, ValueError):
            return math.nan

    def value(self, values: Mapping[str, float]) -> float:
        """Return the expression's value where each name has the given value.

        Raises:
            ArithmeticError: it is infinite: divided by zero, or too large.
            ValueError: it has none, as the root of −1.
        """
        stack: list[float] = []
        for step in self.steps:
            if step.kind == "number":
                stack.append(step.value)
            elif step.kind == "name":
                stack.append(float(values[step.text]))
            elif step.text in _UNARY:
                stack.append(float(_UNARY[step.text](stack.pop())))
            else:
                second = stack.pop()
                stack.append(_BINARY[step.text](stack.pop(), second))
        return stack.pop()


def read_expression(text: str, names: Collection[str], told: str = "") -> Expression:
    """The formula that `text` stands for.

    Args:
        text: what the learner typed; a leading `=` or `dL/dw =` is left out of account.
        names: the variables that may stand in it.
        told: what would be understood, to end each sentence; made of the names unless given.

    Raises:
        Unreadable: with a sentence that says where and what would be understood.
    """
    told = told or f"Use {', '.join(names)} with + - * / ^ and brackets, as in ({next(iter(names))} + 1) * 2."
    if len(text) > LONGEST:
        raise Unreadable(f"That is {len(text):,} characters long. {told}")
    if reads_as_a_point(text):
        raise Unreadable(f"Is the raised point a decimal point or a product? Write 0.5 or 0*5. {told}")
    plain = _right_side(tidied(text), told)
    if not plain:
        raise Unreadable(f"Nothing typed yet. {told}")
    return Expression(text.strip(), postfix(tokens(plain, _spellings(names), told), told))


def _right_side(plain: str, told: str) -> str:
    """The formula without what it is said to be: `dL/dw = 2x` as `2x`."""
    label, equals, rest = plain.rpartition("=")
    if equals and not _LABEL.fullmatch(label.strip()):
        does = "changes a variable" if _SETS.search(label.strip()) else "has two sides"
        raise Unreadable(f"{quoted(plain)} {does}. Type only what comes out, without an equals sign. {told}")
    return rest.strip()


def _spellings(names: Collection[str]) -> dict[str, str]:
    """Each name by what may be typed for it: itself, or in small letters where that is nobody else's."""
    small = [name.casefold() for name in names]
    return {name.casefold(): name for name in names if small.count(name.casefold()) == 1} | {n: n for n in names}
