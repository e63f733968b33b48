"""The lesson on bad data: its groups, weights and slopes against sums by hand, and what each scene is to show."""

from __future__ import annotations

from collections import deque

import numpy as np
import pytest

from lessons.kit.charts import Bars, Picture
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.when_learning_goes_wrong.bad_data.demo_dust import VIEWS, dust, where_it_looks
from lessons.when_learning_goes_wrong.bad_data.demo_verdicts import SAYS, how_many, verdicts
from lessons.when_learning_goes_wrong.bad_data.demo_wolves import COUNTED, wolves
from lessons.when_learning_goes_wrong.bad_data.scans import input_gradients, learners, learning, speck, strangers
from lessons.when_learning_goes_wrong.bad_data.wolves import group_weights, how_fair, right_by_group, world

ASKED = load("bad-data").questions
GROUPWISE = {"counted": COUNTED[1]}


def last_of(demo: Demo, seed: int = 0, **settings: Setting) -> Frame:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)[-1]


@pytest.mark.parametrize(("agree", "counts"), [(1.0, [100, 0, 0, 100]), (0.95, [95, 5, 5, 95]), (0.5, [50] * 4)])
def test_animals_stand_where_they_are_asked_to_and_the_snow_says_so(agree: float, counts: list[int]) -> None:
    album = world(200, agree, 1.0, 3)
    assert album.counts.tolist() == counts and album.targets.mean() == 0.5
    snow, wolf = album.inputs[:, 4] > 0, album.targets[:, 0] > 0.5
    hand = np.where(wolf, np.where(snow, 0, 1), np.where(snow, 2, 3))
    assert np.mean(hand == album.groups) > 0.99, "the ground wavers by 0.3"
    assert album.inputs[wolf, 0].mean() > 0.4 > -0.4 > album.inputs[~wolf, 0].mean()


def test_weighed_groups_count_alike_the_total_stays_and_an_empty_one_has_no_say() -> None:
    counts = np.array([95, 5, 20, 80])
    assert (group_weights(counts) * counts).tolist() == pytest.approx([50.0] * 4)
    assert (group_weights(np.array([10, 0, 0, 30])) * [10, 0, 0, 30]).tolist() == [20.0, 0.0, 0.0, 20.0]


def test_shares_by_group_are_those_of_a_count_by_hand() -> None:
    album = world(200, 0.95, 1.0, 1)
    called = np.random.default_rng(0).random(200) > 0.4
    right = right_by_group(called, album)
    for group in range(4):
        members = [i for i in range(200) if album.groups[i] == group]
        assert right[group] == pytest.approx(sum(called[i] == (group < 2) for i in members) / len(members))
    assert np.isnan(right_by_group(called, world(200, 1.0, 1.0, 1))[1]), "of nobody there is no share"


@pytest.mark.parametrize("seed", range(10))
def test_snow_wins_where_it_is_always_true_and_the_remedy_is_to_bring_others(seed: int) -> None:
    last = last_of(wolves, seed, agree=1.0)
    weights, groups = (chart for chart in last.charts if isinstance(chart, Bars))
    assert last.outcome == 2 and int(np.argmax(weights.values)) == 4
    assert np.all(groups.values[1:3] < 50) and np.all(groups.values[[0, 3]] > 95)
    assert last.trouble and last.trouble.fix == {"agree": 0.95, **GROUPWISE}
    mended = last_of(wolves, seed, **last.trouble.fix)
    assert mended.outcome == 0 and mended.trouble is None, "that is the fourth scene"


@pytest.mark.parametrize("knobs", [{"strength": 0.5}, {"agree": 1.0, "strength": 0.25, "count": 100}])
def test_each_trouble_names_only_the_knobs_that_must_be_turned(knobs: dict[str, Setting]) -> None:
    trouble = last_of(wolves, 2, **knobs).trouble
    assert trouble and trouble.fix.keys() == knobs.keys() | GROUPWISE.keys()
    assert last_of(wolves, 2, **{**knobs, **trouble.fix}).trouble is None


