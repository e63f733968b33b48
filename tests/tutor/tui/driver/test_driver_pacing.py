"""An animation draws no more frames than the terminal says that it has consumed."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from tutor.tui.driver import pacing
from tutor.tui.driver.pacing import FIRST_BUDGET, LOST, QUESTION, SILENCE, SILENT_RATE, Pace


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(clock=clock)


def draw(pace: Pace, size: int = 100) -> str:
    """One frame, if it may be drawn, and what is sent after it."""
    assert pace.may_draw()
    return pace.probe(size, asking=pace.take_frame())


def answer_after(pace: Pace, clock: Clock, seconds: float) -> None:
    clock.now += seconds
    pace.answered(clock.now)


def test_only_the_first_picture_and_frames_are_followed_by_a_question(pace: Pace, clock: Clock) -> None:
    assert pace.probe(100, asking=pace.take_frame()) == QUESTION
    answer_after(pace, clock, 0.1)
    assert pace.probe(100, asking=pace.take_frame()) == ""
    assert draw(pace) == QUESTION
    assert pace.probe(100, asking=pace.take_frame()) == ""


def test_no_second_frame_before_the_first_answer(pace: Pace, clock: Clock) -> None:
    draw(pace)
    assert not pace.may_draw()
    answer_after(pace, clock, 0.1)
    assert pace.may_draw()
    assert pace.round_trip == pytest.approx(0.1)


def test_two_frames_are_under_way_while_answers_come_quickly(pace: Pace, clock: Clock) -> None:
    draw(pace)
    answer_after(pace, clock, 0.1)
    draw(pace)
    draw(pace)
    assert not pace.may_draw()
    answer_after(pace, clock, 0.5)  # frames pile up somewhere: now one at a time
    assert not pace.may_draw()
    answer_after(pace, clock, 0.5)
    draw(pace)
    assert not pace.may_draw()


def test_a_terminal_that_never_answers_gets_a_fixed_rate(pace: Pace, clock: Clock) -> None:
    draw(pace)
    clock.now += SILENCE - 0.01
    assert not pace.may_draw()
    clock.now += 0.02
    assert pace.may_draw()
    assert pace.silent
    assert pace.probe(100, asking=pace.take_frame()) == ""
    assert pace.seconds_to_wait() == pytest.approx(1 / SILENT_RATE)
    clock.now += 1 / SILENT_RATE
    assert pace.may_draw()


def test_a_terminal_that_answers_after_all_is_believed(pace: Pace, clock: Clock) -> None:
    draw(pace)
    clock.now += SILENCE
    assert pace.may_draw()
    pace.answered(clock.now)
    assert not pace.silent
    assert draw(pace) == QUESTION


def test_a_lost_answer_heals(pace: Pace, clock: Clock) -> None:
    draw(pace)
    answer_after(pace, clock, 0.1)
    draw(pace)
    draw(pace)
    clock.now += LOST - 0.1
    assert not pace.may_draw()
    clock.now += 0.1
    assert draw(pace) == QUESTION
    assert pace.outstanding == 1


def test_a_budget_spreads_the_bytes(clock: Clock) -> None:
    pace = Pace(budget=1000, clock=clock)
    draw(pace, 500)
    answer_after(pace, clock, 0.01)
    assert pace.seconds_to_wait() == pytest.approx(0.49)
    clock.now += 0.5
    assert pace.may_draw()


def test_while_the_terminal_does_not_read_nothing_is_drawn(clock: Clock) -> None:
    held = [True]
    pace = Pace(held=lambda: held[0], clock=clock)
    assert not pace.may_draw()
    held[0] = False
    assert pace.may_draw()


@pytest.mark.parametrize("between", ["TMUX", "STY"])
def test_who_answers_for_the_terminal_is_not_believed(between: str) -> None:
    pace = Pace.for_environment({between: "x"})
    for _ in range(50):
        pace.probe(10_000, asking=True)
        pace.answered(0)
    assert pace.budget == FIRST_BUDGET


def flow(pace: Pace, clock: Clock, rate: float, pieces: int) -> None:
    """A line of 50 ms and a rate carries pieces of a frame that never ends."""
    for _ in range(pieces):
        size = int(min(pace.piece, 10_000))
        pace.probe(size, asking=True)
        answer_after(pace, clock, 0.05 + size / rate)


def test_a_quick_line_soon_carries_whole_frames(clock: Clock) -> None:
    pace = Pace(FIRST_BUDGET, clock=clock, adapts=True)
    flow(pace, clock, 10e6, 20)
    assert pace.piece > 10_000


@pytest.mark.parametrize("rate", [8_000, 32_000, 100_000])
def test_the_budget_finds_what_a_slow_line_carries(clock: Clock, rate: float) -> None:
    pace = Pace(FIRST_BUDGET, clock=clock, adapts=True)
    flow(pace, clock, 10e6, 20)  # it was quick a moment ago
    flow(pace, clock, rate, 30)
    assert pace.budget < 2 * rate
    assert min(pace.piece, 10_000) / rate < 0.15  # seconds that a key may wait


def test_small_frames_say_nothing_about_the_line(clock: Clock) -> None:
    pace = Pace(FIRST_BUDGET, clock=clock, adapts=True)
    for seconds in (0.05, 0.05, 0.5, 0.05):
        pace.probe(80, asking=True)
        answer_after(pace, clock, seconds)
    assert pace.budget == FIRST_BUDGET


async def test_who_waits_is_woken_by_the_answer(pace: Pace, clock: Clock) -> None:
    draw(pace)
    waiting = asyncio.create_task(pace.wait_until_consumed())
    await asyncio.sleep(0)
    assert not waiting.done()
    answer_after(pace, clock, 0.1)
    await waiting
    assert pace.probe(100, asking=pace.take_frame()) == QUESTION


async def test_who_waits_looks_again_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "SILENCE", 0.01)
    pace = Pace()
    draw(pace)
    await asyncio.wait_for(pace.wait_until_consumed(), 30)
    assert pace.silent


async def test_only_the_newest_frame_is_drawn_and_the_last_one_always(pace: Pace, clock: Clock) -> None:
    drawn: list[int] = []
    for number in range(5):
        pace.draw_newest(partial(drawn.append, number))
    assert drawn == [0, 1, 2, 3, 4]  # nothing was sent yet, so there is nothing to wait for
    pace.probe(100, asking=pace.take_frame())
    for number in range(5, 10):
        pace.draw_newest(partial(drawn.append, number))
    assert drawn[5:] == []
    answer_after(pace, clock, 0.1)
    assert drawn[5:] == [9]
    answer_after(pace, clock, 0.1)
    assert drawn[5:] == [9]


async def test_a_frame_that_waits_is_drawn_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "SILENCE", 0.01)
    pace, drawn = Pace(), asyncio.Event()
    draw(pace)
    pace.draw_newest(drawn.set)
    assert not drawn.is_set()
    await asyncio.wait_for(drawn.wait(), 30)


async def test_the_rest_of_a_frame_comes_before_the_next_one(pace: Pace, clock: Clock) -> None:
    sent: list[str] = []
    draw(pace)
    pace.go_on_later(partial(sent.append, "rest"))
    pace.draw_newest(partial(sent.append, "next"))
    assert sent == []
    answer_after(pace, clock, 0.1)
    assert sent == ["rest"]
    pace.go_on_later(None)
    assert sent == ["rest", "next"]
