"""The arrays that a step of the cycle leaves, as a table."""

from __future__ import annotations

import numpy as np

from lessons.inside_the_network.seven_steps.cycle import CATS, EARS, NAMES, Cycle
from lessons.kit.charts import Table
from lessons.kit.figures import exact, figure
from lessons.kit.slopes import Array

TableRows = tuple[tuple[str, ...], ...]


def table_of(cycle: Cycle, step: int, rate: float) -> Table:
    """Return what a step works out, from 0 (the examples) to 5 (the update)."""
    if step == 0:
        return Table("The examples", ("batch", "ears", "cat?"), _examples(cycle))
    if step == 1:
        return Table("The parameters", ("", "value"), _parameters(cycle.before))
    if step == 2:
        return Table("The answers", ("ears", "h1", "h2", "says cat"), _answers(cycle))
    if step == 3:
        return Table("The loss", ("says cat", "is cat", "surprise"), _surprises(cycle))
    if step == 4:
        return Table("The slopes", ("", "value", "slope"), _parameters(cycle.before, cycle.slopes))
    moved = _parameters(cycle.before, -rate * cycle.slopes, cycle.after)
    return Table("The update", ("", "was", "−rate × slope", "is"), moved)


def _told(number: float) -> str:
    return f"{number:.3f}".replace("-", "−")


def _parameters(*columns: Array) -> TableRows:
    rows = zip(NAMES, np.transpose(columns), strict=True)
    return tuple((name, *map(_told, row.tolist())) for name, row in rows)


def _examples(cycle: Cycle) -> TableRows:
    taken = set(cycle.batch.tolist())
    return tuple(
        ("▸" if i in taken else "later", exact(float(EARS[i, 0])), exact(float(CATS[i]))) for i in range(len(CATS))
    )


def _answers(cycle: Cycle) -> TableRows:
    rows = zip(EARS[cycle.batch, 0], cycle.hidden, cycle.says, strict=True)
    return tuple((exact(float(ears)), *map(_told, hidden), _told(said)) for ears, hidden, said in rows)


def _surprises(cycle: Cycle) -> TableRows:
    rows = zip(cycle.says, CATS[cycle.batch], cycle.losses, strict=True)
    each = tuple((_told(said), exact(float(truth)), _told(loss)) for said, truth, loss in rows)
    return (*each, ("", "mean", figure(cycle.loss)))
