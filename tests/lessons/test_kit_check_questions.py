"""The rules for questions: for each, a question that breaks it is caught, with the seed that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.lessons.conftest import Course

FRESH = "draw.number(-3, 3, step=0.25, zero=False)"
IDLE = 'figures={"w": here["w"], "left": here["w"] < 0}'
EMPTY = IDLE.replace("}", ', "empty": ""}')
"""A figure that fills its place with nothing, which only shows when a question is drawn."""
SQUARED = '            "squared": lambda: 10 * here.slope("w") ** 2 + 100,\n'
SLOPE = 'lambda: here.slope("w"),'

Edit = tuple[str, str, str]
NUMBER_RULES: list[tuple[list[Edit], str]] = [
    ([("quiz.py", 'again=lambda: here.nudged("w")', 'again=lambda: 2.1 * here["w"]')], "seed 0: Computed twice"),
    ([("quiz.py", SLOPE, 'lambda: here.slope("w") if here["w"] < 2 else 0.1,')], "Computed twice"),
    ([("quiz.py", SQUARED, ""),
      ("quiz.md", "- squared: That is not a slope. [→ A ball on a curve]\n", "")], "knows 2 misconceptions"),
    ([("quiz.py", IDLE, EMPTY), ("quiz.md", "squared: That is not a slope.", "squared: {empty}")], "what to tell"),
    ([("quiz.py", '10 * here.slope("w") ** 2 + 100', '-here.slope("w")')], "finds no clear numbers"),
    ([("quiz.py", '10 * here.slope("w") ** 2 + 100', 'float("inf")')], "finds no clear numbers"),
    ([("quiz.py", "tolerance=0.01", "tolerance=-1")], "its tolerance is -1"),
    ([("quiz.py", "tolerance=0.01", 'tolerance=0.01, chart=picture(-1, here["w"])')], "its chart is numbered -1"),
    ([("quiz.py", IDLE, EMPTY.replace('"w": here["w"], ', '"w": 1, ')),
      ("quiz.md", "The loss is w².\nWhat is its slope at w = {w}?", "{empty}")], "it asks nothing"),
    ([("quiz.py", IDLE, EMPTY), ("quiz.md", "1. Which way is up?", "1. {empty}")], "its nudge is empty"),
    ([("quiz.py", IDLE, EMPTY), ("quiz.md", "2. The slope of w² is 2w.", "2. {empty}")], "its method is empty"),
    ([("quiz.py", IDLE, EMPTY), ("quiz.md", "3. 2 × {w:()} = {answer}.", "3. {empty}")], "its worked answer is empty"),
    ([("quiz.md", "3. 2 × {w:()} = {answer}.", "3. 2 × {w:()} = something.")], "does not come to"),
    ([("quiz.py", IDLE, EMPTY), ("quiz.md", "> Yes, 2 × {w:()} = {answer}.", "> {empty}")], "is told nothing"),
    ([("quiz.py", FRESH, '__import__("random").uniform(1, 3)')], "another question"),
    ([("quiz.py", FRESH, "draw.one_of((1.0, 2.0))")], "a retry needs fresh numbers"),
    ([("quiz.py", FRESH, "draw.one_of((*[0.0] * 40, 1.0, 2.0, 3.0))")], "choose numbers that keep"),
    ([("quiz.py", '"squared": lambda', '**({"leapt": lambda: 999.0} if here["w"] > 1 else {}), "squared": lambda'),
      ("quiz.md", "- squared: That", "- leapt: No. [→ A ball on a curve]\n- squared: That")], "leaves out “leapt”"),
    ([("quiz.py", FRESH, "1 / draw.whole(0, 1)")], "ZeroDivisionError"),
]  # fmt: skip


def has_one_problem(course: Course, seeds: int, name: str, says: str) -> None:
    """Assert that one problem is found, within the code of a question, and that it says the right thing."""
    problems = course.check(seeds)
    assert [says in problem.text for problem in problems] == [True], [str(problem) for problem in problems]
    lines = course.read("quiz.py").split("\n")
    begins = max(number for number, line in enumerate(lines[: problems[0].line + 1], 1) if line == "@question")
    assert (problems[0].path.name, lines[begins]) == ("quiz.py", next(x for x in lines if x.startswith(f"def {name}(")))


@pytest.mark.parametrize(("edits", "says"), NUMBER_RULES)
def test_rules_for_numbers(course: Course, edits: list[Edit], says: str) -> None:
    course.edit("quiz.py", "        gradient=True,\n", "")
    for edit in edits:
        course.edit(*edit)
    has_one_problem(course, 10, "slope_here", says)


def test_an_answer_that_never_asks_the_engine_is_caught(course: Course) -> None:
    code = course.read("quiz.py")
    first = code.partition("def slope_here")[2].partition("\n@question")[0]
    typed = first.replace(
        "here = curve(draw.number(-3, 3, step=0.25, zero=False))", "w = draw.number(-3, -1, step=0.25)"
    )
    for old in ('here.slope("w")', 'here.nudged("w")'):
        typed = typed.replace(old, "(2 * w)")
    typed = typed.replace('here["w"]', "w").replace('gradient=True,\n        inspect=here.inspect("w"),', "")
    assert "here." not in typed
    course.write("quiz.py", code.replace(first, typed))
    has_one_problem(course, 2, "slope_here", "answered without the engine")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('again=lambda: here.nudged("w")', 'again=lambda: 2 * here["w"]', "by a central_difference"),
        (SLOPE, 'lambda: 0 * here.slope("w") + here.nudged("w"),', "its value comes from the engine's backward pass"),
        ('gradient=True,\n        inspect=here.inspect("w"),', "gradient=True,", "name its computation by `inspect`"),
    ],
)
def test_a_gradient_is_the_engines_and_is_measured_beside_it(course: Course, old: str, new: str, says: str) -> None:
    course.edit("quiz.py", old, new)
    course.has_only_this_problem("quiz.py", "@question", says)


OPTIONS = 'tuple(option("stepped uphill", side=side) for side in ("left", "right"))'
DECIDES = 'int(here.slope("w") < 0)'
CHOICE_RULES: list[tuple[list[Edit], str]] = [
    ([("quiz.py", 'int(here["w"] < 0)', 'int(here["w"] < 4)')], "two different options"),
    ([("quiz.py", DECIDES, f"{DECIDES} + 2")], "two different options"),
    ([("quiz.py", '("left", "right"))', '("left",))'), ("quiz.py", DECIDES, f"0 * {DECIDES}"),
      ("quiz.py", 'int(here["w"] < 0)', "0")], "it has 1 options; a choice has 2 to 9"),
    ([("quiz.py", '"left", "right"', '"right", "right"')], "finds no clear numbers"),
    ([("quiz.py", '"left", "right"', '"2", "right"'), ("quiz.md", "- to the {side} |", "- {side} |")],
     "typing the option “2” does not pick it"),
    ([("quiz.py", OPTIONS, '(option("stepped uphill", side="left"), Option("to the right", ""))')],
     "has no name or nothing to tell"),
    ([("quiz.py", "side=side)", 'side=side, empty="")'), ("quiz.md", "To the {side} it rises.", "{empty}")],
     "has no name or nothing to tell"),
    ([("quiz.md", "3. The slope is {slope}.", "3. Against the slope.")], "has no figure"),
    ([("quiz.py", "-draw.number(-3, 3, step=0.5, zero=False)", "draw.number(1, 3, step=0.5)")],
     "the same answer for each"),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "says"), CHOICE_RULES)
def test_rules_for_choices(course: Course, edits: list[Edit], says: str) -> None:
    for edit in edits:
        course.edit(*edit)
    has_one_problem(course, 12, "which_way", says)


OUTCOME = "Outcome(int(abs(place) < 1), picture(5, place))"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (OUTCOME, "Outcome(int(abs(place) > 1), picture(5, place))", "two different"),
        ('place -= rate * curve(place).slope("w")', "place -= rate * 2 * place", "without the engine"),
        (OUTCOME, OUTCOME.replace("picture(5", "picture(-5"), "its experiment's frame is numbered -5"),
        (OUTCOME, "Outcome(3, picture(5, place))", "two different"),
    ],
)
def test_rules_for_predictions(course: Course, old: str, new: str, says: str) -> None:
    course.edit("quiz.py", old, new)
    has_one_problem(course, 6, "where_it_goes", says)


def test_an_experiment_that_shows_no_picture_is_caught(course: Course) -> None:
    course.edit("quiz.py", OUTCOME, "Outcome(int(abs(place) < 1), None)  # type: ignore[arg-type]")
    course.edit("quiz.md", "It came to rest. {caption}", "It came to rest.")
    course.edit("quiz.md", "> So it was. {caption}", "> So it was.")
    has_one_problem(course, 6, "where_it_goes", "is missing")
