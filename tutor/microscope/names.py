"""Names every tensor of a computation, so that no two nodes of a diagram are called the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.backpropagation import names_of

if TYPE_CHECKING:
    from engine.node import Node

FIXED = "fixed numbers"
"""What an array of constants is called that its author named nothing."""


def clear_names(order: Sequence[Node]) -> dict[int, str]:
    """Return a name for each tensor, by its id: the engine's, but unnamed arrays of constants are told apart.

    Lone unnamed constants stay what they are, `2`: they stand in formulas and are no nodes.
    """
    names = names_of(order)
    unnamed = [each for each in order if is_unnamed_array(each)]
    for number, each in enumerate(unnamed, 1):
        names[id(each)] = FIXED if len(unnamed) == 1 else f"{FIXED} {number}"
    return names


def is_unnamed_array(tensor: Node) -> bool:
    """Return whether a tensor is an array of constants that nobody named."""
    return tensor.constant and not tensor.name and tensor.value.size > 1


def shared_names(order: Sequence[Node]) -> list[str]:
    """Return the names that more than one tensor has; lone unnamed constants do not count."""
    names = clear_names(order)
    seen = Counter(names[id(each)] for each in order if each.name or not each.constant or each.value.size > 1)
    return [name for name, count in seen.items() if count > 1]
