"""How much of an animation is shown while it plays: every picture, two a second, or nothing but its figures."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import Literal

from tutor.console.settings import Motion

Glimpse = Literal["picture", "figures", "nothing"]

SECONDS_A_PICTURE: Mapping[Motion, float] = {"full": 0.0, "reduced": 0.5}
SECONDS_A_LOOK_AT_FIGURES: Mapping[Motion, float] = {"off": 2.0}


class Shutter:
    """Says what of an animation's newest frame is shown. What somebody waits for never asks.

    Args:
        clock: seconds, from anywhere.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._shown_at = clock()

    def glimpse(self, motion: Motion) -> Glimpse:
        """Tell whether the picture, the figures or nothing is to be shown now; the caller is taken to show it.

        With full motion the line alone sets the pace.
        """
        since = self.clock() - self._shown_at
        if since >= SECONDS_A_PICTURE.get(motion, math.inf):
            self.shown()
            return "picture"
        if since >= SECONDS_A_LOOK_AT_FIGURES.get(motion, math.inf):
            self.shown()
            return "figures"
        return "nothing"

    def shown(self) -> None:
        """Note that something was shown just now."""
        self._shown_at = self.clock()
