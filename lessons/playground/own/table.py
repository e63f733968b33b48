"""A file of the learner's own as a table: what was chosen of it, what was read, and what is to be known of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.arrays import Array
from lessons.kit.errors import Unreadable
from lessons.playground.examples import DataTask
from lessons.playground.own.columns import chosen_columns
from lessons.playground.own.file import encoding_of, lines_of, read_once
from lessons.playground.own.label import OwnLabel, label_in
from lessons.playground.own.layout import DELIMITERS, FieldLayout, layout_of
from lessons.playground.own.names import FILE, clean, quoted_path
from lessons.playground.own.rows import RowReader

LEAST = 4
"""Rows without which there is nothing to learn from and nothing to be tested on."""


@dataclass(frozen=True)
class OwnChoice:
    """A choice of a file, and of what in it.

    Attributes:
        path: of the file, as it was typed.
        columns: the inputs, as they were typed; None for all but the label.
        label: the label, as it was typed; None for the last column.
        task: what the label is to be taken for; None to be told by what it holds.
    """

    path: str
    columns: str | None = None
    label: str | None = None
    task: DataTask | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that choose so on a command line."""
        given = (("data", self.path), ("columns", self.columns), ("label", self.label), ("task", self.task))
        return tuple(word for name, value in given if value is not None for word in (f"--{name}", value))


@dataclass(frozen=True, eq=False)
class OwnTable:
    """A file that was read.

    Attributes:
        name: of the file, for a screen.
        rows: how many it has.
        inputs: of those that are taken, (taken, columns).
        names: of the inputs, for a screen.
        label: of those that are taken.
        title: of the label, for a screen.
        remarks: on how it was read, in sentences.
    """

    name: str
    rows: int
    inputs: Array
    names: tuple[str, ...]
    label: OwnLabel
    title: str
    remarks: tuple[str, ...]


def read_table(choice: OwnChoice) -> OwnTable:
    """Read a file, once and whole.

    Raises:
        Unreadable: with one sentence that says what is wrong with it, and what to do.
    """
    path, name = Path(choice.path).expanduser(), quoted_path(choice.path)
    data = read_once(path, name)
    encoding = encoding_of(data, name)

    def lines() -> Iterator[str]:
        return lines_of(data, encoding, name)

    layout = layout_of(lines(), name)
    inputs, target = chosen_columns(layout, choice.columns, choice.label)
    reader = RowReader(lines, layout, name)
    read = reader.read(inputs, target, numeric=choice.task == "values")
    if read.count < LEAST:
        has = f"{read.count} row{'s' * (read.count != 1)} of data" if read.count else "a header and nothing below it"
        raise Unreadable(f"{name} has {has}: it takes at least {LEAST} rows, to learn from and to be tested on.")
    reader.refuse_slips(read.columns)
    label = label_in(read, reader, choice.task)
    names = tuple(each.title for each in read.columns)
    shown = clean(path.name, FILE, "own data")
    return OwnTable(shown, read.count, read.inputs, names, label, read.label.title, _remarks(layout, encoding))


def _remarks(layout: FieldLayout, encoding: str) -> tuple[str, ...]:
    """Return what there is to say of how a file was read, where it was not as most are."""
    found = []
    if layout.delimiter != ",":
        decimals = ", and a comma before decimals" if layout.comma else ""
        found.append(f"It was read with {DELIMITERS[layout.delimiter]} between fields{decimals}.")
    if not layout.header:
        found.append("It has no row of names, so its columns are called by their position.")
    if encoding in ("cp1252", "latin-1"):
        found.append("It is no UTF-8, so its letters were read as Windows-1252.")
    elif not encoding.startswith("utf-8"):
        found.append(f"It was read as {encoding.upper()}.")
    return tuple(found)
