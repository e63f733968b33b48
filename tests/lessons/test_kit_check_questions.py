"""The rules for questions: for each, a question that breaks it is caught, with the seed that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.lessons.conftest import Course

FRESH = "w = draw.number(1, 3, step=0.125)"
PROMPT = 'prompt=f"At w = {w:g} on w², with a rate of 0.1: where is the ball after one update?"'

NUMBER_RULES = [
    ("again=lambda: w * 0.8", "again=lambda: w * 0.9", "seed 0: Computed twice"),
    ("value=lambda: w - 0.1 * slope(w)", "value=lambda: w * 0.8 if w < 2.5 else 0", "Computed twice"),
    (
        'Misconception("gave the step", lambda: -0.1 * slope(w), "That is how far, not where."),',
        "",
        "knows 2 misconceptions",
    ),
    ('"gave the step"', '"forgot the rate"', "a name of its own"),
    ('"gave the step"', '""', "a name of its own"),
    ('"That is how far, not where."', '""', "does not say what to tell"),
    ("lambda: -0.1 * slope(w)", "lambda: w + 0.1 * slope(w)", "finds no clear numbers"),
    ("lambda: -0.1 * slope(w)", 'lambda: float("inf")', "finds no clear numbers"),
    ("tolerance=0.01", "tolerance=-1", "its tolerance is -1"),
    ("tolerance=0.01", "tolerance=0.01, chart=picture(-1, w)", "its chart is numbered -1"),
    (PROMPT, 'prompt=""', "it asks nothing"),
    ('hints=Hints("Down."', 'hints=Hints(""', "its nudge is empty"),
    ('"w − rate × slope."', '" "', "its method is empty"),
    ('lambda: f"{w:g} − 0.1 × {slope(w):g} = {w - 0.1 * slope(w):g}."', 'lambda: ""', "its worked answer is empty"),
    ("= {w - 0.1 * slope(w):g}.", "= something.", "does not come to"),
    ('lambda: f"Yes: it came down from {w:g}."', 'lambda: ""', "is told nothing"),
    (FRESH, "w = float(np.random.default_rng().uniform(1, 3))", "another question"),
    (FRESH, "w = draw.one_of((1.0, 2.0))", "a retry needs fresh numbers"),
    (FRESH, "w = draw.one_of((*[0.0] * 40, 1.0, 2.0, 3.0))", "choose numbers that keep"),
    (
        'Misconception("gave the step"',
        '*([Misconception("leapt", lambda: 99.0, "No.")] if w > 2 else []), Misconception("gave the step"',
        "leaves out “leapt” in some drawings",
    ),
    (FRESH, "w = 1 / draw.whole(0, 1)", "ZeroDivisionError"),
    ("value=lambda: w - 0.1 * slope(w)", "value=lambda: w * 0.8", "answered without the engine"),
]


@pytest.mark.parametrize(("old", "new", "says"), NUMBER_RULES)
def test_rules_for_numbers(course: Course, old: str, new: str, says: str) -> None:
    body = course.read("lesson.py").partition("def next_place")[2].partition("\n@question")[0]
    broken = body.replace(old, new)
    assert broken != body
    if "without the engine" in says:
        broken = broken.replace("slope(w)", "2 * w")
    course.edit("lesson.py", body, broken)
    problems = course.check(10)
    assert [says in problem.text for problem in problems] == [True], [str(problem) for problem in problems]
    first = course.line_of("lesson.py", "def next_place") - 1
    assert first <= problems[0].line < first + broken.count("\n")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "again=lambda: central_difference(lambda at: float(at * at), w)",
            "again=lambda: 2 * w",
            "by a central_difference",
        ),
        (
            "value=lambda: slope(w),\n        again=lambda: central",
            "value=lambda: 0 * slope(w) + central_difference(lambda v: float(v*v), w),\n        again=lambda: central",
            "its value comes from the engine's backward pass",
        ),
        (
            "gradient=True,\n        inspect=inside(w),",
            "gradient=True,",
            "name its computation by `inspect`",
        ),
    ],
)
def test_a_gradient_is_the_engines_and_is_measured_beside_it(course: Course, old: str, new: str, says: str) -> None:
    course.edit("lesson.py", old, new)
    course.has_only_this_problem("lesson.py", "@question", says)


CHOICE_RULES = [
    ("again=lambda: int(w < 0)", "again=lambda: int(w < 2)", "two different options"),
    ("int(slope(w) < 0)", "int(slope(w) < 0) + 2", "two different options"),
    ('Option("to the left", "stepped uphill", "There it rises."),', "", "it has 1 options; a choice has 2 to 9"),
    ('"to the left"', '"to the right"', "finds no clear numbers"),
    ('"to the left"', '"2"', "typing the option “2” does not pick it"),
    ('Option("to the right", "stepped uphill"', 'Option("to the right", ""', "has no name or nothing to tell"),
    (
        'Option("to the right", "stepped uphill", "There it rises.")',
        'Option("to the right", "stepped uphill", "")',
        "has no name or nothing to tell",
    ),
    ('f"The slope is {slope(w):g}."),\n', '"Against the slope."),\n', "has no figure"),
    ("w = -draw.number(-3, 3, step=0.5, zero=False)", "w = draw.number(1, 3, step=0.5)", "the same answer for each"),
]


@pytest.mark.parametrize(("old", "new", "says"), CHOICE_RULES)
def test_rules_for_choices(course: Course, old: str, new: str, says: str) -> None:
    body = course.read("lesson.py").partition("def which_way")[2].partition("\n@question")[0]
    assert old in body
    course.edit("lesson.py", body, body.replace(old, new, 1))
    problems = course.check(12)
    assert [says in problem.text for problem in problems] == [True], [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "Outcome(int(abs(place) < 1), picture(5, place))",
            "Outcome(int(abs(place) > 1), picture(5, place))",
            "two different",
        ),
        ("place -= rate * slope(place)", "place -= rate * 2 * place", "without the engine"),
        ("picture(5, place))\n", "picture(-5, place))\n", "its experiment's frame is numbered -5"),
        ("picture(5, place))\n", "None)  # type: ignore[arg-type]\n", "is missing"),
        ("Outcome(int(abs(place) < 1),", "Outcome(int(abs(place) < 1) if False else 3,", "two different"),
    ],
)
def test_rules_for_predictions(course: Course, old: str, new: str, says: str) -> None:
    course.edit("lesson.py", old, new)
    problems = course.check(6)
    assert [says in problem.text for problem in problems] == [True] * bool(says), [str(problem) for problem in problems]
