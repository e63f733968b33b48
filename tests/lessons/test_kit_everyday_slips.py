"""The slips that any number invites: each is named, and gives way to a question's own mistake of the same value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lessons.kit.check_marking import mistakes_problem
from lessons.kit.check_wording import wording_problem
from lessons.kit.number import Misconception, Number

NUMBER = Number(prompt="?", value=lambda: -1.5, again=lambda: -1.5, tolerance=0.01, explain=lambda: "Yes.")
SHARE = replace(NUMBER, value=lambda: 0.88, again=lambda: 0.88, unit="share")
PER_CENT = replace(NUMBER, value=lambda: 12.5, again=lambda: 12.5, unit="per cent")


@pytest.mark.parametrize(
    ("body", "reply", "name"),
    [
        (NUMBER, "1.5", "sign flipped"),
        (NUMBER, "1.509", "sign flipped"),
        (NUMBER, "-150", None),
        (NUMBER, "1.52", None),
        (SHARE, "88", "per cent for a share"),
        (SHARE, "88.9", "per cent for a share"),
        (SHARE, "90", None),
        (SHARE, "-0.88", "sign flipped"),
        (SHARE, "0.0088", None),
        (PER_CENT, "0.125", "a share for per cent"),
        (PER_CENT, "1/8", "a share for per cent"),
        (PER_CENT, "1250", None),
    ],
)
def test_an_everyday_slip_is_told_by_its_name(body: Number, reply: str, name: str | None) -> None:
    verdict = body.mark(reply)
    assert (verdict.outcome, verdict.misconception) == ("wrong", name)


@pytest.mark.parametrize(
    ("body", "reply"),
    [(SHARE, "88%"), (SHARE, "0.88"), (PER_CENT, "12.5"), (PER_CENT, "12,5 %"), (PER_CENT, "1/8*100")],
)
def test_a_share_and_per_cent_may_be_typed_with_their_sign(body: Number, reply: str) -> None:
    assert body.mark(reply).outcome == "right"


def test_what_is_typed_is_said_in_the_units_words() -> None:
    assert SHARE.asks_for() == "Type a share from 0 to 1, such as 0.25, 1/4 or 25%; within 0.01 counts as right."
    assert PER_CENT.asks_for() == "Type per cent, from 0 to 100; within 0.01 counts as right."


def test_a_questions_own_mistake_comes_first() -> None:
    own = replace(SHARE, misconceptions=(Misconception("forgot to divide", lambda: 88.3, "Divide."),))
    assert own.mark("88").misconception == "per cent for a share"
    assert own.mark("88.3").misconception == "forgot to divide"
    assert own.tells("forgot to divide") and own.tells("per cent for a share")
    covered = replace(SHARE, misconceptions=(Misconception("forgot to divide", lambda: 88.0, "Divide."),))
    assert covered.mark("88").misconception == "forgot to divide"
    assert not covered.tells("per cent for a share")
    assert mistakes_problem(covered) == covered.ambiguity() == ""


def test_an_answer_of_zero_has_no_sign_to_lose() -> None:
    nothing = replace(NUMBER, value=lambda: 0.0, again=lambda: 0.0)
    assert nothing.mark("-0").outcome == "right"
    assert NUMBER.tells("sign flipped") and not nothing.tells("sign flipped")
    assert not NUMBER.tells("per cent for a share")


def test_a_share_lies_between_nothing_and_the_whole() -> None:
    assert SHARE.ambiguity() == PER_CENT.ambiguity() == ""
    assert replace(SHARE, value=lambda: 1.2).ambiguity() == "share is asked for, and the answer is none"
    assert replace(PER_CENT, value=lambda: -3.0).ambiguity() == "per cent is asked for, and the answer is none"


@pytest.mark.parametrize("prompt", ["Which share of it is blue?", "How much is it, in per cent?", "How sure is it?"])
def test_a_question_that_asks_for_a_share_says_so(prompt: str) -> None:
    slips = tuple(Misconception(f"slip {i}", lambda i=i: 5.0 + i, "No.") for i in range(3))  # type: ignore[misc]
    asks = replace(SHARE, prompt=prompt, misconceptions=slips)
    assert wording_problem(asks) == ""
    assert 'unit="share"' in wording_problem(replace(asks, unit=""))
    assert wording_problem(replace(asks, prompt="How tall is it?", unit="")) == ""
