"""The quiz's bowl: a loss of one weight, for plain numbers and for the engine's Tensors alike."""

from __future__ import annotations

from collections.abc import Callable

from lessons.kit.hills import Weight


def bowl(factor: float) -> Callable[[Weight], Weight]:
    """The loss factor·w²."""
    return lambda w: factor * w**2
