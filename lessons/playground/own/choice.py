"""Data of the learner's own as the playground takes it: read once, and dealt out anew for each share and seed."""

from __future__ import annotations

from functools import lru_cache, partial

from lessons.kit.signs import tidied
from lessons.playground.examples import DATA, OwnData
from lessons.playground.own.prepare import prepared
from lessons.playground.own.table import OwnChoice, read_table


def own_data(choice: OwnChoice) -> OwnData:
    """Return the data that somebody has chosen; the file is read now, and never again.

    Raises:
        Unreadable: with one sentence that says what is wrong with it, and what to do.
    """
    table = read_table(choice)
    load = lru_cache(maxsize=1)(partial(prepared, table))  # another rate, or the way back, asks for the same examples
    return OwnData(
        name_among_data(table.name), load, table.label.task, len(table.names), len(table.label.classes), choice.words
    )


def name_among_data(name: str) -> str:
    """Return a file's name such that nobody can mistake it for a data set of the engine."""
    plain = tidied(name).casefold()
    if not plain:
        return "own data"
    return f"file {name}" if plain in DATA else name
