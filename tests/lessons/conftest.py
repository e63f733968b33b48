"""A course in a folder of the test's own, with one tiny lesson that can be broken in any way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lessons.kit.check import Problem, check
from lessons.kit.course import PARTS, load
from lessons.kit.lesson import Lesson

GOOD = Path(__file__).parent / "hill"
CONTENTS = '"""A part."""\n\nTITLE = "{}"\nLESSONS = {!r}\n'


class Course:
    """A course with the lesson `hill`, as files."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "ten_questions" / "hill"
        self.folder.mkdir(parents=True)
        for part in PARTS:
            self.list_lessons(part, ("hill",) if part == "ten_questions" else ())
        for file in (*GOOD.glob("*.py"), *GOOD.glob("*.md")):
            self.write(file.name, file.read_text(encoding="utf-8"))

    def list_lessons(self, part: str, names: tuple[str, ...]) -> None:
        """Write a part's table of contents."""
        (self.root / part).mkdir(exist_ok=True)
        (self.root / part / "__init__.py").write_text(CONTENTS.format(part, names), encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write one of the lesson's files."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        """One of the lesson's files."""
        return (self.folder / name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace something that stands in a file (the first time it does) by something else."""
        text = self.read(name)
        assert old in text, f"{name} does not hold {old!r}"
        self.write(name, text.replace(old, new, 1))

    def line_of(self, name: str, text: str) -> int:
        """The first line, from 1, that holds some text."""
        return next(i for i, line in enumerate(self.read(name).split("\n"), start=1) if text in line)

    def load(self) -> Lesson:
        """The lesson as the app would get it."""
        return load("hill", self.root)

    def check(self, seeds: int = 6) -> list[Problem]:
        """What `check` has to say."""
        return check("hill", seeds, self.root)

    def has_only_this_problem(self, name: str, where: str, says: str, seeds: int = 6) -> None:
        """Assert that one problem is found, in the line that holds `where`, and that it says the right thing."""
        problems = self.check(seeds)
        assert [says in problem.text for problem in problems] == [True], [str(problem) for problem in problems]
        assert (problems[0].path.name, problems[0].line) == (name, self.line_of(name, where))


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A fresh course in which nothing is wrong."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # an edit within a second must not meet yesterday's bytecode
    return Course(tmp_path / "course")
