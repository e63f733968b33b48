"""Reshaping, transposing and joining arrays, forward beside backward."""

from typing import Any, SupportsIndex

import numpy as np

from engine.backpropagation import Back
from engine.operations.axes import Axis, plain_axes
from engine.recipe import Do, Recipe
from engine.tape import Array


def _copy(a: Array, view: Array, label: str, way_back: Any) -> Recipe:
    """C = a copy of a view of a; `way_back` turns the arriving gradient into a view of a's shape."""
    c = np.empty(view.shape, a.dtype)
    return Recipe(
        c,
        [Do(label, np.positive, (view,), c)],
        lambda back, d: back.give(0, "{d} reshaped", np.positive, way_back(d)),
    )


def reshape(a: Array, shape: tuple[int, ...]) -> Recipe:
    """C = the same numbers, row by row, in another shape."""
    c = np.empty(np.empty(a.shape, np.bool).reshape(shape).shape, a.dtype)

    def backward(back: Back, d: Array) -> None:
        back.give(0, "{d} reshaped", np.positive, d.reshape(a.shape))

    return Recipe(c, [Do("{out} = {0} reshaped", np.positive, (a,), c.reshape(a.shape))], backward)


def transpose(a: Array, axes: Axis = None) -> Recipe:
    """C = a with its axes in another order (reversed if none is given)."""
    order = tuple(reversed(range(a.ndim))) if axes is None else plain_axes(axes, a.ndim)
    return _copy(a, a.transpose(order), "{out} = {0}ᵀ", lambda d: d.transpose(np.argsort(order)))


def concatenate(*given: Array, axis: SupportsIndex | None = 0) -> Recipe:
    """C = the parts, one after another along an axis (None: all in a row). Each receives its own slice."""
    c = np.empty_like(np.concatenate(given, axis))
    parts, axis = ([each.reshape(-1) for each in given], 0) if axis is None else (given, axis)
    ends = np.cumsum([part.shape[axis] for part in parts])[:-1]
    shapes, slices = [part.shape for part in given], np.split(c, ends, axis)

    def backward(back: Back, d: Array) -> None:
        for operand, piece in enumerate(np.split(d, ends, axis)):
            back.give(operand, "its part of {d}", np.positive, piece.reshape(shapes[operand]))

    steps = [
        Do(f"{{out}}[part {n}] = {{{n}}}", np.positive, (part,), piece)
        for n, (part, piece) in enumerate(zip(parts, slices, strict=True))
    ]
    return Recipe(c, steps, backward)


def lay_on_its_side(a: Array, augmented: Array) -> Recipe:
    """C = aᵀ in the buffer `augmented`, above its row of ones: a batch as a network's layers want it."""
    return Recipe(
        augmented[:-1],
        [Do("{out} = {0}ᵀ", np.positive, (a.T,), augmented[:-1])],
        lambda back, d: back.give(0, "{d}ᵀ", np.positive, d.T),
    )
