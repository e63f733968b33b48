"""The proofs of what the text asserts about walks."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from lessons.kit.lesson import claim
from lessons.kit.slopes import Array
from lessons.ten_questions.gradient.demo_hike import NEAR, Hillside, whereabouts
from lessons.ten_questions.gradient.model import LANDSCAPES, STARTS
from lessons.ten_questions.gradient.walk import Footing, compass, walk


def _trails(landscape: str, rate: float) -> Iterator[list[Footing]]:
    """Give the walk from the north-west on five seeds, as the scenes show it."""
    for seed in range(5):
        yield list(walk(LANDSCAPES[landscape], whereabouts("north-west", seed), rate))


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


@claim("each step was shorter than the one before")
def steps_shrank() -> bool:
    return all(bool(np.all(np.diff([footing.slope for footing in trail]) < 0)) for trail in _trails("bowl", 0.1))


@claim("and that was to the north-east; the bottom lies to the south-east")
def ravine_misled() -> bool:
    bottom = Hillside.of(LANDSCAPES["ravine"]).bottom
    starts = [trail[0] for trail in _trails("ravine", 0.1)]
    return {(first.downhill, compass(bottom - first.place)) for first in starts} == {("north-east", "south-east")}


@claim("came down the wall, then crept along the floor")
def wall_then_floor() -> bool:
    """Seven tenths of the loss are gone after four steps of 80; the last forty are each below 0.05 long."""
    trails = list(_trails("ravine", 0.1))
    fell = all(trail[4].loss < 0.3 * trail[0].loss for trail in trails)
    return fell and all(0.1 * footing.slope < 0.05 and not footing.level for trail in trails for footing in trail[-40:])


@claim("climb the other wall: turn the rate up to 0.5")
def half_climbs() -> bool:
    """Each step ends higher than it began, from the second on."""
    trails = list(_trails("ravine", 0.5))
    return all(trail[-1].lost and bool(np.all(np.diff([f.loss for f in trail][1:]) > 0)) for trail in trails)


@claim("feet cannot tell which valley is the deepest, and this hiker is content")
def content() -> bool:
    lowest = Hillside.of(LANDSCAPES["two valleys"]).lowest
    return all(trail[-1].level and trail[-1].loss - lowest > NEAR for trail in _trails("two valleys", 0.3))


@claim("the ravine, where a rate of 0.5 throws the hiker out")
def ravine_throws_out() -> bool:
    return all(_trail("ravine", start, 0.5)[-1].lost for start in STARTS)


@claim("feels the ground fall to the north-east, while the bottom lies to the south-east")
def ravine_misleads() -> bool:
    first, bottom = _trail("ravine", "north-west")[0], Hillside.of(LANDSCAPES["ravine"]).bottom
    return first.downhill == "north-east" and compass(bottom - first.place) == "south-east"


@claim("at a rate of 0.3 the walk gets there, but by a detour")
def ravine_is_a_detour() -> bool:
    trail, bottom = _trail("ravine", "north-west", 0.3), Hillside.of(LANDSCAPES["ravine"]).bottom
    path: Array = np.array([footing.place for footing in trail])
    walked = float(np.hypot(*np.diff(path, axis=0).T).sum())
    return trail[-1].level and walked > 1.2 * math.hypot(*(bottom - path[0]))


@claim("a start in the north-west ends in the shallow one, content")
def shallow_valley() -> bool:
    ends = [_trail("two valleys", "north-west", rate)[-1] for rate in (0.1, 0.3, 0.5, 1.0)]
    return all(last.level and last.loss - Hillside.of(LANDSCAPES["two valleys"]).lowest > NEAR for last in ends)
