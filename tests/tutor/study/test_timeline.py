"""A timeline without a thread: which job comes of what is wished, and what is done with one that comes back late."""

from __future__ import annotations

import pytest

from lessons.kit.demo import Demo, Frame, Frames, demo
from lessons.kit.knobs import Knob
from lessons.kit.live import Live
from lessons.kit.scene import alone
from tutor.study.playback.here_and_now import carry_out
from tutor.study.playback.prediction import Commitment
from tutor.study.playback.speeds import SPEEDS
from tutor.study.playback.timeline import Timeline
from tutor.study.playback.view import DemoView


class Counted:
    """A demo that tells which frames it has made, and which runs were closed."""

    def __init__(self, last: int = 1000) -> None:
        self.made: list[tuple[float, int]] = []
        self.closed: list[float] = []
        self.demo = self._demo(last)
        self.timeline = Timeline(self.demo)

    def _demo(self, last: int) -> Demo:
        @demo(size=Knob(0, 100, start=1), push=Knob(0, 10, start=0, live=True))
        def counted(size: float, push: Live[float], seed: int) -> Frames:
            """Counts."""
            try:
                for number in range(last + 1):
                    self.made.append((size, number))
                    yield Frame(number, (), f"push {push():g}", {"seed": seed}, finished=number == last)
            finally:
                self.closed.append(size)

        return counted

    @property
    def view(self) -> DemoView:
        return self.timeline.view(Commitment(alone(self.demo)))


@pytest.fixture
def here() -> Counted:
    counted = Counted()
    counted.timeline.begin()
    carry_out(counted.timeline)
    return counted


def test_nothing_is_wished_of_a_run_that_has_shown_its_first_frame(here: Counted) -> None:
    assert here.view.index == 0 and not here.timeline.has_job and here.timeline.next_job() is None


def test_each_step_is_a_job_of_its_own_so_that_each_frame_is_seen(here: Counted) -> None:
    for _ in range(3):
        here.timeline.step()
    assert here.view.aim == 3
    seen = []
    while job := here.timeline.next_job():
        assert job.frames == 1 and here.view.aim == 3
        here.timeline.take(job, job.do())
        seen.append(here.view.index)
    assert seen == [1, 2, 3]


def test_a_run_that_plays_is_asked_for_what_passes_between_two_pictures(here: Counted) -> None:
    here.timeline.play_or_pause()
    here.timeline.speed = SPEEDS.index(100)
    job = here.timeline.next_job()
    assert job is not None and job.frames == 7 and here.timeline.waits_for_next
    here.timeline.take(job, job.do())
    assert here.view.index == 7 and here.view.playing


def test_playing_stops_where_nothing_moves_any_more() -> None:
    short = Counted(last=5)
    short.timeline.begin()
    short.timeline.play_or_pause()
    carry_out(short.timeline)
    assert short.view.finished and not short.view.playing and short.view.index == 5


def test_looking_elsewhere_gives_up_the_look_that_is_under_way(here: Counted) -> None:
    here.timeline.go_on(300)
    carry_out(here.timeline)
    here.timeline.look(101)
    late = here.timeline.next_job()
    here.timeline.look(300)
    assert late is not None and late.given_up and here.view.aim == 300
    made = len(here.made)
    assert here.timeline.take(late, late.do()) and here.view.index == 300 and len(here.made) == made


def test_a_knob_turned_while_a_job_is_under_way_reaches_the_run_with_the_next(here: Counted) -> None:
    here.timeline.step()
    job = here.timeline.next_job()
    here.timeline.turn("push", 3.0)
    assert job is not None and here.view.settings["push"] == 3.0
    here.timeline.take(job, job.do())
    assert here.view.frame is not None and here.view.frame.caption == "push 0"
    here.timeline.step()
    carry_out(here.timeline)
    assert here.view.frame.caption == "push 3"
    assert here.view.settings["push"] == 3.0


def test_of_many_runs_begun_while_one_is_at_work_only_the_last_is_computed(here: Counted) -> None:
    here.timeline.step()
    late = here.timeline.next_job()
    for size in range(2, 12):
        here.timeline.turn("size", float(size))
    assert late is not None and late.given_up and here.closed == []
    assert not here.timeline.take(late, late.do())
    assert 1.0 in here.closed and here.view.index == -1
    carry_out(here.timeline)
    assert here.view.index == 1 and {size for size, _ in here.made} == {1.0, 11.0}


def test_a_run_whose_job_is_never_brought_back_is_asked_for_nothing_more(here: Counted) -> None:
    here.timeline.play_or_pause()
    assert here.timeline.next_job() is not None  # and whoever carried it out was broken off
    here.timeline.step()
    assert here.timeline.next_job() is None
    here.timeline.close()
    assert here.closed == []


def test_a_job_that_is_never_brought_back_keeps_its_run_from_being_closed(here: Counted) -> None:
    here.timeline.step()
    assert here.timeline.next_job() is not None
    here.timeline.close()
    assert here.closed == [] and not here.timeline.has_job


def test_a_run_that_was_tried_is_noted_once_when_it_is_left() -> None:
    noted = []
    timeline = Timeline(Counted().demo, note=lambda script, frame: noted.append((script.index, frame.number)))
    timeline.begin()
    carry_out(timeline)
    timeline.begin()
    assert noted == []
    timeline.go_on(4)
    carry_out(timeline)
    timeline.close()
    timeline.close()
    assert noted == [(4, 4)]
