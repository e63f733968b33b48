"""What the player does in its thread: ask a run for frames, as many as pass between two pictures, and no longer."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame, Run


@dataclass(frozen=True)
class Answer:
    """What the thread brings back.

    Attributes:
        frame: the last frame, None if there was none.
        ended: whether the run has none left.
        problem: what the lesson's code raised, or "".
        settled: which of the predicted options came true, None while that is open.
    """

    frame: Frame | None = None
    ended: bool = False
    problem: str = ""
    settled: int | None = None


def ask(run: Run, count: int, seconds: float) -> Answer:
    """The next frames of a run: so many, or fewer if they take longer than so many seconds or nothing moves."""
    from lessons.kit.errors import DemoFailed

    until = time.monotonic() + seconds
    answer = Answer()
    try:
        for _ in range(count):
            frame = run.next()
            if frame is None:
                return Answer(answer.frame, True, "", answer.settled)
            answer = Answer(frame, settled=_settled(run.demo, frame) if answer.settled is None else answer.settled)
            if frame.finished or time.monotonic() >= until:
                break
    except DemoFailed as problem:
        return Answer(answer.frame, problem=str(problem), settled=answer.settled)
    return answer


def _settled(demo: Demo, frame: Frame) -> int | None:
    """Which option a frame proves right.

    Raises:
        DemoFailed: the lesson's own code for that raised.
    """
    from lessons.kit.errors import DemoFailed

    if demo.prediction is None:
        return None
    try:
        return demo.prediction.settle(frame)
    except Exception as problem:
        raise DemoFailed(f"{type(problem).__name__} while settling the prediction: {problem}") from problem
