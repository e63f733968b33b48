"""A lesson's problem as `nntutor check` prints it: the file, the line, and a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lessons.kit.errors import BrokenLesson, LessonError
from lessons.kit.lesson import Lesson
from lessons.kit.places import SourceLine, raised_at


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with a lesson.

    Attributes:
        path: the file.
        line: where in it, from 1.
        text: what is wrong and what would be right.
    """

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@contextmanager
def noting(problems: list[Problem], place: SourceLine, about: str) -> Iterator[None]:
    """Take down what the lesson's own code raises, with its line, instead of ending the whole check.

    Args:
        problems: what is raised is added to these.
        place: where the lesson's code begins; what it raises is looked for in that folder.
        about: what was being done, to begin the sentence.
    """
    try:
        yield
    except BrokenLesson as problem:  # it knows its place
        problems.append(Problem(problem.path, problem.line, f"{about}: {problem.problem}"))
    except LessonError as problem:  # its message is a sentence already
        problems.append(Problem(*place, f"{about}: {problem}"))
    except Exception as problem:
        problems.append(Problem(*raised_at(problem, place), f"{about}: {type(problem).__name__}: {problem}"))


def code_of(lesson: Lesson) -> SourceLine:
    """The top of the lesson's code, for whatever has no line of its own."""
    return lesson.heading.folder / "quiz.py", 1
