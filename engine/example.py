"""One example's loss as an expression of its own, on a copy of a network: what the microscope walks through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from engine.arrays import Array
from engine.forward import forward
from engine.loss_expression import loss_of_columns
from engine.network import Network
from engine.tensor import Tensor


def example_loss(net: Network, inputs: ArrayLike, target: ArrayLike, loss: str = "mse") -> Tensor:
    """The loss of one example, recorded as training records it: `z1 = W1 [x; 1]`, `a1 = tanh(z1)` … `loss`.

    Columns are examples; here there is one. Batch normalisation takes its running statistics, and nothing is dropped.

    Args:
        net: the network; its weights are the leaves, and its gradients are written by `backward()`.
        inputs: (inputs,).
        target: a number, a class, or (outputs,).
        loss: its name.

    Raises:
        EngineError: if something does not fit.
    """
    row: Any = [inputs]
    targets: Any = [target]
    augmented = net.rows(row).T
    x = Tensor.over(augmented[:-1], "x", gradient=np.zeros((net.sizes[0], 1), net.dtype))
    outputs = forward(net.layers, x, augmented).activations[-1]
    return loss_of_columns(outputs, targets, loss).named("loss")


def later_copy(net: Network, member: int = 0) -> Callable[[], Network]:
    """Keep what the network holds now, which is cheap, and build a network of its own from it when called.

    The copy computes in float64, since it is there to be checked.

    Args:
        net: the network, or an ensemble.
        member: which one of an ensemble.
    """
    kept = net.snapshot()

    def build() -> Network:
        whole = _alike(net, None if net.members is None else [0] * net.members)
        whole.restore(kept)
        if net.members is None:
            return whole
        alone = _alike(net, None)
        for into, out in zip(_learned(alone), _learned(whole), strict=True):
            into[...] = out[member]
        return alone

    return build


def _alike(net: Network, seeds: list[int] | None) -> Network:
    """A network, or an ensemble, with the same layers and nothing in its weights."""
    *hidden, last = [layer.activation for layer in net.layers]
    normalised = net.layers[0].normalisation is not None
    seed = 0 if seeds is None else seeds
    return Network(
        net.sizes,
        hidden,
        output=last,
        seed=seed,
        initialisation="zeros",
        batch_norm=normalised,
        skip=net.plan.skip,
    )


def _learned(net: Network) -> list[Array]:
    """Everything that training changes, layer by layer."""
    arrays = [layer.tensor.value for layer in net.layers]
    for norm in (layer.normalisation for layer in net.layers):
        if norm is not None:
            arrays += [norm.scale.value, norm.shift.value, norm.running_mean, norm.running_variance]
    return arrays
