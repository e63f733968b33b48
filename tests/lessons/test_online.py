"""The lesson on learning at work: streams and updates by other arithmetic, what each scene shows, and its remedies."""

from __future__ import annotations

import numpy as np
import pytest

from engine import datasets
from lessons.kit.charts import Lines
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Predict, Which
from lessons.ways_to_learn.online.by_hand import share_kept
from lessons.ways_to_learn.online.demo_digits import GONE, KEPT, SOME, digits, kept
from lessons.ways_to_learn.online.demo_job import FROZEN, NOBODY, RETRAINED, UPDATING, job, most_often
from lessons.ways_to_learn.online.digits import BATCH, UPDATES, halves, lessons, mixed
from lessons.ways_to_learn.online.follower import followed
from lessons.ways_to_learn.online.stream import EXAMPLES, Points, mislabelled, on_the_job, points, schooled

LESSON = load("online")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_the_clouds_lie_where_the_world_has_turned_to() -> None:
    rng = np.random.default_rng(0)
    for turned, centre in ((0.0, (1.2, 0.0)), (90.0, (0.0, 1.2)), (180.0, (-1.2, 0.0))):
        inputs, targets = points(rng, np.full(4000, turned))
        assert inputs[targets == 1].mean(axis=0) == pytest.approx(centre, abs=0.05)
        assert inputs[targets == 0].mean(axis=0) == pytest.approx(-np.array(centre), abs=0.05)
        assert inputs[targets == 1].std(axis=0) == pytest.approx([0.6, 0.6], abs=0.03)


def test_a_share_of_the_answers_is_wrong() -> None:
    rng = np.random.default_rng(1)
    given = points(rng, np.zeros(4000))
    for share in (0.0, 0.2):
        told = mislabelled(rng, given, share)
        assert np.mean(told.targets != given.targets) == pytest.approx(share, abs=0.02)
        assert told.inputs is given.inputs


def test_the_updating_network_takes_one_plain_step_for_each_example_in_turn() -> None:
    rng = np.random.default_rng(4)
    before, came = points(rng, np.zeros(200)), points(rng, np.linspace(0.0, 90.0, EXAMPLES))
    net = schooled(mislabelled(rng, before, 0.0), 4)
    expected = [np.array(layer.weights) for layer in net.layers], [np.array(layer.biases) for layer in net.layers]
    rng = np.random.default_rng(4)
    looks = on_the_job(90.0, 0.1, 0.0, 4)
    next(looks)
    look = next(looks)
    (w1, w2), (b1, b2) = expected
    start = schooled(points(rng, np.zeros(200)), 4)
    assert np.array_equal(start.parameters, net.parameters)
    for x, y in zip(look.latest.inputs, look.latest.targets, strict=True):
        hidden = np.tanh(x @ w1 + b1)
        miss = 1 / (1 + np.exp(-(hidden @ w2 + b2))) - y
        below = (w2 @ miss) * (1 - hidden**2)
        w2, b2 = w2 - 0.1 * np.outer(hidden, miss), b2 - 0.1 * miss
        w1, b1 = w1 - 0.1 * np.outer(x, below), b1 - 0.1 * below
    layers = look.updating.layers
    assert layers[0].weights == pytest.approx(w1) and layers[1].weights == pytest.approx(w2)
    assert layers[0].biases == pytest.approx(b1) and layers[1].biases == pytest.approx(b2)
    assert len(came.targets) == EXAMPLES and look.seen == 10


def test_the_frozen_network_is_the_one_from_school_and_the_retrained_one_begins_as_it() -> None:
    looks = list(on_the_job(0.0, 0.1, 0.0, 2))
    assert np.ptp(looks[0].scores) == 0.0
    assert all(look.scores[FROZEN] == look.scores[RETRAINED] for look in looks if look.seen < 200)
    assert any(look.scores[FROZEN] != look.scores[RETRAINED] for look in looks if look.seen >= 200)


