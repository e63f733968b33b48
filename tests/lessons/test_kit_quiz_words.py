"""Lessons in files by role: words of quiz.md meet what quiz.py computes; what does not fit is told with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lessons.kit.asking import told
from lessons.kit.errors import BrokenLesson
from lessons.kit.questions import Choice, Formula, Number, Predict

if TYPE_CHECKING:
    from tests.lessons.conftest import Course


def test_a_good_lesson_in_files_by_role_passes(course: Course) -> None:
    assert [str(problem) for problem in course.check(40)] == []
    lesson = course.load()
    assert list(lesson.demos) == ["roll"]
    assert [claim.quote for claim in lesson.claims()] == ["a rate of 1.2 throws the ball out of the valley"]


def test_the_words_of_all_six_kinds_are_told_with_the_engines_figures(course: Course) -> None:
    asked = {name: question.draw(3).body for name, question in course.load().questions.items()}
    number, formula, choice = asked["slope_here"], asked["slope_formula"], asked["which_way"]
    assert isinstance(number, Number) and isinstance(formula, Formula) and isinstance(choice, Choice)
    w = number.answer() / 2
    assert number.prompt == f"The loss is w². What is its slope at w = {w:g}?".replace("-", "−")
    slip = number.misconceptions[0]
    side = "below zero it is negative" if w < 0 else "above zero it is positive"
    assert (slip.name, told(slip.because)) == ("sign flipped", f"The slope points uphill, so {side}.")
    assert (slip.page, choice.options[0].page) == ("A ball on a curve", "A ball on a curve")
    assert told(number.misconceptions[1].because) == "Two factors, two slopes."
    assert f"It is `{formula.example}`, which is" in formula.hints.step(3)
    assert choice.listed == ("to the left", "to the right")
    assert [told(option.because) for option in choice.options] == ["To the left it rises.", "To the right it rises."]
    assert asked["steeper"].mark("1").message and asked["in_order"].hints.step(2) == "Feel, multiply, move."


def test_an_experiment_runs_once_for_a_reply_its_picture_and_all_words_about_it(course: Course) -> None:
    runs = "\nRUNS = []\n"
    course.write("quiz.py", course.read("quiz.py") + runs)
    course.edit("quiz.py", "        place = w\n", "        RUNS.append(rate)\n        place = w\n")
    question = course.load().questions["where_it_goes"]
    body = question.draw(0).body
    counted = question.maker.__globals__["RUNS"]
    assert isinstance(body, Predict) and counted == []
    verdict = body.mark(str(2 - int(float(body.prompt.split("rate of ")[1].split(":")[0]) > 1)))
    assert verdict.outcome == "right" and verdict.frame is not None
    assert verdict.message == f"So it was. {verdict.frame.caption}"
    wrong = body.mark(str(2 - body.answer()))
    assert wrong.outcome == "wrong"
    assert told(body.options[0].because).endswith(verdict.frame.caption)
    assert (body.accepted_reply(), body.explain(), len(counted)) == (str(body.answer() + 1), verdict.message, 1)


BROKEN_WORDS = [
    ("## which_way", "## which_ways", "defines no question called “which_ways”. Is it which_way?", "## which_ways"),
    ("- forgot the 2: Two factors,\n  two slopes. [→ A ball on a curve]\n", "",
     "no line for the mistake “forgot the 2”", "## slope_here"),
    ("- squared: That", "- cubed: Never. [→ A ball on a curve]\n- squared: That",
     "never makes the mistake “cubed”", "- cubed"),
    ("- squared: That", "- squared That", "A mistake is written `- its name:", "- squared"),
    ("- squared: That", "- squared: No.\n- squared: That", "two lines for the mistake “squared”", "- squared: That"),
    ("1. Which way is up?\n", "", "“slope_here”: the first hint, `1. a nudge`, is not there.", "## slope_here"),
    ("1. Which way is up?\n", "1. Up?\n1. Which way is up?\n", "`1. a nudge`, stands there twice", "1. Which"),
    ("1. Which way is up?\n", "1. Which way is up?\n4. Done.\n", "three hints, 1. to 3.; this is 4.", "4. Done"),
    ("> Yes, 2", "Yes, 2", "“slope_here”: what a right reply is told, `> Yes: …`, is not there", "## slope_here"),
    ("The loss is w².\nWhat is its slope at w = {w}?\n", "", "“slope_here”: the prompt, right", "## slope_here"),
    ("at w = {w}?", "at w = {v}?", "No figure is called “v” here. There is answer, w, left.", "The loss is w²"),
    ("at w = {w}?", "at w = {w?", "A brace stands alone", "The loss is w²"),
    ("{left?below|above}", "{left}", "left is of type bool", "- sign flipped"),
    ("3. 2 × {w:()} = {answer}", "3. 2 × {w:x} = {answer}", "“:x” is no way to write w", "3. 2 ×"),
    ("- to the {side} | stepped", "- stepped", "The option “stepped uphill” has no text", "- stepped"),
    ("two slopes. [→ A ball on a curve]", "two slopes.", "“forgot the 2” names no page", "- forgot the 2"),
    (" {caption} [→ A ball on a curve]", " {caption}", "“feared the worst” names no page", "- thrown out"),
    ("yet. [→ A ball on a curve]", "yet.", "“moved blindly” names no page that mends it", "- moved blindly"),
    ("2. [→ A ball on a curve]", "2.", "“went by the sign” names no page that mends it", "- went by the sign"),
    ("height. [→ A ball on a curve]", "height.", "“gave the loss” names no page that mends it", "- gave the loss"),
    ("height. [→ A ball on a curve]", "height. [→ A bull]", "is called “A bull”.", "- gave the loss"),
    ("[→ A ball on a curve]", "[→ A ball]", "No page of the lesson is called “A ball”", "- sign flipped"),
    ("## steeper", "## which_way", "The words of “which_way” stand here twice", "## which_way\nWhere"),
    ("# The words of the questions", "Words.", "These words belong to no question", "Words."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says", "where"), BROKEN_WORDS)
def test_words_that_do_not_fit_are_told_with_their_line(
    course: Course, old: str, new: str, says: str, where: str
) -> None:
    course.edit("quiz.md", old, new)
    problems = course.check()
    assert [says in problem.text for problem in problems] == [True], [str(problem) for problem in problems]
    line = 1 + course.read("quiz.md")[: course.read("quiz.md").index(where)].count("\n")
    assert (problems[0].path.name, problems[0].line) == ("quiz.md", line)


BROKEN_CODE = [
    ("quiz.py", '        figures={"w": w, "rate": rate},\n', '        figures={"w": w, "rate": rate, "idle": 1},\n',
     "no words of quiz.md name its figure “idle”", "@question\ndef where_it_goes"),
    ("quiz.py", "def steeper(", "def steepest(", "quiz.py defines no question called “steeper”. Is it steepest?", ""),
    ("quiz.py", "@question\ndef steeper(",
     "@question\ndef mute(draw: Draw) -> Which:\n    return steeper.maker(draw)\n\n\n@question\ndef steeper(",
     "quiz.md has no words for “mute”: begin them with a line `## mute`", "def mute"),
    ("quiz.py", 'figures={"places": places},\n', 'figures={"places": places},\n        prompt="Why?",\n',
     "take prompt, hints and explain out of quiz.py", ""),
    ("demo_roll.py", "def roll(", "def rolls(", "This file is to define the demo “roll”", '"""The demo'),
    ("demo_roll.py", "zoom: Live[float]", "zoom: float", "takes its live knob zoom as a value", "@demo("),
    ("demo_roll.py", "start: str,", "start: Live[str],", "takes start, which is not live, as Live", "@demo("),
    ("claims.py", "a rate of 1.2 throws", "a rate of 9 throws", "stands neither after a run", "@claim"),
    ("claims.py", "w -= 1.2", "w -= 0.1", "does not hold", "@claim"),
    ("claims.py", "from __future__", "1 / 0\nfrom __future__", "cannot be imported: SyntaxError", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "says", "where"), BROKEN_CODE)
def test_files_that_do_not_keep_what_their_names_promise_are_told(
    course: Course, name: str, old: str, new: str, says: str, where: str
) -> None:
    course.edit(name, old, new)
    problems = course.check()
    assert any(says in problem.text for problem in problems), [str(problem) for problem in problems]
    if where:
        line = 1 + course.read(name)[: course.read(name).index(where)].count("\n")
        assert (name, line) in [(problem.path.name, problem.line) for problem in problems if says in problem.text]


def test_a_lesson_whose_words_are_missing_says_which_file(course: Course) -> None:
    (course.folder / "quiz.md").unlink()
    with pytest.raises(BrokenLesson, match=r"quiz\.md:1: "):
        course.load()
