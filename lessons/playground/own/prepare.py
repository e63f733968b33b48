"""A table made into examples: dealt out by chance, standardised by what is learnt from, with a plane to draw on."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from engine.datasets import Split
from engine.datasets.seeds import streams
from lessons.playground.examples import MapPlane, PlaygroundData
from lessons.playground.own.planes import plane_of_components, plane_of_two, principal
from lessons.playground.own.scale import Standards, scale_of
from lessons.playground.own.table import OwnTable
from lessons.playground.own.words import Prepared, facts_of, sentences_of


def dealt(strata: Array, share: float, seed: int) -> tuple[Array, Array]:
    """Return the places of the rows to learn from and of those for the test, in random order.

    Of each stratum its share goes to the test, as far as one row at least goes to either side. Two in all are learnt
    from: of one there is nothing to standardise by, and batch norm could not compare it.

    Args:
        strata: of each row, (n,), whole numbers; each comes twice or more, and a single one three times or more.
        share: for the test, from 0 to 1.
        seed: of the chance.
    """
    order = streams(seed, 1)[0].permutation(len(strata))
    for_test, known = np.zeros(len(strata), bool), np.unique(strata)
    to_learn = 1 if len(known) > 1 else 2
    for stratum in known:
        rows = np.flatnonzero(strata[order] == stratum)
        for_test[rows[: min(max(round(share * len(rows)), 1), len(rows) - to_learn)]] = True
    return order[~for_test], order[for_test]


def prepared(table: OwnTable, share: float, seed: int) -> PlaygroundData:
    """Return a table's rows as examples.

    Args:
        table: what was read.
        share: of the rows that is kept for the test, from 0 to 1.
        seed: of the chance that deals them out.
    """
    label, values = table.label, table.label.task == "values"
    train, test = dealt(np.zeros(len(label.targets), int) if values else label.targets, share, seed)
    inputs_scale = scale_of(table.inputs[train])
    inputs = inputs_scale.standardised(table.inputs)
    target_scale = scale_of(label.targets[train]) if values else None
    targets = target_scale.standardised(label.targets) if target_scale is not None else label.targets
    plane, shares = _plane(inputs_scale, table.names, inputs, train)
    made = Prepared(table, len(train), len(test), inputs_scale, target_scale, plane, shares)
    return PlaygroundData(
        table.name, Split(inputs[train], targets[train]), Split(inputs[test], targets[test]), label.classes,
        tuple(f"{name}, standardised" for name in table.names) if len(table.names) == 1 else table.names, plane,
        target=f"{table.title}, standardised" if values else table.title,
        measure=f" standard deviations of {table.title}" if values else "",
        told=sentences_of(made), facts=facts_of(made),
    )  # fmt: skip


def _plane(
    scale: Standards, names: tuple[str, ...], inputs: Array, train: Array
) -> tuple[MapPlane | None, tuple[float, ...]]:
    """Return what the map is drawn on, and the share of the spread along each component if that is not the inputs."""
    if len(names) == 1:
        return None, ()
    if len(names) == 2:
        return plane_of_two(scale, (names[0], names[1]), inputs), ()
    directions, shares = principal(inputs[train])
    return plane_of_components(directions, shares, inputs), tuple(map(float, shares))
