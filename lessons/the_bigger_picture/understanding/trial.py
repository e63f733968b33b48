"""The trial of a trained network: every unseen scan that it reads right, pushed on purpose and pushed by chance."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from engine.datasets import Split
from lessons.the_bigger_picture.understanding.model import LEVEL, Reader, either_way, pushed

AIMED, BY_CHANCE = "on purpose", "by chance"
FURTHEST, TENTH = 4.0, 0.1
"""Grey levels up to which it is looked for what turns an answer round, and between two looks."""


class Trial:
    """The scans of a trial, the one first that takes a middling push to turn round; then others, ever less like it.

    Args:
        reader: a trained network.
        seed: of the pushes by chance.

    Attributes:
        net: what reads the scans.
        scans: all that it reads right.
    """

    def __init__(self, reader: Reader, seed: int) -> None:
        self.net, right = reader.net, reader.right()
        turned = _turned_at(reader, right)
        order = np.argsort(np.abs(turned - np.median(turned)), kind="stable")
        self.scans = Split(right.inputs[order], right.targets[order])
        self._ways = {AIMED: reader.aimed(self.scans), BY_CHANCE: either_way(self.scans.inputs, seed)}

    def moved(self, number: int, push: str, levels: Array) -> Array:
        """Return scan `number` (from 0), pushed by each of several amounts in grey levels, shape (amounts, 64)."""
        scan, way = self.scans.inputs[number], self._ways[push][number]
        return np.stack([pushed(scan, way, float(each) * LEVEL) for each in levels])

    def turned_at(self, number: int, push: str, levels: Array) -> float | None:
        """Return the first of several amounts that turns the answer to a scan round, or None."""
        answers = self.net.classes(self.moved(number, push, levels))
        wrong = np.flatnonzero(answers != self.scans.targets[number])
        return float(levels[wrong[0]]) if len(wrong) else None

    def still_right(self, push: str, levels: float) -> float:
        """Return the share of all the scans that is still read right after a push."""
        return self.net.accuracy((pushed(self.scans.inputs, self._ways[push], levels * LEVEL), self.scans.targets))


def _turned_at(reader: Reader, scans: Split) -> Array:
    """Return for each scan how many grey levels on purpose turn its answer round, `FURTHEST` where more would."""
    ways, turned = reader.aimed(scans), np.full(len(scans), FURTHEST)
    for levels in np.arange(FURTHEST, 0.0, -TENTH):
        turned[reader.net.classes(pushed(scans.inputs, ways, levels * LEVEL)) != scans.targets] = levels
    return turned
