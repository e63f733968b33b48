"""The lesson on stopping: the graduate has the best weights back, captions tell the truth, overfitting is mended."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.ten_questions.enough.demo_graduation import graduation
from lessons.ten_questions.enough.demo_strangers import beside
from lessons.ten_questions.enough.model import EPOCHS, RATE, School, by_the_rule, career, stopped
from lessons.ten_questions.enough.quiz import FEW, MANY, POOL, SLOW, clear_seed

ASKED = load("enough").questions


def whole(seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(graduation.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize("patience", [1, 5, 20])
def test_the_graduate_has_the_weights_of_its_best_concert_back(patience: int) -> None:
    for seed in range(4):
        school = School(16, 0.5, patience, seed)
        lowest = min(update.validation_loss or 0.0 for update in school.concerts)
        assert school.by_hand() == pytest.approx(lowest, rel=1e-12)


@pytest.mark.parametrize("samples", [8, 100])
def test_the_engine_stops_where_the_rule_says(samples: int) -> None:
    for seed in range(4):
        whole_career = career(samples, 0.5, RATE, seed)
        assert whole_career.concerts == pytest.approx(whole_career.again)
        for patience in (2, 10):
            best, end, ran_out = by_the_rule(whole_career.again, patience)
            assert stopped(samples, 0.5, RATE, seed, patience) == (10 * best, 10 * end, ran_out)


def test_the_default_run_graduates_and_says_with_what() -> None:
    frames = whole()
    *under_way, last = frames
    best = min(frames, key=lambda frame: float(frame.readings["concert"]))
    assert last.finished and last.number == best.number + 10 * 10 and last.readings["state"] == "graduated"
    assert ({frame.outcome for frame in under_way}, last.outcome) == ({None}, 0)
    assert f"epoch {best.number} with {figure(float(best.readings['concert']))}" in last.caption
    assert last.charts[0].marks[0].label == "graduated"  # type: ignore[union-attr]


@pytest.mark.parametrize("settings", [{}, {"samples": 100.0}, {"stopping": "off"}, {"patience": 1.0}])
def test_every_caption_tells_the_losses_and_the_best_so_far(settings: dict[str, Setting]) -> None:
    frames = whole(1, **settings)
    for i, frame in enumerate(frames[:-1]):
        best = int(np.argmin([float(each.readings["concert"]) for each in frames[: i + 1]]))
        assert frame.readings["best epoch"] == frames[best].number
        assert f"Epoch {frame.number}: practice loss {figure(float(frame.readings['practice']))}" in frame.caption
        assert ("the best concert so far" in frame.caption) == (best == i) and "Graduated" not in frame.caption


def test_overfitting_is_named_and_early_stopping_mends_it() -> None:
    for seed in (0, 1, 5):
        last = whole(seed, stopping="off", samples=8.0)[-1]
        assert last.trouble and (last.trouble.name, last.outcome) == ("It overfitted", 2)
        mended = whole(seed, samples=8.0, **last.trouble.fix)[-1]
        assert (mended.trouble, mended.readings["state"]) == (None, "graduated")
    assert whole(0, stopping="off", samples=100.0)[-1].trouble is None


@pytest.mark.parametrize(
    ("key", "right"), [("strangers", 2), ("strangers-2", 1), ("graduation", 1), ("graduation-2", 0)]
)
def test_every_scene_makes_its_point_on_ten_seeds(key: str, right: int) -> None:
    lesson = load("enough")
    page = lesson.scene_page(key)
    assert page is not None
    scene = lesson.scene(page)
    for seed in range(10):
        last = frames_of(scene.demo.run(seed, **scene.settings), WHOLE_RUN)[-1]
        assert (last.finished, last.outcome) == (True, right), seed


def test_a_graduate_that_left_too_soon_is_shown_what_it_missed_and_only_then() -> None:
    *under_way, last = whole(0, patience=1.0)
    to_come, _, concerts = last.charts[0].series  # type: ignore[union-attr]
    assert (to_come.label, to_come.x[0], to_come.x[-1]) == ("had it gone on", concerts.x[-1], EPOCHS)
    assert float(last.readings["best of all"]) == career(10, 0.5, RATE, 0).concerts.min() < float(last.readings["kept"])
    assert f"Had it gone on: epoch {10 * int(career(10, 0.5, RATE, 0).concerts.argmin())}" in last.caption
    assert all(len(frame.charts[0].series) == 2 for frame in under_way)  # type: ignore[union-attr]


@pytest.mark.parametrize(("practice", "concert", "place"), [(1.0, 0.4, 0), (1.0, 0.6, 1), (1.0, 1.9, 1), (1.0, 2.1, 2)])
def test_concerts_are_set_beside_practice(practice: float, concert: float, place: int) -> None:
    assert beside(practice, concert) == place


def test_every_career_can_be_drawn_several_times_and_most_ranges_come_true() -> None:
    assert all(len({clear_seed(kind, first) for first in range(POOL)}) >= 3 for kind in (FEW, MANY, SLOW))
    assert {ASKED["which_overfits"].draw(seed).body.answer() for seed in range(20)} == {0, 1, 2}
    assert len({ASKED["which_epochs"].draw(seed).body.answer() for seed in range(10)}) >= 3
