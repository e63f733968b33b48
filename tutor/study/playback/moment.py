"""The moment of a demo at which the app opens, if one was asked for on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.script import Script


@dataclass(frozen=True, eq=False)
class Opening:
    """A moment of a demo.

    Attributes:
        lesson: the lesson's id.
        demo: the demo's name.
        script: what the moment is made from.
    """

    lesson: str
    demo: str
    script: Script
