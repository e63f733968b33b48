"""The verdict on a reply: what a learner is told about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lessons.kit.demo import Frame


@dataclass(frozen=True)
class Verdict:
    """The engine's judgement of one reply.

    Attributes:
        outcome: "right", "wrong", or "unreadable" (which costs nothing: the question stays).
        message: why, in words for the learner.
        misconception: the known mistake that the reply matches, if any.
        frame: the experiment's last picture, where there was one.
    """

    outcome: Literal["right", "wrong", "unreadable"]
    message: str
    misconception: str | None = None
    frame: Frame | None = None
