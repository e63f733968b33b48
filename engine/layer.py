"""One layer of a network: its weights and biases, as views of the network's flat vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.copying import Uncopied
from engine.initialisation import WeightDraw
from engine.tensor import Tensor


@dataclass(frozen=True, eq=False)
class Normalisation(Uncopied):
    """A layer's batch normalisation: a learned scale and shift, and the running statistics."""

    instead = "A layer's normalisation lies in its network's memory: copy the network, and take it from the copy."

    scale: Tensor
    shift: Tensor
    running_mean: Array
    running_variance: Array


@dataclass(frozen=True, eq=False)
class Layer(Uncopied):
    """Weighted sums, then an activation. Write into the arrays (`layer.weights[...] = ...`) to change the network.

    Attributes:
        number: 1 for the first.
        activation: its name, such as `"relu"`.
        tensor: the weights with the biases as the last column, (units, inputs + 1); with a leading axis for the members
            of an ensemble.
        normalisation: batch normalisation between the sums and the activation, or None.
        skip: whether what the layer receives is added to its activation.
    """

    instead = "A layer lies in its network's memory: copy the network, and take the layer from the copy."

    number: int
    activation: str
    tensor: Tensor
    normalisation: Normalisation | None = None
    skip: bool = False

    @property
    def inputs(self) -> int:
        """The number of inputs."""
        return self.tensor.shape[-1] - 1

    @property
    def units(self) -> int:
        """The number of units, which is the number of outputs."""
        return self.tensor.shape[-2]

    @property
    def weights(self) -> Array:
        """The weights, (inputs, units), or (members, inputs, units)."""
        return self.tensor.value[..., :-1].swapaxes(-1, -2)

    @property
    def biases(self) -> Array:
        """The biases, (units,), or (members, units)."""
        return self.tensor.value[..., -1]

    @property
    def weight_gradients(self) -> Array:
        """The gradient of the loss with respect to the weights, in their shape."""
        return self.tensor.gradient_buffer()[..., :-1].swapaxes(-1, -2)

    @property
    def bias_gradients(self) -> Array:
        """The gradient of the loss with respect to the biases, in their shape."""
        return self.tensor.gradient_buffer()[..., -1]

    def initialise(self, draw: WeightDraw, generators: list[np.random.Generator], bias: float = 0.0) -> None:
        """Draw the weights, for an ensemble each member's from its own generator, and set all biases alike."""
        drawn = [draw(each, self.inputs, self.units) for each in generators]
        self.weights[...] = np.reshape(drawn, self.weights.shape)
        self.biases[...] = bias
