"""Fields in which a number is wanted and none stands, as one sentence that says where and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lessons.playground.own.cells import Slip

_OTHERS = "other columns with --columns and --label"


def _missing(place: str, cell: str, column: str, rest: int) -> str:
    stands = f" ({cell})" if cell != "“”" else ""
    told = f"{place} has nothing{stands} in the column {column}{_more(rest)}"
    return f"{told}: fill that in, leave such rows out, or choose {_OTHERS}."


def _text(place: str, cell: str, column: str, rest: int) -> str:
    told = f"{place} has {cell} in the column {column}, where a number is wanted{_more(rest)}"
    return f"{told}: mend that, or choose {_OTHERS}."


def _endless(place: str, cell: str, column: str, rest: int) -> str:
    told = f"{place} has {cell} in the column {column}, too large to reckon with{_more(rest)}"
    return f"{told}: mend that, or choose {_OTHERS}."


def _more(rest: int) -> str:
    return f", and so it is with {rest:,} more field{'s' * (rest != 1)}" if rest else ""


TOLD: Mapping[Slip, Callable[[str, str, str, int], str]] = {"missing": _missing, "text": _text, "endless": _endless}
"""Each kind in a sentence, the first to be told first: from the row, the field, the column, and how many more."""
