"""A loss as an expression like any other: what stands above it sends gradients through it."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from engine.arrays import Array
from engine.backward import Back
from engine.encoding import as_targets, as_weights, numbers_in
from engine.errors import EngineError
from engine.losses import loss_named, refuse_squashed, shared_weight
from engine.node import Node
from engine.operation import Operation, room
from engine.tensor import Tensor


def loss_of(
    outputs: Tensor | ArrayLike,
    targets: ArrayLike | Tensor,
    loss: str = "mse",
    weights: ArrayLike | None = None,
    class_weights: ArrayLike | None = None,
) -> Tensor:
    """A loss as an expression: `loss_of(net(x), targets, "softmax_cross_entropy").backward()`.

    Args:
        outputs: (examples, outputs), or (members, examples, outputs), which gives a loss for each member; (examples,)
            will do where each has a single output. Arrays and lists count as constants.
        targets: as `train` takes them.
        loss: its name.
        weights: how much each example counts. One below 0 turns its loss round: the gradient leads away from its
            target, as a policy gradient wants it of what went worse than expected.
        class_weights: how much each class counts.

    Source of the policy gradient: Williams, Simple statistical gradient-following algorithms for connectionist
    reinforcement learning (1992): cross-entropy of what was done, weighted with reward − baseline.

    Raises:
        EngineError: if the targets do not fit.
    """
    given = outputs if isinstance(outputs, Tensor) else Tensor(outputs, constant=True)
    if given.ndim == 0 or (given.ndim == 1 and loss == "softmax_cross_entropy"):
        raise EngineError(f"A loss takes outputs of shape (examples, outputs); these have shape {given.shape}.")
    rows = given.reshape(-1, 1) if given.ndim == 1 else given
    columns = rows.transpose(*range(rows.ndim - 2), -1, -2)
    return loss_of_columns(columns, targets, loss, weights, class_weights)


def loss_of_columns(
    outputs: Tensor,
    targets: ArrayLike | Tensor,
    loss: str = "mse",
    weights: ArrayLike | None = None,
    class_weights: ArrayLike | None = None,
) -> Tensor:
    """Return the loss of outputs that lie on their side, as in a network: (outputs, examples), or members first."""
    chosen = loss_named(loss)
    refuse_squashed(chosen, _maker(outputs))
    given = np.atleast_1d(numbers_in(targets))
    if len(given) != outputs.shape[-1]:
        raise EngineError(f"There are outputs for {outputs.shape[-1]} examples and {len(given)} targets.")
    rows = as_targets(given, outputs.shape[-2], chosen)
    each = as_weights(weights, class_weights, rows, signed=True)
    encoded = chosen.encode(rows, each / len(each)).astype(outputs.value.dtype)
    return Tensor.apply(lambda z: below(chosen.record(z, encoded, shared_weight(encoded))), outputs)


def _maker(outputs: Tensor) -> str:
    """The activation that outputs come from, however they were turned or reshaped since; identity for anything else."""
    node: Node = outputs
    while node.operands and all(step.call is np.positive for step in node.steps):
        node = node.operands[0]
    name = getattr(node.backward_rule, "__qualname__", "").split(".")[0]
    return name if name in ("step", "sigmoid", "tanh", "relu", "leaky_relu", "softmax") else "identity"


class _Below(Back):
    """A way back for a loss that something stands above: what it sends is multiplied by what arrives."""

    def __init__(self, back: Back, arriving: Array) -> None:
        self._back, self._arriving = back, arriving

    def do(self, label: str, call: Callable[..., object], *arguments: Any, out: Array) -> None:
        self._back.do(label, call, *arguments, out=out)

    def give(self, operand: int, label: str, call: Callable[..., object], *arguments: Any, **layout: Any) -> None:
        slope = room(*arguments)  # one may be shared by all members
        self.do(f"slope = {label}", call, *arguments, out=slope)
        arriving = self._arriving[..., np.newaxis, np.newaxis]
        self._back.give(operand, "{d} × slope", self._back.times, arriving, slope, **layout)


def below(loss: Operation) -> Operation:
    """A loss as an operation like any other, for expressions in which it is not the last."""
    return loss._replace(backward=lambda back, d: loss.backward(_Below(back, d), d))
