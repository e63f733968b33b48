"""A number that is a plain float or one of the engine's Tensors, for a loss that is written for both.

A `Computation` needs no such thing: this goes with the last lesson that writes its formula twice.
"""

from __future__ import annotations

from typing import TypeVar

from engine import Tensor

Weight = TypeVar("Weight", float, Tensor)
