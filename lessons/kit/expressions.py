"""Reads a formula that a learner types, such as `(a - y) * x` or `2wx`, without ever running it as code.

The text is tidied (`2wx` → `2*w*x`, `x²` → `x**2`, `×` → `*`), parsed by Python's own parser, and the tree is
walked with a short list of what may stand in it. Nothing else is looked up, called or evaluated.
"""

from __future__ import annotations

import ast
import math
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from lessons.kit.errors import Unreadable

LONGEST = 200
"""Characters; longer formulas are not what any question asks for."""
DEEPEST = 40
"""Levels of brackets and operators; Python's own parser has a limit too, and ours comes first."""

_FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "abs": abs,
    "cos": math.cos,
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,
    "relu": lambda z: max(z, 0.0),
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "sign": lambda z: float(np.sign(z)),
    "sin": math.sin,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
}
_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: math.pow(a, b),
}
_SIGNS = str.maketrans({"−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "^": "\0", "[": "(", "]": ")"})
_TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([^\W\d]\w*)|(\*\*|[-+*/()\0])|(.))")
_LETTERS = {"σ": "sigmoid", "e": "2.718281828459045"}


@dataclass(frozen=True)
class Expression:
    """A formula that has been read: what was typed, and the tree that it stands for."""

    typed: str
    tree: ast.expr

    def at(self, values: Mapping[str, float]) -> float:
        """Its value where each name has the given value; not-a-number where it has none (a division by zero, say)."""
        try:
            return float(_value(self.tree, values))
        except (ArithmeticError, ValueError):
            return math.nan


def read_expression(text: str, names: Collection[str]) -> Expression:
    """The formula that `text` stands for.

    Args:
        text: what the learner typed; a leading `=` or `dL/dw =` is left out of account.
        names: the variables that may stand in it.

    Raises:
        Unreadable: with a sentence that says where and what would be understood.
    """
    told = f"Use {', '.join(names)} with + - * / ^ and brackets, as in ({next(iter(names))} + 1) * 2."
    if len(text) > LONGEST:
        raise Unreadable(f"That is {len(text):,} characters long. {told}")
    tidy = _tidied(text.rpartition("=")[2], frozenset(names), told)
    if not tidy:
        raise Unreadable(f"Nothing typed yet. {told}")
    try:
        tree = ast.parse(tidy, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise Unreadable(f"That formula does not hang together: is a bracket or an operator missing? {told}") from None
    _examine(tree, frozenset(names), told)
    return Expression(text.strip(), tree)


def _tidied(text: str, names: frozenset[str], told: str) -> str:
    """The tokens with every product spelt out, so that `2w x(a-y)` reads as people mean it."""
    raised = re.sub(r"[⁻⁰¹²³⁴-⁹]+", lambda found: f"^({unicodedata.normalize('NFKC', found[0])})", text)
    out: list[str] = []
    for number, word, operator, strange in _TOKEN.findall(raised.translate(_SIGNS)):
        if strange.strip():
            raise Unreadable(f"“{strange}” means nothing here. {told}")
        for piece in _pieces(word, names, told) if word else [number or operator.replace("\0", "**")]:
            if out and piece and _multiplies(out[-1], piece):
                out.append("*")
            out.append(piece)
    return "".join(piece for piece in out if piece)


def _pieces(word: str, names: frozenset[str], told: str) -> list[str]:
    """A word as the names that it runs together: `wx` as w and x, where no variable is called wx."""
    if word in names or word in _FUNCTIONS:
        return [word]
    if word in _LETTERS:
        return [_LETTERS[word]]
    for length in range(len(word) - 1, 0, -1):
        if word[:length] in names:
            return [word[:length], *_rest(word[length:], names, told)]
    raise Unreadable(f"“{word[:20]}” is not one of the names here. {told}")


def _rest(word: str, names: frozenset[str], told: str) -> list[str]:
    return [word] if word.isdecimal() else _pieces(word, names, told)


def _multiplies(before: str, after: str) -> bool:
    """Whether two neighbours stand for a product: `2 w`, `w (`, `) x`, but not `sigmoid (`."""
    ends = before[-1].isalnum() or before[-1] in ")._'"
    starts = after[0].isalnum() or after[0] in "(._"
    return ends and starts and before not in _FUNCTIONS


def _examine(tree: ast.expr, names: frozenset[str], told: str, depth: int = 0) -> None:
    """Refuse whatever is not on the short list of numbers, names, operators and functions."""
    if depth > DEEPEST:
        raise Unreadable(f"That formula is nested too deeply to follow. {told}")
    match tree:
        case ast.Constant(value=int() | float() as number):
            if math.isinf(float(number)):
                raise Unreadable(f"A number there is larger than a computer's numbers go. {told}")
        case ast.Name(id=name) if name in names:
            return
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=inner):
            _examine(inner, names, told, depth + 1)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
            _examine(left, names, told, depth + 1)
            _examine(right, names, told, depth + 1)
        case ast.Call(func=ast.Name(id=name), args=[inner], keywords=[]) if name in _FUNCTIONS:
            _examine(inner, names, told, depth + 1)
        case _:
            raise Unreadable(
                f"Only numbers, names, + - * / ^, brackets and {', '.join(_FUNCTIONS)} are understood. {told}"
            )


def _value(tree: ast.expr, values: Mapping[str, float]) -> float:
    match tree:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return float(values[name])
        case ast.UnaryOp(op=operator, operand=inner):
            return -_value(inner, values) if isinstance(operator, ast.USub) else _value(inner, values)
        case ast.BinOp(left=left, op=operator, right=right):
            return _OPERATORS[type(operator)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=[inner]):
            return float(_FUNCTIONS[name](_value(inner, values)))
    raise AssertionError("read_expression lets nothing else through")
