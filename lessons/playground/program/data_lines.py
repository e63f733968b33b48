"""The part of a program that makes the examples."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DataLines:
    """Lines that make examples.

    Attributes:
        imports: what they need of nntutor, as lines that import; "" for nothing.
        lines: make `train_points`, `train_answers`, `test_points` and `test_answers`.
        standard: what they need of Python's own library, as lines that import; "" for nothing.
    """

    imports: str
    lines: str
    standard: str = ""
