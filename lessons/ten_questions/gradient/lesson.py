"""What the machine runs for this lesson: two demos, six questions, and the proofs of what the text claims."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from lessons.kit.lesson import Claim
from lessons.kit.slopes import Array
from lessons.ten_questions.gradient.feel import feel
from lessons.ten_questions.gradient.hike import NEAR, Scene, hike
from lessons.ten_questions.gradient.landscape import LANDSCAPES, STARTS
from lessons.ten_questions.gradient.outcomes import where_it_ends
from lessons.ten_questions.gradient.questions import how_steep, slope_formula, slope_here
from lessons.ten_questions.gradient.steps import one_step, steepest
from lessons.ten_questions.gradient.walk import Footing, compass, walk

__all__ = (
    "claims",
    "feel",
    "hike",
    "how_steep",
    "one_step",
    "slope_formula",
    "slope_here",
    "steepest",
    "where_it_ends",
)


def claims() -> Iterator[Claim]:
    """What the prose asserts about a run."""
    yield Claim("no other direction is steeper", _nothing_is_steeper)
    yield Claim("In the bowl, at a rate of 0.1, each step is shorter than the one before", _steps_shrink)
    yield Claim("the ravine, where a rate of 0.5 throws the hiker out", _ravine_throws_out)
    yield Claim("feels the ground fall to the north-east, while the bottom lies to the south-east", _ravine_misleads)
    yield Claim("at a rate of 0.3 the walk gets there, but by a detour", _ravine_is_a_detour)
    yield Claim("a start in the north-west ends in the shallow one, content", _shallow_valley)


def _trail(landscape: str, start: str, rate: float = 0.1) -> list[Footing]:
    return list(walk(LANDSCAPES[landscape], np.array(STARTS[start]), rate))


def _nothing_is_steeper() -> bool:
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


def _steps_shrink() -> bool:
    slopes = [[footing.slope for footing in _trail("bowl", start)] for start in STARTS]
    return all(bool(np.all(np.diff(walked) < 0)) for walked in slopes)


def _ravine_throws_out() -> bool:
    return all(_trail("ravine", start, 0.5)[-1].lost for start in STARTS)


def _ravine_misleads() -> bool:
    first, bottom = _trail("ravine", "north-west")[0], Scene.of(LANDSCAPES["ravine"]).bottom
    return first.downhill == "north-east" and compass(bottom - first.place) == "south-east"


def _ravine_is_a_detour() -> bool:
    trail, bottom = _trail("ravine", "north-west", 0.3), Scene.of(LANDSCAPES["ravine"]).bottom
    path: Array = np.array([footing.place for footing in trail])
    walked = float(np.hypot(*np.diff(path, axis=0).T).sum())
    return trail[-1].level and walked > 1.2 * math.hypot(*(bottom - path[0]))


def _shallow_valley() -> bool:
    ends = [_trail("two valleys", "north-west", rate)[-1] for rate in (0.1, 0.3, 0.5, 1.0)]
    return all(last.level and last.loss - Scene.of(LANDSCAPES["two valleys"]).lowest > NEAR for last in ends)
