"""Backpropagation: walking the recorded operations from the last to the first, each sending back its share.

Where a value was used twice its shares are added, never overwritten. The walk keeps its own list, so that an
expression may be as deep as memory allows.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from engine import buffers, shares
from engine.arrays import Array
from engine.tape import Step, Tape, is_read

if TYPE_CHECKING:
    from engine.node import Node


def in_order(root: "Node") -> list["Node"]:
    """Everything that `root` was computed from, operands before results, `root` last."""
    order = _walk(root, {})
    computed = {id(tensor.value): tensor for tensor in order if tensor.operands}
    detached = {
        id(tensor): computed[id(tensor.value)]
        for tensor in order
        if not tensor.operands and id(tensor.value) in computed
    }
    return _walk(root, detached) if detached else order


def _walk(root: "Node", detached: dict[int, "Node"]) -> list["Node"]:
    """Walk down from the root; a constant that shares the memory of a result (by its `id`) comes after that result."""
    order: list[Node] = []
    done: set[int] = set()
    waiting = [root]
    while waiting:
        tensor = waiting[-1]
        needed = (detached[id(tensor)],) if id(tensor) in detached else tensor.operands
        missing = [each for each in needed if id(each) not in done]
        if missing:
            waiting.extend(reversed(missing))
            continue
        waiting.pop()
        if id(tensor) not in done:
            done.add(id(tensor))
            order.append(tensor)
    return order


def names_of(order: Sequence["Node"]) -> dict[int, str]:
    """A name for each tensor: its own, or its number if it is a constant, or `a1`, `a2` … and `loss` for the last."""
    names: dict[int, str] = {}
    taken = {tensor.name for tensor in order}
    free = (name for count in itertools.count(1) if (name := f"a{count}") not in taken)
    for tensor in order:
        if tensor.name:
            names[id(tensor)] = tensor.name
        elif tensor.constant and tensor.value.size == 1:
            names[id(tensor)] = f"{tensor.value.item():g}"
        elif tensor.constant:
            names[id(tensor)] = "c"
        else:
            names[id(tensor)] = "loss" if tensor is order[-1] else next(free)
    return names


def forward_steps(order: Sequence["Node"]) -> list[Step]:
    """The steps that compute every tensor, with their names filled in."""
    names = names_of(order)
    return [
        Step(
            step.label.format(*(names[id(each)] for each in tensor.operands), out=names[id(tensor)]),
            step.call,
            step.arguments,
            step.value,
        )
        for tensor in order
        for step in tensor.steps
    ]


def backpropagate(root: "Node", *, head: bool = False) -> tuple[Tape, dict[int, Array]]:
    """Record the backward pass (without running it).

    Args:
        root: the number whose gradient is wanted.
        head: whether the last operation is a loss that knows that nothing stands above it. What it sends is finite
            while training goes well, and so are the slopes in a network: products need no closer look.

    Returns:
        The whole tape, forward and backward, and the gradient buffers by the tensor's `id`.
    """
    order = in_order(root)
    names = names_of(order)
    gradients = {id(each): each.gradient_buffer() for each in order if not each.constant}
    start = Step(
        f"d{names[id(root)]} = 1",
        np.positive,
        (np.ones_like(root.value),),
        gradients[id(root)],
        "backward",
    )
    gradients[id(root)].fill(1.0)
    steps, reached = [] if head else [start], {id(root)}
    for tensor in reversed(order):
        if tensor.backward_rule is not None and id(tensor) in reached:
            back = Back(tensor, names, gradients, reached, steps, finite=head)
            tensor.backward_rule(back, gradients[id(tensor)])
            back.drop_unread()
    return Tape(forward_steps(order) + steps), gradients


def _careful_product(a: Array, b: Array) -> tuple[Callable[..., object], tuple[Any, ...]]:
    return shares.sums_of_products, (a, b)


class Back:
    """What an operation's rule writes its way back with.

    In labels, {0} and {1} stand for the operands, {out} for the result and {d} for the gradient that arrives.

    Attributes:
        times: multiplies what arrives by a slope: every rule whose slope may be 0 or without bounds multiplies so.
        over: divides what arrives.
        product: gives the call, and what it is called with, for a matrix product of what arrives.
    """

    def __init__(
        self,
        tensor: "Node",
        names: dict[int, str],
        gradients: dict[int, Array],
        reached: set[int],
        steps: list[Step],
        finite: bool = False,
    ) -> None:
        self.times: Callable[..., object] = np.multiply if finite else shares.times
        self.over: Callable[..., object] = np.divide if finite else shares.over
        self.product = shares.product if finite else _careful_product
        self._operands = tensor.operands
        self._names = [names[id(each)] for each in tensor.operands]
        self._out = names[id(tensor)]
        self._incoming = gradients[id(tensor)]
        self._gradients, self._reached, self._steps = gradients, reached, steps
        self._start = len(steps)
        self._auxiliary: set[int] = set()  # the `id` of each step that only prepares a share

    def room(self, like: Array) -> Array:
        """A new buffer of that shape."""
        return buffers.empty(like.shape, like.dtype)

    def do(self, label: str, call: Callable[..., object], *arguments: Any, out: Array) -> None:
        """Record an auxiliary step, such as one that prepares the local derivative."""
        self._steps.append(Step(self._text(label), call, arguments, out, "backward"))
        self._auxiliary.add(id(self._steps[-1]))

    def drop_unread(self) -> None:
        """Take off the steps that prepared the share of a constant, which nobody computes."""
        needed: list[Step] = []
        for step in reversed(self._steps[self._start :]):
            if id(step) not in self._auxiliary or is_read(step.value, needed):
                needed.append(step)
        self._steps[self._start :] = reversed(needed)

    def wrote(self, buffer: Array) -> bool:
        """Whether a step that fills this buffer has been recorded already."""
        return any(step.value is buffer for step in self._steps)

    def give(
        self,
        operand: int,
        label: str,
        call: Callable[..., object],
        *arguments: Any,
        shape: tuple[int, ...] | None = None,
        like: tuple[int, ...] | None = None,
        room: Array | None = None,
    ) -> None:
        """Record the step that computes one operand's share of the gradient.

        Args:
            operand: which operand: 0 for the first.
            label: what the step computes, without the name of the gradient that it goes to.
            call: the NumPy function.
            arguments: what it is called with.
            shape: the share's shape where it may be larger than the operand's, which was then broadcast: the shares
                of all its copies are added up.
            like: the operand's shape as the call sees it, where that differs (a vector seen as a matrix).
            room: a buffer with a row more than the operand, for a call that fills the operand's rows and then one.
        """
        receiver = self._operands[operand]
        if receiver.constant:
            return
        first = id(receiver) not in self._reached
        self._reached.add(id(receiver))
        name, text = f"d{self._names[operand]}", self._text(label)
        if room is not None:  # its first rows become the receiver's gradient
            self._gradients[id(receiver)] = room[:-1]
            label = f"d[{self._names[operand]}; 1] = {text}"
            self._steps.append(Step(label, call, arguments, room, "backward", self._incoming))
            return
        target = self._gradients[id(receiver)].reshape(receiver.shape if like is None else like)
        if first and shape in (None, target.shape):
            self._steps.append(Step(f"{name} = {text}", call, arguments, target, "backward", self._incoming))
            return
        share = np.empty(target.shape if shape is None else shape, target.dtype)
        self._steps.append(Step(f"share = {text}", call, arguments, share, "backward", self._incoming))
        if share.shape != target.shape:
            share = self._add_copies(share, target, f"{name} = Σ share" if first else "share = Σ share", first)
        if not first:
            self._finish(f"{name} += share", np.add, target, share, out=target)

    def _add_copies(self, share: Array, target: Array, label: str, first: bool) -> Array:
        """Add up a share over the axes along which its receiver was broadcast."""
        result = target if first else np.empty_like(target)
        extra = share.ndim - target.ndim
        axes = tuple(
            axis for axis, size in enumerate(share.shape) if axis < extra or size != target.shape[axis - extra]
        )
        kept = tuple(size for axis, size in enumerate(share.shape) if axis not in axes)
        self._finish(label, np.add.reduce, share, axes, out=result.reshape(kept))
        return result

    def _finish(self, label: str, call: Callable[..., object], *arguments: Any, out: Array) -> None:
        """Record a step that makes a gradient of a share."""
        self._steps.append(Step(label, call, arguments, out, "backward"))

    def _text(self, label: str) -> str:
        return label.format(*self._names, out=self._out, d=f"d{self._out}")
