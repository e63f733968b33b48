"""Each of the six kinds of question as a conversation and as JSON, in a lesson that asks one of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.kit.course import load
from tests.tutor.shell_support import make_course, said, write_lesson
from tutor.store import open_store

TEXT = """+++
title = "Six kinds?"
summary = "One of each."
sources = ["A, question 6"]
+++

## Quiz

Six.

```quiz
number
choice
predict
formula
order
which
```
"""
CODE = '''"""One question of each kind."""

import numpy as np

from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame
from lessons.kit.questions import Choice, Formula, Number, Option, Order, Outcome, Predict, Which, question

OPTIONS = (Option("*to the* left", "left"), Option("to the `right`", "right"))
FRAME = Frame(1, (Lines("A line", (Series("line", np.arange(5.0), np.arange(5.0)),)),), "It *rises*.", {"update": 1})


@question
def number(draw):
    return Number(value=lambda: 3.0, again=lambda: 1.0 + 2, tolerance=0.01, mistakes={"minus": lambda: -3.0},
                  chart=FRAME)


@question
def choice(draw):
    return Choice(options=OPTIONS, decide=lambda: 1, again=lambda: 1)


@question
def predict(draw):
    return Predict(options=OPTIONS, again=lambda: 0, experiment=lambda: Outcome(0, FRAME))


@question
def formula(draw):
    return Formula(domain={"q": (1, 2), "b": (1, 2)}, value=lambda at: at["q"] + at["b"],
                   again=lambda at: at["b"] + at["q"], example="q + b",
                   mistakes={"minus": lambda at: at["q"] - at["b"], "one only": lambda at: at["q"]})


@question
def order(draw):
    return Order(things=("leap", "look", "*land*"), decide=lambda: (1, 0, 2), again=lambda: (1, 0, 2),
                 mistakes={"hasty": (0, 1)})


@question
def which(draw):
    return Which(options=OPTIONS, amounts=lambda: (1.0, 2.0), amounts_again=lambda: (1.0, 2.0))
'''
HINTS = "1. A nudge.\n2. The method.\n3. It is 1.\n"
SIDES = "- left: Not left.\n- right: Not right.\n"
SAID = {
    "number": ("What is `1 + 2`?", "- minus: Minus.\n", "Three."),
    "choice": ("Which way?", SIDES, "Right it is."),
    "predict": ("What will it do?", SIDES, "So it did."),
    "formula": ("The sum of q and b?", "- minus: Minus.\n- one only: Both.\n", "A sum."),
    "order": ("In which order?", "- hasty: Look first.\n", "Look, leap, land."),
    "which": ("Which is steepest?", SIDES, "Two is more."),
}
WORDS = "".join(f"## {name}\n{asks}\n\n{slips}{HINTS}> {why}\n\n" for name, (asks, slips, why) in SAID.items())
NAMES = ("number", "choice", "predict", "formula", "order", "which")
RIGHT = ("3", "b", "to the left", "b + q", "2 1 3", "2")
WRONG = ("-3", "1", "2", "q", "1 2 3", "a")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    course = make_course(tmp_path / "course")
    write_lesson(course / "ten_questions" / "hills", {"text.md": TEXT, "quiz.py": CODE, "quiz.md": WORDS})
    return course


def flat(text: str) -> str:
    return " ".join(text.split())


def asked(root: Path, kind: str, *replies: str) -> str:
    """What is said when one question is answered, and nothing else."""
    passed = "skip\n" * NAMES.index(kind)
    typed = passed + "".join(f"{reply}\n" for reply in replies)
    answer = said(root, "quiz", "hills", "--seed", "1", stdin=typed)
    assert answer.status == 0 and answer.err == ""
    return flat(answer.out[answer.out.index(f"Question {NAMES.index(kind) + 1} of 6") :])


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("number", "It rises. update 1. What is 1 + 2? Type a number; within 0.01 counts as right. Or: hint"),
        ("choice", "Which way? 1 to the left 2 to the right Pick one: 1 to 2. Or: hint"),
        ("predict", "What will it do? 1 to the left 2 to the right Pick one: 1 to 2. Or: hint"),
        ("formula", "The sum of q and b? Type a formula in q, b; any form that is equal counts as right. Or: hint"),
        ("order", "In which order? 1 leap 2 look 3 land Type the 3 numbers in the right order, such as 3 2 1. Or"),
        ("which", "Which is steepest? 1 to the left 2 to the right Pick one: 1 to 2. Or: hint"),
    ],
)
def test_each_kind_shows_what_there_is_and_says_how_to_reply(root: Path, kind: str, shown: str) -> None:
    assert shown in asked(root, kind)


@pytest.mark.parametrize(("kind", "reply"), list(zip(NAMES, RIGHT, strict=True)))
def test_each_kind_takes_a_right_reply(root: Path, kind: str, reply: str) -> None:
    assert "Right." in asked(root, kind, reply)


@pytest.mark.parametrize(("kind", "reply"), list(zip(NAMES, WRONG, strict=True)))
def test_each_kind_tells_a_known_mistake(root: Path, kind: str, reply: str) -> None:
    out = asked(root, kind, reply)
    assert "Not yet: " in out and "Marked wrong." in out
    assert "not a slip that is known" not in out and "yours" not in out


@pytest.mark.parametrize("kind", NAMES)
def test_each_kind_keeps_asking_when_it_cannot_read_a_reply(root: Path, kind: str) -> None:
    out = asked(root, kind, "(nonsense", RIGHT[NAMES.index(kind)])
    assert "Right." in out and "Marked wrong" not in out


def test_a_prediction_shows_what_happened(root: Path) -> None:
    assert "A line" in asked(root, "predict", "1") and "It rises." in asked(root, "predict", "1")


def test_a_name_of_a_formula_is_a_reply_and_leaving_takes_more_than_that(root: Path) -> None:
    out = asked(root, "formula", "q", "q", "quit")
    assert out.count("Both.") == 2 and "Question 5" not in out


@pytest.mark.parametrize(
    ("kind", "reply", "words"),
    [("which", "2", "You answered to the right"), ("order", "1 2 3", "You answered 1 2 3"), ("number", "3", "ed 3")],
)
def test_a_kept_reply_comes_back_in_words(root: Path, kind: str, reply: str, words: str) -> None:
    passed = "skip\n" * NAMES.index(kind)
    said(root, "lesson", "hills", stdin=f"{passed}{reply}\nq\n")
    assert words in flat(said(root, "lesson", "hills", stdin="q\n").out)


def test_json_shows_each_kind_and_marks_a_line_of_reply_each(root: Path) -> None:
    questions = said(root, "quiz", "hills", "--json").records
    assert [one["kind"] for one in questions] == list(NAMES)
    assert [one["picked"] for one in questions] == [False, True, True, False, False, True]
    assert [len(one["listed"]) for one in questions] == [0, 2, 2, 0, 3, 2]
    assert questions[4]["listed"] == ["leap", "look", "*land*"]
    assert questions[0]["picture"] == "It *rises*." and questions[1]["picture"] is None
    verdicts = said(root, "quiz", "hills", "--json", stdin="\n".join(RIGHT)).records[6:]
    assert [one["outcome"] for one in verdicts] == ["right"] * 6 and verdicts[2]["picture"] == "It *rises*."
    verdicts = said(root, "quiz", "hills", "--json", stdin="\n".join(WRONG)).records[6:]
    assert [one["outcome"] for one in verdicts] == ["wrong"] * 6
    assert [one["misconception"] for one in verdicts] == ["minus", "left", "right", "one only", "hasty", "left"]
    assert len(open_store().attempts("hills")) == 12


def test_the_kinds_are_all_there_are(root: Path) -> None:
    lesson = load("hills", root)
    assert [lesson.questions[name].draw(0).body.kind for name in NAMES] == list(NAMES)
