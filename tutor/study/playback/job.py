"""What the player does in its thread: have a run go on, as far as passes between two pictures, or look at any frame."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.history import History, Place


@dataclass(frozen=True)
class Job:
    """A request to a run: to go on, or to look at a frame.

    Attributes:
        frames: how many to go on, at most.
        to: the frame to look at instead, by its index.
    """

    frames: int = 0
    to: int | None = None


@dataclass(frozen=True)
class Answer:
    """The answer that the thread brings back from a run.

    Attributes:
        place: where the run stands now.
        problem: what the lesson's code raised, or "".
    """

    place: Place
    problem: str = ""


def ask(history: History, job: Job, seconds: float, give_up: Callable[[], bool]) -> Answer:
    """Do a job; frames to go on are fewer if they take longer than `seconds`, or if nothing moves any more."""
    from lessons.kit.errors import DemoFailed

    try:
        if job.to is not None:
            history.go(job.to, give_up)
        else:
            _go_on(history, job.frames, time.monotonic() + seconds, give_up)
    except DemoFailed as problem:
        return Answer(history.place, str(problem))
    return Answer(history.place, history.place.problem)


def _go_on(history: History, frames: int, until: float, give_up: Callable[[], bool]) -> None:
    for _ in range(frames):
        frame = history.next(give_up)
        if frame is None or frame.finished or time.monotonic() >= until:
            return
