"""The lesson on overfitting: the ensemble is what its members are alone, and lies, ropes and prices are as told."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Adam, Network, train
from lessons.kit import by_hand
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Predict
from lessons.when_learning_goes_wrong.overfitting.atlas import AMOUNTS, UNITS, last_map, own_run
from lessons.when_learning_goes_wrong.overfitting.cures import ward
from lessons.when_learning_goes_wrong.overfitting.demo_cures import cures
from lessons.when_learning_goes_wrong.overfitting.demo_gaps import gaps, narrower
from lessons.when_learning_goes_wrong.overfitting.demo_liar import liar
from lessons.when_learning_goes_wrong.overfitting.demo_rope import rope
from lessons.when_learning_goes_wrong.overfitting.demo_sleepers import sleepers
from lessons.when_learning_goes_wrong.overfitting.model import ROUGH, mean_surprise, piles, tug, with_a_lie
from lessons.when_learning_goes_wrong.overfitting.quiz import judged
from lessons.when_learning_goes_wrong.widths import side_by_side

LESSON = load("overfitting")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_members_of_several_widths_train_as_they_would_alone() -> None:
    own = piles(20, ROUGH, 3)[0]
    ensemble = side_by_side((1, 3, 5), 2, seed=7)
    alone = [Network([2, width, 1], "tanh", seed=7) for width in (1, 3, 5)]
    for net in (ensemble, *alone):
        list(train(net, own, loss="binary_cross_entropy", optimiser=Adam(0.05), updates=50, every=50))
    for member, net in enumerate(alone):
        assert np.allclose(ensemble.outputs(own.inputs)[member], net.outputs(own.inputs), rtol=1e-9)
    assert not ensemble.layers[0].weights[0, :, 1:].any(), "units that a member has not stay at zero"


@pytest.mark.parametrize(("row", "column"), [(0, 4), (2, 1), (4, 0)])
def test_the_learners_own_run_lies_where_the_map_says(row: int, column: int) -> None:
    alone, strangers = own_run(UNITS[column], AMOUNTS[row], ROUGH, 2)[-1]
    assert alone == pytest.approx(last_map(2).own[row, column], rel=1e-6)
    assert strangers == pytest.approx(last_map(2).strangers[row, column], rel=1e-6)


def test_one_label_is_turned_round_and_it_is_an_a() -> None:
    own = piles(40, 0.2, 5)[0]
    data, false = with_a_lie(own)
    assert np.flatnonzero(data.targets != own.targets).tolist() == [false]
    assert own.targets[false] == 0 and data.targets[false] == 1


@pytest.mark.parametrize("seed", range(10))
def test_a_lie_learned_by_heart_is_named_and_its_remedy_outvotes_it(seed: int) -> None:
    last = whole(liar, seed)[-1]
    assert last.outcome == 2 and last.trouble and float(last.readings["chance of B there"]) > 0.9
    mended = whole(liar, seed, **last.trouble.fix)[-1]
    assert mended.outcome == 0 and mended.trouble is None


@pytest.mark.parametrize("seed", range(3))
def test_a_rope_rests_where_both_pulls_balance(seed: int) -> None:
    last = whole(rope, seed)[-1]
    xs, w = np.random.default_rng(seed).uniform(0.5, 1.5, 10), float(last.readings["w"])
    up = float((xs / (1 + np.exp(w * xs))).mean())
    assert (
        last.outcome == 1 and last.readings["pull up"] == pytest.approx(up) and up == pytest.approx(0.05 * w, rel=0.05)
    )
    assert tug(w, xs, 0.05).slope("w") == pytest.approx(tug(w, xs, 0.05).nudged("w"), abs=1e-7)
    assert whole(rope, seed, penalty=0)[-1].outcome == 0, "without a rope it goes on"


@pytest.mark.parametrize("seed", range(10))
def test_silence_is_made_up_for_or_missed(seed: int) -> None:
    assert whole(sleepers, seed)[-1].outcome == 1
    missed = whole(sleepers, seed, loss="not made up for")[-1]
    assert missed.outcome == 0
    assert float(missed.readings["mean"]) == pytest.approx(0.5 * float(missed.readings["all awake"]), rel=0.25)


def test_the_ward_is_measured_as_the_engine_measures() -> None:
    own, _, strangers = piles(40, ROUGH, 1)
    net = Network([2, 32, 32, 1], "tanh", seed=1)
    *_, last = train(
        net, own, loss="binary_cross_entropy", optimiser=Adam(0.01), updates=600, every=12, validation=strangers
    )
    end = ward(1)
    assert end.own[0] == pytest.approx(last.loss) and end.strangers[0] == pytest.approx(last.validation_loss)
    assert mean_surprise(net, own) == pytest.approx(last.loss)
    assert end.work[[0, 2, 3, 4]].tolist() == [1, 1, 1, 8], "of 40 points, 600 updates"


@pytest.mark.parametrize("seed", range(3))
def test_too_strong_a_cure_is_named_and_mended(seed: int) -> None:
    last = whole(cures, seed, penalty=0.3)[-1]
    assert last.trouble and last.trouble.name == "Cured to death" and last.trouble.fix == {"penalty": 0.01}
    assert whole(cures, seed, **last.trouble.fix)[-1].trouble is None


def test_a_turned_size_moves_the_mark_and_leaves_the_map() -> None:
    run = gaps.run(0)
    last = frames_of(run, WHOLE_RUN)[-1]
    run.turn("units", 4)
    turned = run.next()
    assert turned and f"4 units and 10 points, yours has a gap of {figure(last_map(0).gap[0, 1])}" in turned.caption
    assert turned.readings["the corner"] == last.readings["the corner"] and turned.outcome == last.outcome
    assert [narrower(0.2, 0.9), narrower(0.9, 0.2), narrower(0.5, 0.55)] == [0, 1, 2]


def test_l2_by_hand_is_the_engines() -> None:
    own = piles(20, ROUGH, 0)[0]
    net = Network([2, 4, 1], "tanh", seed=0)
    *_, said = by_hand.train(
        net, own.inputs, own.targets, loss="binary_cross_entropy", rate=0.01, updates=40, rule="adam", l2=0.1
    )
    list(train(net, own, loss="binary_cross_entropy", optimiser=Adam(0.01), updates=40, every=40, l2=0.1))
    assert np.allclose(said[0], net.outputs(own.inputs), atol=1e-9)


def test_the_option_that_comes_true_is_what_the_network_says() -> None:
    """Far too strong a penalty leaves one chance for all, that of a B among forty: no A, however much in doubt."""
    told: dict[float, set[str]] = {}
    for seed in range(12):
        body = LESSON.questions["what_it_makes_of_it"].draw(seed).body
        assert isinstance(body, Predict)
        right, chance = body.options[body.answer()], body.outcome.frame.readings["chance of B there"]
        assert isinstance(chance, float)
        if right.name == "expected nothing learned":
            assert right.text.startswith("About one half") and abs(chance - 21 / 40) < 0.001
        else:
            assert (chance > 0.5) == right.text.startswith("B,") and (chance < 0.5) == right.text.startswith("A,")
        told.setdefault(float(str(body.figures["penalty"])), set()).add(right.name)
    assert told == {0.0: {"expected it by heart"}, 0.015: {"expected a vote"}, 0.5: {"expected nothing learned"}}
    chances = np.array([0.525, 0.526, 0.51])
    assert [judged(chances, 1), judged(np.array([0.1, 0.9]), 1), judged(np.array([0.9, 0.1]), 1)] == [2, 0, 1]


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["which_to_keep"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
    assert {asked["what_it_makes_of_it"].draw(seed).body.answer() for seed in range(15)} == {0, 1, 2}
