"""The microscope as a conversation: a numbered list, forward and then backward, from a demo and from a question."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from engine import Network
from lessons.kit.inspection import Inspection, expression, network_example
from tests.tutor.shell_support import make_course, said, write_lesson
from tutor.microscope.following import WHOLE
from tutor.microscope.slide import Slide
from tutor.microscope.viewing import view_of
from tutor.plain.microscope import list_view, look_inside
from tutor.plain.talk import Talk, Way

NET = network_example(Network([2, 3, 1], "tanh", seed=1), [0.5, -1.0], 0.3)
SUM = expression(lambda w, x: (w * x + w).named("y") ** 2, {"w": 0.5}, {"x": 3.0}, title="A sum")


def talked(inspection: Inspection, *replies: str) -> tuple[str, object]:
    """What is written when somebody types this, on one line, and where it leads."""
    out = io.StringIO()
    talk = Talk(io.StringIO("".join(f"{reply}\n" for reply in replies)), out, {"COLUMNS": "90"})
    way = look_inside(talk, inspection)
    return " ".join(out.getvalue().split()), way


def test_it_is_a_numbered_list_forward_and_then_backward() -> None:
    text, way = talked(SUM, "")
    assert way is None
    assert text.startswith("The microscope. A sum Followed: whole. Given: - w = 0.5 - x = 3 Forward: 1 a1 = w × x")
    assert "2 y = a1 + w = 1.5 + 0.5 = 2." in text and "3 loss = y² = 2² = 4." in text
    assert "5 blame of y = blame of loss × local slope = 1 × 4 = 4. ✓ nudged: 4." in text
    assert "With what came before: 16. ✓ nudged: 16." in text
    numbers = [word for word in text.split("Forward: ")[1].split() if word.isdecimal()]
    assert all(str(each) in numbers for each in range(1, 9))


def test_a_weight_a_neuron_and_a_layer_can_be_followed() -> None:
    text, _ = talked(NET, "W1[2, 1]", "neuron 1.3", "layer 1", "")
    for name in ("W1[2, 1]", "neuron 1.3", "layer 1"):
        assert f"Followed: {name}. Given:" in text
    assert "blame of W1[2, 1] = blame of z1[2] × local slope" in text


def test_what_is_not_there_gets_a_sentence_and_help_says_what_is() -> None:
    text, _ = talked(NET, "layer 7", "banana", "?", "")
    assert "There is no layer 7. The layers go from 1 to 2." in text
    assert "There is no “banana” here." in text and "Type what to follow: whole, layer 1, neuron 1.2" in text


@pytest.mark.parametrize(
    ("typed", "way"), [("q", Way.LEAVE), ("home", Way.HOME), ("page 2", 2), ("b", None), ("", None)]
)
def test_it_leads_on_or_back(typed: str, way: object) -> None:
    assert talked(NET, typed)[1] == way


def test_large_arrays_are_summed_up() -> None:
    out = io.StringIO()
    example = network_example(Network([64, 64, 10], seed=1), np.ones(64), 3, "softmax_cross_entropy")
    list_view(Talk(io.StringIO(), out, {}), view_of(Slide(example), WHOLE))
    assert "4160 numbers (64×65), norm" in out.getvalue() and len(out.getvalue()) < 4_000


FILES = {
    "model.py": '''"""A square."""

from lessons.kit.inspection import expression

INSIDE = expression(lambda w: w**2, {"w": 3.0}, title="A square")
''',
    "demo_square.py": '''"""A demo with a computation inside."""

from lessons.kit.demo import Frame, demo

from .model import INSIDE


@demo()
def square(seed):
    """A square."""
    yield Frame(0, (), "Here it is.", {"update": 0}, inspect=INSIDE)
    yield Frame(1, (), "Here it is no more.", {"update": 1}, finished=True)
''',
    "quiz.py": '''"""A question with a computation inside."""

from lessons.kit.questions import Number, question

from .model import INSIDE


@question
def slope(draw):
    slips = {"sign flipped": lambda: -6.0}
    return Number(value=lambda: 6.0, again=lambda: 6.0, tolerance=0.1, mistakes=slips, inspect=INSIDE)
''',
    "quiz.md": """## slope
The slope of w² at 3?

- sign flipped: Minus.
1. A nudge.
2. The method.
3. It is 6.
> Yes.
""",
}
TEXT = """+++
title = "Inside?"
summary = "Look."
sources = ["A, question 6"]
+++

## Demo

Look.

```demo
square
```

## Quiz

One.

```quiz
slope
```
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    course = make_course(tmp_path / "course")
    write_lesson(course / "ten_questions" / "hills", {**FILES, "text.md": TEXT})
    return course


def heard(root: Path, *typed: str) -> str:
    """What the plain lesson says to this."""
    home = {"NNTUTOR_HOME": str(root.parent / "home")}
    answer = said(root, "--plain", "lesson", "hills", stdin="".join(f"{each}\n" for each in typed), environment=home)
    assert answer.status == 0 and answer.err == ""
    return " ".join(answer.out.split())


@pytest.mark.parametrize("word", ["microscope", "m", "Microscope"])
def test_a_demo_is_looked_into_at_the_frame_that_was_shown(root: Path, word: str) -> None:
    text = heard(root, "page 1", word, "", "play", word, "q")
    assert "The microscope. A square Followed: whole. Given: - w = 3" in text
    assert "Here it is no more." in text and "There is nothing to look inside of here." in text


def test_a_question_is_looked_into_once_it_is_answered(root: Path) -> None:
    text = heard(root, "page 2", "m", "hint", "hint", "m", "7", "m", "", "q")
    assert text.count("so it opens once you have answered, or after the third hint.") == 2
    assert "microscope shows the computation itself." in text
    assert text.index("Marked wrong.") < text.index("blame of w = blame of loss × local slope = 1 × 6 = 6.")


def test_the_worked_answer_opens_it_too(root: Path) -> None:
    text = heard(root, "page 2", "hint", "hint", "hint", "microscope", "", "q")
    assert "blame of w" in text and "so it opens once" not in text


def test_one_can_leave_from_inside(root: Path) -> None:
    assert heard(root, "page 1", "m", "q").endswith("Until next time.")


def test_a_computation_that_fails_is_told_and_the_question_stays(root: Path) -> None:
    path = root / "ten_questions" / "hills" / "model.py"
    path.write_text(FILES["model.py"].replace("lambda w: w**2", "lambda w: 1 / 0"), encoding="utf-8")
    text = heard(root, "page 2", "6", "m", "retry", "q")
    assert "This computation fails (ZeroDivisionError: division by zero). Enter goes on" in text


def test_a_picture_is_written_row_by_row_in_figures() -> None:
    picture = np.array([[0.0, 1.0], [0.5, 0.0]])
    text, _ = talked(network_example(Network([4, 2, 1], "tanh", seed=1), picture, 1.0), "")
    assert "x = a picture of 2×2 pixels" in text and "0 for no ink and 9 for most: 09 40" in text
