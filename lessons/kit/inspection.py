"""What the microscope is put on: the very computation behind a question or a frame, to be walked step by step."""

from __future__ import annotations

from collections.abc import Callable

from engine import Tensor

Inspect = Callable[[], Tensor]
"""Computes one number (mostly a loss) afresh from named tensors; the microscope walks its tape forward and back.

What it reads must be its own copy, since a run may have gone on by the time somebody looks."""
