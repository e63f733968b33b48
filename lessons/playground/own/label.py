"""The label as classes or as values: which of both it is, what the classes are called, and what cannot be learnt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from lessons.kit.errors import Unreadable
from lessons.playground.examples import DataTask
from lessons.playground.own.cells import number_in
from lessons.playground.own.column import MANY, Column
from lessons.playground.own.names import CLASS, COLUMN, clean, different, quoted
from lessons.playground.own.rows import RowReader, TakenRows

MOST_CLASSES = 28
"""As many as the engine's text has: more could not be told apart, in a picture or in a table."""
FEW = 10
"""Different whole numbers that are taken for classes, if there are no more of them."""

LabelKey = tuple[float, str]
"""A label: what it is sorted by, a number or its word, and what it is called."""


@dataclass(frozen=True, eq=False)
class OwnLabel:
    """The label of each row, which is to be learnt.

    Attributes:
        task: whether classes are told apart or values are predicted.
        targets: classes as whole numbers from 0, (n,), or values (n, 1), as they stand in the file.
        classes: what each class is called; empty for values.
        numeric: whether it could have been taken for the other, too.
    """

    task: DataTask
    targets: Array
    classes: tuple[str, ...]
    numeric: bool


def label_in(read: TakenRows, reader: RowReader, task: DataTask | None) -> OwnLabel:
    """Return the label of the rows that were taken.

    Args:
        read: the rows.
        reader: which knows where they stand.
        task: what it is to be taken for, if somebody has said so.

    Raises:
        Unreadable: a label is missing, or no number where only those make sense; or nothing can be learnt of them.
    """
    label = read.label
    numeric = not label.worded and (not label.slips["text"] or task == "values" or len(label.words) > MOST_CLASSES)
    if numeric or label.slips["missing"]:
        reader.refuse_slips([label])
    known = {_key(word, label, numeric=numeric) for word in label.words}
    if len(known) == 1:
        told = f"each row has the same label, {quoted(read.labels[0])}, in the column {quoted(label.title, COLUMN)}"
        raise Unreadable(f"There is nothing to learn: {told}. Choose another with --label.")
    keys = [_key(word, label, numeric=numeric) for word in read.labels]
    if task == "classes" or (task is None and not (numeric and _are_many(known, read.count))):
        return _as_classes(keys, known, read, numeric=numeric)
    return OwnLabel("values", np.array([[number] for number, _ in keys]), (), numeric=True)


def _key(word: str, label: Column, *, numeric: bool) -> LabelKey:
    number = number_in(word, comma=label.comma) if numeric else 0.0
    assert isinstance(number, float)
    return (number, f"{number + 0.0:.15g}" if numeric else word)


def _are_many(known: Collection[LabelKey], rows: int) -> bool:
    """Whether numbers are values: not whole, or too many different ones."""
    return len(known) > min(FEW, rows / 2) or not all(number.is_integer() for number, _ in known)


def _as_classes(keys: Sequence[LabelKey], known: Collection[LabelKey], read: TakenRows, *, numeric: bool) -> OwnLabel:
    column, counts, order = quoted(read.label.title, COLUMN), Counter(keys), sorted(known)
    if len(known) > MOST_CLASSES:
        count = f"more than {MANY:,}" if len(known) > MANY else str(len(known))
        other = ", or predict its numbers with --task values" if numeric else ""
        told = f"The label {column} has {count} classes, and there may be {MOST_CLASSES}"
        raise Unreadable(f"{told}: choose another with --label{other}.")
    rare = min(order, key=lambda key: counts[key])
    if counts[rare] < 2:
        rows = f"row{'s' * (counts[rare] != 1)}"
        of = f"{rows} of the {len(keys):,} that are taken" if len(keys) < read.count else rows
        told = (
            f"The class {quoted(rare[1])} of {column} has {counts[rare]} {of}, and it takes two, to learn and to test"
        )
        raise Unreadable(f"{told}: leave it out, or add to it.")
    place = {key: number for number, key in enumerate(order)}
    names = different(clean(name, CLASS, f"class {number}") for number, (_, name) in enumerate(order, 1))
    return OwnLabel("classes", np.array([place[key] for key in keys]), names, numeric)
