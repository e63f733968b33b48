"""The proofs of what the text asserts about ball and hiker, level places, plateaus and the direct solution."""

from __future__ import annotations

import numpy as np

from engine import Update, datasets
from lessons.how_the_error_flows_back.descent.demo_level import RATE, begin, walk
from lessons.how_the_error_flows_back.descent.demo_plateau import HIGH, learning
from lessons.how_the_error_flows_back.descent.demo_roll import UPDATES, BallAndHiker, in_the_deep_one, moved, slopes_at
from lessons.how_the_error_flows_back.descent.demo_solve import error, loss_on, solution
from lessons.how_the_error_flows_back.descent.ground import RIM, feel, saddle
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array

SEEDS = range(10)


def rolled(start: float, keep: float) -> list[BallAndHiker]:
    """Return where ball and hiker are, before the first move and after each."""
    pairs = [BallAndHiker(start, start, 0.0)]
    for _ in range(UPDATES):
        pairs.append(moved(pairs[-1], keep))
    return pairs


def learned(seed: int, weights: float = 0.1) -> list[Update]:
    """Return a run of the XOR network, as the demo starts it."""
    return [*learning(weights, 0.5, 8, seed)]


def walked(seed: int) -> tuple[Array, Array]:
    """Return the line that 60 updates walk to, and the one that is solved for."""
    data, place = datasets.line(seed, samples=20, noise=0.5).train, np.zeros(2)
    for _ in range(60):
        place = place - 0.3 * feel(loss_on(data), place)[1]
    return place, solution(data)


@claim("The ball's speed took it over the rim.")
def over_the_rim() -> bool:
    """From ten starts; without speed it goes no further than the hiker."""
    starts = np.linspace(2.85, 3.15, 10)
    with_speed = all(in_the_deep_one(rolled(w, 0.9)[-1].ball) for w in starts)
    return with_speed and all(rolled(w, 0.0)[-1].ball == rolled(w, 0.0)[-1].hiker > RIM for w in starts)


@claim("down in\nthe dip that is 0")
def nothing_in_the_dip() -> bool:
    return all(abs(slopes_at(np.array([rolled(w, 0.9)[-1].hiker]))[0]) < 0.02 for w in np.linspace(2.85, 3.15, 10))


@claim("shoots through the bottom, climbs, swings back")
def swings() -> bool:
    """Once in the deep valley, the ball is now on one side of 0 and now on the other, and rises at times."""
    balls = np.array([pair.ball for pair in rolled(3.0, 0.9)])
    return bool(np.sum(np.diff(np.sign(balls)) != 0) >= 3)


@claim("Level, yet no valley: up along one diagonal, down along the other, a **saddle**.")
def both_ways() -> bool:
    level, slopes = feel(saddle, np.zeros(2))
    down, up = (feel(saddle, np.array(place))[0] for place in ((0.3, 0.3), (0.3, -0.3)))
    return bool(np.all(slopes == 0)) and down < level < up


@claim("Steps shrank with the slope, until the hair\nhad grown.")
def the_hair_grows() -> bool:
    """From the saddle to half-way down the distance from the crest grows at every update; steps shrink, then grow."""
    for seed in SEEDS:
        trail = list(walk(begin(0.01, seed), 0.01))
        off = np.abs([foothold.place.sum() for foothold in trail])
        steps = RATE * np.array([foothold.slope for foothold in trail])
        least = int(np.argmin(np.where([foothold.loss > 0.9 for foothold in trail], steps, np.inf)))
        high = sum(foothold.loss > 0.5 for foothold in trail)
        if not (np.all(np.diff(off[least:high]) > 0) and steps[0] > 10 * steps[least] < 5 * steps[least:].max()):
            return False
    return True


@claim("To the sides, feet felt nothing.")
def nothing_to_the_sides() -> bool:
    """On the crest the two slopes are opposite, so nothing is left of them across it; and it ends at a loss of 1."""
    for seed in SEEDS:
        trail = list(walk(begin(0.0, seed), 0.001))
        across = [feel(saddle, foothold.place)[1].sum() for foothold in trail]
        if not (np.all(np.array(across) == 0.0) and abs(trail[-1].loss - 1) < 0.001):
            return False
    return True


@claim("since that\nhair grows with every step")
def grows_near_the_saddle() -> bool:
    """Near the saddle each step makes it larger by a share of 2 × rate."""
    off = 1e-4
    place = np.array([off, off]) - RATE * feel(saddle, np.array([off, off]))[1]
    return bool(np.allclose(place / off, 1 + 2 * RATE, atol=1e-6))


@claim("Its slope was even smaller than at the end")
def smaller_than_at_the_end() -> bool:
    """The least slope before the fall, beside the last one."""
    for seed in SEEDS:
        run = learned(seed)
        least = min(update.gradient_norm for update in run if update.loss > HIGH)
        if not least < run[-1].gradient_norm:
            return False
    return True


@claim("sits on one for over a\nhundred updates, with a slope of a few thousandths at first. Then it falls.")
def sits_for_long() -> bool:
    for seed in SEEDS:
        run = learned(seed)
        high = max(update.number for update in run if update.loss > HIGH)
        if not (high > 100 and run[0].gradient_norm < 0.005 and run[-1].loss < 0.05):
            return False
    return True


@claim("The same line: it is not the journey that helps with new points.")
def same_line() -> bool:
    """Both have one w and b, to a thousandth, and errors on unseen points alike to a tenth of a per cent."""
    for seed in SEEDS:
        test, (walk_to, solved) = datasets.line(seed, samples=20, noise=0.5).test, walked(seed)
        ratio = error(test, walk_to) / error(test, solved)
        if not (np.allclose(walk_to, solved, atol=1e-3) and abs(ratio - 1) < 0.001):
            return False
    return True


@claim("so “both slopes are 0” is two plain equations")
def both_are_zero() -> bool:
    """At the solution the engine feels no slope, and NumPy's least squares finds the same line."""
    for seed in SEEDS:
        data = datasets.line(seed, samples=20, noise=0.5).train
        columns = np.hstack([data.inputs, np.ones_like(data.inputs)])
        expected = np.linalg.lstsq(columns, data.targets[:, 0], rcond=None)[0]
        line = solution(data)
        if not (np.allclose(line, expected) and np.all(np.abs(feel(loss_on(data), line)[1]) < 1e-10)):
            return False
    return True