@pytest.mark.parametrize(
    ("settings", "fate", "trouble"),
    [
        ({}, UPDATING, None),
        ({"rate": 1.0, "wrong": 0.2}, RETRAINED, "It runs after every example"),
        ({"rate": 0.01}, RETRAINED, "It lags behind"),
        ({"turning": 0.0}, NOBODY, None),
    ],
)
def test_who_is_right_most_often_on_ten_seeds(settings: dict[str, Setting], fate: int, trouble: str | None) -> None:
    for seed in range(10):
        frames = whole(job, seed, **settings)
        last = frames[-1]
        assert (len(frames), last.outcome, last.number) == (101, fate, EXAMPLES)
        assert (last.trouble.name if last.trouble else None) == trouble
        if last.trouble and seed < 3:
            mended = whole(job, seed, **{**settings, **last.trouble.fix})[-1]
            assert mended.trouble is None and mended.outcome != RETRAINED


def test_within_a_point_nobody_is_best() -> None:
    assert most_often(np.array([0.9, 0.905, 0.5])) == NOBODY
    assert [most_often(np.eye(3)[k]) for k in range(3)] == [FROZEN, UPDATING, RETRAINED]


def test_batches_hold_as_many_old_scans_as_was_said() -> None:
    old, new = halves(datasets.digits().train)
    assert set(old.targets) == set(range(5)) and set(new.targets) == set(range(5, 10))
    for replayed in (0, 3, 16):
        batches = mixed(old, new, replayed, seed=1).targets.reshape(UPDATES, BATCH)
        assert np.all((batches < 5).sum(axis=1) == replayed)


@pytest.mark.parametrize(("replayed", "fate"), [(0, GONE), (1, SOME), (8, KEPT)])
def test_old_digits_are_lost_without_replay_and_kept_with_it(replayed: int, fate: int) -> None:
    for seed in range(5):
        looks = list(lessons(replayed, 0.01, seed))
        assert looks[0].old > 0.95 and looks[0].new == 0.0 and looks[-1].update == UPDATES
        assert kept(looks[-1].old) == fate == kept(share_kept(replayed, seed))
        assert looks[-1].new > 0.9
        assert looks[-1].right[:5].mean() == pytest.approx(looks[-1].old, abs=0.03)


def test_a_network_that_forgot_is_mended_by_old_scans() -> None:
    for seed in range(5):
        last = whole(digits, seed)[-1]
        assert last.trouble and last.trouble.name == "It forgot" and last.outcome == GONE
        mended = whole(digits, seed, **last.trouble.fix)[-1]
        assert mended.trouble is None and mended.outcome == KEPT
        curves = mended.charts[0]
        assert isinstance(curves, Lines) and f"{curves.series[0].y[-1] / 100:.0%} of 0 to 4" in mended.caption


@pytest.mark.parametrize("rate", [0.01, 0.3, 1.0])
def test_a_follower_is_a_mean_in_which_the_old_fades(rate: float) -> None:
    came = [2.0, -1.0, 4.0]
    expected, w = [], 5.0
    for y in came:
        w = (1 - rate) * w + rate * y
        expected.append(w)
    assert followed(5.0, rate, came) == pytest.approx(expected)


def test_still_worlds_and_moving_ones_and_every_fate_are_asked() -> None:
    worst, fates = set(), set()
    for seed in range(16):
        which, predict = (LESSON.questions[name].draw(seed).body for name in ("furthest_off", "what_is_left"))
        assert isinstance(which, Which) and isinstance(predict, Predict)
        worst.add(which.options[which.answer()].text)
        fates.add(predict.answer())
    assert worst == {"rate 0.01", "rate 1"} and fates == {GONE, SOME, KEPT}


def test_points_are_a_pair_as_training_takes_them() -> None:
    given = Points(np.array([[1.0, 0.0], [-1.0, 0.0]] * 20), np.array([1.0, 0.0] * 20))
    assert schooled(given, 0).accuracy(given) == 1.0
