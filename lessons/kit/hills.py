"""The quiz's hill: a loss that can be worked out on paper, for plain numbers and for the engine's Tensors alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from engine import Tensor
from lessons.kit.figures import term

Weight = TypeVar("Weight", float, Tensor)


def oval_hill(across: float, along: float) -> Callable[[Weight, Weight], Weight]:
    """The loss across·w² + along·b²."""
    return lambda w, b: across * w**2 + along * b**2


def written(across: float, along: float) -> str:
    """The same loss as a reader writes it."""
    return f"{term(across, 'w²')} + {term(along, 'b²')}"
