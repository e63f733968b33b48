"""The subject of the microscope: the very computation behind a question or a frame, to be walked step by step.

inspect=expression(lambda w, b: (w * 3 + b - 1) ** 2, {"w": 0.5, "b": 0.1}, focus="w")   # a formula with a place
inspect=network_example(net, inputs, target, "mse", focus="W1[2, 1]")                    # an example in a network
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from engine import Network, Tensor, example_loss, later_copy
from lessons.kit.figures import exact
from lessons.kit.slopes import Array

LOSSES = {
    "mse": "the squared miss",
    "half_mse": "half the squared miss",
    "mae": "the miss without its sign",
    "huber": "half the squared miss, cut off for large ones",
    "binary_cross_entropy": "cross-entropy, the surprise at the true answer",
    "softmax_cross_entropy": "cross-entropy, the surprise at the true class",
}
"""The engine's losses, for a reader."""


@dataclass(frozen=True)
class Inspection:
    """A computation to look at.

    Attributes:
        loss: computes one number (mostly a loss) afresh from tensors with names; it may be called more than once. What
            it reads must be its own copy, since a run may have gone on by the time somebody looks.
        focus: where the microscope begins, in its own notation: a name ("w", "z1"), an entry ("w[3]", "W1[2, 1]",
            "z1[2]"; all counted from 1, "b1[2]" for a bias), or "" for the whole.
        title: what is being computed, a line of plain words.
        notes: what a tensor is, in words, by its name.
        pictures: which tensors are pictures, by name: rows and columns. They are drawn, and not summed up.
    """

    loss: Callable[[], Tensor]
    focus: str = ""
    title: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def expression(
    loss: Callable[..., Tensor],
    at: Mapping[str, ArrayLike],
    given: Mapping[str, ArrayLike] | None = None,
    *,
    focus: str = "",
    title: str = "",
    notes: Mapping[str, str] | None = None,
) -> Inspection:
    """A formula at a place: what `loss_and_gradient` takes, with names.

    Args:
        loss: takes a Tensor for each entry of `at`, then one for each of `given`, in their order; gives one number.
            Intermediate results may be called something: `(w * x + b).named("z")`.
        at: what has a gradient, by name, such as {"w": 0.5, "b": 0.0}; numbers or arrays, copied now.
        given: what is fixed and only named, such as {"x": 3.0, "y": 1.0}.
        focus: where to begin; this and the next two are as in `Inspection`.
        title: what is being computed.
        notes: what a tensor is, by its name.
    """
    weights = {name: np.array(value, dtype=np.float64) for name, value in at.items()}
    fixed = {name: np.array(value, dtype=np.float64) for name, value in (given or {}).items()}

    def compute() -> Tensor:
        leaves = [Tensor(value, name) for name, value in weights.items()]
        return loss(*leaves, *(Tensor(value, name, constant=True) for name, value in fixed.items()))

    return Inspection(compute, focus, title, notes or {})


def network_example(
    net: Network,
    inputs: ArrayLike,
    target: ArrayLike,
    loss: str = "mse",
    *,
    member: int = 0,
    focus: str = "",
    title: str = "",
) -> Inspection:
    """One example's way through a network as it is now: x, W1, z1, a1 … loss, named as in training.

    Cheap enough for every frame: the parameters are copied now, everything else is built when somebody looks.

    Args:
        net: the network, or an ensemble.
        inputs: (inputs,), or a picture, (rows, columns), whose pixels are the inputs row by row.
        target: a number, a class, or (outputs,).
        loss: its name.
        member: which one of an ensemble.
        focus: where to begin, as in `Inspection`, such as "W1[2, 1]".
        title: what is being computed; by default it names the target.
    """
    build, given, y = later_copy(net, member), np.array(inputs, dtype=np.float64), np.array(target)
    x, pictures = np.ravel(given), {"x": (given.shape[0], given.shape[1])} if given.ndim == 2 else {}
    told = title or f"One example, target {_told(y)}"
    return Inspection(lambda: example_loss(build(), x, y, loss), focus, told, _notes(net, y, loss), pictures)


def _told(target: Array) -> str:
    """The target in words; a long one by its length."""
    numbers = [exact(float(each)) for each in np.ravel(target)]
    return ", ".join(numbers) if len(numbers) <= 4 else f"{len(numbers)} numbers"


def _notes(net: Network, target: Array, loss: str) -> dict[str, str]:
    """Return what the names of a network mean."""
    notes = {"x": "the inputs", "loss": f"{LOSSES.get(loss, loss)} (target {_told(target)})"}
    for layer in net.layers:
        k, last = layer.number, layer.number == len(net.layers)
        notes[f"W{k}"] = f"layer {k}'s weights, a row for each neuron, its bias last"
        notes[f"z{k}"] = f"layer {k}'s weighted sums" + (", the outputs" * (last and layer.activation == "identity"))
        notes[f"a{k}"] = f"{layer.activation} of layer {k}'s sums: " + ("the outputs" if last else "what it passes on")
    return notes
