"""Why nothing is passed back: the operation and the numbers that make a share 0, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tutor.microscope.figures import DUST, all_of
from tutor.microscope.formulas import formula

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.node import Node

LOSSES = ("cross-entropy of", "squared miss of", "miss of", "Huber's miss of")
"""How the formulas of losses that are one operation begin."""


def is_nothing(numbers: Array) -> bool:
    """Return whether all numbers are 0, but for the dust of rounding."""
    return bool(np.all(np.abs(numbers) < DUST))


def why_nothing(node: Node, picks: Array, position: int, names: list[str]) -> str:
    """Return why an operation has no slope along one of its operands here, or "" if that is not known.

    Args:
        node: the result.
        picks: which of its numbers, flat.
        position: of the operand.
        names: of all operands.
    """
    operand, told = node.operands[position], formula(node)
    alike = operand.shape == node.shape
    came = np.ravel(operand.value)[picks] if alike else np.ravel(operand.value)
    name, became = names[position], np.ravel(node.value)[picks]
    if told.startswith(LOSSES):
        return f"The loss is {all_of(became)} already: nothing is left to mend." if is_nothing(became) else ""
    if told.startswith("relu(") and np.all(came <= 0):
        return f"ReLU lets only numbers above 0 through, and {name} is {all_of(came)}: it is dead here."
    if told.startswith(("sigmoid(", "tanh(")):
        curve = told.partition("(")[0]
        return f"{name} is {all_of(came)}, so far out that {curve} is flat: it is saturated, at {all_of(became)}."
    if told.endswith("²") and is_nothing(came):
        return f"{name} is 0 already, and the square is flat there: nothing is left to mend."
    if told.startswith("|") and is_nothing(came):
        return f"{name} is 0 already, the corner of |{name}|: the engine takes the slope 0 there."
    return _without_a_factor(node, told, position, names)


def _without_a_factor(node: Node, told: str, position: int, names: list[str]) -> str:
    """Return that what an operand is multiplied by is 0, if it is."""
    others = [n for n in range(len(node.operands)) if n != position]
    multiplied = told == "{0} × {1}" or "; 1]" in told
    if len(others) != 1 or not multiplied or not is_nothing(node.operands[others[0]].value):
        return ""
    return f"{names[position]} is multiplied by {names[others[0]]}, which is 0."
