"""The lesson on losses: pushes against sums by hand, lines against least squares, and what each scene comes to."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lessons.how_the_error_flows_back.choosing_a_loss.demo_coach import coach
from lessons.how_the_error_flows_back.choosing_a_loss.demo_sinking import sinking
from lessons.how_the_error_flows_back.choosing_a_loss.demo_strays import HALF, PLACE, learn, moved, points, strays
from lessons.how_the_error_flows_back.choosing_a_loss.demo_stubborn import stubborn
from lessons.how_the_error_flows_back.choosing_a_loss.model import SURE_RULES, charge, sureness
from lessons.how_the_error_flows_back.choosing_a_loss.one_answer import UPDATES, come_to_rest, rest_of
from lessons.kit.charts import Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Number, Predict, central_difference

ASKED = load("choosing-a-loss").questions


def last_of(demo: Demo, seed: int = 0, **settings: Setting) -> Frame:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)[-1]


def by_hand(rule: str, miss: float, bend: float) -> float:
    """The three losses written once more, without the engine."""
    if rule == "squared":
        return miss**2
    size = abs(miss)
    return size if rule == "absolute" else size**2 / 2 if size <= bend else bend * (size - bend / 2)


@pytest.mark.parametrize("bend", [0.5, 1.0, 3.0])
@pytest.mark.parametrize("rule", ["squared", "absolute", "Huber"])
def test_a_charge_and_its_slope_are_those_of_the_formula(rule: str, bend: float) -> None:
    for miss in (-7.0, -2.0, -0.3, 0.4, 1.7, 5.5):
        here = charge(rule, miss, bend)
        assert here.value() == pytest.approx(by_hand(rule, miss, bend))
        slope = central_difference(lambda at: by_hand(rule, float(at), bend), miss)
        assert here.slope("p", 0, 0) == pytest.approx(slope, abs=1e-6)


@pytest.mark.parametrize("truth", [0.0, 1.0])
def test_what_comes_back_through_a_sigmoid_is_the_product_of_two_slopes(truth: float) -> None:
    for z in (-8.0, -1.0, 0.5, 6.0):
        p = 1 / (1 + math.exp(-z))
        slopes = [sureness(rule, z, truth).slope("z", 0, 0) for rule in SURE_RULES]
        assert slopes == pytest.approx([2 * (p - truth) * p * (1 - p), p - truth])


def test_the_table_of_a_sinking_sum_multiplies_down_to_the_pushes_of_the_readings() -> None:
    last = last_of(sinking)
    table = last.charts[1]
    assert isinstance(table, Table)
    loss, sigmoid, push = ([float(c.replace("−", "-").replace(",", "")) for c in row[1:]] for row in table.rows)
    assert np.array(loss) * np.array(sigmoid) == pytest.approx(push, rel=0.06)
    assert push == pytest.approx([-0.0007, -0.9997])
    assert (last.readings["squared push"], last.readings["cross entropy push"]) == pytest.approx(
        (0.00067, 0.9997), abs=5e-5
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_line_of_squares_is_least_squares_and_hubers_and_absolutes_balance_their_pulls(seed: int) -> None:
    x, y = points(seed, 4, 8.0)
    slope, height = np.polyfit(x[:, 0], y[:, 0], 1)
    *_, end = learn(8.0, 4, 0.1, seed)
    assert end.heights[0] == pytest.approx(slope * PLACE + height, abs=0.01)
    for k, pull in ((1, np.sign), (2, lambda misses: np.clip(misses, -1, 1))):
        misses = np.interp(x[:, 0], [-2.0, 2.0], end.lines[k], left=None, right=None) - y[:, 0]
        assert abs(float(np.mean(pull(misses)))) < (0.25 if k == 1 else 0.02)


def test_only_the_strays_move_at_half_time_and_they_move_twice_as_far_off() -> None:
    near, far = points(3, 4, 4.0), points(3, 4, 8.0)
    assert np.array_equal(near[1][:20], far[1][:20])
    assert far[1][20:] - near[1][20:] == pytest.approx(4.0)
    story = list(learn(8.0, 4, 0.1, 3))
    assert [moment.update for moment in story] == list(range(0, 2 * HALF + 1, 5))


def test_strays_that_stay_within_hubers_bend_are_followed_by_huber_too() -> None:
    ways = moved(list(learn(1.0, 4, 0.1, 1)))
    assert ways[2] > 0.08 and last_of(strays, 1, off=1.0).outcome in (0, 1)


@pytest.mark.parametrize(
    ("demo", "settings", "outcome"),
    [
        (coach, {"furthest": 0.5}, 1),
        (coach, {"furthest": 3.0, "bend": 3.0}, 1),
        (coach, {"side": "left"}, 2),
        (sinking, {"end": -0.5}, 0),
        (sinking, {"end": 8.0}, 2),
        (sinking, {"end": 8.0, "truth": "no"}, 1),
        (stubborn, {"sure": 0.0}, 0),
        (stubborn, {"data": "circles", "rate": 0.1}, 3),
    ],
)
def test_another_setting_comes_to_another_end(demo: Demo, settings: dict[str, Setting], outcome: int) -> None:
    assert {last_of(demo, seed, **settings).outcome for seed in range(3)} == {outcome}


@pytest.mark.parametrize("seed", range(10))
def test_squares_that_are_stuck_are_named_and_the_remedy_mends_them(seed: int) -> None:
    last = last_of(stubborn, seed)
    assert last.trouble is not None and last.trouble.name == "Squares are stuck" and last.trouble.name in last.caption
    mended = last_of(stubborn, seed, **last.trouble.fix)
    assert mended.trouble is None and mended.outcome == 0


def test_a_rate_that_throws_the_line_of_squares_out_is_named_and_mended() -> None:
    last = last_of(strays, 2, rate=1.0)
    assert last.trouble is not None and last.trouble.name == "The squares diverged" and last.outcome is None
    assert last_of(strays, 2, **last.trouble.fix).trouble is None


def test_three_pulls_are_capped_by_hand() -> None:
    for seed in range(20):
        body = ASKED["three_pulls"].draw(seed).body
        assert isinstance(body, Number)
        told = body.prompt.split("misses are ")[1].split(" (")[0].replace("−", "-")
        misses = np.array([float(each) for each in told.split(", ")])
        assert body.answer() == pytest.approx(np.clip(misses, -1, 1).mean())


def test_an_answer_rests_where_its_pulls_balance_before_and_after_a_target_moves() -> None:
    bodies = [ASKED["stray_moves"].draw(seed).body for seed in range(30)]
    assert {body.answer() for body in bodies} == {0, 1, 2}
    assert all(isinstance(body, Predict) for body in bodies)
    near, far = [1.5, 2.0, 2.5, 8.0], [1.5, 2.0, 2.5, 12.0]
    squares, huber = come_to_rest(near, far, "squared"), come_to_rest(near, far, "Huber")
    assert [squares[UPDATES], squares[-1]] == pytest.approx([3.5, 4.5], abs=1e-3)
    assert rest_of(near, "squared") == pytest.approx(3.5) and rest_of(far, "squared") == pytest.approx(4.5)
    assert huber[UPDATES] == pytest.approx(rest_of(near, "Huber"), abs=1e-3)
    assert huber[-1] == pytest.approx(huber[UPDATES], abs=1e-3)
