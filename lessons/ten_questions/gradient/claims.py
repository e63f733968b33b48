"""The proofs of what the text asserts about walks."""

from __future__ import annotations

import math

import numpy as np

from lessons.kit.lesson import claim
from lessons.kit.slopes import Array
from lessons.ten_questions.gradient.demo_hike import NEAR, Scene
from lessons.ten_questions.gradient.model import LANDSCAPES, STARTS
from lessons.ten_questions.gradient.walk import Footing, compass, walk


def _trail(landscape: str, start: str, rate: float = 0.1) -> list[Footing]:
    return list(walk(LANDSCAPES[landscape], np.array(STARTS[start]), rate))


@claim("no other direction is steeper")
def nothing_is_steeper() -> bool:
    """Step a hair's breadth in each of 72 directions: none goes lower than the step against the gradient."""
    for landscape in LANDSCAPES.values():
        for start in STARTS.values():
            place = np.array(start)
            gradient = landscape.feel(place)[1]
            turns = np.radians(5 * np.arange(72)) + math.atan2(-gradient[1], -gradient[0])
            ends = [landscape.feel(place + 1e-4 * np.array([math.cos(turn), math.sin(turn)]))[0] for turn in turns]
            if int(np.argmin(ends)) != 0:
                return False
    return True


@claim("In the bowl, at a rate of 0.1, each step is shorter than the one before")
def steps_shrink() -> bool:
    slopes = [[footing.slope for footing in _trail("bowl", start)] for start in STARTS]
    return all(bool(np.all(np.diff(walked) < 0)) for walked in slopes)


@claim("the ravine, where a rate of 0.5 throws the hiker out")
def ravine_throws_out() -> bool:
    return all(_trail("ravine", start, 0.5)[-1].lost for start in STARTS)


@claim("feels the ground fall to the north-east, while the bottom lies to the south-east")
def ravine_misleads() -> bool:
    first, bottom = _trail("ravine", "north-west")[0], Scene.of(LANDSCAPES["ravine"]).bottom
    return first.downhill == "north-east" and compass(bottom - first.place) == "south-east"


@claim("at a rate of 0.3 the walk gets there, but by a detour")
def ravine_is_a_detour() -> bool:
    trail, bottom = _trail("ravine", "north-west", 0.3), Scene.of(LANDSCAPES["ravine"]).bottom
    path: Array = np.array([footing.place for footing in trail])
    walked = float(np.hypot(*np.diff(path, axis=0).T).sum())
    return trail[-1].level and walked > 1.2 * math.hypot(*(bottom - path[0]))


@claim("a start in the north-west ends in the shallow one, content")
def shallow_valley() -> bool:
    ends = [_trail("two valleys", "north-west", rate)[-1] for rate in (0.1, 0.3, 0.5, 1.0)]
    return all(last.level and last.loss - Scene.of(LANDSCAPES["two valleys"]).lowest > NEAR for last in ends)
