"""The lesson on descent: walks, balls, plateaus and solved lines do what is said of them, by other arithmetic."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Tensor, datasets
from lessons.how_the_error_flows_back.descent.demo_level import (
    CALM,
    PATIENCE,
    RATE,
    Foothold,
    begin,
    level,
    walk,
    what_became_of,
)
from lessons.how_the_error_flows_back.descent.demo_plateau import (
    AT_ONCE,
    LIVELY,
    STAYED,
    SUDDENLY,
    UPDATES,
    learning,
    plateau,
)
from lessons.how_the_error_flows_back.descent.demo_roll import RATE as ROLLING
from lessons.how_the_error_flows_back.descent.demo_roll import BallAndHiker, in_the_deep_one, moved, roll
from lessons.how_the_error_flows_back.descent.demo_solve import better, error, loss_on, solution, solve
from lessons.how_the_error_flows_back.descent.ground import RIM, feel, saddle, steepness, valleys
from lessons.kit.charts import Field, Lines
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Choice, Order, Predict

LESSON = load("descent")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize("seed", range(10))
def test_each_scene_comes_to_what_is_said_of_it(seed: int) -> None:
    scenes = [LESSON.scene(page) for page in LESSON.pages if page.demo]
    runs = [frames_of(scene.demo.run(seed, **scene.settings), 101) for scene in scenes]
    assert [run[-1].outcome for run in runs] == [1, 1, 0, SUDDENLY, 2]
    assert all(run[-1].finished and [frame.outcome for frame in run[:-1]] == [None] * (len(run) - 1) for run in runs)
    assert [run[-1].trouble is not None for run in runs] == [False, False, True, False, False]


def test_the_slopes_of_the_ground_are_what_calculus_and_a_nudge_say() -> None:
    for w, v in ((0.3, -1.2), (1.5, 0.5), (0.0, 0.0)):
        assert feel(saddle, np.array([w, v]))[1] == pytest.approx([2 * (w * v - 1) * v, 2 * (w * v - 1) * w])
        assert feel(valleys, np.array([w]))[1] == pytest.approx([0.2 * w + 0.6 * np.sin(3 * w)])
        heights = np.asarray(valleys(Tensor(np.array([w + 1e-5, w - 1e-5]))).value)
        assert (heights[0] - heights[1]) / 2e-5 == pytest.approx(feel(valleys, np.array([w]))[1][0], abs=1e-6)
    assert steepness(np.array([3.0, -4.0])) == 5.0


def test_the_rim_is_the_top_between_dip_and_valley() -> None:
    below, above = (feel(valleys, np.array([RIM + far]))[1][0] for far in (-0.01, 0.01))
    assert below > 0 > above
    assert in_the_deep_one(-1.1) and not in_the_deep_one(1.2)


@pytest.mark.parametrize("keep", [0.0, 0.5, 0.9])
def test_a_ball_keeps_a_share_of_its_last_move_and_a_hiker_none(keep: float) -> None:
    hiker = ball = 3.0
    speed, now = 0.0, BallAndHiker(3.0, 3.0, 0.0)
    for _ in range(30):
        hiker -= ROLLING * (0.2 * hiker + 0.6 * np.sin(3 * hiker))
        speed = keep * speed - ROLLING * (0.2 * ball + 0.6 * np.sin(3 * ball))
        ball += speed
        now = moved(now, keep)
        assert now == pytest.approx((hiker, ball, speed))
    assert keep or now.hiker == now.ball


@pytest.mark.parametrize(("settings", "outcome"), [({"keep": 0.0}, 3), ({"start": 1.5, "keep": 0.0}, 3), ({}, 1)])
def test_who_ends_in_the_valley_is_told_with_places(settings: dict[str, Setting], outcome: int) -> None:
    last = frames_of(roll.run(0, **settings), WHOLE_RUN)[-1]
    hiker, ball = float(last.readings["hiker at w"]), float(last.readings["ball at w"])
    assert (
        last.outcome == outcome == {(False, True): 1, (False, False): 3}[in_the_deep_one(hiker), in_the_deep_one(ball)]
    )
    assert f"the hiker at w = {hiker:.3g}" in last.caption


def by_hand(place: np.ndarray, tolerance: float) -> list[Foothold]:
    trail: list[Foothold] = []
    for _ in range(PATIENCE + 1):
        w, v = place
        slopes = np.array([2 * (w * v - 1) * v, 2 * (w * v - 1) * w])
        trail.append(Foothold(place, (w * v - 1) ** 2, float(np.hypot(*slopes))))
        if trail[-1].slope < tolerance:
            break
        place = place - RATE * slopes
    return trail


@pytest.mark.parametrize(
    ("off", "tolerance", "outcome"), [(0.01, 0.01, 1), (0.0, 0.001, 0), (0.01, 0.5, 0), (0.1, 0.01, 2)]
)
def test_a_walk_follows_the_slopes_until_its_rule_says_stop(off: float, tolerance: float, outcome: int) -> None:
    for seed in range(4):
        trail, expected = list(walk(begin(off, seed), tolerance)), by_hand(begin(off, seed), tolerance)
        assert len(trail) == len(expected) and what_became_of(trail) == outcome
        assert [each.loss for each in trail] == pytest.approx([each.loss for each in expected], abs=1e-9)
        assert trail[-1].slope < tolerance or len(trail) == PATIENCE + 1


def test_the_crest_is_where_nothing_is_left_to_the_sides_and_seeds_begin_at_either_end_and_side() -> None:
    assert {tuple(np.sign(begin(0.0, seed))) for seed in range(12)} == {(1.0, -1.0), (-1.0, 1.0)}
    assert {float(np.sign(begin(0.02, seed).sum())) for seed in range(12)} == {1.0, -1.0}
    for foothold in walk(begin(0.0, 1), 0.001):
        assert foothold.place.sum() == 0.0 == feel(saddle, foothold.place)[1].sum()


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"off": 0.0, "tolerance": 0.001}, "Stuck on a saddle"),
        ({"tolerance": 0.5}, "Stopped too soon"),
        ({"off": 0.0, "tolerance": 1.0}, "Stopped too soon"),
    ],
)
def test_a_walk_that_ends_on_the_saddle_is_named_and_mended(settings: dict[str, Setting], name: str) -> None:
    for seed in range(4):
        last = frames_of(level.run(seed, **settings), WHOLE_RUN)[-1]
        assert last.trouble and last.trouble.name == name and last.trouble.fix == CALM and last.outcome == 0
        mended = frames_of(level.run(seed, **{**settings, **last.trouble.fix}), WHOLE_RUN)[-1]
        assert mended.trouble is None and mended.outcome == 1 and "almost 0" in mended.caption


def test_the_map_has_the_path_and_the_curves_end_where_the_readings_say() -> None:
    for frame in whole(level)[::10]:
        ground, curves = frame.charts
        assert isinstance(ground, Field) and isinstance(curves, Lines) and ground.path is not None
        assert len(ground.path) == frame.number + 1 == len(curves.series[0].y)
        assert round(float(curves.series[0].y[-1]), 4) == frame.readings["loss"]
        assert curves.series[1].y[-1] == frame.readings["slope"]


@pytest.mark.parametrize(("weights", "outcome"), [(0.1, SUDDENLY), (1.0, AT_ONCE), (0.01, STAYED)])
def test_tiny_first_weights_wait_and_the_usual_ones_do_not(weights: float, outcome: int) -> None:
    for seed in range(5):
        last = whole(plateau, seed, weights=weights, rate=0.5 if outcome != STAYED else 0.1)[-1]
        assert (last.outcome, last.number) == (outcome, UPDATES)
        assert (last.trouble is not None) == (outcome == STAYED)


@pytest.mark.parametrize("hidden", [4, 8, 32])
def test_a_plateau_is_mended_by_livelier_weights(hidden: int) -> None:
    for seed in range(10):
        last = frames_of(plateau.run(seed, weights=LIVELY, rate=0.5, hidden=hidden), WHOLE_RUN)[-1]
        assert last.trouble is None and last.outcome == AT_ONCE


def test_the_first_slope_is_that_of_a_network_with_smaller_weights_by_a_central_difference() -> None:
    run = learning(0.1, 0.5, 8, seed=2)
    norm, net, data = next(run).gradient_norm, run.net, datasets.xor(2, samples=100).train
    before, slopes = net.parameters.copy(), []
    for i in range(len(before)):
        losses = []
        for nudge in (1e-5, -1e-5):
            net.parameters[...] = before
            net.parameters[i] += nudge
            said = net.outputs(data.inputs)[:, 0]
            losses.append(float(np.mean(np.logaddexp(0.0, said) - data.targets * said)))
        slopes.append((losses[0] - losses[1]) / 2e-5)
    assert norm == pytest.approx(float(np.linalg.norm(slopes)), rel=1e-4)


@pytest.mark.parametrize("samples", [5, 20, 80])
def test_the_solved_line_is_least_squares_and_the_walk_comes_to_it(samples: int) -> None:
    for seed in range(5):
        data = datasets.line(seed, samples=samples, noise=0.5)
        columns = np.hstack([data.train.inputs, np.ones_like(data.train.inputs)])
        expected = np.linalg.lstsq(columns, data.train.targets[:, 0], rcond=None)[0]
        assert solution(data.train) == pytest.approx(expected)
        misses = expected[0] * data.test.inputs + expected[1] - data.test.targets
        assert error(data.test, expected) == pytest.approx(float((misses**2).mean()))
        assert np.abs(feel(loss_on(data.train), expected)[1]).max() < 1e-9


def test_a_walk_that_has_not_arrived_may_err_less_or_more_and_is_told_apart() -> None:
    assert [better(*pair) for pair in ((1.0, 1.005), (1.0, 1.1), (1.1, 1.0))] == [2, 0, 1]
    short = whole(solve, rate=0.01)[-1]
    assert short.outcome in (0, 1) and float(short.readings["apart"]) > 0.1


def test_moments_are_told_apart_by_loss_and_not_by_slope() -> None:
    for seed in range(20):
        body = LESSON.questions["in_which_order"].draw(seed).body
        assert isinstance(body, Order)
        told = [body.things[place] for place in body.answer()]
        losses, slopes = ([float(each.split()[i].strip(",").replace("−", "-")) for each in told] for i in (1, 3))
        assert losses == sorted(losses, reverse=True) and slopes != sorted(slopes, reverse=True)


def test_every_kind_of_level_place_and_every_fate_is_asked() -> None:
    kinds, fates = set(), set()
    for seed in range(40):
        choice, predict = (LESSON.questions[name].draw(seed).body for name in ("what_kind", "what_it_does"))
        assert isinstance(choice, Choice) and isinstance(predict, Predict)
        kinds.add(choice.answer())
        fates.add(predict.answer())
    assert kinds == fates == {0, 1, 2}
