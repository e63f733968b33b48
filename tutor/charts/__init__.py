"""Turns a lesson's charts into terminal cells: `Painter(Look()).paint(charts, width, height)` gives `Cells`.

Importing this package is free: NumPy and plotext arrive with the first use of `Painter` or `Cells`, never with `Look`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.charts.look import Look

if TYPE_CHECKING:
    from tutor.charts.cells import Cells
    from tutor.charts.painter import Painter

__all__ = ["Cells", "Look", "Painter"]


def __getattr__(name: str) -> Any:
    """Import the heavy names when they are first asked for."""
    if name == "Cells":
        from tutor.charts.cells import Cells

        return Cells
    if name == "Painter":
        from tutor.charts.painter import Painter

        return Painter
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
