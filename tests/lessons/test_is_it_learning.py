"""The clinic: each fault has its sign, a treatment mends its own fault only, and units that begin alike stay alike."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.charts import Lines, Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.when_learning_goes_wrong.is_it_learning.demo_alike import CHANCE, NOUGHTS, UNITS, alike
from lessons.when_learning_goes_wrong.is_it_learning.demo_clinic import PREDICTIONS, TREATMENTS, clinic, treated
from lessons.when_learning_goes_wrong.is_it_learning.demo_healthy import healthy, how_many, worse
from lessons.when_learning_goes_wrong.is_it_learning.patients import (
    FAULTS,
    SHUFFLED,
    STILL,
    WELL,
    WILD,
    ZEROS,
    column,
    examined,
    fault_of,
    labels_of,
    network,
    points,
    slopes,
)
from lessons.when_learning_goes_wrong.is_it_learning.quiz import _curve_by_hand, _unseen_by_hand

LESSON = load("is-it-learning")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != WILD])
def test_a_patients_losses_are_those_of_training_by_hand(fault: str) -> None:
    looks = examined(fault, 3)
    assert [look.loss for look in looks[:13]] == pytest.approx(list(_curve_by_hand(fault, 3)[::5]))
    assert looks[-1].unseen == pytest.approx(_unseen_by_hand(fault, 3))


def test_the_length_of_the_slopes_is_that_of_nudges() -> None:
    net, given, labels = network(WELL, 2), points(2).train.inputs, labels_of(WELL, 2)
    steep, stood = slopes(net, given, labels), net.parameters.copy()

    def loss(at: np.ndarray) -> float:
        net.parameters[...] = at
        logits = net.outputs(given)
        return float(np.mean(np.logaddexp(0, logits) - labels * logits))

    nudged = np.array([(loss(stood + step) - loss(stood - step)) / 2e-5 for step in 1e-5 * np.eye(net.size)])
    assert np.hypot(*steep) == pytest.approx(np.linalg.norm(nudged), rel=1e-5)


def test_shuffled_labels_are_the_same_labels_in_another_order_and_no_more_than_half_are_right() -> None:
    for seed in range(100):
        true, dealt = column(points(seed).train.targets), labels_of(SHUFFLED, seed)
        assert true.sum() == dealt.sum() and np.mean(true == dealt) <= 0.5
    assert np.array_equal(labels_of(WELL, 1), column(points(1).train.targets))


@pytest.mark.parametrize("seed", range(20))
def test_each_patient_shows_its_sign_before_the_answer(seed: int) -> None:
    """The demo asks when 150 updates are drawn: what the words call its sign is on the screen by then."""
    first, *_, last = whole(clinic, seed)
    curves = first.charts[0]
    assert first.number == 150 and not first.finished and isinstance(curves, Lines)
    (own, outside), slope = (series.y for series in curves.series), examined(fault_of(seed), seed)[30].slopes[0]
    seen = {
        WELL: own[-1] < own[0] - 0.3 and outside[-1] < 0.5,
        STILL: own[-1] == own[0] and slope > 0.01,
        WILD: own.max() > 10 * own[0],
        SHUFFLED: 0.45 < own[-1] < own[0] and outside[-1] > 0.6,
        ZEROS: abs(own[-1] - np.log(2)) < 0.01 and slope == 0,
    }
    assert [fault for fault, shows in seen.items() if shows] == [fault_of(seed)] == [FAULTS[last.outcome or 0]]


def test_all_faults_come_into_the_clinic() -> None:
    assert {fault_of(seed) for seed in range(20)} == set(FAULTS)


@pytest.mark.parametrize("seed", range(10))
def test_the_right_treatment_mends_and_no_other(seed: int) -> None:
    sick = whole(clinic, seed)[-1]
    assert sick.outcome == FAULTS.index(fault_of(seed))
    assert (sick.trouble is None) == (fault_of(seed) == WELL)
    if sick.trouble:
        assert whole(clinic, seed, **sick.trouble.fix)[-1].trouble is None
    for treat in {*TREATMENTS.values()} - {TREATMENTS[fault_of(seed)]}:
        assert treated(fault_of(seed), treat) == fault_of(seed)


def test_a_wrong_name_is_answered_by_the_run_that_it_would_have_given() -> None:
    assert clinic.prediction is not None
    last = whole(clinic, 0)[-1]
    laid = clinic.prediction.over(last, FAULTS.index(WILD)).charts[0]
    assert isinstance(laid, Lines) and laid.series[0].label == "you said"
    assert list(laid.series[0].y) == [look.loss for look in examined(WILD, 0)]


def test_what_it_says_of_unseen_points_stands_in_the_table() -> None:
    table = whole(clinic, 7, examine=PREDICTIONS)[-1].charts[1]
    assert isinstance(table, Table)
    truth = column(points(7).validation.targets)[:8, 0]
    assert [row[0] for row in table.rows] == ["B" if kind else "A" for kind in truth]


@pytest.mark.parametrize("seed", range(10))
def test_a_healthy_run_makes_many_updates_worse_and_learns(seed: int) -> None:
    last = whole(healthy, seed)[-1]
    assert last.outcome == 1 and last.trouble is None


def test_a_rate_that_is_no_good_is_named_and_mended() -> None:
    for rate in (0.01, 30.0):
        bad = whole(healthy, 0, rate=rate)[-1]
        assert bad.trouble and bad.trouble.name == "Hardly learns"
        assert whole(healthy, 0, **{"rate": rate, **bad.trouble.fix})[-1].trouble is None
    assert worse(np.array([1.0, 2.0, 1.5, 1.6])) == pytest.approx(2 / 3)
    assert [how_many(share) for share in (0.05, 0.4, 0.8)] == [0, 1, 2]


@pytest.mark.parametrize("seed", range(10))
def test_units_that_begin_alike_stay_alike_and_chance_parts_them(seed: int) -> None:
    for weights in ("all 0.5", NOUGHTS):
        last = whole(alike, seed, weights=weights)[-1]
        assert last.outcome == 2 and last.readings["different units"] == 1
        assert last.trouble and whole(alike, seed, **last.trouble.fix)[-1].readings["different units"] == UNITS
    assert whole(alike, seed, weights=CHANCE)[-1].outcome == 0


def test_a_rate_of_0_has_slopes_and_a_start_at_0_has_none() -> None:
    assert examined(STILL, 4)[0].slopes[0] > 0 and examined(ZEROS, 4)[0].slopes[0] == 0


@pytest.mark.parametrize("seed", range(20))
def test_the_losses_that_a_question_tells_name_the_fault(seed: int) -> None:
    """As a reader would tell them apart who knows no more than what is written."""
    for fault in FAULTS:
        looks = examined(fault, seed)
        losses, outside = [look.loss for look in looks], looks[-1].unseen
        told = (
            ZEROS if looks[0].slopes[0] == 0
            else WILD if max(losses) > 2 * losses[0]
            else STILL if f"{losses[-1]:.3f}" == f"{losses[0]:.3f}"
            else SHUFFLED if outside > 0.65
            else WELL
        )  # fmt: skip
        assert told == fault


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["alike_or_not"].draw(seed).body.answer() for seed in range(20)} == {0, 1}
    assert len({asked["name_the_fault"].draw(seed).body.answer() for seed in range(20)}) >= 4
    assert {asked["which_has_learned"].draw(seed).body.answer() for seed in range(20)} == {0, 1, 2, 3}
