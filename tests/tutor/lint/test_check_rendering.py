"""`nntutor check` proves that a lesson can be shown: each rule finds the lesson that breaks it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lessons.kit.charts import Bars, Chart, Lines, Series
from lessons.kit.course import load
from lessons.kit.inspection import Inspection, expression
from lessons.kit.problems import Problem
from tests.tutor.shell_support import make_course, said
from tutor.charts import Look
from tutor.charts.cells import Cells
from tutor.lint import check_rendering
from tutor.lint.check import problems_of
from tutor.lint.inspections import inspection_problem
from tutor.lint.pictures import cells_problem, picture_problem
from tutor.lint.words import LONGEST_SET_APART, words_problem

RAMP = (Series("a ramp", np.arange(9.0), np.arange(9.0)),)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.dont_write_bytecode", True)  # an edit within a second must not meet yesterday's bytecode
    return make_course(tmp_path / "course")


def edited(root: Path, name: str, old: str, new: str) -> list[tuple[str, int, str]]:
    """What is found after one change: file, line and sentence."""
    path = root / "ten_questions" / "hills" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [(one.path.name, one.line, one.text) for one in check_rendering("hills", root)]


def line_of(root: Path, name: str, words: str) -> int:
    lines = (root / "ten_questions" / "hills" / name).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_nothing_is_wrong_with_a_lesson_that_can_be_shown(root: Path) -> None:
    assert check_rendering("hills", root) == []


def test_a_formula_too_wide_to_be_set_apart_is_found_where_it_stands(root: Path) -> None:
    wide = "new = " + "x" * LONGEST_SET_APART
    ((name, line, text),) = edited(root, "text.md", "new = old - rate * slope", wide)
    assert (name, line) == ("text.md", line_of(root, "text.md", wide)) and "there is room for 72" in text


def test_stars_that_vanish_from_a_product_are_found_on_a_page(root: Path) -> None:
    ((name, line, text),) = edited(root, "text.md", "one foot", "one 2*w*x foot")
    assert name == "text.md" and line == line_of(root, "text.md", "## The ground") and "the stars vanish" in text


@pytest.mark.parametrize(
    ("file", "old", "new", "of"),
    [
        ("quiz.md", "What is twice **{w}**?", "What is w*{w}*w?", "double"),
        ("quiz.md", "Multiply by two.", "Take 2*w*x.", "double"),
        ("quiz.md", "That is once.", "That is 2*w*x.", "double"),
        ("quiz.md", "Because {w} + {w}", "Because 2*{w}*w", "double"),
        ("quiz.md", "{many} {fruit}", "{many}*w*x {fruit}", "bigger"),
        ("demo_walk.py", "After {step} steps", "After w*{step}*w steps", "walk"),
        ("demo_walk.py", "Will the walker", "Will w*x*y", "walk"),
        ("demo_walk.py", "Off the hill", "Off 2*w*x", "walk"),
        ("quiz.py", "It was seen.", "Seen at 2*w*x.", "held"),
    ],
)
def test_so_are_those_in_whatever_else_is_said(root: Path, file: str, old: str, new: str, of: str) -> None:
    found = edited(root, file, old, new)
    code = file.replace(".md", ".py")
    assert found and all(name == code and "the stars vanish" in text for name, _, text in found)
    assert any(f"“{of}”" in text and line <= line_of(root, code, f"def {of}") for _, line, text in found)


def test_signs_of_two_columns_that_do_not_fit_are_found(root: Path) -> None:
    ((_, line, text),) = edited(root, "text.md", "Now walk.", f"Now {'走' * 30} and {'る' * 30}.")
    assert line == line_of(root, "text.md", "## Walk") and "in plain mode" in text and "columns wide" in text


def test_words_that_a_renderer_drops_are_found(root: Path) -> None:
    lesson = load("hills", root)
    page = replace(lesson.pages[0], before="Before.\n\n<div>\nlost words\n</div>\n\nAfter.")
    (problem,) = problems_of(replace(lesson, pages=(page,), demos={}, questions={}), {})
    assert "is not shown" in problem.text and "<div>" in problem.text


@pytest.mark.parametrize(
    "markdown",
    ["2 * w * x", "`2*w*x`", "the *w*, *b* and **(z)** (*y*): so", "*whole* words", "a" * 500, "", "1. one\n2. two"],
)
def test_words_that_can_be_read_pass(markdown: str) -> None:
    assert words_problem(markdown) is None


@pytest.mark.parametrize("markdown", ["2*w*x", "(a)*w*", "*w*x", "3**w**2", "> - in 2*w*x\n> - b", "*a*(b)"])
def test_a_product_that_loses_its_stars_does_not(markdown: str) -> None:
    problem = words_problem(markdown)
    assert problem is not None and "backticks" in problem.text


@pytest.mark.parametrize("frame", [0, 20, 40])
def test_a_title_without_room_is_found_in_the_first_the_middle_and_the_last_frame(root: Path, frame: int) -> None:
    title = f'"The hill" if step != {frame} else "The hill{" and dale" * 20}"'
    ((name, line, text),) = edited(root, "demo_walk.py", '"The hill"', title)
    assert name == "demo_walk.py" and 0 < line <= line_of(root, "demo_walk.py", "def walk")
    assert f"The demo “walk”: frame {frame} in 78" in text and "no room for the title" in text


def test_so_is_a_chart_that_finds_no_place_beside_the_others() -> None:
    charts = tuple(Lines(f"Chart {number}", RAMP) for number in range(8))
    assert "no room for the title “Chart" in picture_problem(charts) and picture_problem(charts[:1]) == ""


def test_a_chart_that_cannot_be_drawn_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Cells:
        raise ZeroDivisionError("of sheep")

    monkeypatch.setattr("tutor.charts.Painter.paint", fails)
    assert "cannot be drawn: ZeroDivisionError: of sheep" in picture_problem((Lines("One", RAMP),))


def test_a_demo_that_fails_is_found(root: Path) -> None:
    ((_, _, text),) = edited(root, "demo_walk.py", "place = 4.0", "place = 1 / 0")
    assert "The demo “walk” cannot be shown: ZeroDivisionError" in text


def test_a_questions_chart_and_its_experiments_are_looked_at(root: Path) -> None:
    charts = f'(Lines("{"long " * 40}", (Series("s", np.arange(3), np.arange(3)),)),)'
    ((_, _, text),) = edited(root, "quiz.py", 'Frame(1, (), "It was seen."', f'Frame(1, {charts}, "It was seen."')
    assert "The question “held”: seed 0, its experiment in 78" in text
    ((_, _, text),) = edited(root, "quiz.py", 'figures={"up": up},', 'figures={"up": up}, chart=frame,')
    assert "The question “held”: seed 0, its chart in 78" in text


def test_cells_of_another_size_or_outside_ascii_or_empty_are_found() -> None:
    cells = Cells(4, 2)
    plain, rich = Look("ascii", "none"), Look()
    assert "is empty" in cells_problem(cells, 4, 2, rich) and "comes out as" in cells_problem(cells, 4, 3, rich)
    cells.write(0, 0, "é", 0)
    assert "ASCII" in cells_problem(cells, 4, 2, plain) and cells_problem(cells, 4, 2, rich) == ""


def test_a_chart_with_words_of_any_alphabet_keeps_its_columns() -> None:
    charts: tuple[Chart, ...] = (Bars("走る 漢字", ("走", "るる", "µ", ""), np.arange(4.0)), Lines("µ → ∂", RAMP))
    assert picture_problem(charts) == ""


def test_the_command_tells_what_cannot_be_shown(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lessons.kit.check.problems_of", lambda *_: [])
    assert said(root, "check", "hills").status == 0
    edited(root, "text.md", "one foot", "one 2*w*x foot")
    answer = said(root, "check", "hills")
    assert answer.status == 1 and answer.err == "hills: 1 problem.\n" and "the stars vanish" in answer.out


def test_a_broken_lesson_is_told_once(root: Path) -> None:
    (problem,) = check_rendering("bogs", root)
    assert "no demo called “none”" in problem.text
    assert said(root, "check", "bogs").err == "bogs: 1 problem.\n"


def test_several_lessons_and_fewer_seeds_may_be_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def noted(lesson: str, seeds: int, _: Path) -> list[Problem]:
        asked.append((lesson, seeds))
        return [Problem(root, 1, "It is wet.")] if lesson == "bogs" else []

    monkeypatch.setattr("tutor.lint.course.check_all", noted)
    monkeypatch.setattr("tutor.lint.course.cores", lambda: 1)
    assert said(root, "check", "hills", "bogs", "hills", "--seeds", "2").status == 1
    assert said(root, "check", "hills").status == 0
    assert asked == [("hills", 2), ("bogs", 2), ("hills", 200)]
    assert said(root, "check", "hills", "nosuch").status == 2
    assert said(root, "check", "hills", "--seeds", "0").status == 2


def test_a_computation_that_the_microscope_cannot_look_at_is_found(root: Path) -> None:
    path = root / "ten_questions" / "hills" / "quiz.py"
    path.write_text(
        "from lessons.kit.inspection import expression\n" + path.read_text(encoding="utf-8"), encoding="utf-8"
    )
    inside = 'inspect=expression(lambda w: w * w, {"w": float(w)}, focus="v"),\n        tolerance=0.01,'
    ((name, _, text),) = edited(root, "quiz.py", "tolerance=0.01,", inside)
    assert name == "quiz.py" and "the microscope cannot look at it: There is no “v” here. There is w" in text


@pytest.mark.parametrize(
    ("inspection", "says"),
    [
        (expression(lambda w: w * w, {"w": 3.0}, focus="w"), ""),
        (expression(lambda w: w.relu(), {"w": 0.0}), ""),  # a corner is told to the learner, and nobody's mistake
        (expression(lambda w: w, {"w": [1.0, 2.0]}), "starts from one number"),
        (expression(lambda x: x * x, {}, {"x": 3.0}), "only constants"),
        (expression(lambda w, y: (w - y).named("y") ** 2, {"w": 3.0}, {"y": 1.0}), "two nodes under"),
        (expression(lambda w: ((w - np.ones(4)) ** 2).mean(), {"w": 3.0}), "an array of constants has no name"),
        (expression(lambda w: (w * 2) * 2, {"w": 3.0}), ""),  # a lone number may stand twice in a formula
    ],
)
def test_what_can_be_looked_at_is_let_be(inspection: Inspection, says: str) -> None:
    problem = inspection_problem(inspection)
    assert says in problem and bool(problem) == bool(says)
