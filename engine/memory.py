"""A network's memory: one flat vector of parameters, one of gradients, and the layers as views of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np

from engine import buffers
from engine.arrays import Array
from engine.equality import by_part
from engine.errors import EngineError
from engine.layer import Layer, Normalisation
from engine.tensor import Tensor

Shapes = tuple[tuple[int, ...], ...]


class Plan(NamedTuple):
    """All that decides how a network's memory is laid out.

    Attributes:
        sizes: inputs, units of each layer.
        members: of an ensemble; None for a single network.
        activations: of each layer.
        batch_norm: whether hidden layers normalise.
        dtype: float64 or float32.
        skip: whether hidden layers with as many units as inputs add these to their activations.
    """

    sizes: tuple[int, ...]
    members: int | None
    activations: tuple[str, ...]
    batch_norm: bool
    dtype: np.dtype[Any]
    skip: bool = False

    def __str__(self) -> str:
        *hidden, last = self.activations
        told = [str(list(self.sizes)), " and ".join(dict.fromkeys(hidden)) or "no hidden layer"]
        told += [] if last == "identity" else [f"output={last!r}"]
        told += [] if self.members is None else [f"members={self.members}"]
        told += ["skip=True"][: self.skip]
        return ", ".join([*told, *["batch_norm=True"][: self.batch_norm], str(self.dtype)])

    @property
    def blocks(self) -> Shapes:
        """The shape of each layer's weights, with its biases as the last column."""
        pairs = zip(self.sizes, self.sizes[1:], strict=False)
        return tuple((*self._first, units, inputs + 1) for inputs, units in pairs)

    @property
    def vectors(self) -> Shapes:
        """The shape of each hidden layer's scale, shift and running statistics; none without batch normalisation."""
        return tuple((*self._first, units, 1) for units in self.sizes[1:-1]) if self.batch_norm else ()

    def skips(self, number: int) -> bool:
        """Return whether layer `number`, counted from 1, adds what it receives to its activation."""
        return self.skip and number < len(self.activations) and self.sizes[number - 1] == self.sizes[number]

    @property
    def _first(self) -> tuple[int, ...]:
        return () if self.members is None else (self.members,)


@by_part
class Snapshot(NamedTuple):
    """Everything that training changes in a network.

    Attributes:
        parameters: (parameters,).
        statistics: the running means and variances of batch normalisation, end to end.
        shapes: of the blocks that the parameters are made of.
    """

    parameters: Array
    statistics: Array
    shapes: Shapes


class Memory:
    """The flat vectors of one network, and its layers, which are views of them.

    A copy (`copy.deepcopy`, `pickle`) is laid out anew, so that its layers are views of its own vectors.

    Args:
        plan: how to lay it out.

    Attributes:
        parameters: (parameters,).
        gradients_and_room: (2, parameters): the gradients, and beside them room for an optimiser's change.
        statistics: of batch normalisation, all means and then all variances.
        layers: views of these.

    Raises:
        EngineError: if there is not enough memory for it.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.shapes: Shapes = (*plan.blocks, *plan.vectors, *plan.vectors)
        total = sum(map(prod, self.shapes))
        try:
            self.parameters = buffers.filled(0.0, (total,), plan.dtype)
            self.gradients_and_room = buffers.filled(0.0, (2, total), plan.dtype)
        except (MemoryError, ValueError, OverflowError) as reason:
            raise EngineError(f"{total:,} parameters are more than memory holds: take smaller layers.") from reason
        self.gradients: Array = self.gradients_and_room[0]
        self.statistics = np.zeros(2 * sum(map(prod, plan.vectors)), plan.dtype)
        self.layers = self._layers()

    def _layers(self) -> tuple[Layer, ...]:
        """The layers, and 1 in every scale and running variance."""
        values, gradients = _views(self.parameters, self.shapes), _views(self.gradients, self.shapes)
        count, hidden = len(self.plan.blocks), len(self.plan.vectors)
        statistics = _views(self.statistics, (*self.plan.vectors, *self.plan.vectors))

        def tensor(name: str, number: int, place: int) -> Tensor:
            return Tensor.over(values[place], f"{name}{number}", gradient=gradients[place])

        def normalisation(number: int) -> Normalisation | None:
            if number > hidden:
                return None
            place = count + number - 1
            scale, shift = tensor("scale", number, place), tensor("shift", number, place + hidden)
            mean, variance = statistics[number - 1], statistics[hidden + number - 1]
            scale.value, variance[...] = 1.0, 1.0
            return Normalisation(scale, shift, mean, variance)

        return tuple(
            Layer(number, name, tensor("W", number, number - 1), normalisation(number), self.plan.skips(number))
            for number, name in enumerate(self.plan.activations, 1)
        )

    def snapshot(self) -> Snapshot:
        """Return a copy of everything that training changes."""
        return Snapshot(self.parameters.copy(), self.statistics.copy(), self.shapes)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a snapshot; nothing is written unless all of it fits.

        Raises:
            EngineError: if it is none, or one of a network with other sizes.
        """
        self.check(snapshot)
        self.parameters[...] = snapshot.parameters
        self.statistics[...] = snapshot.statistics

    def check(self, snapshot: Snapshot) -> None:
        """Say so if a snapshot does not fit.

        Raises:
            EngineError: as `restore` does.
        """
        if not isinstance(snapshot, Snapshot):
            raise EngineError(f"A network goes back to what its snapshot() gave, not to a {type(snapshot).__name__}.")
        shapes = [each.shape for each in (snapshot.parameters, snapshot.statistics)]
        if snapshot.shapes != self.shapes or shapes != [self.parameters.shape, self.statistics.shape]:
            raise EngineError(
                "This snapshot belongs to a network with other sizes, another number of members, or with batch "
                "normalisation where this one has none: restore it in one that was made alike."
            )

    def __getstate__(self) -> dict[str, Any]:
        return {"plan": self.plan, "now": self.snapshot(), "gradients": self.gradients_and_room}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["plan"])  # type: ignore[misc] # laid out as it was the first time
        self.restore(state["now"])
        self.gradients_and_room[...] = state["gradients"]


def _views(vector: Array, shapes: Sequence[tuple[int, ...]]) -> list[Array]:
    """A flat vector, cut into blocks of these shapes, one after another."""
    ends = np.cumsum([prod(shape) for shape in shapes])
    return [vector[end - prod(shape) : end].reshape(shape) for end, shape in zip(ends, shapes, strict=True)]
