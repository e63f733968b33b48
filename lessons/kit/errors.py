"""Errors for what can go wrong with a lesson, each with a message that tells a person what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class LessonError(Exception):
    """Anything that is wrong with the course or with what was asked of it."""


class UnknownLesson(LessonError):
    """No lesson has that id; `nearest` holds the ids that look most like it."""

    def __init__(self, wanted: str, nearest: Sequence[str]) -> None:
        self.wanted, self.nearest = wanted, tuple(nearest)
        hint = f"The nearest by name: {', '.join(self.nearest)}. " if nearest else ""
        super().__init__(f"There is no lesson called “{wanted[:60]}”. {hint}`nntutor lessons` lists them all.")


class BrokenLesson(LessonError):
    """A lesson breaks one of the kit's rules; `path` and `line` (from 1) say where."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        self.path, self.line, self.problem = path, line, problem
        super().__init__(f"{path}:{line}: {problem}")


class DemoFailed(LessonError):
    """A demo raised (the message says where in the lesson), or was asked for what it cannot do."""


class DoesNotAgree(LessonError):
    """A question's answer, computed in two ways, came out differently: it must not mark anybody."""


class Unreadable(LessonError):
    """A reply that cannot be read as what was asked for; the message says what would be understood."""
