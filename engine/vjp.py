"""One operation's vector-Jacobian product: what it passes on to each operand, for any gradient that arrives.

The rules are the operations' own, the very ones that a tape is made of; here the shares are kept apart, while a tape
adds them up where a value was used more than once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.backward import Back, BackwardPass
from engine.node import Node


@dataclass(frozen=True, eq=False)
class Given:
    """One operand's share of the gradient that arrives at a result.

    Attributes:
        operand: which one, 0 for the first.
        label: how it is computed, such as `dz × x`.
        share: the buffer with the result, in the operand's shape.
    """

    operand: int
    label: str
    share: Array


@dataclass(frozen=True, eq=False)
class _Place:
    """The place of one operand. A value that is used twice has two, and so is sent two shares."""

    constant: bool
    shape: tuple[int, ...]


class VJP:
    """The vector-Jacobian product of one operation.

    Args:
        result: what was computed; its operands hold the values at which slopes are taken.
        names: what the labels call each tensor, by its `id`.

    Attributes:
        given: a share for each operand that has a gradient, in their order; their buffers belong to the latest run.
    """

    def __init__(self, result: Node, names: Mapping[int, str]) -> None:
        self._arriving = np.zeros_like(result.value)
        places = [_Place(each.constant, each.shape) for each in result.operands]
        named = {id(place): names[id(each)] for place, each in zip(places, result.operands, strict=True)}
        shares = {id(p): np.zeros_like(each.value) for p, each in zip(places, result.operands, strict=True)}
        recorded = BackwardPass({**named, id(result): names[id(result)]}, {**shares, id(result): self._arriving})
        back = Back(result, places, recorded)
        if result.backward_rule is not None and not result.constant:
            result.backward_rule(back, self._arriving)
            back.drop_unread()
        self._steps = recorded.steps
        self.given = [Given(n, label, recorded.gradients[id(places[n])]) for n, label in back.given]

    def run(self, arriving: Array) -> list[Given]:
        """The shares for this arriving gradient, in the result's shape."""
        self._arriving[...] = arriving
        with np.errstate(all="ignore"):
            for step in self._steps:
                step.run()
        return self.given
