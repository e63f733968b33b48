"""The lesson on stopping: the graduate has the best weights back, captions tell the truth, overfitting is mended."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Predict, Which
from lessons.kit.sameness import same
from lessons.ten_questions.enough.graduation import graduation, when_it_graduated
from lessons.ten_questions.enough.outcomes import (
    FEW,
    MANY,
    POOL,
    SLOW,
    clear_seed,
    is_clear,
    which_epochs,
    which_overfits,
)
from lessons.ten_questions.enough.school import School, best_before_patience_ends, career, risen, stopped


def whole(seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(graduation.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize("patience", [1, 5, 20])
def test_the_graduate_has_the_weights_of_its_best_concert_back(patience: int) -> None:
    for seed in range(4):
        school = School(16, 0.5, patience, seed)
        updates = list(school.concerts())
        lowest = min(update.validation_loss or 0.0 for update in updates)
        assert school.by_hand() == pytest.approx(lowest, rel=1e-12)


@pytest.mark.parametrize("samples", [8, 16, 100])
def test_the_engine_stops_where_the_rule_says(samples: int) -> None:
    for seed in range(4):
        whole_career = career(samples, 0.5, seed)
        assert whole_career.concerts == pytest.approx(whole_career.again)
        for patience in (2, 10):
            best, end, ran_out = best_before_patience_ends(whole_career.again, patience)
            assert stopped(samples, 0.5, seed, patience) == (10 * best, 10 * end, ran_out)


def test_the_default_run_graduates_within_eighty_frames_and_says_with_what() -> None:
    frames = whole()
    last = frames[-1]
    assert len(frames) <= 80
    assert last.finished
    assert last.readings["state"] == "graduated"
    assert [when_it_graduated(frame) for frame in frames[:-1]] == [None] * (len(frames) - 1)
    best = min(frames, key=lambda frame: float(frame.readings["concert"]))
    assert last.number == best.number + 10 * 10
    assert f"epoch {best.number} with {figure(float(best.readings['concert']))}" in last.caption
    assert last.charts[0].marks[0].label == "graduated"  # type: ignore[union-attr]


@pytest.mark.parametrize("settings", [{}, {"samples": 100.0}, {"stopping": "off"}, {"patience": 1.0}])
def test_every_caption_tells_the_losses_and_the_best_so_far(settings: dict[str, Setting]) -> None:
    frames = whole(1, **settings)
    lowest, best = np.inf, 0
    for frame in frames[:-1]:
        concert = float(frame.readings["concert"])
        if concert < lowest:
            lowest, best = concert, frame.number
        assert frame.readings["best epoch"] == best
        assert f"Epoch {frame.number}: practice loss {figure(float(frame.readings['practice']))}" in frame.caption
        assert ("the best concert so far" in frame.caption) == (best == frame.number)
        assert "Graduated" not in frame.caption


def test_overfitting_is_named_and_early_stopping_mends_it() -> None:
    for seed in (0, 1, 5):
        frames = whole(seed, stopping="off", samples=8.0)
        trouble = frames[-1].trouble
        assert trouble
        assert trouble.name == "It overfitted"
        assert when_it_graduated(frames[-1]) == 3
        mended = whole(seed, samples=8.0, **trouble.fix)[-1]
        assert mended.trouble is None
        assert mended.readings["state"] == "graduated"


def test_without_a_rise_nothing_is_called_trouble() -> None:
    assert whole(0, stopping="off", samples=100.0)[-1].trouble is None


def test_the_same_seed_gives_the_same_run_and_another_gives_another() -> None:
    assert same(whole(3), whole(3))
    assert whole(3)[-1].readings["concert"] != whole(4)[-1].readings["concert"]


def test_the_curve_that_turns_is_the_overfitted_one_wherever_it_stands() -> None:
    for kind in (FEW, MANY, SLOW):
        seeds = {clear_seed(kind, first) for first in range(POOL)}
        assert len(seeds) >= 3
        assert all(is_clear(kind, risen(career(kind[0], kind[1], seed, kind[2]).concerts)) for seed in seeds)
    bodies = [which_overfits.draw(seed).body for seed in range(20)]
    assert {body.answer() for body in bodies} == {0, 1, 2}
    for body in bodies:
        assert isinstance(body, Which)
        assert body.chart
        curve = body.chart.charts[0].series[int(body.accepted_reply()) - 1].y  # type: ignore[union-attr]
        assert curve[-1] > 1.4 * curve.min()


def test_a_prediction_shows_the_run_that_was_stopped() -> None:
    bodies = [which_epochs.draw(seed).body for seed in range(30)]
    assert len({body.answer() for body in bodies}) >= 3
    for body in bodies[:5]:
        assert isinstance(body, Predict)
        verdict = body.mark(body.accepted_reply())
        assert verdict.outcome == "right"
        assert verdict.frame
        assert f"kept epoch {verdict.frame.readings['best epoch']}" in verdict.frame.caption
