"""How fast a demo plays: the speeds that a learner can choose from, and how many steps pass between two pictures."""

from __future__ import annotations

import math

SPEEDS: tuple[float, ...] = (1, 2, 5, 10, 20, 50, 100, math.inf)
"""Steps a second; the last is as fast as it goes."""
USUAL_SPEED = 3
DRAWN_A_SECOND = 15
"""More pictures than this nobody sees."""
AT_MOST = 1_000_000
"""Frames to ask for at once where only time sets a limit."""


def frames_at_once(speed: int) -> int:
    """How many frames pass between two pictures, at that place in the list of speeds."""
    steps = SPEEDS[speed]
    return AT_MOST if math.isinf(steps) else math.ceil(steps / DRAWN_A_SECOND)


def seconds_for(frames: int, speed: int) -> float:
    """Return the seconds for which some frames stay on the screen; one at most."""
    return min(frames / SPEEDS[speed], 1)
