"""Inputs and targets as the engine wants them, from whatever the caller has; errors say what is wrong with them."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from engine.arrays import Array
from engine.classes import winners
from engine.errors import EngineError
from engine.losses import Loss
from engine.numbers import real_numbers
from engine.tensor import Tensor


class Examples(Protocol):
    """Anything with inputs (n, features) and targets (n,) or (n, outputs), such as `datasets.digits().train`."""

    @property
    def inputs(self) -> Any:
        """One row for each example."""

    @property
    def targets(self) -> Any:
        """One number, class or row for each example."""


Data = Examples | tuple[ArrayLike, ArrayLike] | list[ArrayLike]


def as_pair(data: Data) -> tuple[Array, Array]:
    """The inputs and the targets.

    Raises:
        EngineError: if there are no such two, or they are not equally many.
    """
    inputs, targets = (np.atleast_1d(numbers_in(each)) for each in _two(data))
    if len(inputs) != len(targets) or len(inputs) == 0:
        raise EngineError(
            f"There are {len(inputs)} inputs and {len(targets)} targets: one target for each input is needed."
        )
    return inputs, targets


def _two(data: Any) -> Sequence[Any]:
    """Return the part of some data that holds the inputs, and the part that holds the targets."""
    if isinstance(data, tuple | list) and len(data) == 2:
        return data
    if hasattr(data, "inputs") and hasattr(data, "targets"):
        return data.inputs, data.targets
    if hasattr(data, "train"):
        raise EngineError("This is a whole data set: pass one of its splits, such as data.train.")
    raise EngineError("Examples are a pair (inputs, targets), or something with .inputs and .targets.")


def as_inputs(inputs: Tensor | ArrayLike, features: int) -> Array:
    """Inputs as (examples, features); a plain list of numbers will do where there is one feature.

    Raises:
        EngineError: if the network has another number of inputs.
    """
    array = numbers_in(inputs)
    if array.ndim == 1 and features == 1:
        array = array[:, np.newaxis]
    if array.ndim != 2 or array.shape[1] != features:
        raise EngineError(f"The network takes inputs of shape (examples, {features}); these have shape {array.shape}.")
    return array


def numbers_in(values: Any) -> Array:
    """The values as an array of numbers; of a Tensor, which is fixed here, the numbers alone.

    Raises:
        EngineError: if they are something else.
    """
    if isinstance(values, Tensor):
        return values.value
    try:
        return real_numbers(values)
    except EngineError as problem:
        raise EngineError(f"Inputs and targets are arrays of numbers. {problem}") from problem


def with_ones(inputs: Array, dtype: DTypeLike) -> Array:
    """(examples, features + 1): the inputs, and a column of ones for the biases."""
    rows = np.ones((inputs.shape[0], inputs.shape[1] + 1), dtype)
    with np.errstate(over="ignore"):  # what float32 cannot hold is infinite, and the run says that it diverged
        rows[:, :-1] = inputs
    return rows


def as_targets(targets: Array, outputs: int, loss: Loss) -> Array:
    """Targets as (outputs, examples); classes become a 1 in the row of the class.

    Raises:
        EngineError: if they do not fit the outputs or the loss.
    """
    if loss.name == "softmax_cross_entropy" and targets.ndim == 1:
        return _one_hot(targets, outputs)
    rows = targets[:, np.newaxis] if targets.ndim == 1 else targets
    if rows.ndim != 2 or rows.shape[1] != outputs:
        hint = " Classes have shape (examples,): try targets.ravel()." if loss.name == "softmax_cross_entropy" else ""
        raise EngineError(f"The network has {outputs} outputs, but the targets have shape {targets.shape}.{hint}")
    if loss.classifies and not bool(np.all((rows >= 0) & (rows <= 1))):
        raise EngineError(f"{loss.name} needs targets from 0 to 1 (no and yes, or probabilities).")
    return np.array(rows.T, dtype=np.float64)


def _one_hot(classes: Array, outputs: int) -> Array:
    known = (classes >= 0) & (classes < outputs) & (classes == np.trunc(classes))  # no NaN is anything of these
    if not known.all():
        wrong = classes[~known][0]
        raise EngineError(
            f"softmax_cross_entropy with {outputs} outputs needs classes from 0 to {outputs - 1}; one is {wrong}."
        )
    return np.asarray(np.arange(outputs)[:, np.newaxis] == classes, dtype=np.float64)


def as_weights(
    weights: ArrayLike | None, class_weights: ArrayLike | None, targets: Array, *, signed: bool = False
) -> Array:
    """One weight for each example: its own times its class's; 1 where nothing is said.

    Args:
        weights: (examples,), or None.
        class_weights: one for each class (for a single output: of no, then of yes), or None.
        targets: (outputs, examples), as `as_targets` gives them.
        signed: whether an example's weight may be negative. A loss that is minimised to the end had better not have
            one, since it then has no lowest value.

    Raises:
        EngineError: if there are too few or too many, or if one is not finite, or negative where it may not be.
    """
    each = _weights("weights", weights, targets.shape[1], "example", signed=signed)
    if class_weights is None:
        return each
    table = _weights("class_weights", class_weights, max(len(targets), 2), "class")
    return np.asarray(each * table[winners(targets, axis=0)])


def _weights(name: str, given: Any, count: int, of: str, *, signed: bool = False) -> Array:
    """Return weights, one for each thing counted, finite, and from 0 on unless signed; all are 1 if none are given."""
    if given is None:
        return np.ones(count)
    try:
        weights = np.array(given, dtype=np.float64)
    except (TypeError, ValueError):
        weights = np.empty(0)
    if weights.shape != (count,) or not bool(np.all(((weights >= 0) | signed) & np.isfinite(weights))):
        wrong = "none infinite" if signed else "none negative or infinite"
        raise EngineError(f"{name} must be {count} numbers, one for each {of}, {wrong}.")
    return weights
