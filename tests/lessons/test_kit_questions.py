"""Questions: drawn from a seed, answered twice, and marked with the name of the mistake."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.kit.charts import Table
from lessons.kit.demo import Frame
from lessons.kit.errors import DoesNotAgree, Unreadable
from lessons.kit.questions import (
    Choice,
    Draw,
    Hints,
    Misconception,
    Number,
    Option,
    Outcome,
    Predict,
    central_difference,
    question,
    read_option,
)

HINTS = Hints("nudge", "method", lambda: "worked")
NUMBER = Number(
    prompt="Slope?",
    value=lambda: -6.0,
    again=lambda: -6.0 + 1e-5,
    tolerance=0.05,
    misconceptions=(
        Misconception("sign flipped", lambda: 6.0, "It points uphill."),
        Misconception("forgot the 2", lambda: -3.0, "Two factors."),
    ),
    hints=HINTS,
    explain=lambda: "Yes, −6.",
)
OPTIONS = (
    Option("It *rises*", "stepped uphill", "It fell."),
    Option("It falls", "", ""),
    Option("It falls apart", "feared the worst", "It is whole."),
)
CHOICE = Choice(
    prompt="What does it do?",
    options=OPTIONS,
    decide=lambda: 1,
    again=lambda: 1,
    hints=HINTS,
    explain=lambda: "It fell.",
)
FRAME = Frame(3, (Table("t", ("a",), ()),), "It fell.", {"update": 3})


@given(st.integers(-(2**70), 2**70))
def test_a_seed_draws_the_same_again(seed: int) -> None:
    one, other = Draw(seed), Draw(seed)
    for draw in (one, other):
        assert draw.seed >= 0
    assert one.number(-3, 3, 0.1) == other.number(-3, 3, 0.1)
    assert one.whole(1, 6) == other.whole(1, 6)
    assert one.one_of("abc") == other.one_of("abc")
    assert one.shuffled("abcdef") == other.shuffled("abcdef")
    assert one.decided() == other.decided() and len(one.decided()) == 4 + 1


@given(st.integers(0, 10_000))
def test_what_is_drawn_is_round_and_within_bounds(seed: int) -> None:
    draw = Draw(seed)
    number = draw.number(-0.3, 0.3, 0.1, zero=seed % 2 == 0)
    assert f"{number:g}" in {"-0.3", "-0.2", "-0.1", "0", "0.1", "0.2", "0.3"} - ({"0"} if seed % 2 else set())
    assert 1 <= draw.whole(1, 3) <= 3
    assert sorted(draw.shuffled((1, 2, 3))) == [1, 2, 3]


def test_all_that_can_be_drawn_is_drawn() -> None:
    assert {Draw(seed).whole(1, 3) for seed in range(60)} == {1, 2, 3}
    assert {Draw(seed).number(0, 1, 0.5) for seed in range(60)} == {0, 0.5, 1}


@pytest.mark.parametrize(
    ("reply", "outcome", "name"),
    [
        ("-6", "right", None), ("−6,04", "right", None), ("-6.05", "right", None), ("-6.06", "wrong", None),
        ("6", "wrong", "sign flipped"), ("-3.02", "wrong", "forgot the 2"), ("0", "wrong", None),
        ("banana", "unreadable", None), ("", "unreadable", None), ("1e999", "unreadable", None),
    ],
)  # fmt: skip
def test_a_number_is_marked_with_the_name_of_the_mistake(reply: str, outcome: str, name: str | None) -> None:
    verdict = NUMBER.mark(reply)
    assert (verdict.outcome, verdict.misconception) == (outcome, name)
    assert verdict.message
    assert (verdict.message == "Yes, −6.") == (outcome == "right")


def test_nobody_is_marked_by_answers_that_differ() -> None:
    doubtful = replace(NUMBER, again=lambda: -6.01)
    for call in (doubtful.answer, lambda: doubtful.mark("-6"), lambda: doubtful.mark("7"), doubtful.accepted_reply):
        with pytest.raises(DoesNotAgree, match=r"came out as -6 and -6\.01"):
            call()
    assert doubtful.mark("banana").outcome == "unreadable"
    for strange in (lambda: float("nan"), lambda: float("inf")):
        with pytest.raises(DoesNotAgree):
            replace(NUMBER, value=strange, again=strange).answer()


def test_a_very_small_answer_must_agree_within_its_tolerance() -> None:
    tiny = replace(NUMBER, value=lambda: 2e-5, again=lambda: 1e-5, tolerance=1e-6, misconceptions=())
    with pytest.raises(DoesNotAgree):
        tiny.answer()
    assert replace(tiny, again=lambda: 2.00001e-5).mark("0.00002").outcome == "right"


def test_a_number_says_what_it_asks_for_and_accepts_its_own_answer() -> None:
    assert NUMBER.asks_for() == "Type a number; within 0.05 counts as right."
    assert replace(NUMBER, tolerance=0.0).asks_for() == "Type a number; it comes out exactly."


def test_a_count_is_asked_for_as_a_whole_number_and_must_be_one() -> None:
    count = replace(NUMBER, tolerance=0.25, misconceptions=(), value=lambda: 3.0, again=lambda: 3.0)
    assert count.asks_for() == replace(count, tolerance=0.4).asks_for() == "Type a whole number."
    assert (
        replace(count, tolerance=0.5).asks_for() != "Type a whole number." != replace(count, tolerance=0.2).asks_for()
    )
    assert count.mark("3").outcome == "right" and count.ambiguity() == ""
    assert "the answer is none" in replace(count, value=lambda: 3.1, again=lambda: 3.1).ambiguity()
    assert NUMBER.mark(NUMBER.accepted_reply()).outcome == "right"
    assert [NUMBER.hints.step(number) for number in (1, 2, 3)] == ["nudge", "method", "worked"]


@pytest.mark.parametrize(
    ("reply", "index"),
    [
        ("1", 0), ("02", 1), ("2.", 1), ("(3)", 2), ("b", 1), ("B)", 1), (" it falls ", 1), ("It *rises*", 0),
        ("it RISES", 0), ("it r", 0), ("it falls a", 2), ("٢", 1),
    ],
)  # fmt: skip
def test_an_option_is_picked_by_number_letter_or_words(reply: str, index: int) -> None:
    assert read_option(reply, [option.text for option in OPTIONS]) == index


@pytest.mark.parametrize("reply", ["", "0", "4", "d", "it", "banana", "-1", "1.5", "00010", "²", "9" * 10_000, "i"])
def test_anything_else_picks_nothing(reply: str) -> None:
    with pytest.raises(Unreadable, match="by its number, 1 to 3"):
        read_option(reply, [option.text for option in OPTIONS])


@given(st.text(max_size=50))
def test_no_reply_to_a_choice_is_a_crash(reply: str) -> None:
    assert CHOICE.mark(reply).outcome in ("right", "wrong", "unreadable")


def test_a_choice_is_marked_with_what_the_option_means() -> None:
    assert CHOICE.mark("2").outcome == CHOICE.mark(CHOICE.accepted_reply()).outcome == "right"
    wrong = CHOICE.mark("1")
    assert (wrong.outcome, wrong.misconception, wrong.message) == ("wrong", "stepped uphill", "It fell.")
    with pytest.raises(DoesNotAgree, match="two different options"):
        replace(CHOICE, again=lambda: 2).mark("1")
    for option, beyond in (("0", lambda: -1), ("4", lambda: 3)):
        with pytest.raises(DoesNotAgree, match=f"Option {option} came out as right, of 3"):
            replace(CHOICE, decide=beyond, again=beyond).mark("1")


def test_a_prediction_shows_its_experiment_once_the_learner_has_committed() -> None:
    runs: list[int] = []

    def experiment() -> Outcome:
        runs.append(1)
        return Outcome(1, FRAME)

    body = Predict(
        prompt="?", options=OPTIONS, again=lambda: 1, hints=HINTS,
        explain=lambda: "It fell.", experiment=experiment,
    )  # fmt: skip
    unread = body.mark("banana")
    assert (unread.outcome, unread.frame, runs) == ("unreadable", None, [])
    right, wrong = body.mark("2"), body.mark("3")
    assert (right.outcome, right.frame, wrong.misconception, wrong.frame) == ("right", FRAME, "feared the worst", FRAME)
    assert (NUMBER.kind, CHOICE.kind, body.kind) == ("number", "choice", "predict")


def test_unfair_numbers_are_drawn_again() -> None:
    @question
    def product(draw: Draw) -> Number:
        w = draw.whole(0, 2)  # 2 + 2 is 2 × 2, and so is 0 + 0
        return replace(
            NUMBER,
            prompt=f"{w}",
            value=lambda: float(w * w),
            misconceptions=(Misconception("sum", lambda: 2.0 * w, ""),),
        )

    drawn = [product.draw(seed) for seed in range(40)]
    assert {asked.body.prompt for asked in drawn} == {"1"}
    assert {asked.redrawn > 0 for asked in drawn} == {True, False}
    assert all((asked.name, asked.seed) == ("product", seed) for seed, asked in enumerate(drawn))


def test_a_question_without_fair_numbers_says_so() -> None:
    hopeless = question(lambda _: replace(NUMBER, value=lambda: float("nan")))
    with pytest.raises(DoesNotAgree, match="finds no clear numbers for seed 3"):
        hopeless.draw(3)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (NUMBER, ""),
        (CHOICE, ""),
        (replace(NUMBER, tolerance=1.5), "too close together"),
        (replace(NUMBER, value=lambda: float("inf")), "not finite"),
        (replace(NUMBER, misconceptions=(Misconception("m", lambda: float("nan"), ""),)), "not finite"),
        (replace(CHOICE, options=(*OPTIONS, Option("it  rises", "m", ""))), "two options read the same"),
    ],
)
def test_what_cannot_be_marked_fairly(body: Number | Choice, says: str) -> None:
    assert (says in body.ambiguity()) and bool(says) == bool(body.ambiguity())


@given(st.floats(-50, 50), st.floats(-3, 3), st.floats(-3, 3))
def test_a_central_difference_measures_a_slope(x: float, a: float, b: float) -> None:
    assert central_difference(lambda v: float(a * v**2 + b * v), x) == pytest.approx(2 * a * x + b, rel=1e-6, abs=1e-6)
    matrix = np.array([[x, a], [b, 1.0]])
    slope = central_difference(lambda m: float((m**2).sum()), matrix, (0, 1))
    assert slope == pytest.approx(2 * a, rel=1e-6, abs=1e-5)
    assert matrix[0, 1] == a, "what is measured is left as it was"
