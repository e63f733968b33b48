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
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from engine import buffers
from engine.data import Data, as_inputs, as_pair, with_ones
from engine.errors import EngineError
from engine.forward import ACTIVATIONS, Noise, Signals, forward
from engine.initialisation import initialisation_for
from engine.layer import Layer, Normalisation
from engine.operations.shapes import lay_on_its_side
from engine.settings import kind_of_numbers, layer_sizes, seeds, share
from engine.tape import Array
from engine.tensor import Tensor


class Snapshot(NamedTuple):
    """Everything that training changes in a network."""

    parameters: Array
    statistics: Array


class Network:
    """A fully connected network, or an ensemble of them that are trained at once.

    Args:
        sizes: the number of inputs, of units in each hidden layer, and of outputs: `[64, 64, 10]`.
        activation: of every hidden layer (or a list, one for each): step, sigmoid, tanh, relu, leaky_relu or identity.
        output: the activation of the last layer; identity leaves raw outputs (logits), as the losses want them.
        seed: of the starting weights. A list of seeds makes an ensemble with a member for each.
        initialisation: auto (He before a ReLU, Glorot before anything else), glorot, he, small or zeros.
        batch_norm: whether hidden layers normalise their sums over the batch.
        dropout: the share of hidden activations that are silenced while training, from 0 to less than 1.
        dtype: float64 or float32.

    Attributes:
        gradients_and_room: (2, parameters): the gradients, and beside them room for an optimiser's change.

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
        dropout: float = 0.0,
        dtype: DTypeLike = np.float64,
    ) -> None:
        self.sizes = layer_sizes(sizes)
        drawn = seeds(seed)
        self.members = None if isinstance(seed, int | np.integer) else len(drawn)
        self.dropout = share("dropout", dropout)
        self.dtype = kind_of_numbers(dtype)
        names = self._check(activation, output)
        self._allocate(names, batch_norm)
        generators = [np.random.default_rng(each) for each in drawn]
        for layer in self.layers:
            layer.initialise(initialisation_for(initialisation, layer.activation), generators)

    def _check(self, activation: str | Sequence[str], output: str) -> list[str]:
        """The activation of each layer, if the settings make sense."""
        hidden = len(self.sizes) - 2
        names = [activation] * hidden if isinstance(activation, str) else list(activation)
        if len(names) != hidden:
            raise EngineError(f"There are {hidden} hidden layers and {len(names)} activations: give one for each.")
        for name in [*names, output]:
            if name not in ACTIVATIONS:
                raise EngineError(f"There is no activation called {name!r}; there are {', '.join(ACTIVATIONS)}.")
        return [*names, output]

    def _allocate(self, names: list[str], batch_norm: bool) -> None:
        """One flat vector of parameters, one of gradients, and the layers as views of them."""
        members = () if self.members is None else (self.members,)
        blocks = [(*members, units, inputs + 1) for inputs, units in zip(self.sizes, self.sizes[1:], strict=False)]
        vectors = [(*members, units, 1) for units in self.sizes[1:-1]] if batch_norm else []
        shapes = [*blocks, *vectors, *vectors]
        total = sum(int(np.prod(shape)) for shape in shapes)
        self._parameters, self.gradients_and_room = (buffers.filled(0.0, s, self.dtype) for s in ((total,), (2, total)))
        self._gradients: Array = self.gradients_and_room[0]
        self._statistics = np.zeros(2 * sum(int(np.prod(shape)) for shape in vectors), self.dtype)
        values, gradients = _views(self._parameters, shapes), _views(self._gradients, shapes)
        statistics = _views(self._statistics, [*vectors, *vectors])
        count, hidden = len(blocks), len(vectors)

        def tensor(name: str, number: int, place: int) -> Tensor:
            return Tensor.over(values[place], f"{name}{number}", gradient=gradients[place])

        def normalisation(number: int, place: int) -> Normalisation:
            scale, shift = tensor("scale", number, count + place), tensor("shift", number, count + hidden + place)
            scale.value, statistics[hidden + place][...] = 1.0, 1.0
            return Normalisation(scale, shift, statistics[place], statistics[hidden + place])

        self.layers = tuple(
            Layer(n, name, tensor("W", n, n - 1), normalisation(n, n - 1) if n <= hidden else None)
            for n, name in enumerate(names, 1)
        )

    @property
    def parameters(self) -> Array:
        """All weights and biases as one vector; write into it (`net.parameters[...] = ...`) to change the network."""
        return self._parameters

    @property
    def gradients(self) -> Array:
        """The gradient of the loss with respect to each parameter, as of the latest update or `backward()`."""
        return self._gradients

    def __call__(self, x: Tensor | ArrayLike) -> Tensor:
        """The outputs as an expression, from which gradients flow back to the inputs and to `net.gradients`.

        Args:
            x: (examples, inputs). An array or a list counts as a constant.

        Returns:
            (examples, outputs), or (members, examples, outputs).
        """
        rows = as_inputs(x, self.sizes[0])
        x = x.reshape(rows.shape) if isinstance(x, Tensor) else Tensor(rows, dtype=self.dtype, constant=True)
        augmented = np.ones((self.sizes[0] + 1, len(x)), self.dtype)
        columns = Tensor.apply(lambda value: lay_on_its_side(value, augmented), x).named("xᵀ")
        outputs = forward(self.layers, columns, augmented).activations[-1]
        return outputs.transpose(*range(outputs.ndim - 2), outputs.ndim - 1, outputs.ndim - 2)

    def express(
        self, columns: Array, generator: np.random.Generator | None = None, rows: Array | None = None
    ) -> Signals:
        """Record a forward pass (for the engine's own use).

        Args:
            columns: (inputs + 1, examples), the last row ones.
            generator: draws dropout's masks; None evaluates: no dropout, and running statistics.
            rows: the same examples as rows, if they are at hand.
        """
        noise = Noise(self.dropout, generator) if generator and self.dropout else None
        return forward(self.layers, Tensor.over(columns[:-1], "x"), columns, rows, generator is not None, noise)

    def outputs(self, inputs: ArrayLike) -> Array:
        """The outputs for some inputs: raw (logits), unless the network was given an `output` activation.

        Args:
            inputs: (examples, inputs).

        Returns:
            (examples, outputs), or (members, examples, outputs) for an ensemble.
        """
        return self.activations(inputs)[-1]

    def activations(self, inputs: ArrayLike) -> list[Array]:
        """The activations of every layer, each (examples, units); the last are the outputs."""
        rows = with_ones(as_inputs(inputs, self.sizes[0]), self.dtype)
        return [np.ascontiguousarray(each.value.swapaxes(-1, -2)) for each in self.express(rows.T).activations]

    def sums(self, inputs: ArrayLike) -> list[Array]:
        """The weighted sums z of every layer, before its activation, each (examples, units)."""
        rows = with_ones(as_inputs(inputs, self.sizes[0]), self.dtype)
        return [np.ascontiguousarray(each.value.swapaxes(-1, -2)) for each in self.express(rows.T).sums]

    def classes(self, inputs: ArrayLike) -> Array:
        """The class that wins for each example: the largest output, or for a single output whether it says yes."""
        outputs = self.outputs(inputs)
        if self.sizes[-1] > 1:
            return np.asarray(outputs.argmax(axis=-1))
        return self.says_yes(outputs[..., 0]).astype(np.int64)

    def says_yes(self, outputs: Array) -> Array:
        """Whether a single output means yes: a probability above 1/2, or a logit above 0."""
        return np.asarray(outputs > (0.5 if self.layers[-1].activation == "sigmoid" else 0.0))

    def accuracy(self, data: Data) -> float:
        """The share of examples whose class is right, from 0 to 1; for an ensemble the mean over its members."""
        inputs, targets = as_pair(data)
        if targets.ndim == 2:
            targets = targets.argmax(axis=1) if targets.shape[1] > 1 else targets[:, 0]
        return float(np.mean(self.classes(inputs) == targets))

    def snapshot(self) -> Snapshot:
        """A copy of everything that training changes in this network."""
        return Snapshot(self._parameters.copy(), self._statistics.copy())

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a snapshot of this network, or take over one of another network with the same sizes.

        Raises:
            EngineError: if the sizes differ.
        """
        if snapshot.parameters.shape != self._parameters.shape:
            raise EngineError("This snapshot belongs to a network with other sizes.")
        self._parameters[...] = snapshot.parameters
        self._statistics[...] = snapshot.statistics

    def gradient_norms(self) -> Array:
        """The length of the gradient: one number, or one for each member of an ensemble."""
        members = self.members or 1
        squares = np.zeros(members)
        for tensor in self._tensors():
            part = tensor.gradient_buffer().reshape(members, -1).astype(np.float64)
            squares += np.vecdot(part, part)
        return np.asarray(np.sqrt(squares))

    def _tensors(self) -> list[Tensor]:
        """Everything that is learned, block by block."""
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
        return np.concatenate([np.repeat(numbers, tensor.value.size // self.members) for tensor in self._tensors()])

    def weight_mask(self) -> Array:
        """1 for every weight and 0 for every bias, scale and shift: what L1 and L2 act on."""
        blocks = [np.ones_like(layer.tensor.value) for layer in self.layers]
        for block in blocks:
            block[..., -1] = 0.0
        weights = np.concatenate([block.reshape(-1) for block in blocks])
        return np.pad(weights, (0, self._parameters.size - weights.size))


def _views(vector: Array, shapes: Sequence[tuple[int, ...]]) -> list[Array]:
    """A flat vector, cut into blocks of these shapes, one after another."""
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    return [vector[end - int(np.prod(shape)) : end].reshape(shape) for end, shape in zip(ends, shapes, strict=True)]
