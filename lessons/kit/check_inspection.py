"""The rules for what the microscope is put on: it is there, one number, and two losses nearby confirm its slopes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

import numpy as np

from engine import Tensor
from engine.backpropagation import in_order
from lessons.kit.demo import Frame
from lessons.kit.inspection import Inspection
from lessons.kit.questions import Body, Formula, Number, Order

TRIED = 3
"""Entries of each tensor whose slope is measured."""
NEAR = 1e-5
"""How far to go to each side, relative to the entry (or to 1, if that is larger)."""
AGREEMENT = 1e-4


def inspection_problem(inspection: Inspection) -> str:
    """What is wrong with a computation, or "". One that has blown up is a sight of its own, and is let be."""
    loss = inspection.loss()
    if loss.value.size != 1:
        return f"gives numbers of shape {loss.shape}; the microscope walks back from one."
    if not isfinite(loss.item()):
        return ""
    loss.backward()
    learned = [node for node in in_order(loss) if not node.operands and not node.constant]
    for leaf in learned:
        assert isinstance(leaf, Tensor)
        for index in _some(leaf):
            if not _confirmed(loss, leaf, index):
                return f"has a slope along {leaf.name or 'a tensor'} that two losses nearby do not confirm."
    return ""


def frames_inspection_problem(frames: Sequence[Frame]) -> str:
    """Wherever a demo is paused, the microscope must find something; it is tried on the first frame and the last."""
    if any(frame.inspect is None for frame in frames):
        return "a frame has no `inspect`: name the computation behind it, for the microscope."
    for frame in (frames[0], frames[-1]):
        wrong = inspection_problem(frame.inspect) if frame.inspect is not None else ""
        if wrong:
            return f"frame {frame.number}'s `inspect` {wrong}"
    return ""


def body_inspection_problem(body: Body) -> str:
    """A question about a gradient has a computation to look into."""
    if isinstance(body, Order):
        return ""
    if body.inspect is not None:
        wrong = inspection_problem(body.inspect)
        return wrong and f"its `inspect` {wrong}"
    asks_for_a_slope = isinstance(body, Number | Formula) and body.gradient
    return "is about a gradient: name its computation by `inspect`, for the microscope." if asks_for_a_slope else ""


def _some(leaf: Tensor) -> Iterator[tuple[int, ...]]:
    """A few entries, from the first to the last."""
    for place in sorted({*np.linspace(0, leaf.value.size - 1, TRIED).astype(int).tolist()}):
        yield tuple(int(each) for each in np.unravel_index(place, leaf.shape))


def _confirmed(loss: Tensor, leaf: Tensor, index: tuple[int, ...]) -> bool:
    """Whether the slope lies where losses to the right and to the left say; on a kink, between the two."""
    here, slope, middle = float(leaf.value[index]), float(leaf.grad[index]), loss.item()
    reach = NEAR * max(1.0, abs(here))
    right, left = ((_at(loss, leaf, index, here + way * reach) - middle) / (way * reach) for way in (1, -1))
    _at(loss, leaf, index, here)
    allowed = AGREEMENT * max(1.0, abs(slope), abs(middle)) + abs(right - left)
    return abs(slope - (right + left) / 2) <= allowed


def _at(loss: Tensor, leaf: Tensor, index: tuple[int, ...], value: float) -> float:
    leaf.value[index] = value
    loss.tape.phase("forward").replay()
    return loss.item()
