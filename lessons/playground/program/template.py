"""The notation in which programs stand here: code to be read as it is, with the lines marked that only some runs need.

A line that ends in `#? words` is kept if all the words hold; `!word` holds if the word does not, `one|other` if either
does. `$name` stands for a value. A line that would be nothing but a value takes as many lines as that has, or none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from string import Template

_MARK = re.compile(r"\s*#\? (.+)$")
_VALUE_ALONE = re.compile(r"\$\w+")


def filled(text: str, flags: Mapping[str, bool], values: Mapping[str, str]) -> str:
    """Return a template's text for one run.

    Args:
        text: the template.
        flags: whether each word holds that its marks have.
        values: what each `$name` stands for.

    Raises:
        KeyError: the template has a word or a name that nobody knows.
    """
    lines: list[str] = []
    for line in text.strip("\n").splitlines():
        mark = _MARK.search(line)
        if mark is None or _holds(mark[1], flags):
            _add(lines, _MARK.sub("", line), values)
    return "\n".join(lines) + "\n"


def _holds(words: str, flags: Mapping[str, bool]) -> bool:
    return all(any(_one_holds(word, flags) for word in either.split("|")) for either in words.split())


def _one_holds(word: str, flags: Mapping[str, bool]) -> bool:
    return not flags[word[1:]] if word.startswith("!") else flags[word]


def _add(lines: list[str], line: str, values: Mapping[str, str]) -> None:
    if _VALUE_ALONE.fullmatch(line) and not values[line[1:]]:
        return
    lines.append(Template(line).substitute(values).rstrip())


def spaced(text: str) -> str:
    """Return a program with two blank lines around each function and class of its own, and one between other pieces.

    A piece ends at a blank line after which something stands at the margin.
    """
    pieces = [piece for piece in re.split(r"\n\n+(?=\S)", text.strip("\n")) if piece]
    joined = pieces[0]
    for before, after in pairwise(pieces):
        joined += ("\n\n\n" if _defines(before) or _defines(after) else "\n\n") + after
    return joined + "\n"


def _defines(piece: str) -> bool:
    code = next((line for line in piece.splitlines() if not line.startswith("#")), "")
    return code.startswith(("def ", "class "))
