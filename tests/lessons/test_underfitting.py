"""The lesson on underfitting: the best line is the best of all, sizes are as alone, each patient has its cure."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Adam, Network, train
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.when_learning_goes_wrong.underfitting.cures import LOOKS, ONE, Patient, healed_by
from lessons.when_learning_goes_wrong.underfitting.demo_cures import cures
from lessons.when_learning_goes_wrong.underfitting.demo_ruler import as_network, ruler
from lessons.when_learning_goes_wrong.underfitting.demo_sizes import first_enough, sizes
from lessons.when_learning_goes_wrong.underfitting.model import WIDTHS, best_cut, piles, sizes_learned
from lessons.when_learning_goes_wrong.underfitting.quiz import cut_right, zigzag

LESSON = load("underfitting")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize("seed", range(5))
def test_the_best_cut_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    along, b = rng.normal(size=(12, 2)), rng.random(12) < 0.4
    for direction in (np.array([1.0, 0.0]), np.array([0.6, -0.8])):
        share, cut, up = best_cut(along @ direction, b)
        tried = [np.mean((along @ direction > at) == b) for at in np.linspace(-9, 9, 2001)]
        assert share == pytest.approx(max(*tried, 1 - min(tried)))
        line = as_network(direction, cut, up)
        assert line.accuracy((along, b[:, np.newaxis].astype(float))) == pytest.approx(share)


def test_a_cut_is_counted_as_by_eye() -> None:
    row = np.array([1.0, 1.0, 0.0, 1.0])
    assert [cut_right(row, 2, up) for up in (True, False)] == [1, 3]


@pytest.mark.parametrize("points", range(5, 12))
def test_two_units_fewer_than_points_zigzag_through_all_of_them(points: int) -> None:
    assert zigzag(points - 2, points) == points > zigzag(points - 3, points)


def test_a_straight_task_needs_no_bend() -> None:
    assert whole(ruler, 0, task="two clouds")[-1].outcome == 2


def test_a_size_learns_as_it_would_alone() -> None:
    own, strangers = piles(3)
    net = Network([2, 4, 1], "tanh", seed=3)
    list(train(net, own, loss="binary_cross_entropy", optimiser=Adam(0.05), updates=1000, every=1000))
    assert sizes_learned(3)[0][WIDTHS.index(4)] == pytest.approx(net.accuracy(own), abs=0.02)
    assert sizes_learned(3)[1][WIDTHS.index(4)] == pytest.approx(net.accuracy(strangers), abs=0.02)


def test_the_size_looked_at_is_drawn_and_changes_nothing_else() -> None:
    run = sizes.run(0)
    last = frames_of(run, WHOLE_RUN)[-1]
    run.turn("look", "32")
    turned = run.next()
    assert turned and turned.charts[1].title == "With 32 units" and turned.caption == last.caption
    shares = np.array([0.6, 0.7, 0.95, 0.9, 1.0, 1.0])
    assert [first_enough(shares), first_enough(shares * 0.5), first_enough(shares[::-1])] == [1, 3, 0]


def test_more_units_heal_one_that_has_too_few() -> None:
    """The other patients' cures are the scenes' outcomes."""
    assert [healed_by(Patient(units=2), seed).cheapest for seed in range(5)] == [2] * 5


def test_a_cure_is_what_the_patient_would_be_with_that_one_change() -> None:
    patient, seed = Patient(penalty=0.01), 4
    end = healed_by(patient, seed)
    own, strangers = piles(seed)
    net = Network([2, 16, 1], "tanh", seed=seed)
    list(train(net, own, loss="binary_cross_entropy", optimiser=Adam(0.05), updates=600, every=600))
    assert end.own[4] == net.accuracy(own) and end.strangers[4] == net.accuracy(strangers)
    assert end.work.tolist() == [1, 8, 513 / 65, 1, 1]


@pytest.mark.parametrize("settings", [{"rate": 0.001}, {"penalty": 0.01}, {"units": 2}, {"sees": ONE}, {"updates": 50}])
@pytest.mark.parametrize("seed", range(2))
def test_a_patient_is_named_and_the_fix_heals_it(seed: int, settings: dict[str, Setting]) -> None:
    frames = whole(cures, seed, **settings)
    trouble = frames[-1].trouble
    assert len(frames) == LOOKS + 1 and trouble and trouble.name == "It underfits"
    assert whole(cures, seed, **{**settings, **trouble.fix})[-1].trouble is None


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["name_it"].draw(seed).body.answer() for seed in range(20)} == {0, 1, 2}
    assert len({asked["best_cut_of_ten"].draw(seed).body.answer() for seed in range(20)}) == 2
    assert {asked["which_cure"].draw(seed).body.answer() for seed in range(10)} == {0, 1, 2, 3}
