"""Backpropagation: walking the recorded operations from the last to the first, each sending back its share.

The walk keeps its own list, so that an expression may be as deep as memory allows.
"""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from engine.arrays import Array
from engine.backward import Back, BackwardPass
from engine.errors import EngineError
from engine.node import Node
from engine.tape import Step, Tape


class Differentiable(Node):
    """A node that tells how it was computed, and sends gradients back to what it was computed from."""

    __slots__ = ("_gradients", "_tape")

    def _start(self, value: Array, name: str, constant: bool, buffer: Array | None = None) -> None:
        super()._start(value, name, constant, buffer)
        self._tape: Tape | None = None
        self._gradients: list[tuple[Node, Array]] = []

    @property
    def tape(self) -> Tape:
        """The tape of what was computed: the forward steps, and after `backward()` the backward steps too."""
        return self._tape if self._tape is not None else Tape(forward_steps(in_order(self)))

    def backward(self) -> None:
        """Compute the gradient of this number with respect to every tensor that it was computed from.

        The reverse steps join the tape. Called again, or after some `value` was written, it first computes everything
        afresh from what the tensors hold now (as `tape.replay()` does: dropout draws a new mask), and this number too.
        Gradients are overwritten, not added up.

        Before the first call, numbers written into an array itself (`net.parameters[...] = 0.0`) are not noticed:
        record the expression after them.

        Raises:
            EngineError: if this is not a single number, or does not depend on any tensor that has a gradient.
        """
        self._refuse_to_start()
        order = in_order(self)
        stale = self._tape is not None or any(each._outdated() for each in order)
        if self._tape is None:
            self._tape, gradients = backpropagate(self, order)
            self._gradients = [(each, gradients[id(each)]) for each in order[:-1] if not each.constant]
            self._grad = gradients[id(self)]
        if stale:
            self._tape.replay()
            for each in order:
                each._note_replay()
        else:
            self._tape.phase("backward").replay()
        for tensor, gradient in self._gradients:
            tensor._grad = gradient

    def _refuse_to_start(self) -> None:
        """Say so if there is nothing here that gradients could be taken of.

        Raises:
            EngineError: as `backward` does.
        """
        if self._value.size != 1:
            raise EngineError(
                f"backward() starts from one number; this has shape {self.shape}: take .sum() or .mean()."
            )
        if self.constant:
            raise EngineError("backward() found only constants: make what you want gradients for a Tensor.")


def in_order(root: Node) -> list[Node]:
    """Everything that `root` was computed from, operands before results, `root` last."""
    order = _walk(root, {})
    computed = {id(tensor.value): tensor for tensor in order if tensor.operands}
    detached = {
        id(tensor): computed[id(tensor.value)]
        for tensor in order
        if not tensor.operands and id(tensor.value) in computed
    }
    return _walk(root, detached) if detached else order


def _walk(root: Node, detached: dict[int, Node]) -> list[Node]:
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


def names_of(order: Sequence[Node]) -> dict[int, str]:
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


def forward_steps(order: Sequence[Node], names: Mapping[int, str] | None = None) -> list[Step]:
    """The steps that compute every tensor, with their names filled in (those of `names_of`, unless given)."""
    names = names_of(order) if names is None else names
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


def backpropagate(
    root: Node, order: Sequence[Node] | None = None, *, head: bool = False
) -> tuple[Tape, dict[int, Array]]:
    """Record the backward pass (without running it).

    Args:
        root: the number whose gradient is wanted.
        order: what `in_order` gives for it, for whoever has that already.
        head: whether the last operation is a loss that knows that nothing stands above it. What it sends is finite
            while training goes well, and so are the slopes in a network: products need no closer look.

    Returns:
        The whole tape, forward and backward, and the gradient buffers by the tensor's `id`.
    """
    order = in_order(root) if order is None else order
    names, gradients = names_of(order), {id(each): each.gradient_buffer() for each in order if not each.constant}
    gradients[id(root)].fill(1.0)
    back = BackwardPass(names, gradients, finite=head, reached={id(root)})
    if not head:
        one = np.ones_like(root.value)
        back.steps.append(Step(f"d{names[id(root)]} = 1", np.positive, (one,), gradients[id(root)], "backward"))
    for tensor in reversed(order):
        if tensor.backward_rule is not None and id(tensor) in back.reached:
            way = Back(tensor, tensor.operands, back)
            tensor.backward_rule(way, gradients[id(tensor)])
            way.drop_unread()
    return Tape(forward_steps(order, names) + back.steps), gradients
