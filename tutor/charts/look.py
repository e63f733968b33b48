"""What the learner's terminal can show: which markers, how many colours, dark or light. Light to import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Markers = Literal["braille", "blocks", "ascii"]
Colours = Literal["truecolor", "256", "16", "none"]


@dataclass(frozen=True)
class Look:
    """How charts are drawn on one terminal.

    Attributes:
        markers: what curves are made of: braille dots (2×4 a cell), half-blocks (1×2), or nothing but ASCII.
        colours: how many colours there are; "none" says everything by shape.
        dark: whether the background is dark.
    """

    markers: Markers = "braille"
    colours: Colours = "256"
    dark: bool = True

    @property
    def ascii(self) -> bool:
        """Whether every character drawn must be ASCII."""
        return self.markers == "ascii"

    @property
    def coloured(self) -> bool:
        """Whether there is any colour at all."""
        return self.colours != "none"