@pytest.mark.parametrize("seed", range(10))
def test_the_dust_outshines_every_stroke_and_misleads(seed: int) -> None:
    last = last_of(dust, seed)
    shown = last.charts[0]
    assert isinstance(shown, Picture) and int(np.argmax(shown.pixels)) == speck(seed)
    assert last.outcome == 1 and last.trouble and last.trouble.fix == {"share": 0.5}


def test_without_the_slant_it_reads_strokes_and_without_the_rope_both() -> None:
    fair, loose = last_of(dust, 1, share=0.5), last_of(dust, 1, penalty=0.0)
    assert fair.outcome == 0 and fair.trouble is None
    assert loose.outcome == 2
    assert where_it_looks(np.array([2.0, 1.0, 1.0]), 0) == 1 and where_it_looks(np.array([0.5, 1.0, 1.0]), 0) == 0


def test_one_scan_can_be_looked_at_with_the_signs_of_its_slopes() -> None:
    run = dust.run(0)
    frames_of(run, WHOLE_RUN)
    run.turn("view", VIEWS[1])
    turned = run.next()
    assert turned and isinstance(turned.charts[0], Picture) and turned.charts[0].signed
    assert np.any(turned.charts[0].pixels < 0)


def test_an_input_gradient_is_what_a_nudge_of_a_pixel_does_to_the_answer() -> None:
    data = learners(0.9, 0.7, 4)
    run = learning(data, 0.001, 4, every=40)
    deque(zip(range(2), run, strict=False), maxlen=0)
    slopes = input_gradients(run.net, data.inputs[:3])
    for scan, pixel in ((0, speck(4)), (1, 20), (2, 43)):
        ends = np.repeat(data.inputs[scan : scan + 1], 2, axis=0)
        ends[:, pixel] += [-1e-5, 1e-5]
        low, high = run.net.outputs(ends)[:, 0]
        assert slopes[scan, pixel] == pytest.approx((high - low) / 2e-5, abs=1e-7)


def test_a_fair_test_has_every_stranger_with_the_speck_and_without() -> None:
    test = strangers(0.6, 2)
    half = len(test.inputs) // 2
    others = np.delete(np.arange(64), speck(2))
    assert np.array_equal(test.inputs[:half, others], test.inputs[half:, others])
    assert np.all(test.inputs[:half, speck(2)] == 0.6) and np.all(test.inputs[half:, speck(2)] == 0.0)


@pytest.mark.parametrize("seed", range(10))
def test_a_share_is_amplified_by_verdicts_and_kept_by_lot(seed: int) -> None:
    likelier, lot, seen = (
        last_of(verdicts, seed, **knobs) for knobs in ({}, {"says": SAYS[1]}, {"strength": 1.0, "agree": 0.8})
    )
    assert likelier.outcome == 0 and lot.outcome == 1 and seen.outcome == 1
    rights = [float(str(frame.readings["right"]).rstrip("%")) for frame in (lot, likelier, seen)]
    assert rights == sorted(rights) and rights[0] < rights[1] - 3
    assert (how_many(0.6, 0.8), how_many(0.8, 0.8), how_many(0.95, 0.8)) == (2, 1, 0)


def test_a_verdict_on_a_share_right_has_three_levels() -> None:
    assert [how_fair(right) for right in (0.84, 0.83, 0.7, 0.69)] == [0, 1, 1, 2]


def test_no_unit_stands_at_its_kink_where_a_slope_is_asked_for() -> None:
    for seed in range(300):
        sums = ASKED["slope_on_a_pixel"].draw(seed).body.figures["sums"]
        assert isinstance(sums, list) and min(sums) < -0.2 and max(sums) > 0.2


def test_questions_come_out_in_several_ways() -> None:
    for name, kinds in (("fair_test", 3), ("first_push", 4)):
        assert len({ASKED[name].draw(seed).body.answer() for seed in range(20)}) == kinds
