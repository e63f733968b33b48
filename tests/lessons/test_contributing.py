"""The page "Add a lesson" of CONTRIBUTING.md: put together, its files are a lesson that is too short and no worse."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from lessons.kit.check import check
from lessons.kit.course import PARTS, load

PAGE = Path(__file__).parents[2] / "CONTRIBUTING.md"
FILE = re.compile(r"^`([\w.]+)`:\n\n(`{3,})\w+\n(.*?)\n\2$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    folder = tmp_path / "ten_questions" / "rolling"
    folder.mkdir(parents=True)
    for name in PARTS:
        lessons = ("rolling",) if name == "ten_questions" else ()
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "__init__.py").write_text(f'"""A part."""\nTITLE = "A part"\nLESSONS = {lessons!r}\n')
    (folder / "__init__.py").write_text('"""A lesson."""\n')
    for name, _, text in FILE.findall(PAGE.read_text(encoding="utf-8")):
        here = text.replace("from lessons.ten_questions.rolling.", "from .")
        (folder / name).write_text(f"{here}\n", encoding="utf-8")
    return tmp_path


def test_the_example_has_every_file_and_loads(root: Path) -> None:
    lesson = load("rolling", root)
    files = {file.name for file in lesson.heading.folder.iterdir()} - {"__init__.py"}
    assert files == {"text.md", "reading.md", "model.py", "demo_roll.py", "quiz.py", "quiz.md", "claims.py"}
    assert (list(lesson.demos), list(lesson.questions), len(list(lesson.claims()))) == (["roll"], ["new_place"], 1)


def test_the_example_keeps_every_rule_but_those_of_length(root: Path) -> None:
    told = [re.sub(r"\d+", "n", problem.text) for problem in check("rolling", 40, root)]
    assert sorted(told) == [
        "The lesson asks n questions; a quiz has n to n.",
        "The longer text has n words to read; it has n to n.",
        "test_out names n questions that cover the lesson; write them.",
    ]
