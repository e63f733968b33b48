"""A network: layers one after another, over one flat vector of parameters and one of gradients.

    >>> from engine import Network
    >>> net = Network([2, 3, 1], activation="tanh", seed=0)
    >>> net.outputs([[0.5, -1.0]]).shape
    (1, 1)

Inside, a batch lies on its side: every column is an example, so that a layer is one product `z1 = W1 [x; 1]`, in which
the last column of W1 holds the biases and meets a row of ones. Outside, the shape is always (examples, features).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from engine.arrays import Array
from engine.classes import winners
from engine.encoding import Data, as_inputs, as_pair, with_ones
from engine.errors import EngineError
from engine.forward import Signals, activations_for, forward, training_mode
from engine.initialisation import BIASES, initialisation_for
from engine.layer import Layer
from engine.memory import Memory, Plan, Snapshot
from engine.operations.shapes import lay_on_its_side
from engine.tensor import Tensor
from engine.validate import flag, kind_of_numbers, layer_sizes, seeds, share


class Network:
    """A fully connected network, or an ensemble of them that are trained at once.

    Args:
        sizes: the number of inputs, of units in each hidden layer, and of outputs: `[64, 64, 10]`.
        activation: of every hidden layer (or a list, one for each): step, sigmoid, tanh, relu, leaky_relu or identity.
        output: the activation of the last layer; identity leaves raw outputs (logits), as the losses want them.
        seed: of the starting weights. A list of seeds makes an ensemble with a member for each.
        initialisation: auto (He before a ReLU, Glorot before anything else), glorot, he, small, zeros or uniform
            (within ±0.5, and biases at 0.1; they are 0 otherwise).
        batch_norm: whether hidden layers normalise their sums over the batch.
        skip: whether a hidden layer with as many units as inputs adds these to its activations (He et al., 2016).
        dropout: the share of hidden activations that are silenced while training, from 0 to less than 1.
        dtype: float64 or float32.

    A copy (`copy.deepcopy`, `pickle`) is a network of its own, whole, with the same numbers.

    Raises:
        EngineError: if a setting makes no sense, saying what would.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activation: str | Sequence[str] = "relu",
        *,
        output: str = "identity",
        seed: int | Sequence[int] = 0,
        initialisation: str = "auto",
        batch_norm: bool = False,
        skip: bool = False,
        dropout: float = 0.0,
        dtype: DTypeLike = np.float64,
    ) -> None:
        self.sizes = layer_sizes(sizes)
        drawn = seeds(seed)
        self.members = len(drawn) if np.ndim(seed) else None
        self._dropout = share("dropout", dropout)
        self.dtype = kind_of_numbers(dtype)
        names = activations_for(activation, output, hidden=len(self.sizes) - 2)
        told = flag("batch_norm", batch_norm), self.dtype, flag("skip", skip)
        self._memory = Memory(Plan(self.sizes, self.members, names, *told))
        generators = [np.random.default_rng(each) for each in drawn]
        for layer in self.layers:
            draw = initialisation_for(initialisation, layer.activation)
            layer.initialise(draw, generators, BIASES.get(initialisation, 0.0))

    def __repr__(self) -> str:
        dropped = f", dropout={self.dropout:g}" if self.dropout else ""
        return f"<Network {self.plan}{dropped}: {self.size:,} parameters>"

    @property
    def size(self) -> int:
        """The number of parameters, those of all members together in an ensemble."""
        return self.parameters.size

    def __copy__(self) -> Self:
        """A whole copy, as `copy.deepcopy` makes: half a copy would train along with the original."""
        return deepcopy(self)

    @property
    def parameters(self) -> Array:
        """All weights and biases as one vector; write into it (`net.parameters[...] = ...`) to change the network."""
        return self._memory.parameters

    @property
    def gradients(self) -> Array:
        """The gradient of the loss with respect to each parameter, as of the latest update or `backward()`."""
        return self._memory.gradients

    @property
    def gradients_and_room(self) -> Array:
        """(2, parameters): the gradients, and beside them room for an optimiser's change."""
        return self._memory.gradients_and_room

    @property
    def dropout(self) -> float:
        """The share of hidden activations that are silenced while training."""
        return self._dropout

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers, the first first."""
        return self._memory.layers

    @property
    def plan(self) -> Plan:
        """All that decides how the parameters are laid out (for the engine's own use)."""
        return self._memory.plan

    def __call__(self, x: Tensor | ArrayLike, *, training: bool | np.random.Generator = False) -> Tensor:
        """The outputs as an expression, from which gradients flow back to the inputs and to `net.gradients`.

        Args:
            x: (examples, inputs), or (examples,) where there is one input. An array or a list counts as a constant.
            training: whether batch normalisation takes the batch's statistics (and moves the running ones), and
                dropout silences activations; for dropout pass the generator that draws its masks, which means True.

        Returns:
            (examples, outputs), or (members, examples, outputs).

        Raises:
            EngineError: if the inputs do not fit, or nothing draws the masks that dropout needs.
        """
        mode = training_mode(training, self._dropout)
        rows = self.rows(x)
        given = x if isinstance(x, Tensor) else Tensor(rows[:, :-1], dtype=self.dtype, constant=True)
        upright = given.reshape(len(rows), 1) if given.ndim == 1 else given
        columns = Tensor.apply(lambda value: lay_on_its_side(value, rows.T), upright).named("xᵀ")
        outputs = forward(self.layers, columns, rows.T, rows, *mode).activations[-1]
        return outputs.transpose(*range(outputs.ndim - 2), outputs.ndim - 1, outputs.ndim - 2)

    def rows(self, inputs: Tensor | ArrayLike) -> Array:
        """Return inputs as the first layer meets them: (examples, inputs + 1), with a last column of ones.

        Raises:
            EngineError: if they do not fit.
        """
        return with_ones(as_inputs(inputs, self.sizes[0]), self.dtype)

    def express(
        self, columns: Array, generator: np.random.Generator | None = None, rows: Array | None = None
    ) -> Signals:
        """Record a forward pass (for the engine's own use).

        Args:
            columns: (inputs + 1, examples), the last row ones.
            generator: draws dropout's masks; None evaluates: no dropout, and running statistics.
            rows: the same examples as rows, if they are at hand.
        """
        mode = training_mode(generator or False, self._dropout)
        return forward(self.layers, Tensor.over(columns[:-1], "x"), columns, rows, *mode)

    def outputs(self, inputs: Tensor | ArrayLike) -> Array:
        """The outputs for some inputs: raw (logits), unless the network was given an `output` activation.

        Args:
            inputs: (examples, inputs).

        Returns:
            (examples, outputs), or (members, examples, outputs) for an ensemble.
        """
        return self.activations(inputs)[-1]

    def activations(self, inputs: Tensor | ArrayLike) -> list[Array]:
        """The activations of every layer, each (examples, units); the last are the outputs."""
        return [_upright(each) for each in self.express(self.rows(inputs).T).activations]

    def sums(self, inputs: Tensor | ArrayLike) -> list[Array]:
        """The weighted sums z of every layer, before its activation, each (examples, units)."""
        return [_upright(each) for each in self.express(self.rows(inputs).T).sums]

    def classes(self, inputs: Tensor | ArrayLike) -> Array:
        """The class that wins for each example: the largest output, or for a single output whether it says yes."""
        return winners(self.outputs(inputs), axis=-1, yes=self.yes)

    @property
    def yes(self) -> float:
        """Above what a single output says yes: 1/2 for a probability, 0 for a logit."""
        return 0.5 if self.layers[-1].activation == "sigmoid" else 0.0

    def accuracy(self, data: Data) -> float:
        """The share of examples whose class is right, from 0 to 1; for an ensemble the mean over its members."""
        inputs, targets = as_pair(data)
        if targets.ndim == 1 and self.sizes[-1] == 1:
            targets = targets[:, np.newaxis]
        right = winners(targets, axis=1) if targets.ndim == 2 else targets
        return float(np.mean(self.classes(inputs) == right))

    def snapshot(self) -> Snapshot:
        """Return a copy of everything that training changes in this network."""
        return self._memory.snapshot()

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a snapshot of this network, or take over one of another network with the same sizes.

        Raises:
            EngineError: if the sizes differ; the network is then left as it was.
        """
        self._memory.restore(snapshot)

    def check(self, snapshot: Snapshot) -> None:
        """Say so if a snapshot does not fit, and write nothing.

        Raises:
            EngineError: as `restore` does.
        """
        self._memory.check(snapshot)

    def gradient_norms(self) -> Array:
        """The length of the gradient: one number, or one for each member of an ensemble."""
        members = self.members or 1
        squares = np.zeros(members)
        for tensor in self.tensors():
            part = tensor.gradient_buffer().reshape(members, -1).astype(np.float64)
            squares += np.vecdot(part, part)
        return np.asarray(np.sqrt(squares))

    def tensors(self) -> list[Tensor]:
        """Return everything that is learned, block by block, as the parameters are laid out."""
        norms = [layer.normalisation for layer in self.layers if layer.normalisation]
        return [*(layer.tensor for layer in self.layers), *(n.scale for n in norms), *(n.shift for n in norms)]

    def spread(self, numbers: Array) -> Array:
        """One number for each member of an ensemble, repeated for each of that member's parameters.

        Raises:
            EngineError: if there are not as many numbers as members.
        """
        if self.members is None or numbers.shape != (self.members,):
            raise EngineError(
                f"{numbers.size} learning rates need as many members: Network(..., seed=[0] * {numbers.size})."
            )
        return np.concatenate([np.repeat(numbers, tensor.value.size // self.members) for tensor in self.tensors()])


def _upright(signal: Tensor) -> Array:
    """A signal as (examples, units)."""
    return np.ascontiguousarray(signal.value.swapaxes(-1, -2))
