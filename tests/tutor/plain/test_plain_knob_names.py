"""In plain text a knob is turned by its name: also one that is called as a command is, and none is out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.kit.course import ROOT, load, outline
from lessons.playground.run import playground
from tests.tutor.shell_support import said

TAKEN_BEFORE = {"words", "contents", "text", "draw", "page"}
"""Words that mean something else, whatever follows them."""
LESSONS = [heading.id for part in outline() for heading in part.lessons]


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_knob_of_a_lesson_is_out_of_reach(lesson: str) -> None:
    for demo in load(lesson).demos.values():
        assert not TAKEN_BEFORE & demo.controls.keys(), demo.name


def test_no_setting_of_the_playground_is_out_of_reach() -> None:
    assert not TAKEN_BEFORE & playground().controls.keys()


def test_a_name_that_is_a_command_too_turns_the_knob_where_a_value_follows(tmp_path: Path) -> None:
    lesson = load("underfitting")
    page = next(page for page in lesson.pages if page.demo and "look" in lesson.scene(page).demo.controls)
    lines = [f"page {page.number}", "look 8", "look", "q"]
    typed, home = "".join(f"{line}\n" for line in lines), {"NNTUTOR_HOME": str(tmp_path)}
    told = said(ROOT, "--plain", "lesson", "underfitting", stdin=typed, environment=home).out
    turned, looked = told.index("> look 8\n"), told.index("> look\n")
    assert "With 8 units" not in told[:turned]
    assert "With 8 units" in told[turned:looked] and "With 8 units" in told[looked:]
