"""The lesson on the steps of training: one cycle by hand, the loop's points on each seed, its troubles and remedies."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from engine import SGD, train
from lessons.inside_the_network.seven_steps.cycle import CATS, EARS, NAMES, STEPS, Cycle, cycles, initialised
from lessons.inside_the_network.seven_steps.demo_debugger import debugger
from lessons.inside_the_network.seven_steps.demo_onward import came_true, first_right, onward
from lessons.inside_the_network.seven_steps.demo_rounds import rounds
from lessons.inside_the_network.seven_steps.model import to_learn, unseen
from lessons.inside_the_network.seven_steps.tables import table_of
from lessons.inside_the_network.seven_steps.troubleshooting import FAULTS, fault_by_hand, logged
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.demo import Frame
from lessons.kit.knobs import Setting


def end_of_rounds(seed: int = 0, **settings: Setting) -> Frame:
    return frames_of(rounds.run(seed, **settings), WHOLE_RUN)[-1]


def loss_by_hand(parameters: np.ndarray, batch: np.ndarray) -> float:
    """Return the mean surprise of a batch, written out."""
    w1, b1, w2, b2, v1, v2, c = parameters
    x, y = EARS[batch, 0], CATS[batch]
    h1, h2 = (1 / (1 + np.exp(-(w * x + b))) for w, b in ((w1, b1), (w2, b2)))
    says = 1 / (1 + np.exp(-(v1 * h1 + v2 * h2 + c)))
    return float(-np.log(np.where(y == 1, says, 1 - says)).mean())


@pytest.fixture(scope="module")
def run() -> list[Cycle]:
    """Six cycles of the debugger's network."""
    return cycles(0.5, 1.0, 3, 0, 6)


def test_a_cycle_is_what_a_pencil_finds(run: list[Cycle]) -> None:
    for each in run:
        assert each.loss == pytest.approx(loss_by_hand(each.before, each.batch), abs=1e-12)
        nudges = 1e-6 * np.eye(len(NAMES))
        slopes = [
            (loss_by_hand(each.before + nudge, each.batch) - loss_by_hand(each.before - nudge, each.batch)) / 2e-6
            for nudge in nudges
        ]
        assert each.slopes == pytest.approx(slopes, abs=1e-8)
        assert each.after == pytest.approx(each.before - 1.0 * each.slopes, abs=1e-12)


def test_the_next_cycle_begins_where_the_last_one_ended_and_takes_the_next_examples(run: list[Cycle]) -> None:
    for one, other in pairwise(run):
        assert np.array_equal(one.after, other.before)
    assert [each.batch.tolist() for each in run[:3]] == [[0, 1, 2], [3, 0, 1], [2, 3, 0]]


def test_the_cycles_are_those_of_the_engines_own_training() -> None:
    network = initialised(0.5, 7)
    data = (EARS, CATS)
    for _ in train(network, data, loss="binary_cross_entropy", optimiser=SGD(0.7), updates=5, shuffle=False):
        pass
    assert cycles(0.5, 0.7, 4, 7, 5)[-1].after == pytest.approx(network.parameters, abs=1e-12)


def test_only_the_update_changes_a_parameter(run: list[Cycle]) -> None:
    for each in run:
        same = [np.array_equal(a, b) for a, b in zip(each.steps[1:], each.steps[2:], strict=False)]
        assert same == [True, True, True, False, True] and STEPS[each.first_to_change] == "update"


def test_the_tables_hold_the_arrays_of_their_steps(run: list[Cycle]) -> None:
    first = run[0]
    rows = table_of(first, 4, 1.0).rows
    assert [row[0] for row in rows] == list(NAMES)
    assert [float(row[2].replace("−", "-")) for row in rows] == pytest.approx(first.slopes.tolist(), abs=5e-4)
    moved = table_of(first, 5, 2.0).rows
    assert float(moved[0][2].replace("−", "-")) == pytest.approx(-2 * float(first.slopes[0]), abs=5e-4)
    assert [row[0] for row in table_of(first, 0, 1.0).rows] == ["▸", "▸", "▸", "later"]


@pytest.mark.parametrize("seed", range(10))
def test_the_debugger_ends_with_a_lower_loss_and_its_outcome(seed: int) -> None:
    frames = frames_of(debugger.run(seed, size=4), WHOLE_RUN)
    assert [frame.readings["step"] for frame in frames[:7]] == [1, 2, 3, 4, 5, 6, 7]
    assert frames[-1].outcome == 3 and all(frame.outcome is None for frame in frames[:-1])
    assert float(frames[-1].readings["loss"]) < float(frames[3].readings["loss"])


def test_threes_and_eights() -> None:
    assert (len(to_learn()), len(unseen())) == (237, 60) and set(unseen().targets) == {0.0, 1.0}
    network = initialised(0.5, 3)
    assert np.all(network.layers[0].biases == 0) and np.all(network.layers[1].biases == 0)


@pytest.mark.parametrize("seed", range(10))
def test_a_tiny_start_never_gets_going_and_its_remedy_mends_it(seed: int) -> None:
    stuck = end_of_rounds(seed, spread="0.00001")
    assert stuck.outcome == 0 and stuck.trouble is not None and stuck.trouble.name == "It never got going"
    assert abs(float(stuck.readings["loss"]) - np.log(2)) < 0.03
    mended = end_of_rounds(seed, **{"spread": "0.00001", **stuck.trouble.fix})
    assert mended.outcome == 2 and mended.trouble is None and float(mended.readings["right"]) >= 0.9


@pytest.mark.parametrize(
    ("settings", "name"), [({"rate": 0.005}, "Out of time"), ({"spread": "3", "rate": 0.005}, "Out of time")]
)
def test_steps_too_short_are_named_and_mended(settings: dict[str, Setting], name: str) -> None:
    end = end_of_rounds(0, **settings)
    assert end.trouble is not None and end.trouble.name == name
    assert end_of_rounds(0, **{**settings, **end.trouble.fix}).trouble is None


@pytest.mark.parametrize("seed", range(10))
def test_right_answers_send_slopes_too(seed: int) -> None:
    last = frames_of(onward.run(seed), WHOLE_RUN)[-1]
    assert last.outcome == 1 and last.readings["wrong"] == 0
    assert float(last.readings["loss"]) <= float(last.readings["loss when all right"]) / 4


def test_what_came_true_of_a_run() -> None:
    right = np.array([[1.0, 3.0, 0.0], [0.5, 0.0, 0.1], [0.4, 0.0, 0.1]])
    assert first_right(right) == 1 and came_true(right) == 1
    still, worse = right.copy(), right.copy()
    still[2] = (0.5, 0.0, 0.0)
    worse[2, 0] = 0.6
    assert (came_true(still), came_true(worse)) == (0, 2)
    assert first_right(right[:1]) is None


@pytest.mark.parametrize("fault", FAULTS)
def test_a_log_tells_its_fault(fault: str) -> None:
    for seed in range(5):
        log = logged(fault, 1.0, seed)
        assert FAULTS[fault_by_hand(log, 1.0, seed)] == fault
        assert (np.ptp(log.weights) == 0) == (fault == "no update")
        assert fault != "uphill" or np.all(np.diff(log.losses) > 0)
        assert fault != "none" or np.all(np.diff(log.losses) < 0)
