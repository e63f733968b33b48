"""What was made of somebody's own data, in sentences for people and as an object for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lessons.playground.examples import MapPlane
from lessons.playground.own.names import listed
from lessons.playground.own.scale import Scale
from lessons.playground.own.table import OwnTable

FEW_NAMES = 6
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
    """

    table: OwnTable
    train: int
    test: int
    inputs: Scale
    target: Scale | None
    plane: MapPlane | None


def sentences_of(made: Prepared) -> tuple[str, ...]:
    """Return what a learner is told."""
    table = made.table
    few = len(table.names) <= len(SIGNS)
    inputs = [f"{sign} is {name}" for sign, name in zip(SIGNS, table.names, strict=False)] if few else table.names
    said = f"Of its columns {listed(inputs, FEW_NAMES)}" if few else f"Its inputs are {listed(inputs, FEW_NAMES)}"
    dealt = f"by chance {made.train:,} to learn from and {made.test:,} for the test"
    return (
        f"{table.name} has {_rows(made)}: {dealt}{', each class in both' * bool(table.label.classes)}.",
        f"{said}; {_task(table)}.",
        _standardised(made),
        *_constant(made),
        *([made.plane.told] if made.plane is not None and made.plane.told else []),
        *table.remarks,
    )


def _rows(made: Prepared) -> str:
    rows, taken = f"{made.table.rows:,} rows", made.train + made.test
    return rows if taken == made.table.rows else f"{rows}, of which {taken:,} are taken, evenly from first to last"


def _task(table: OwnTable) -> str:
    if table.label.classes:
        names = listed(table.label.classes, FEW_NAMES)
        other = "; --task values predicts it instead" if table.label.numeric else ""
        return f"{table.title} is taken for {len(table.label.classes)} classes, {names}{other}"
    return f"{table.title} is taken for a value to predict; --task classes tells its values apart instead"


def _standardised(made: Prepared) -> str:
    what = "Inputs and values are" if made.target is not None else "Inputs are"
    return f"{what} standardised (mean 0, standard deviation 1) by the figures of what is learnt from alone."


def _constant(made: Prepared) -> tuple[str, ...]:
    same = [name for name, each in zip(made.table.names, made.inputs.deviation, strict=True) if each == 0]
    if not same:
        return ()
    told = f"{listed(same, FEW_NAMES)} {'is' if len(same) == 1 else 'are'} the same in every row to learn from"
    return (f"{told}, and so 0 for the network.",)


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
        "axes": list(made.plane.names) if made.plane is not None else [],
        "told": " ".join(sentences_of(made)),
    }
