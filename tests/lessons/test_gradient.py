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
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import central_difference
from lessons.ten_questions.gradient.demo_feel import feel
from lessons.ten_questions.gradient.demo_hike import Hillside, hike
from lessons.ten_questions.gradient.model import LANDSCAPES, SOUTH_NORTH, STARTS, WEST_EAST, Landscape
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
def test_the_slope_underfoot_is_the_slope_of_the_map_and_its_lowest_point_is_level(name: str) -> None:
    landscape, scene = LANDSCAPES[name], Hillside.of(LANDSCAPES[name])
    for seed in range(20):
        place = np.random.default_rng(seed).uniform([WEST_EAST[0], SOUTH_NORTH[0]], [WEST_EAST[1], SOUTH_NORTH[1]])
        loss, gradient = landscape.feel(place)
        measured = [central_difference(lambda at: plain_loss(landscape, at), place, i) for i in range(2)]
        assert loss == pytest.approx(plain_loss(landscape, place))
        assert gradient == pytest.approx(measured, rel=1e-6, abs=1e-8)
    corner = landscape.loss(Tensor([WEST_EAST[0]]), Tensor([SOUTH_NORTH[0]]))
    assert corner.item() == pytest.approx(scene.heights[0, 0])
    assert scene.lowest <= scene.heights.min()
    assert landscape.feel(scene.bottom)[1] == pytest.approx([0.0, 0.0], abs=1e-9)


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
    for before, frame, place in zip([None, *frames], frames, places, strict=False):
        loss, slope = (float(frame.readings[reading]) for reading in ("loss", "slope"))
        assert figure(loss) in frame.caption and f"lope {figure(slope)}" in frame.caption
        told = re.search(r"falls most steeply to the ([a-z-]+)", frame.caption)
        assert told or frame.finished
        if told:
            slopes = [central_difference(lambda at: plain_loss(LANDSCAPES[name], at), place, i) for i in range(2)]
            assert told[1] == compass(-np.array(slopes))
            assert slope == pytest.approx(math.hypot(*slopes), rel=1e-5)
        if before and "the loss" in frame.caption:
            assert f"the loss {'fell' if loss < float(before.readings['loss']) else 'rose'} from" in frame.caption


def test_each_step_is_the_rate_times_the_gradient_and_the_arrow_points_its_way() -> None:
    trail = list(walk(LANDSCAPES["ravine"], STARTS["north-west"], 0.1))
    for before, after in pairwise(trail):
        assert after.place == pytest.approx(before.place - 0.1 * before.gradient)
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
def test_every_walk_ends_in_time_with_an_outcome_and_what_goes_wrong_is_mended(name: str, seed: int) -> None:
    for start in STARTS:
        for rate in RATES:
            *under_way, last = frames_of_hike(seed, landscape=name, start=start, rate=rate)
            assert last.number <= PATIENCE and {frame.outcome for frame in under_way} <= {None}
            assert (last.outcome in (0, 1)) <= (float(last.readings["slope"]) < LEVEL)
            assert (last.outcome == 3) == (last.trouble is not None)
            if last.trouble:
                settings: dict[str, Setting] = {"landscape": name, "start": start, **last.trouble.fix}
                assert frames_of_hike(seed, **settings)[-1].trouble is None


def test_a_walk_onto_the_plain_is_named() -> None:
    trail = [Footing(0, np.array([2.5, 3.0]), 1.2, np.array([1.0, 0.0]))]
    trail.append(Footing(1, np.array([5.0, 3.0]), 1.0, np.array([0.01, 0.0])))
    trouble = Hillside.of(LANDSCAPES["two valleys"]).trouble(trail)
    assert trouble is not None and trouble.name == "It left the map"


def test_the_blindfold_hides_what_no_foot_has_felt() -> None:
    hidden = frames_of_hike(view="blindfold")[-1].charts[0]
    assert np.isnan(hidden.values).sum() > hidden.values.size / 2  # type: ignore[union-attr]
    assert hidden.marks == ()  # type: ignore[union-attr]
    assert not np.isnan(frames_of_hike(view="map")[-1].charts[0].values).any()  # type: ignore[union-attr]


def test_another_seed_shifts_the_start_a_little() -> None:
    first, other = (frames_of_hike(seed)[0].charts[0].path for seed in (0, 1))  # type: ignore[union-attr]
    assert 0 < np.abs(np.subtract(first, other)).max() < 0.5  # type: ignore[arg-type]


def test_a_foot_tells_its_slope_when_it_has_felt_and_the_way_down_is_told_at_the_end() -> None:
    run = feel.run(w=-1.0, b=2.0)
    frames = frames_of(run, WHOLE_RUN)
    known = [[name for name in frame.readings if name.startswith("slope")] for frame in frames]
    assert known == [*10 * [[]], *10 * [["slope along w"]], ["slope along w", "slope along b", "slope"]]
    assert {frame.outcome for frame in frames[:-1]} == {None}
    for frame in frames[1:10]:
        reach = float(frame.charts[1].series[0].x.max())  # type: ignore[union-attr]
        losses = [plain_loss(LANDSCAPES["bowl"], np.array([-1.0 + side, 2.0])) for side in (reach, -reach)]
        assert all(figure(each) in frame.caption for each in (reach, *losses))
    assert "lowers the loss (slope −5)" in frames[-1].caption
    assert "downhill: south-east, slope 5.83." in frames[-1].caption
    assert frames[-1].outcome == 1, "w up and b down"


def test_feeling_the_way_by_hand_finds_the_bottom() -> None:
    run = feel.run()
    frames_of(run, WHOLE_RUN)
    run.turn("w", 1.0)
    run.turn("b", 0.5)
    found = run.next()
    assert found and "you found the bottom" in found.caption and float(found.readings["slope"]) < LEVEL


def test_all_four_ends_of_a_walk_are_asked_about() -> None:
    question = load("gradient").questions["where_it_ends"]
    assert {question.draw(seed).body.answer() for seed in range(4)} == {0, 1, 2, 3}
