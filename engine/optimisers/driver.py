"""An optimiser that drives plain tensors, in a loop by hand: `backward()`, then `step()`.

>>> from engine import SGD, Tensor
>>> w = Tensor([5.0, -3.0], name="w")
>>> loss = ((w - [1.0, 2.0]) ** 2).sum()
>>> optimiser = SGD(0.25).drive(w)
>>> for _ in range(50):
...     loss.backward()
...     optimiser.step()
>>> w
Tensor([1., 2.], name='w')
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

import numpy as np

from engine import buffers
from engine.arrays import Array
from engine.copying import Uncopied
from engine.errors import EngineError
from engine.network import Network
from engine.optimisers.rule import Rule
from engine.tensor import Tensor


class Starter(Protocol):
    """A maker of rules: an `Optimiser`, of which no more is asked here."""

    def start(self, weights: Array, gradient_and_change: Array, spread: Callable[[Array], Array]) -> Rule:
        """Return the rule, as the optimiser is set now."""


Chosen = TypeVar("Chosen", bound=Starter)


class Driver(Uncopied, Generic[Chosen]):
    """Steps along the gradients of some tensors; made by `Optimiser.drive`.

    The numbers are copied into one flat vector for each step, and back: a handful of NumPy calls updates them all, and
    whatever was written into a tensor between two steps counts.

    Attributes:
        optimiser: as it is set now: the next step uses it.
        tensors: what is driven.
        number: steps made so far; a schedule is asked with it.
    """

    instead = "This drives the tensors that it was given, so a copy would too: let an optimiser drive copies of them."

    def __init__(self, optimiser: Chosen, learned: Sequence[Tensor | Network]) -> None:
        self.optimiser, self.number = optimiser, 0
        self.tensors = _tensors_of(learned)
        self._net = learned[0] if len(learned) == 1 and isinstance(learned[0], Network) else None
        dtype, size = self.tensors[0].dtype, sum(each.size for each in self.tensors)
        self._weights = buffers.filled(0.0, (size,), dtype)
        self._gradient_and_change = buffers.filled(0.0, (2, size), dtype)
        self._rule = self._start()

    def __repr__(self) -> str:
        return f"<{self.optimiser!r} drives {len(self.tensors)} tensors: step {self.number}>"

    def step(self) -> None:
        """Take one step along the gradients that the tensors hold, those of the `backward()` that was called last.

        Raises:
            EngineError: if a tensor has no gradient yet; then none is changed.
        """
        self._follow()
        for tensor, gradient in zip(self.tensors, self._parts(self._gradient_and_change[0]), strict=True):
            gradient[...] = tensor.grad
        parts = self._parts(self._weights)
        for tensor, part in zip(self.tensors, parts, strict=True):
            part[...] = tensor.value
        if self._rule.prepare is not None:
            self._rule.prepare(self.number)
        self._rule.tape.replay()
        for tensor, part in zip(self.tensors, parts, strict=True):
            tensor.value = part
        self.number += 1

    def _start(self) -> Rule:
        return self.optimiser.start(self._weights, self._gradient_and_change, self._spread)

    def _follow(self) -> None:
        """Step by the optimiser as it is set now; keep what its memory can use."""
        if not self._rule.serves(self.optimiser):
            before = self._rule.remembered()
            self._rule = self._start()
            self._rule.recall(before, self.number)

    def _parts(self, vector: Array) -> list[Array]:
        """A flat vector, cut into the shapes of the tensors."""
        ends = np.cumsum([each.size for each in self.tensors])[:-1]
        return [part.reshape(each.shape) for part, each in zip(np.split(vector, ends), self.tensors, strict=True)]

    def _spread(self, rates: Array) -> Array:
        if self._net is None:
            raise EngineError(f"{rates.size} learning rates are for the members of one ensemble; tensors share one.")
        return self._net.spread(rates)


def _tensors_of(learned: Sequence[Tensor | Network]) -> list[Tensor]:
    """Every tensor once.

    Raises:
        EngineError: if something cannot be driven.
    """
    tensors: list[Tensor] = []
    for each in learned:
        tensors += each.tensors() if isinstance(each, Network) else [each]
    for tensor in tensors:
        _check(tensor)
    if len({id(tensor) for tensor in tensors}) < len(tensors):
        raise EngineError("A tensor is given twice, and would take each step twice: give each once.")
    if len({tensor.dtype for tensor in tensors}) != 1:
        raise EngineError(
            "float32 and float64 are driven by an optimiser each: Adam(0.01).drive(...) for the one and for the other."
            if tensors
            else "Nothing is given to be driven: Adam(0.01).drive(w, b), or a network."
        )
    return tensors


def _check(tensor: object) -> None:
    """Say so if this is nothing that can take steps.

    Raises:
        EngineError: naming it.
    """
    if not isinstance(tensor, Tensor):
        raise EngineError(f"An optimiser drives Tensors and networks, as in Adam(0.01).drive(w, b), not {tensor!r}.")
    name = tensor.name or "A tensor that is to be driven"
    if tensor.constant:
        raise EngineError(f"{name} is a constant and has no gradient to step along: make it without constant=True.")
    if tensor.operands:
        raise EngineError(f"{name} was computed, and would be computed over: drive what it was computed from.")
