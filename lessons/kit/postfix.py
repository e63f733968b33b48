"""Puts a formula's tokens into postfix order by Dijkstra's shunting-yard algorithm (1961), without recursing.

Source: E. W. Dijkstra, "Algol 60 translation", Mathematisch Centrum MR 34/61.
"""

from __future__ import annotations

from collections.abc import Iterable

from lessons.kit.errors import Unreadable
from lessons.kit.tokens import Senseless, Token

_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "negative": 3, "positive": 3, "^": 4, "√": 5}
"""As in Python: `-x^2` is −(x²), and `2^-3` is an eighth."""
_BINARY = frozenset("+-*/^")


def postfix(pieces: Iterable[Token], told: str) -> tuple[Token, ...]:
    """The tokens in postfix order: each operator and function after what it is applied to.

    Signs before a value are called `negative` and `positive`.

    Args:
        pieces: the tokens as typed.
        told: what would be understood, to end each sentence.

    Raises:
        Unreadable: a bracket, an operator or a value is missing, or it is unclear how far a root or a per cent goes.
    """
    yard = _Yard(told)
    for token in pieces:
        yard.take(token)
    return tuple(yard.finish())


class _Yard:
    """Where tokens are put into postfix order."""

    def __init__(self, told: str) -> None:
        self.out: list[Token] = []
        self._told = told
        self._waiting: list[Token] = []
        self._last: Token | None = None
        self._bare_root = False
        """Whether a root of something without brackets has just ended."""

    def take(self, token: Token) -> None:
        """Put one token in its place."""
        if self._last is not None and self._last.kind == "function" and token.kind != "open":
            name = self._last.text
            raise Senseless(f"Put what {name} is taken of in brackets, as in {name}(…). {self._told}")
        if token.implied and self._bare_root:
            raise Unreadable(f"Where does the root end? Put what it is taken of in brackets: √(…). {self._told}")
        if self._last is not None and self._last.ends:
            self._after_value(token)
        else:
            self._before_value(token)
        self._last = token

    def _before_value(self, token: Token) -> None:
        if token.kind in ("number", "name"):
            self.out.append(token)
            self._bare_root = bool(self._waiting) and self._waiting[-1].text == "√"
        elif token.kind in ("function", "open") or token.text == "√":
            self._waiting.append(token)
        elif token.text in ("+", "-"):
            self._waiting.append(Token("operator", "negative" if token.text == "-" else "positive"))
        else:
            raise self._broken()

    def _after_value(self, token: Token) -> None:
        if token.kind == "close":
            self._close()
        elif token.text == "%":
            self._per_cent(token)
        elif token.kind == "operator" and token.text in _BINARY:
            least = _PRECEDENCE[token.text] + (token.text == "^")  # powers are taken from the right
            while self._waiting and _PRECEDENCE.get(self._waiting[-1].text, 0) >= least:
                self.out.append(self._waiting.pop())
            self._waiting.append(token)
        else:
            raise self._broken()
        self._bare_root = False

    def _per_cent(self, token: Token) -> None:
        if self._waiting and self._waiting[-1].text in ("/", "^"):
            raise Unreadable(f"Per cent of what? Put brackets around it, as in (1/4)%. {self._told}")
        self.out.append(token)

    def _close(self) -> None:
        while self._waiting and self._waiting[-1].kind != "open":
            self.out.append(self._waiting.pop())
        if not self._waiting:
            raise self._broken()
        self._waiting.pop()
        if self._waiting and self._waiting[-1].kind == "function":
            self.out.append(self._waiting.pop())

    def finish(self) -> list[Token]:
        """Return all the tokens in postfix order."""
        if self._last is None or not self._last.ends:
            raise self._broken()
        while self._waiting:
            token = self._waiting.pop()
            if token.kind == "open":
                raise self._broken()
            self.out.append(token)
        return self.out

    def _broken(self) -> Senseless:
        return Senseless(f"That formula does not hang together: is a bracket or an operator missing? {self._told}")
