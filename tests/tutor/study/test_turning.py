"""A knob turned while nothing plays: the run comes to where it stood, and the one before stays behind as a shadow."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit import scene
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Demo, Frame, Frames, demo
from lessons.kit.history import History
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live
from lessons.kit.script import Script
from tutor.study.playback.here_and_now import carry_out
from tutor.study.playback.prediction import Commitment
from tutor.study.playback.timeline import Timeline
from tutor.study.playback.view import DemoView


def curve(size: float, number: int, name: str = "loss") -> Series:
    return Series(name, np.arange(number + 1.0), size * np.arange(1.0, number + 2))


@demo(size=Knob(0, 100, start=1, label="step size"), view=Choices("near", "far", live=True))
def growing(size: float, view: Live[str], seed: int) -> Frames:
    """A line whose slope is the size; above 50 it ends at once, above 90 it breaks."""
    for number in range(1000):
        if size > 90 and number == 3:
            raise ValueError("too large")
        rule = Series("rule", np.arange(5.0), np.ones(5))
        pictures = (Lines("Growth", (curve(size, number), rule), "update", "loss"),)
        readings = {"update": number, "loss": size * (number + 1), "seed": seed}
        yield Frame(number, pictures, f"{size:g} {view()}", readings, finished=50 < size <= 90 and number == 2)


class Turned:
    """A timeline that stands at a frame."""

    def __init__(self, frames: int = 6, played: Demo = growing) -> None:
        self.noted: list[tuple[float, int]] = []
        self.played = played
        self.timeline = Timeline(played, note=lambda script, _: self.noted.append((self.size(script), script.index)))
        self.timeline.begin()
        self.timeline.go_on(frames)
        carry_out(self.timeline)

    @staticmethod
    def size(script: Script) -> float:
        return float(script.settings["size"])

    @property
    def view(self) -> DemoView:
        return self.timeline.view(Commitment(scene.alone(self.played)))

    @property
    def series(self) -> list[tuple[str, str, list[float]]]:
        """Label, tone and heights of what is drawn."""
        frame = self.view.pictured
        assert frame is not None
        chart = frame.charts[0]
        assert isinstance(chart, Lines)
        return [(one.label, one.tone, [float(y) for y in one.y]) for one in chart.series]

    def turn(self, size: float) -> None:
        self.timeline.turn("size", size)
        carry_out(self.timeline)


def test_the_run_comes_to_where_it_stood_and_is_a_run_like_any_other() -> None:
    here = Turned()
    stood = here.view.index
    here.turn(2.0)
    plain = History(growing, Script(0, {"size": 2.0, "view": "near"}, index=stood))
    alone = plain.go(stood)
    assert alone is not None and here.view.frame is not None and here.view.index == stood == 6
    assert dict(alone.readings) == dict(here.view.frame.readings) and here.noted == [(1.0, 6)]
    assert here.timeline.script is not None and here.timeline.script.index == 6


def test_the_old_curve_stays_behind_with_its_setting_named_and_what_is_as_before_leaves_no_shadow() -> None:
    here = Turned()
    here.turn(2.0)
    assert [(label, tone) for label, tone, _ in here.series] == [
        ("before: step size 1", "shadow"),
        ("loss", "main"),
        ("rule", "main"),
    ]
    assert here.series[0][2] == [1, 2, 3, 4, 5, 6, 7] and here.series[1][2] == [2, 4, 6, 8, 10, 12, 14]
    assert here.view.readings_before == {"loss": 7.0}


def test_each_turn_compares_with_the_picture_before_it_but_of_quick_ones_with_the_last_that_was_seen() -> None:
    here = Turned()
    here.turn(2.0)
    here.turn(3.0)
    assert here.view.otherwise == "step size 2"
    for size in range(4, 14):
        here.timeline.turn("size", float(size))
    carry_out(here.timeline)
    assert here.view.otherwise == "step size 3" and here.view.index == 6
    assert here.view.frame is not None and here.view.frame.caption == "13 near"


def test_a_run_that_comes_in_stretches_shows_each_and_a_turn_on_its_way_keeps_the_goal_and_the_shadow() -> None:
    here = Turned(40)
    here.timeline.turn("size", 2.0)
    job = here.timeline.next_job()
    assert job is not None and job.in_stretches
    assert here.timeline.take(job, job.do(seconds=1e-9)) and here.view.index < 40
    while (coarse := here.timeline.next_job()) is not None and here.view.index < 1:
        here.timeline.take(coarse, coarse.do(seconds=1e-3))
    assert here.timeline.goes_there or here.view.index == 40
    here.turn(3.0)
    assert here.view.index == 40 and not here.timeline.goes_there


def test_a_run_that_ends_sooner_says_so_and_the_next_turn_goes_to_where_the_first_one_stood() -> None:
    here = Turned()
    here.turn(60.0)
    assert here.view.index == 2 and here.view.finished and here.view.ended_sooner and here.view.wanted == 6
    here.turn(2.0)
    assert here.view.index == 6 and not here.view.ended_sooner


def test_a_run_that_breaks_stands_at_its_last_frame_with_its_problem() -> None:
    here = Turned()
    here.turn(95.0)
    assert here.view.index == 2 and "too large" in here.view.problem and here.view.ended_sooner
    here.turn(2.0)
    assert here.view.index == 6 and not here.view.problem


def test_having_moved_on_it_is_there_that_the_run_stands() -> None:
    here = Turned()
    here.turn(2.0)
    here.timeline.look(3)
    carry_out(here.timeline)
    here.turn(3.0)
    assert here.view.index == here.view.newest == 3


def test_before_any_run_a_turn_shows_the_new_start_and_no_shadow() -> None:
    here = Turned(0)
    here.turn(2.0)
    assert here.view.index == 0 and here.view.before is None and here.series[0][0] == "loss"


@pytest.mark.parametrize("seed", [0, 1])
def test_a_reset_and_another_seed_drop_the_shadow(seed: int) -> None:
    here = Turned()
    here.turn(2.0)
    here.timeline.seed = seed
    here.timeline.begin()
    carry_out(here.timeline)
    assert here.view.index == 0 and here.view.before is None and here.view.otherwise == ""


def test_a_live_knob_leaves_no_shadow_and_turning_back_shows_none_either() -> None:
    here = Turned()
    here.timeline.turn("view", "far")
    carry_out(here.timeline)
    assert here.view.before is None and len(here.series) == 2
    here.timeline.turn("size", 2.0)
    here.turn(1.0)
    assert here.view.otherwise == "" and here.view.readings_before == {} and len(here.series) == 2


def test_while_it_plays_a_turn_starts_again_and_the_run_before_stays_behind() -> None:
    here = Turned()
    here.timeline.play_or_pause()
    here.timeline.turn("size", 2.0)
    job = here.timeline.next_job()
    assert job is not None and job.to is None and here.timeline.playing
    here.timeline.take(job, job.do())
    assert here.view.index == 0 and here.series[0][0] == "before: step size 1"
