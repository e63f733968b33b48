"""The rules for lessons: a good one passes; what breaks a rule for the text or the claims is caught, alone."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from lessons.kit.check import check, check_course
from lessons.kit.errors import UnknownLesson

if TYPE_CHECKING:
    from tests.lessons.conftest import Course

LONG = "word " * 170


def test_a_good_lesson_passes(course: Course) -> None:
    assert course.check(60) == []
    assert check_course(course.root) == []


def test_a_problem_reads_as_a_line_of_a_compiler(course: Course) -> None:
    course.edit("text.md", "```demo", "```video")
    (problem,) = course.check()
    assert str(problem).startswith(f"{course.folder / 'text.md'}:{course.line_of('text.md', '```video')}: ")


def test_a_lesson_that_is_not_there_is_not_checked(course: Course) -> None:
    with pytest.raises(UnknownLesson):
        check("dale", root=course.root)


@pytest.mark.parametrize(
    ("old", "new", "where", "says"),
    [
        ('summary = "A ball on a curve."\n', "", "+++", "summary is one line"),
        ("A ball on a curve.", "x" * 121, "+++", "summary is one line"),
        ('sources = ["A, question 6"]\n', "", "+++", "sources names the articles"),
        ('idea = "A ball', f'idea = "{"x" * 150} A ball', "+++", "fit two lines"),
        ('test_out = ["slope_here"', 'test_out = ["slope_there"', "+++", "the lesson asks no such question"),
        ('test_out = ["slope_here", ', "test_out = [", "+++", "test_out names 3 questions"),
        ('rule = "new place = old place - rate * slope"\n', "", "+++", "write rule, too"),
        ("where_it_goes\n", "", "def where", "No page asks the question “where_it_goes”"),
    ],
)
def test_rules_for_the_text(course: Course, old: str, new: str, where: str, says: str) -> None:
    course.edit("text.md", old, new)
    problems = course.check(2)
    told = [problem for problem in problems if says in problem.text]
    assert len(told) == 1, [str(problem) for problem in problems]
    name = {"def where": "quiz.py", "def roll": "demo_roll.py"}.get(where, "text.md")
    lines = course.read(name).split("\n")
    assert any(where in line for line in lines[told[0].line - 1 : told[0].line + 7])


def test_a_longer_text_is_neither_a_note_nor_a_book(course: Course) -> None:
    text = course.read("reading.md")
    course.write("reading.md", text[: text.index("## What the")])
    course.has_only_this_problem("reading.md", "## The ball", "words to read; it has 200 to 600", seeds=2)
    course.write("reading.md", text + "\n" + "word " * 500)
    course.has_only_this_problem("reading.md", "## The ball", "words to read; it has 200 to 600", seeds=2)


def test_a_lesson_without_a_longer_text_is_caught(course: Course) -> None:
    (course.folder / "reading.md").unlink()
    assert any("There is no longer text" in problem.text for problem in course.check(2))


def test_a_longer_text_shows_nothing_that_runs(course: Course) -> None:
    course.write("reading.md", course.read("reading.md") + "\n```demo\nroll\n```\n")
    assert any("The longer text is only read" in problem.text for problem in course.check(2))


def test_a_demo_that_no_scene_shows_is_caught(course: Course) -> None:
    course.write("demo_slide.py", course.read("demo_roll.py").replace("def roll", "def slide"))
    course.has_only_this_problem("demo_slide.py", "@demo", "No page shows the demo “slide”", seeds=2)


def test_a_quiz_of_three_questions_is_caught(course: Course) -> None:
    course.edit("text.md", "steeper\nin_order\nwhere_it_goes\n", "")
    assert "The lesson asks 3 questions; a quiz has 4 to 6." in [problem.text for problem in course.check(2)]


def test_a_lesson_that_begins_with_its_quiz_is_caught(course: Course) -> None:
    text = course.read("text.md")
    first, quiz = text.index("## A ball"), text.index("## Quiz")
    course.write("text.md", text[:first] + text[quiz:] + "\n" + text[first:quiz])
    course.has_only_this_problem("text.md", "## A ball", "stands behind the quiz")


@pytest.mark.parametrize(
    ("old", "new", "where", "says"),
    [
        ("ball out of the valley", "ball over the moon", "@claim", "stands neither after a run"),
        ("a rate of 1.2 throws the ball out of the valley", "ball", "@claim", "quotes too little"),
        ("return abs(w) > 3\n", "return abs(w) < 3\n", "@claim", "does not hold"),
        ('w -= 1.2 * curve(w).slope("w")\n', "w -= 1.2 * 2 * w\n", "@claim", "is not put to the engine"),
        ("    w = 1.0\n", "    w = 1 / 0\n", "w = 1 / 0", "ZeroDivisionError"),
        ("import curve\n", "import curved\n", "import curved", "Its claims cannot be read"),
    ],
)
def test_rules_for_claims(course: Course, old: str, new: str, where: str, says: str) -> None:
    course.edit("claims.py", old, new)
    course.has_only_this_problem("claims.py", where, says, seeds=2)


CACHED = """    return thrown()


@claim("A small rate creeps")
def creeps() -> bool:
    return thrown()


@cache
def thrown() -> bool:
"""


def test_a_claim_may_be_broken_over_lines_and_may_use_a_cached_run(course: Course) -> None:
    course.edit("reading.md", "1.2 throws the ball", "1.2 throws\nthe   ball")
    course.edit("claims.py", "from lessons", "from functools import cache\n\nfrom lessons")
    course.edit("claims.py", "def thrown_out() -> bool:\n", f"def thrown_out() -> bool:\n{CACHED}")
    assert [claim.quote for claim in course.load().claims()][1:] == ["A small rate creeps"]
    assert course.check(2) == []


@pytest.mark.parametrize("name", ["demo_roll.py", "quiz.py", "model.py"])
def test_a_broken_lesson_is_its_one_problem(course: Course, name: str) -> None:
    course.edit(name, "from __future__ import", "from = = __future__ import")
    course.has_only_this_problem(name, "from = =", "SyntaxError")


def test_the_course_as_a_whole(course: Course) -> None:
    course.list_lessons("inside_the_network", ("hill", "dale"))
    stray = course.root / "ten_questions" / "stray"
    stray.mkdir()
    (stray / "text.md").write_text("nothing yet", encoding="utf-8")
    (course.root / "inside_the_network" / "hill").mkdir()
    told = [problem.text for problem in check_course(course.root)]
    assert told == [
        "Two lessons of the course are called “hill”.",
        "The lesson in stray/ is not in LESSONS, so that nobody finds it.",
    ]
    (course.root / "ten_questions" / "__init__.py").write_text(textwrap.dedent("TITLE = 1"), encoding="utf-8")
    assert "The part has no title" in check_course(course.root)[-1].text
