"""Where a line of code that is too long for the screen is broken: between words, else between signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import get_character_cell_size

GOES_ON = "↳"
"""Stands in the place of the line number where a line goes on."""

HANGING = 4
"""Columns by which a line's further rows stand further in than the line."""

LEAST = 12
"""Columns that an indent leaves for the code at least, where the screen has that many."""

_WORD_ENDS = re.compile(r"(?<=\s)(?=\S)")
_TOKEN_ENDS = re.compile(r"(?<=[,(\[{=:])(?=[^\s=:])|(?<=\w)(?=[)\]}])|(?=\.[A-Za-z_])")


def hanging(line: str, room: int) -> int:
    """The indent, in columns, of all rows of a line but the first."""
    return max(0, min(len(line) - len(line.lstrip()) + HANGING, room - LEAST))


def folded(line: str, room: int) -> Iterator[tuple[int, int]]:
    """From where to where each row of a line goes, one row at least; spaces at which it is broken belong to no row.

    Args:
        line: a line of code.
        room: columns; the rows after the first have fewer, see `hanging`.
    """
    room, length = max(2, room), len(line.rstrip())
    start, width = 0, room
    while (reach := _reach(line, start, width)) < length:
        end = _break(line, start, reach)
        yield start, start + len(line[start:end].rstrip())
        start, width = end, room - hanging(line, room)
    yield start, length


def _reach(line: str, start: int, width: int) -> int:
    """The end of what fits; a space just beyond it costs nothing, since a row's end shows none."""
    used = 0
    for at in range(start, len(line)):
        used += get_character_cell_size(line[at])
        if used > width:
            return max(at + (line[at] == " "), start + 1)
    return len(line)


def _break(line: str, start: int, reach: int) -> int:
    """The last place up to `reach` at which a line is best broken: far enough on for a row that is worth having."""
    first = start + len(line[start:]) - len(line[start:].lstrip()) + 1
    for ends, from_here in ((_WORD_ENDS, (first + reach) // 2), (_TOKEN_ENDS, first), (_WORD_ENDS, first)):
        places = [found.start() for found in ends.finditer(line, from_here) if found.start() <= reach]
        if places:
            return places[-1]
    return reach
