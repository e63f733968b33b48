"""The process's streams, made safe: one that is closed, and one whose encoding lacks a character, break nothing."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import unicodedata
from typing import TextIO

from tutor.console.environment import has_only_ascii

STAND_INS = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "−": "-", "–": "-", "—": "-", "…": "...", "×": "x", "·": "*", "÷": "/",
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "≈": "~", "≤": "<=", "≥": ">=", "≠": "!=", "±": "+-", "√": "sqrt",
    "∞": "infinity", "∂": "d", "Δ": "Delta ", "Σ": "sum ", "∑": "sum ", "∇": "grad ", "•": "-", "α": "alpha",
    "β": "beta", "γ": "gamma", "ε": "epsilon", "η": "eta", "θ": "theta", "λ": "lambda", "μ": "mu", "π": "pi",
    "σ": "sigma", "↳": ">", "′": "'", "⁻": "^-", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip
"""Characters to write where the stream's encoding lacks one."""


class NotWritten(Exception):
    """The output takes no more, and not because its reader has read enough; the message is a sentence."""


class ClosedOutput(io.StringIO):
    """Stands in for a standard output that was closed before the program began."""

    def write(self, text: str) -> int:
        """Fail as a closed file does, if there is anything to write."""
        if text:
            raise OSError(errno.EBADF, "It is closed")
        return 0


def put(stream: TextIO, text: str) -> None:
    """Write text, at once.

    Raises:
        BrokenPipeError: the reader has gone.
        NotWritten: it cannot be written for another reason, such as a full disk.
    """
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise NotWritten(f"The output could not be written: {why[:1].lower()}{why[1:]}.") from problem


def standard_streams() -> tuple[TextIO, TextIO, TextIO]:
    """Standard input, output and error. A closed input is an empty one, and none of them ever fails to encode."""
    codecs.register_error("stand-in", stand_in)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="stand-in")
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.isatty() and _is_wrong(sys.stdout.encoding):
        sys.stdout.reconfigure(encoding="ascii", errors="stand-in")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return sys.stdin or io.StringIO(), sys.stdout or ClosedOutput(), sys.stderr or io.StringIO()


def _is_wrong(encoding: str) -> bool:
    """Whether Python would write UTF-8, as it does in the C locale, to a terminal that knows no Unicode."""
    return "utf" in encoding.lower() and has_only_ascii(os.environ, encoding)


def stand_in(problem: UnicodeError) -> tuple[str, int]:
    """An error handler for codecs: the nearest ASCII for what cannot be encoded.

    Raises:
        UnicodeError: something is being decoded, for which there is nothing to stand in.
    """
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    return "".join(_nearest(sign) for sign in problem.object[problem.start : problem.end]), problem.end


def abandon_output() -> None:
    """When the rest cannot be written: let Python's own flush at exit go nowhere, so that it does not complain."""
    if sys.stdout is None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _nearest(sign: str) -> str:
    if sign in STAND_INS:
        return STAND_INS[sign]
    bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    return f"^{bare}" if bare and unicodedata.decomposition(sign).startswith("<super>") else bare or "?"
