"""The schedule: what a clock cannot upset, how attempts are graded, and when questions come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.store import Attempt
from tutor.study.progress.cards import Card, cards
from tutor.study.progress.times import settled

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
MOMENTS = st.datetimes(timezones=st.just(UTC))
DAYS = st.integers(-400, 400)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def attempt(
    when: float,
    verdict: Literal["right", "wrong"] = "right",
    *,
    seed: int | None = None,
    hints: int = 0,
    question: str = "q",
    lesson: str = "a",
) -> Attempt:
    """An attempt on some day; each at a drawing of its own unless a seed is given."""
    drawn = int(when * 1000) if seed is None else seed
    return Attempt(lesson, question, drawn, "x", verdict, hints=hints, when=day(when))


def card(*attempts: Attempt, now: float) -> Card:
    """The only card that these make."""
    (only,) = cards(attempts, day(now)).values()
    return only


@given(st.lists(MOMENTS, max_size=40), MOMENTS)
def test_settled_times_never_fall_and_never_lie_in_the_future(times: list[datetime], now: datetime) -> None:
    result = settled(times, now)
    assert len(result) == len(times)
    assert all(earlier <= later for earlier, later in pairwise(result))
    assert all(time <= now for time in result)


@given(st.lists(MOMENTS, max_size=40))
def test_times_that_make_sense_are_left_alone(times: list[datetime]) -> None:
    in_order = sorted(times)
    assert settled(in_order, datetime.max.replace(tzinfo=UTC)) == in_order


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ([0, 1, 2, -20_000, -20_000, 3], [0, 1, 2, 2, 2, 3]),  # an empty battery: 1970 for a while
        ([0, 1, 20_000, 20_001, 2, 3], [0, 1, 1, 1, 2, 3]),  # ahead by decades, then put right
        ([0, 1, 8, 9, 2, 3, 4], [0, 1, 1, 1, 2, 3, 4]),  # ahead by a week, and not in the future any more
        ([-9, 0, 1], [-9, 0, 1]),
        ([20, 0, 1], [0, 0, 1]),
        ([99, 98], [10, 10]),
    ],
)
def test_a_clock_that_was_wrong_for_a_while_moves_no_other_time(clock: list[float], expected: list[float]) -> None:
    assert settled([day(number) for number in clock], day(10)) == [day(number) for number in expected]


def test_nothing_answered_makes_no_card() -> None:
    assert cards([], START) == {}


def test_right_comes_back_later_than_right_with_a_hint_and_that_later_than_wrong() -> None:
    good, hard, wrong = (card(made, now=0) for made in (attempt(0), attempt(0, hints=1), attempt(0, "wrong")))
    assert good.due > hard.due >= wrong.due >= day(1)
    assert wrong.waits and wrong.missed and not good.waits and not hard.waits


def test_each_time_that_it_is_right_when_due_it_comes_back_later() -> None:
    made = [attempt(0)]
    gaps = []
    for _ in range(4):
        due = card(*made, now=9999).due
        gaps.append(due - made[-1].when)
        made.append(attempt((due - START) / timedelta(days=1)))
    assert gaps == sorted(gaps) and gaps[0] >= timedelta(days=1) and gaps[-1] > timedelta(days=30)


def test_it_waits_from_the_moment_it_is_due() -> None:
    due = card(attempt(0), now=0).due
    before, after = ((due - START) / timedelta(days=1) + shift for shift in (-0.01, 0.01))
    assert not card(attempt(0), now=before).waits and card(attempt(0), now=after).waits


def test_recall_falls_with_time_and_rises_with_a_right_reply() -> None:
    recalls = [card(attempt(0), now=days).recall for days in (0, 2, 10, 100)]
    assert recalls[0] == 1 and recalls == sorted(recalls, reverse=True) and recalls[-1] < 0.6
    assert card(attempt(0), attempt(10), now=12).recall > recalls[1]


def test_only_the_first_reply_to_a_drawing_counts() -> None:
    alone = card(attempt(0, "wrong", seed=7), now=5)
    tried_again = [attempt(0, "wrong", seed=7), attempt(0, seed=7, hints=3), attempt(4, seed=7)]
    assert card(*tried_again, now=5) == alone
    assert not card(*tried_again, attempt(4.5, seed=8), now=5).missed


def test_a_question_holds_once_it_is_right_again_a_day_later() -> None:
    assert not card(attempt(0), attempt(0.9), now=1).held
    assert card(attempt(0), attempt(0.5, "wrong"), attempt(1), now=1).held
    assert not card(attempt(0, "wrong"), attempt(3), now=3).held


def test_a_clock_ahead_for_a_while_does_not_put_the_schedule_off() -> None:
    glitch = [attempt(0), attempt(30_000, question="other"), attempt(3)]
    assert cards(glitch, day(4))["a", "q"] == card(attempt(0), attempt(3), now=4)


attempts = st.builds(
    attempt,
    DAYS,
    st.sampled_from(["right", "wrong"]),
    seed=st.integers(0, 5),
    hints=st.integers(0, 3),
    question=st.sampled_from("pqr"),
    lesson=st.sampled_from("ab"),
)


@given(st.lists(attempts, max_size=30), DAYS)
def test_no_attempts_and_no_clock_break_a_schedule(made: list[Attempt], now: int) -> None:
    found = cards(made, day(now))
    assert set(found) == {(each.lesson, each.question) for each in made}
    for each in found.values():
        assert each.last <= day(now) and each.due > each.last and 0 < each.recall <= 1
    assert cards(made, day(now)) == found, "the same attempts give the same schedule"


@given(st.lists(MOMENTS, min_size=1, max_size=8), MOMENTS)
def test_the_ends_of_the_calendar_break_nothing(times: list[datetime], now: datetime) -> None:
    made = [Attempt("a", "q", seed, "x", "right", when=when) for seed, when in enumerate(times)]
    (only,) = cards(made, now).values()
    assert only.last <= now and only.due > only.last
