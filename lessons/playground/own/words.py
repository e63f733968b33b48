"""What was made of somebody's own data, in sentences for people and as an object for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lessons.playground.examples import MapPlane
from lessons.playground.own.names import listed
from lessons.playground.own.scale import Standards
from lessons.playground.own.table import OwnTable

FEW_NAMES = 4
"""Names that are told; of more, the first."""
SIGNS = ("x₁", "x₂")
"""How the screen writes one or two inputs, of which the network may be given features."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """A table, and what was done with it.

    Attributes:
        table: what was read.
        train: how many rows are learnt from.
        test: how many are for the test.
        inputs: how inputs were standardised.
        target: how values were; None for classes.
        plane: what the map is drawn on.
        shares: of the spread, along each principal component; empty where the map shows the inputs themselves.
    """

    table: OwnTable
    train: int
    test: int
    inputs: Standards
    target: Standards | None
    plane: MapPlane | None
    shares: tuple[float, ...]


def sentences_of(made: Prepared) -> Mapping[str, str]:
    """Return what a learner is told, by the setting that it belongs to; what matters most comes first."""
    table = made.table
    told = {
        "data": " ".join((f"{_rows(made)}; {_task(table)}.", _standardised(made), *table.remarks)),
        "test": f"By chance {made.train:,} rows to learn from and {made.test:,} for the test{_in_both(table)}.",
        "inputs": " ".join(filter(None, (_inputs(made), _constant(made)))),
        "loss": _otherwise(table),
    }
    return {setting: words for setting, words in told.items() if words}


def _rows(made: Prepared) -> str:
    of, taken = f"{made.table.rows:,} rows of {made.table.name}", made.train + made.test
    return of if taken == made.table.rows else f"{taken:,} of the {of}, taken evenly from first to last"


def _task(table: OwnTable) -> str:
    if table.label.classes:
        return (
            f"{table.title} is taken for {len(table.label.classes)} classes, {listed(table.label.classes, FEW_NAMES)}"
        )
    return f"{table.title} is taken for a value to predict"


def _otherwise(table: OwnTable) -> str:
    """Return how the label is taken for something else, where it could be."""
    if not table.label.numeric:
        return ""
    other = "--task values predicts them" if table.label.classes else "--task classes tells them apart"
    return f"{table.title} holds numbers; {other} instead."


def _in_both(table: OwnTable) -> str:
    return ", each class in both" if table.label.classes else ""


def _standardised(made: Prepared) -> str:
    what = "Inputs and values are" if made.target is not None else "Inputs are"
    return f"{what} standardised (mean 0, deviation 1) by what is learnt from alone."


def _inputs(made: Prepared) -> str:
    names = made.table.names
    if len(names) <= len(SIGNS):
        return f"{listed([f'{sign} is {name}' for sign, name in zip(SIGNS, names, strict=False)])}."
    first, second = (f"{share:.0%}" for share in made.shares[:2])
    return (
        f"They are {listed(names, FEW_NAMES)}. The map is the plane of their first two principal components ({first} "
        f"and {second} of the spread), with all others at 0."
    )


def _constant(made: Prepared) -> str:
    """Return which inputs tell nothing."""
    same = [name for name, each in zip(made.table.names, made.inputs.deviation, strict=True) if each == 0]
    if not same:
        return ""
    told = f"{listed(same, FEW_NAMES)} {'is' if len(same) == 1 else 'are'} the same in every row to learn from"
    return f"{told}, and so 0 for the network."


def facts_of(made: Prepared) -> Mapping[str, object]:
    """Return what programs are told; figures are unrounded."""
    table, inputs = made.table, made.inputs
    columns = zip(table.names, inputs.mean, inputs.deviation, strict=True)
    label: dict[str, object] = {"name": table.title, "task": table.label.task, "classes": list(table.label.classes)}
    if made.target is not None:
        label |= {"mean": made.target.mean[0], "deviation": made.target.deviation[0]}
    return {
        "file": table.name,
        "rows": table.rows,
        "taken": made.train + made.test,
        "train": made.train,
        "test": made.test,
        "inputs": [{"name": name, "mean": mean, "deviation": deviation} for name, mean, deviation in columns],
        "label": label,
        "components": list(made.shares),
        "axes": list(made.plane.names) if made.plane is not None else [],
        "told": " ".join(sentences_of(made).values()),
    }
