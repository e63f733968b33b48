"""The answer to somebody who says that a challenge cannot be done: a run that does it, or the reason, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from lessons.kit.errors import Unreadable
from lessons.kit.figures import percent
from lessons.kit.knobs import Setting
from lessons.kit.signs import quoted
from lessons.playground.bench import Bench, made_bench
from lessons.playground.challenges.challenge import Challenge, Reason
from lessons.playground.compare import KeptRun, kept_run
from lessons.playground.controls import CONTROLS
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.run import playground
from lessons.playground.settings import PlaygroundSettings

REASONS: Mapping[Reason, str] = {
    "weights": "it has too few weights",
    "gradient": "no gradient reaches its weights",
    "line": "it can only part the plane by one straight line",
    "noise": "the noise is too strong",
}
"""All that may be said; which of them holds, if any does, is looked up for the settings as they stand."""
NOT_SO: Mapping[Reason, str] = {
    "line": "",
    "gradient": "its gradients are not 0, they lead to the best that there is, and that is not enough",
    "weights": "more units and layers of this kind make the same shape again",
    "noise": "without any noise it fails as well",
}
"""Of each reason, why it does not hold where another one does."""


@dataclass(frozen=True)
class ClaimAnswer:
    """An answer to a claim that something cannot be done.

    Attributes:
        right: whether it cannot be done as it stands, for the reason given.
        told: the answer.
        way: settings of a run that does it; None where there is none to show.
        kept: runs that it is held against.
    """

    right: bool
    told: str
    way: Mapping[str, Setting] | None = None
    kept: tuple[KeptRun, ...] = ()


def reasons_in_words() -> str:
    """Return what may be said, numbered."""
    return "; ".join(f"{number} {told}" for number, told in enumerate(REASONS.values(), 1))


def read_reason(typed: str) -> Reason:
    """Return the reason of that number.

    Raises:
        Unreadable: it is none.
    """
    plain = typed.strip().rstrip(".")
    if not (plain.isdecimal() and len(plain) < 3 and 1 <= int(plain) <= len(REASONS)):
        raise Unreadable(f"{quoted(typed)} is the number of no reason. There are 1 to {len(REASONS)}.")
    return tuple(REASONS)[int(plain) - 1]


def answer_to_claim(challenge: Challenge, settings: PlaygroundSettings, reason: Reason) -> ClaimAnswer:
    """Return the answer to "it cannot be done, because …".

    Args:
        challenge: of which it is said.
        settings: as they stand.
        reason: why, as it is said.
    """
    if turned := challenge.turned(settings):
        return ClaimAnswer(False, f"Of this challenge nothing can be said as it is set. {turned}")
    holds = challenge.cannot(settings)
    if holds is None:
        *before, last = map(challenge.settings, challenge.ways)
        kept = tuple(kept_run(run_to_the_end(way)) for way in before)
        beside = " beside the one that is kept" if kept else ""
        told = f"It can be done: this run does it{beside}. {told_of_way(challenge.ways[-1])}"
        return ClaimAnswer(False, told, last, kept)
    best = best_line(made_bench(settings))
    fact = f"the best straight line of all gets {percent(best)} of this test right, and one line is all that it has"
    if reason == holds:
        more = " With other inputs it can be done, though." if challenge.ways else ""
        return ClaimAnswer(True, f"So it is: {fact}.{more}")
    return ClaimAnswer(False, f"It cannot, but for another reason: {NOT_SO[reason]}. What holds it back is its shape.")


def told_of_way(way: Mapping[str, Setting]) -> str:
    """Return what a run that does it has otherwise than the start, in a sentence."""
    named = [
        (CONTROLS[name].label or name, CONTROLS[name].exact(value)) for name, value in way.items() if name != "edit"
    ]
    if not named:
        return "Its weights were set by hand before the first update."
    return f"It has {', '.join(f'{label} {value}' for label, value in named)}."


def run_to_the_end(settings: Mapping[str, Setting], seed: int = 0) -> PlaygroundFrame:
    """Return the last frame of a run.

    Args:
        settings: of every control.
        seed: of the run.
    """
    run = playground().run(seed, **settings)
    frame = run.next()
    while frame is not None and not frame.finished:
        frame = run.next()
    run.close()
    assert isinstance(frame, PlaygroundFrame)
    return frame


def best_line(bench: Bench) -> float:
    """Return the largest share of a test with two inputs and two classes that any straight line gets right.

    A line that is best can be moved, without passing a point, until it touches two of them; so all lines through two
    points are tried, either way round. The two that are touched are counted as right, for a line beside them may have
    them so: what comes out is never too small.
    """
    points, classes = bench.data.test.inputs, bench.data.test.targets == 1
    most = max((_most_right(points, classes, first) for first in range(len(points))), default=0)
    return min(most, len(points)) / len(points)


def _most_right(points: Array, classes: Array, first: int) -> int:
    """Return how many points the best line through one of them has on their sides, those on it included."""
    offsets = points - points[first]
    along = offsets[np.any(offsets != 0, axis=1)]
    across = along[:, :1] * offsets[np.newaxis, :, 1] - along[:, 1:] * offsets[np.newaxis, :, 0]
    on, left = across == 0, across > 0
    right, other = (np.sum(on | (left == side), axis=1) for side in (classes, ~classes))
    return int(max(right.max(initial=0), other.max(initial=0)))
