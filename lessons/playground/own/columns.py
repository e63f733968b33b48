"""Which columns of a file are inputs and which is the label, by name or by position."""

from __future__ import annotations

import csv

from lessons.kit.errors import Unreadable
from lessons.kit.signs import tidied
from lessons.playground.own.layout import FieldLayout
from lessons.playground.own.names import COLUMN, listed, quoted

MOST_INPUTS = 100


def chosen_columns(layout: FieldLayout, columns: str | None, label: str | None) -> tuple[tuple[int, ...], int]:
    """Return the places of the inputs, from 0, in the order in which they were named, and that of the label.

    Args:
        layout: of the file.
        columns: the inputs, with commas between, by name or by position from 1; None for all but the label.
        label: the label likewise; None for the last column.

    Raises:
        Unreadable: there is no such column, one is named twice, or there are too many.
    """
    target = layout.width - 1 if label is None else _place(layout, label, "--label")
    if columns is None:
        inputs = tuple(at for at in range(layout.width) if at != target)
    else:
        inputs = tuple(_place(layout, name, "--columns") for name in _split(columns))
    twice = next((at for number, at in enumerate(inputs) if at in inputs[:number]), None)
    if twice is not None:
        raise Unreadable(f"--columns names {quoted(layout.names[twice], COLUMN)} twice: name each input once.")
    if target in inputs:
        told = quoted(layout.names[target], COLUMN)
        is_last = ", the last column," if label is None else ""
        raise Unreadable(f"{told}{is_last} is the label, and cannot be an input, too: name another with --label.")
    if len(inputs) > MOST_INPUTS:
        raise Unreadable(f"{len(inputs):,} inputs are more than {MOST_INPUTS}: choose some with --columns.")
    return inputs, target


def _split(columns: str) -> list[str]:
    """Return the names in a row; one that holds a comma stands between quotation marks."""
    try:
        names = next(csv.reader([columns], skipinitialspace=True, strict=True), [])
    except csv.Error:
        names = []
    if not names or not all(map(str.strip, names)):
        raise Unreadable(
            "--columns wants names or positions with commas between, such as --columns width,height or 1,2."
        )
    return names


def _place(layout: FieldLayout, wanted: str, option: str) -> int:
    """Return the place of a column: by its whole name, else by its name in any spelling, else by its position.

    Raises:
        Unreadable: there is none, or more than one.
    """
    for spelt in (str.strip, _plain):
        found = [at for at, title in enumerate(layout.titles) if wanted.strip() and spelt(title) == spelt(wanted)]
        if len(found) > 1:
            told = f"{option}: More than one column is called {quoted(wanted, COLUMN)}"
            raise Unreadable(f"{told}: name it by position, {found[0] + 1} or {found[1] + 1}.")
        if found:
            return found[0]
    digits = wanted.strip()
    if digits.isascii() and digits.isdecimal() and 1 <= int(digits[:9]) <= layout.width:
        return int(digits) - 1
    raise Unreadable(f"{option}: There is no column {quoted(wanted, COLUMN)}. {_there_are(layout)}")


def _plain(title: str) -> str:
    return tidied(title).casefold()


def _there_are(layout: FieldLayout) -> str:
    by_position = f"by position, 1 to {layout.width}"
    if not layout.titles:
        return f"It has no names in its first row, so choose {by_position}."
    return f"There are {listed(layout.names)}; or choose {by_position}."
