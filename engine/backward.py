"""The way back of an operation: what its rule records, to send each operand its share of the gradient that arrives.

Where a value was used twice its shares are added, never overwritten. A rule knows arrays, and the places of its
operands: of these themselves no more is asked here than `Operand` says.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from engine import buffers, shares
from engine.arrays import Array
from engine.tape import Step, is_read


class Operand(Protocol):
    """A value that an operation was computed from."""

    @property
    def constant(self) -> bool:
        """Whether it gets no gradient."""

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""


@dataclass(eq=False)
class BackwardPass:
    """One backward pass, as its rules record it one after another.

    Attributes:
        names: what labels call each value, by its `id`.
        gradients: the buffer for the gradient of each value that is not constant, by its `id`.
        finite: whether all that arrives, and all slopes, may be taken to be finite: products need no closer look then.
        steps: what has been recorded so far.
        reached: the `id` of each value that has been sent something.
    """

    names: Mapping[int, str]
    gradients: dict[int, Array]
    finite: bool = False
    steps: list[Step] = field(default_factory=list)
    reached: set[int] = field(default_factory=set)


def _careful_product(a: Array, b: Array) -> tuple[Callable[..., object], tuple[Any, ...]]:
    return shares.sums_of_products, (a, b)


class Back:
    """The pen with which an operation's rule writes its way back.

    In labels, {0} and {1} stand for the operands, {out} for the result and {d} for the gradient that arrives.

    Args:
        result: what was computed, by which it is known in `into`.
        operands: what it was computed from, in the order in which the rule counts them.
        into: the pass to write into.

    Attributes:
        times: multiplies what arrives by a slope: every rule whose slope may be 0 or without bounds multiplies so.
        over: divides what arrives.
        product: gives the call, and what it is called with, for a matrix product of what arrives.
        given: the operands that were sent something, each with the label of how its share is computed.
    """

    def __init__(self, result: Operand, operands: Sequence[Operand], into: BackwardPass) -> None:
        self.times: Callable[..., object] = np.multiply if into.finite else shares.times
        self.over: Callable[..., object] = np.divide if into.finite else shares.over
        self.product = shares.product if into.finite else _careful_product
        self.given: list[tuple[int, str]] = []
        self._operands, self._pass = operands, into
        self._names, self._out = [into.names[id(each)] for each in operands], into.names[id(result)]
        self._incoming = into.gradients[id(result)]
        self._start = len(into.steps)
        self._auxiliary: set[int] = set()  # the `id` of each step that only prepares a share

    def room(self, like: Array) -> Array:
        """A new buffer of that shape."""
        return buffers.empty(like.shape, like.dtype)

    def do(self, label: str, call: Callable[..., object], *arguments: Any, out: Array) -> None:
        """Record an auxiliary step, such as one that prepares the local derivative."""
        self._finish(self._text(label), call, *arguments, out=out)
        self._auxiliary.add(id(self._pass.steps[-1]))

    def wrote(self, buffer: Array) -> bool:
        """Whether a step that fills this buffer has been recorded already."""
        return any(step.value is buffer for step in self._pass.steps)

    def drop_unread(self) -> None:
        """Take off the steps that prepared the share of a constant, which nobody computes."""
        needed: list[Step] = []
        for step in reversed(self._pass.steps[self._start :]):
            if id(step) not in self._auxiliary or is_read(step.value, needed):
                needed.append(step)
        self._pass.steps[self._start :] = reversed(needed)

    def give(
        self,
        operand: int,
        label: str,
        call: Callable[..., object],
        *arguments: Any,
        like: tuple[int, ...] | None = None,
    ) -> None:
        """Record the step that computes one operand's share of the gradient, in the operand's shape.

        Args:
            operand: which operand: 0 for the first.
            label: what the step computes, without the name of the gradient that it goes to.
            call: the NumPy function.
            arguments: what it is called with.
            like: the operand's shape as the call sees it, where that differs (a vector seen as a matrix).
        """
        if not self._operands[operand].constant:
            name, share = self._share(operand, like)
            self._send(operand, name, label, call, arguments, share)
            self._add_up(operand, share)

    def give_to_copies(
        self,
        operand: int,
        label: str,
        call: Callable[..., object],
        *arguments: Any,
        shape: tuple[int, ...],
        like: tuple[int, ...] | None = None,
    ) -> None:
        """Record the share of an operand that may have been broadcast: the shares of all its copies are added up.

        Args:
            operand: as in `give`, like the others.
            label: what the step computes.
            call: the NumPy function.
            arguments: what it is called with.
            shape: of what the call computes: the operand's with its copies, or its own if there are none.
            like: the operand's shape as the call sees it.
        """
        if shape == (self._operands[operand].shape if like is None else like):
            self.give(operand, label, call, *arguments, like=like)
        elif not self._operands[operand].constant:
            name, share = self._share(operand, like)
            copies = np.empty(shape, share.dtype)
            self._send(operand, "share", label, call, arguments, copies)
            axes, kept = _axes_of_copies(shape, share.shape)
            self._finish(f"{name} = Σ share", np.add.reduce, copies, axes, out=share.reshape(kept))
            self._add_up(operand, share)

    def give_with_ones(
        self, operand: int, label: str, call: Callable[..., object], *arguments: Any, room: Array
    ) -> None:
        """Record a share that is quicker to compute with one for the row of ones that stands below the operand.

        Args:
            operand: as in `give`; nothing else may have been computed from it.
            label: what the step computes.
            call: the NumPy function.
            arguments: what it is called with.
            room: a buffer with a row more than the operand; its first rows become the operand's gradient.
        """
        if not self._operands[operand].constant:
            self._pass.gradients[id(self._operands[operand])] = room[:-1]
            self._send(operand, f"d[{self._names[operand]}; 1]", label, call, arguments, room)
            self._pass.reached.add(id(self._operands[operand]))

    def _gradient(self, operand: int, like: tuple[int, ...] | None) -> Array:
        gradient = self._pass.gradients[id(self._operands[operand])]
        return gradient if like is None else gradient.reshape(like)

    def _share(self, operand: int, like: tuple[int, ...] | None) -> tuple[str, Array]:
        """The name of the buffer that a share is computed into, and that buffer: the gradient itself for the first."""
        gradient = self._gradient(operand, like)
        if id(self._operands[operand]) not in self._pass.reached:
            return f"d{self._names[operand]}", gradient
        return "share", np.empty(gradient.shape, gradient.dtype)

    def _add_up(self, operand: int, share: Array) -> None:
        """Add a share to those that came before it, if any did."""
        if id(self._operands[operand]) in self._pass.reached:
            gradient = self._gradient(operand, share.shape)
            self._finish(f"d{self._names[operand]} += share", np.add, gradient, share, out=gradient)
        self._pass.reached.add(id(self._operands[operand]))

    def _send(
        self, operand: int, name: str, label: str, call: Callable[..., object], arguments: tuple[Any, ...], out: Array
    ) -> None:
        """Record the step that multiplies what arrives by the local derivative."""
        text = self._text(label)
        self._pass.steps.append(Step(f"{name} = {text}", call, arguments, out, "backward", self._incoming))
        self.given.append((operand, text))

    def _finish(self, label: str, call: Callable[..., object], *arguments: Any, out: Array) -> None:
        """Record a step that makes a gradient of a share."""
        self._pass.steps.append(Step(label, call, arguments, out, "backward"))

    def _text(self, label: str) -> str:
        return label.format(*self._names, out=self._out, d=f"d{self._out}")


def _axes_of_copies(shape: tuple[int, ...], own: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The axes along which a shape is `own`, broadcast, and the lengths of the others."""
    extra = len(shape) - len(own)
    axes = tuple(axis for axis, size in enumerate(shape) if axis < extra or size != own[axis - extra])
    return axes, tuple(size for axis, size in enumerate(shape) if axis not in axes)
