"""A node of an expression: numbers that remember how they were computed, and the gradient that comes back to them.

Backpropagation walks from the last to the first, and each operation on the way sends back its share. The walk keeps its
own list, so that an expression may be as deep as memory allows.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from engine import buffers
from engine.arrays import Array
from engine.backward import Back, BackwardPass
from engine.errors import EngineError, OutOfRange
from engine.numbers import real_numbers
from engine.operation import Call, Operation
from engine.tape import Step, Tape
from engine.validate import kind_of_numbers


class Writes:
    """How often the numbers in some memory have been written since they were first there."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        self.count = 0


class Node:
    """Numbers with a gradient: what a `Tensor` is below its arithmetic.

    Attributes:
        operands: what it was computed from.
        steps: the NumPy calls that computed it.
        backward_rule: how it passes its gradient on to its operands; None for one that was not computed.
    """

    __slots__ = (
        "_buffer",
        "_grad",
        "_gradients",
        "_seen",
        "_tape",
        "_value",
        "_writes",
        "backward_rule",
        "constant",
        "name",
        "operands",
        "steps",
    )

    def __init__(
        self, data: ArrayLike, name: str = "", *, dtype: DTypeLike = np.float64, constant: bool = False
    ) -> None:
        if isinstance(data, Node):
            raise EngineError("This is a Tensor already: use it as it is, or pass its .value to copy its numbers.")
        self._start(real_numbers(data, kind_of_numbers(dtype)), name, constant)

    def _start(self, value: Array, name: str, constant: bool, buffer: Array | None = None) -> None:
        self._value, self.name, self.constant, self._buffer = value, name, constant, buffer
        self.operands: tuple[Node, ...] = ()
        self.steps: list[Call] = []
        self.backward_rule: Callable[[Back, Array], None] | None = None
        self._grad: Array | None = None
        self._tape: Tape | None = None
        self._gradients: list[tuple[Node, Array]] = []
        self._writes = Writes()
        self._seen: tuple[int, ...] = ()  # how often each operand had been written when this was computed

    @classmethod
    def over(cls, value: Array, name: str = "", *, gradient: Array | None = None) -> Self:
        """One that works on the given arrays themselves; without a `gradient` buffer it is a constant."""
        tensor = cls.__new__(cls)
        tensor._start(value, name, gradient is None, gradient)
        return tensor

    @classmethod
    def apply(cls, operation: Callable[..., Operation], *operands: "Node", **settings: Any) -> Self:
        """Record one operation and run it.

        Raises:
            EngineError: if the shapes do not fit together, or a setting makes no sense of them.
            OutOfRange: if there is no such place or axis.
        """
        try:
            with np.errstate(all="ignore"):
                recorded = operation(*(each.value for each in operands), **settings)
                for step in recorded.steps:
                    step.call(*step.arguments, out=step.value)
        except (ValueError, TypeError, IndexError) as reason:
            seen = " and ".join(str(each.shape) for each in operands) or "of nothing"
            kind = OutOfRange if isinstance(reason, IndexError) else EngineError
            raise kind(f"{operation.__name__} cannot take shapes {seen}: {reason}.") from reason
        tensor = cls.over(recorded.value)
        tensor.constant = all(each.constant for each in operands)
        tensor.operands, tensor.steps, tensor.backward_rule = operands, recorded.steps, recorded.backward
        tensor._seen = tuple(each._writes.count for each in operands)
        return tensor

    @property
    def value(self) -> Array:
        """The numbers. Writing `tensor.value = ...` overwrites them in place, and a replay will use them."""
        return self._value

    @value.setter
    def value(self, numbers: ArrayLike) -> None:
        given = real_numbers(numbers, self._value.dtype)
        try:
            self._value[...] = given
        except ValueError as reason:
            raise EngineError(f"Numbers of shape {given.shape} do not fit into shape {self.shape}.") from reason
        self._writes.count += 1

    @property
    def grad(self) -> Array:
        """The gradient with respect to this tensor, in its shape, of the result whose `backward()` was called last.

        Raises:
            EngineError: if there is none yet.
        """
        if self._grad is None:
            reason = "it is a constant" if self.constant else "call backward() on a result first"
            raise EngineError(f"{self.name or 'This tensor'} has no gradient: {reason}.")
        return self._grad

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return self._value.shape

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return self._value.size

    @property
    def dtype(self) -> np.dtype[Any]:
        """The kind of its numbers: float64 or float32."""
        return self._value.dtype

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return self._value.ndim

    def named(self, name: str) -> Self:
        """Give this tensor the name that the tape's labels use, and return it."""
        self.name = name
        return self

    @property
    def tape(self) -> Tape:
        """What was computed: the forward steps, and after `backward()` the backward steps too."""
        return self._tape if self._tape is not None else Tape(forward_steps(in_order(self)))

    def gradient_buffer(self) -> Array:
        """The buffer that its gradient goes to (for the engine's own use)."""
        return self._buffer if self._buffer is not None else buffers.filled(0.0, self.shape, self._value.dtype)

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
        if self._value.size != 1:
            raise EngineError(
                f"backward() starts from one number; this has shape {self.shape}: take .sum() or .mean()."
            )
        if self.constant:
            raise EngineError("backward() found only constants: make what you want gradients for a Tensor.")
        order = in_order(self)
        stale = self._tape is not None or any(each._outdated() for each in order)
        if self._tape is None:
            self._tape, gradients = backpropagate(self)
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

    def _outdated(self) -> bool:
        """Whether an operand has been written since this was computed from it."""
        return self._seen != tuple(each._writes.count for each in self.operands)

    def _note_replay(self) -> None:
        if self.operands:
            self._seen = tuple(each._writes.count for each in self.operands)
            self._writes.count += 1


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


def forward_steps(order: Sequence[Node]) -> list[Step]:
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


def backpropagate(root: Node, *, head: bool = False) -> tuple[Tape, dict[int, Array]]:
    """Record the backward pass (without running it).

    Args:
        root: the number whose gradient is wanted.
        head: whether the last operation is a loss that knows that nothing stands above it. What it sends is finite
            while training goes well, and so are the slopes in a network: products need no closer look.

    Returns:
        The whole tape, forward and backward, and the gradient buffers by the tensor's `id`.
    """
    order = in_order(root)
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
    return Tape(forward_steps(order) + back.steps), gradients
