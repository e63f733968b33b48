"""The lesson on the gradient: its demos say what is so, its walks end as told, its questions know their answers."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import numpy as np
import pytest

from engine import Tensor
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure, signed, term
from lessons.kit.knobs import Setting
from lessons.kit.questions import Number, Predict, central_difference
from lessons.ten_questions.gradient.feel import feel
from lessons.ten_questions.gradient.hike import Scene, hike, where_it_ended
from lessons.ten_questions.gradient.landscape import LANDSCAPES, SOUTH_NORTH, STARTS, WEST_EAST, Landscape
from lessons.ten_questions.gradient.outcomes import where_it_ends
from lessons.ten_questions.gradient.questions import slope_here
from lessons.ten_questions.gradient.steps import one_step
from lessons.ten_questions.gradient.walk import LEVEL, PATIENCE, Footing, compass, walk

RATES = (0.01, 0.1, 0.5, 2.0)


def frames_of_hike(seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(hike.run(seed, **settings), WHOLE_RUN)


def plain_loss(landscape: Landscape, place: np.ndarray) -> float:
    """The mean squared error written once more, in NumPy alone."""
    w, other = place
    humps = landscape.name == "two valleys"
    outputs = other * np.exp(-((landscape.inputs - w) ** 2)) if humps else w * landscape.inputs + other
    return float(np.mean((outputs - landscape.targets) ** 2))


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_slope_underfoot_is_the_slope_of_the_map(name: str) -> None:
    landscape = LANDSCAPES[name]
    for seed in range(20):
        place = np.random.default_rng(seed).uniform([WEST_EAST[0], SOUTH_NORTH[0]], [WEST_EAST[1], SOUTH_NORTH[1]])
        loss, gradient = landscape.feel(place)
        measured = [central_difference(lambda at: plain_loss(landscape, at), place, i) for i in range(2)]
        assert loss == pytest.approx(plain_loss(landscape, place))
        assert gradient == pytest.approx(measured, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_lowest_point_is_lower_than_the_whole_map_and_level(name: str) -> None:
    scene = Scene.of(LANDSCAPES[name])
    assert scene.lowest <= scene.heights.min()
    assert scene.landscape.feel(scene.bottom)[1] == pytest.approx([0.0, 0.0], abs=1e-9)


def test_two_valleys_has_two() -> None:
    heights = LANDSCAPES["two valleys"].heights()
    inner = heights[1:-1, 1:-1]
    around = [heights[1 + i : -1 + i or None, 1 + j : -1 + j or None] for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j]
    assert int(np.all([inner < other for other in around], axis=0).sum()) == 2


@pytest.mark.parametrize("name", LANDSCAPES)
@pytest.mark.parametrize("rate", RATES)
def test_every_caption_tells_the_figures_and_the_direction_of_its_frame(name: str, rate: float) -> None:
    frames = frames_of_hike(landscape=name, rate=rate, start="south-west")
    places = np.asarray(frames[-1].charts[0].path)  # type: ignore[union-attr]
    for frame, place in zip(frames, places, strict=True):
        assert frame.readings["update"] == frame.number
        assert figure(float(frame.readings["loss"])) in frame.caption
        assert f"lope {figure(float(frame.readings['slope']))}" in frame.caption
        told = re.search(r"falls most steeply to the ([a-z-]+)", frame.caption)
        if told:
            slopes = [central_difference(lambda at: plain_loss(LANDSCAPES[name], at), place, i) for i in range(2)]
            assert told[1] == compass(-np.array(slopes))
            assert float(frame.readings["slope"]) == pytest.approx(math.hypot(*slopes), rel=1e-5)
        else:
            assert frame.finished


def test_a_caption_says_fell_and_rose_as_the_loss_does() -> None:
    frames = frames_of_hike(landscape="two valleys", rate=2.0, start="north-east")
    seen = set()
    for before, after in pairwise(frames):
        word = "fell" if after.readings["loss"] < before.readings["loss"] else "rose"  # type: ignore[operator]
        if "the loss" in after.caption:
            assert f"the loss {word} from" in after.caption
            seen.add(word)
    assert seen == {"fell", "rose"}


def test_each_step_is_the_rate_times_the_gradient_downhill() -> None:
    trail = list(walk(LANDSCAPES["ravine"], STARTS["north-west"], 0.1))
    for before, after in pairwise(trail):
        assert after.place == pytest.approx(before.place - 0.1 * before.gradient)


def test_the_arrow_points_downhill_and_shrinks_with_the_slope() -> None:
    lengths, slopes = [], []
    for frame in frames_of_hike()[:-1]:
        x, y, to_x, to_y = frame.charts[0].arrow  # type: ignore[union-attr, misc]
        gradient = LANDSCAPES["bowl"].feel(np.array([x, y]))[1]
        way = np.array([to_x - x, to_y - y])
        assert way @ gradient == pytest.approx(-np.hypot(*way) * np.hypot(*gradient))
        lengths.append(np.hypot(*way))
        slopes.append(np.hypot(*gradient))
    assert np.array(lengths) / lengths[0] == pytest.approx(np.array(slopes) / slopes[0])


@pytest.mark.parametrize("seed", [0, 7])
@pytest.mark.parametrize("name", LANDSCAPES)
def test_every_walk_ends_in_time_and_settles_the_prediction(name: str, seed: int) -> None:
    for start in STARTS:
        for rate in RATES:
            frames = frames_of_hike(seed, landscape=name, start=start, rate=rate)
            assert frames[-1].number <= PATIENCE
            assert [where_it_ended(frame) for frame in frames[:-1]] == [None] * (len(frames) - 1)
            ended = where_it_ended(frames[-1])
            last = frames[-1].readings
            if ended in (0, 1):
                assert float(last["slope"]) < LEVEL
            assert (ended == 3) == (frames[-1].trouble is not None)


def test_a_walk_that_goes_wrong_is_named_and_its_fix_mends_it() -> None:
    names = set()
    for name in LANDSCAPES:
        for start in STARTS:
            for rate in (0.5, 2.0):
                trouble = frames_of_hike(landscape=name, start=start, rate=rate)[-1].trouble
                if trouble:
                    names.add(trouble.name)
                    settings = {"landscape": name, "start": start, **trouble.fix}
                    assert frames_of_hike(0, **settings)[-1].trouble is None
    assert names >= {"It diverged", "It never settles"}


def test_a_walk_onto_the_plain_is_named_too() -> None:
    landscape = LANDSCAPES["two valleys"]
    trail = [Footing(0, np.array([2.5, 3.0]), 1.2, np.array([1.0, 0.0]))]
    trail.append(Footing(1, np.array([5.0, 3.0]), 1.0, np.array([0.01, 0.0])))
    trouble = Scene.of(landscape).trouble(trail)
    assert trouble is not None
    assert trouble.name == "It left the map"


def test_the_blindfold_hides_what_no_foot_has_felt_and_can_come_off_after_the_walk() -> None:
    run = hike.run(0, view="blindfold")
    frame = run.next()
    while frame and not frame.finished:
        hidden = frame.charts[0]
        frame = run.next()
    assert np.isnan(hidden.values).sum() > hidden.values.size / 2  # type: ignore[union-attr]
    assert hidden.marks == ()  # type: ignore[union-attr]
    run.turn("view", "map")
    seen = run.next()
    assert frame
    assert seen
    assert (seen.number, seen.caption) == (frame.number, frame.caption)
    assert not np.isnan(seen.charts[0].values).any()  # type: ignore[union-attr]


def test_a_seed_shifts_the_start_a_little_and_the_same_seed_does_not() -> None:
    first, again, other = (frames_of_hike(seed)[0].charts[0].path for seed in (0, 0, 1))  # type: ignore[union-attr]
    assert np.array_equal(first, again)  # type: ignore[arg-type]
    assert 0 < np.abs(np.subtract(first, other)).max() < 0.5  # type: ignore[arg-type]


def test_feeling_the_way_by_hand_finds_the_bottom() -> None:
    run = feel.run()
    first = run.next()
    run.turn("w", 1.0)
    run.turn("b", 0.5)
    found = run.next()
    assert first
    assert found
    assert "lowers the loss (slope −5)" in first.caption
    assert "to the south-east, with slope 5.83" in first.caption
    assert "you found the bottom" in found.caption
    assert float(found.readings["slope"]) < LEVEL


def test_figures_read_as_people_write_them() -> None:
    assert [figure(n) for n in (0.0, -1e-17, 0.04891, -2.5, 1234.5, 2.2e12)] == [
        "0", "0", "0.0489", "−2.5", "1,234", "2.2e+12"]  # fmt: skip
    assert [exact(n) for n in (-0.0, 94.08, -5.6)] == ["0", "94.08", "−5.6"]
    assert [signed(3), signed(-3)] == ["3", "(−3)"]
    assert [term(1, "w²"), term(4, "w²"), term(0.5, "w²")] == ["w²", "4·w²", "0.5·w²"]


def test_a_number_question_knows_its_answer_and_names_every_slip() -> None:
    body = slope_here.draw(3).body
    assert isinstance(body, Number)
    assert body.mark(body.accepted_reply()).outcome == "right"
    for slip in body.misconceptions:
        verdict = body.mark(repr(slip.value()))
        assert (verdict.outcome, verdict.misconception) == ("wrong", slip.name)


def test_the_hint_ends_with_the_answer() -> None:
    for seed in range(20):
        for one in (slope_here, one_step):
            body = one.draw(seed).body
            assert isinstance(body, Number)
            assert exact(body.answer()) in body.hints.step(3)


def test_all_four_ends_of_a_walk_are_asked_about() -> None:
    bodies = [where_it_ends.draw(seed).body for seed in range(4)]
    assert {body.answer() for body in bodies} == {0, 1, 2, 3}
    assert all(isinstance(body, Predict) and body.experiment().frame.finished for body in bodies[:3])


def test_the_text_asks_six_questions_and_shows_both_demos() -> None:
    lesson = load("gradient")
    assert [page.demo for page in lesson.pages if page.demo] == ["feel", "hike"]
    assert len(lesson.pages[-1].questions) == 6


def test_map_and_feet_share_the_same_lines() -> None:
    landscape = LANDSCAPES["two valleys"]
    heights = landscape.heights()
    corner = landscape.loss(Tensor([WEST_EAST[0]]), Tensor([SOUTH_NORTH[0]]))
    assert corner.item() == pytest.approx(heights[0, 0])
