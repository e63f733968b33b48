"""A terminal that does not read is given up in time; one that is merely slow, or late, or used by somebody, is not."""

from __future__ import annotations

import pytest

from tutor.tui.driver.attention import DOUBT, PADDING, PATIENCE, PATIENCE_IN_DOUBT, Attention
from tutor.tui.driver.leaving import SHORTLY

PSEUDO_TERMINAL = 20_480
"""Bytes that Linux takes at most while nobody reads."""


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_there_is_nothing_to_wait_for_while_nothing_is_under_way(clock: Clock) -> None:
    assert Attention(doubts=True, clock=clock).time_left(None, None) is None


def test_patience_runs_from_the_last_thing_taken(clock: Clock) -> None:
    attention = Attention(doubts=True, clock=clock)
    clock.now = 101.5
    assert attention.time_left(100.0, None) == PATIENCE - 1.5
    assert attention.time_left(101.5, None) == PATIENCE


def test_a_key_shows_that_somebody_is_there(clock: Clock) -> None:
    attention = Attention(doubts=True, clock=clock)
    clock.now = 110.0
    attention.heard_at = 109.0
    assert attention.time_left(100.0, 100.0) == PATIENCE - 1


def test_a_late_answer_is_looked_into_once(clock: Clock) -> None:
    attention = Attention(doubts=True, clock=clock)
    clock.now = 100.5
    assert attention.time_left(None, 100.0) == pytest.approx(DOUBT - 0.5)
    assert len(attention.look_into(100.0)) > PSEUDO_TERMINAL
    assert attention.time_left(None, 100.0) is None  # what was sent was taken: it reads
    assert attention.time_left(100.5, 100.0) == PATIENCE_IN_DOUBT
    assert attention.time_left(None, 100.5) == pytest.approx(DOUBT)  # another question


def test_a_late_answer_says_nothing_where_something_else_reads(clock: Clock) -> None:
    attention = Attention(doubts=False, clock=clock)
    assert attention.time_left(None, 90.0) is None
    assert attention.time_left(100.0, 90.0) == PATIENCE


@pytest.mark.parametrize(
    ("environment", "doubts"),
    [
        ({}, True),
        ({"TMUX": "/tmp/tmux-0/default,1,0"}, True),
        ({"SSH_CONNECTION": "10.0.0.1 4 10.0.0.2 22"}, False),
        ({"STY": "12.pts-0.host"}, False),
        ({"WSL_DISTRO_NAME": "Debian"}, False),
        ({"WSL_DISTRO_NAME": "Debian", "WT_SESSION": "1"}, True),
    ],
)
def test_what_is_known_of_the_reader(environment: dict[str, str], doubts: bool) -> None:
    assert Attention.for_environment(environment).doubts is doubts


def test_all_patience_together_is_less_than_three_seconds() -> None:
    assert DOUBT + PATIENCE_IN_DOUBT + SHORTLY < 3
    assert PATIENCE + SHORTLY < 3


def test_padding_shows_nowhere() -> None:
    assert set(PADDING) == {"\0"}
