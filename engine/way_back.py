"""One operation's way back, to be run for any arriving gradient: what it passes on to each of its operands.

The rules are the operations' own, the very ones that a tape is made of; here the shares are kept apart, while a tape
adds them up where a value was used more than once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.backpropagation import Back
from engine.node import Node
from engine.tape import Step


@dataclass(frozen=True, eq=False)
class Given:
    """What one operand is sent.

    Attributes:
        operand: which one, 0 for the first.
        label: how it is computed, such as `dz × x`.
        share: the buffer with the result, in the operand's shape.
    """

    operand: int
    label: str
    share: Array


class WayBack:
    """The way back of one operation.

    Args:
        result: what was computed; its operands hold the values at which slopes are taken.
        names: what the labels call each tensor, by its `id`.

    Attributes:
        given: a share for each operand that has a gradient, in their order; their buffers belong to the latest run.
    """

    def __init__(self, result: Node, names: Mapping[int, str]) -> None:
        self._arriving = np.zeros_like(result.value)
        self._steps: list[Step] = []
        self.given: list[Given] = []
        if result.backward_rule is not None and not result.constant:
            apart = _Apart(result, dict(names), {id(result): self._arriving}, set(), self._steps)
            result.backward_rule(apart, self._arriving)
            apart.drop_unread()
            self.given = apart.given

    def run(self, arriving: Array) -> list[Given]:
        """The shares for this arriving gradient, in the result's shape."""
        self._arriving[...] = arriving
        with np.errstate(all="ignore"):
            for step in self._steps:
                step.run()
        return self.given


class _Apart(Back):
    """Writes each operand's share into a buffer of its own."""

    def __init__(self, tensor: Node, *rest: Any) -> None:
        super().__init__(tensor, *rest)
        self.given: list[Given] = []

    def give(self, operand: int, label: str, call: Callable[..., object], *arguments: Any, **layout: Any) -> None:
        receiver = self._operands[operand]
        if receiver.constant:
            return
        self._reached.clear()
        self._gradients[id(receiver)] = np.zeros_like(receiver.value)
        super().give(operand, label, call, *arguments, **layout)
        self.given.append(Given(operand, self._text(label), self._gradients[id(receiver)]))
