"""Reshaping, transposing, joining and stacking arrays, forward beside backward."""

from collections.abc import Sequence
from typing import Any, SupportsIndex

import numpy as np

from engine.arrays import Array
from engine.backward import Back
from engine.operation import Call, Operation
from engine.operations.axes import Axis, plain_axes, shape_without


def _copy(a: Array, view: Array, label: str, way_back: Any) -> Operation:
    """C = a copy of a view of a; `way_back` turns the arriving gradient into a view of a's shape."""
    c = np.empty(view.shape, a.dtype)
    return Operation(
        c,
        [Call(label, np.positive, (view,), c)],
        lambda back, d: back.give(0, "{d} reshaped", np.positive, way_back(d)),
    )


def reshape(a: Array, shape: tuple[int, ...]) -> Operation:
    """C = the same numbers, row by row, in another shape."""
    c = np.empty(np.empty(a.shape, np.bool).reshape(shape).shape, a.dtype)

    def backward(back: Back, d: Array) -> None:
        back.give(0, "{d} reshaped", np.positive, d.reshape(a.shape))

    return Operation(c, [Call("{out} = {0} reshaped", np.positive, (a,), c.reshape(a.shape))], backward)


def transpose(a: Array, axes: Axis = None) -> Operation:
    """C = a with its axes in another order (reversed if none is given)."""
    order = tuple(reversed(range(a.ndim))) if axes is None else plain_axes(axes, a.ndim)
    return _copy(a, a.transpose(order), "{out} = {0}ᵀ", lambda d: d.transpose(np.argsort(order)))


def concatenate(*given: Array, axis: SupportsIndex | None = 0) -> Operation:
    """C = the parts, one after another along an axis (None: all in a row). Each receives its own slice."""
    return _joined([each.reshape(-1) for each in given], 0) if axis is None else _joined(given, axis)


def stack(*given: Array, axis: SupportsIndex = 0) -> Operation:
    """C = the parts, one after another along a new axis. Each receives its own slice."""
    if any(each.shape != given[0].shape for each in given):
        raise ValueError("they are stacked along a new axis, and must be alike (concatenate joins along one they have)")
    (place,) = plain_axes(axis, given[0].ndim + 1) if given else (0,)
    return _joined([np.expand_dims(each, place) for each in given], place)


def _joined(parts: Sequence[Array], axis: SupportsIndex) -> Operation:
    """C = the parts, each an operand in the shape that it takes here."""
    shape, place = _joined_shape(parts, axis)
    c, ends = np.empty(shape, np.result_type(*parts)), np.cumsum([part.shape[place] for part in parts])[:-1]

    def backward(back: Back, d: Array) -> None:
        for operand, piece in enumerate(np.split(d, ends, place)):
            back.give(operand, "its part of {d}", np.positive, piece, like=piece.shape)

    steps = [
        Call(f"{{out}}[part {n}] = {{{n}}}", np.positive, (part,), piece)
        for n, (part, piece) in enumerate(zip(parts, np.split(c, ends, place), strict=True))
    ]
    return Operation(c, steps, backward)


def _joined_shape(parts: Sequence[Array], axis: SupportsIndex) -> tuple[tuple[int, ...], int]:
    """The shape of the parts together, found without joining them, and the axis as a number from 0.

    Raises:
        ValueError: if there are none, or they differ along another axis than that.
    """
    if not parts or not all(part.ndim for part in parts):
        raise ValueError("single numbers are stacked, not concatenated" if parts else "there is nothing to join")
    (place,) = plain_axes(axis, parts[0].ndim)
    if len({shape_without(part, (place,)) for part in parts}) > 1:
        raise ValueError(f"along all axes but {place} they must be equally long")
    length = sum(part.shape[place] for part in parts)
    return (*parts[0].shape[:place], length, *parts[0].shape[place + 1 :]), place


def lay_on_its_side(a: Array, augmented: Array) -> Operation:
    """C = aᵀ in the buffer `augmented`, above its row of ones: a batch as a network's layers want it."""
    return Operation(
        augmented[:-1],
        [Call("{out} = {0}ᵀ", np.positive, (a.T,), augmented[:-1])],
        lambda back, d: back.give(0, "{d}ᵀ", np.positive, d.T),
    )
