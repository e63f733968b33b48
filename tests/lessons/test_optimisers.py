"""The lesson on optimisers: the engine's five against the papers' formulas, and who comes in first where."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from engine import Tensor
from lessons.how_the_error_flows_back.optimisers import contest
from lessons.how_the_error_flows_back.optimisers.demo_ledger import kept_by, ledger, step_of
from lessons.how_the_error_flows_back.optimisers.demo_network import network
from lessons.how_the_error_flows_back.optimisers.demo_ravine import ravine
from lessons.how_the_error_flows_back.optimisers.network import GOAL, RATES, digits, learn, learners
from lessons.how_the_error_flows_back.optimisers.network import arrivals as network_arrivals
from lessons.how_the_error_flows_back.optimisers.quiz import moves, moves_by_hand
from lessons.how_the_error_flows_back.optimisers.ravine import NEAR, Ravine, arrivals
from lessons.how_the_error_flows_back.optimisers.ravine import RATES as TRIED
from lessons.how_the_error_flows_back.optimisers.rules import ADAGRAD, ADAM, MOMENTUM, NAMES, PLAIN, RMSPROP, ByHand
from lessons.how_the_error_flows_back.optimisers.rules import walk as walked
from lessons.kit.charts import Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.differences import central_difference
from lessons.kit.knobs import Setting
from lessons.kit.slopes import Array


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (PLAIN, [0.2, -0.4, 0.1]),
        (MOMENTUM, [0.2, 0.9 * 0.2 - 0.4, 0.9 * (0.9 * 0.2 - 0.4) + 0.1]),
        (ADAGRAD, [0.1, -0.4 / math.sqrt(20), 0.1 / math.sqrt(21)]),
        (RMSPROP, [1.0, -0.4 / math.sqrt(0.0396 + 0.16), 0.1 / math.sqrt(0.99 * 0.1996 + 0.01)]),
        (ADAM, [0.1, 0.1 * (0.18 - 0.4) / 0.19 / math.sqrt((0.999 * 0.004 + 0.016) / 0.001999), None]),
    ],
)
def test_three_moves_come_out_as_with_pencil_and_paper(name: str, expected: list[float | None]) -> None:
    by_engine, by_hand = (each(name, 0.1, (2.0, -4.0, 1.0)) for each in (moves, moves_by_hand))
    assert by_engine == pytest.approx(by_hand)
    for move, known in zip(by_engine, expected, strict=True):
        assert known is None or move == pytest.approx(known)


@pytest.mark.parametrize("name", NAMES)
def test_by_hand_walks_as_the_engine_does_and_the_ground_has_the_slopes_of_its_height(name: str) -> None:
    ground = Ravine(50.0, 35.0, seed=3)
    rule, place = ByHand(name, 0.02), ground.start
    for there in ground.walks(name, [0.01, 0.02])[:40, 1]:
        assert there == pytest.approx(place, rel=1e-6)
        slopes = ground.feel(1)(0, place[None])[0]
        felt = [central_difference(lambda at: float(ground.heights(at)), place, index) for index in (0, 1)]
        assert slopes == pytest.approx(felt, rel=1e-5, abs=1e-6)
        place = place - rule.step(slopes)


@pytest.mark.parametrize("name", NAMES)
def test_the_microscope_computes_the_very_step_that_comes_next(name: str) -> None:
    slopes = np.array([1.0, 0.01])
    moments = list(walked(name, [0.1], np.zeros(2), lambda _, places: np.broadcast_to(slopes, places.shape), 5))
    for update, (now, then) in enumerate(pairwise(moments[1:]), start=1):
        kept = [float(part[0, 0]) for part in now.memory]
        step = step_of(name, update + 1)(Tensor(1.0), *map(Tensor, kept)).item()
        assert step == pytest.approx(float(now.places[0, 0] - then.places[0, 0]), rel=1e-5)


def test_adams_books_add_up_for_whoever_checks_them_by_hand() -> None:
    moments = list(walked(ADAM, [0.1], np.zeros(2), lambda _, places: np.full_like(places, 4.0), 3))
    for update, (before, after) in enumerate(pairwise(moments), start=1):
        slope, square = kept_by(ADAM, update, after).values()
        assert (slope[0], square[0]) == pytest.approx((4.0, 16.0))
        assert float(before.places[0, 0] - after.places[0, 0]) == pytest.approx(0.1 * slope[0] / math.sqrt(square[0]))


@pytest.mark.parametrize(
    ("settings", "outcome", "times"),
    [
        ({"optimiser": "plain"}, 1, 1.0),
        ({"optimiser": "momentum"}, 0, (1 - 0.9**30) / 0.1),
        ({"optimiser": "momentum", "slopes": "to and fro"}, 2, (1 - 0.9**30) / 1.9),
        ({"optimiser": "AdaGrad"}, 2, 1 / math.sqrt(30)),
        ({"optimiser": "RMSprop"}, 2, math.sqrt(0.01 / (1 - 0.99**30))),
        ({"optimiser": "Adam"}, 1, 1.0),
    ],
)
def test_the_books_tell_what_becomes_of_steps(settings: dict[str, Setting], outcome: int, times: float) -> None:
    for seed in range(10):
        first, *_, last = whole(ledger, seed, **settings)
        assert (last.outcome, len(first.charts)) == (outcome, 2)
        assert float(last.readings["last step"]) / float(last.readings["first step"]) == pytest.approx(times, rel=1e-4)
    table = last.charts[0]
    assert isinstance(table, Table) and len(table.rows) == 6


def test_the_scenes_in_the_ravine_make_their_point_on_every_seed() -> None:
    for seed in range(10):
        straight, turned, gentle = (
            whole(ravine, seed, **settings)[-1]
            for settings in ({}, {"turned": 35.0}, {"turned": 35.0, "steepness": 10.0})
        )
        assert (straight.outcome, straight.readings["first in"], straight.readings["after"]) == (
            2,
            "AdaGrad and RMSprop",
            3,
        )
        assert (turned.outcome, turned.readings["first in"]) == (1, "Adam")
        assert (gentle.outcome, gentle.readings["first in"]) == (0, "plain")
        assert max(straight.number, turned.number) <= 100 and straight.trouble is None is turned.trouble


@pytest.mark.parametrize("name", NAMES)
def test_the_best_rate_is_the_best_and_none_lies_at_an_end_of_those_tried(name: str) -> None:
    for steepness, turned in ((50.0, 0.0), (50.0, 35.0), (10.0, 35.0)):
        ground = Ravine(steepness, turned, seed=1)
        best = ground.best(name)
        assert TRIED[0] < best < TRIED[-1]
        alone = arrivals(ground.heights(ground.walks(name, [best])))[0]
        others = arrivals(ground.heights(ground.walks(name, TRIED[::7].tolist())))
        assert alone <= others.min() and math.isfinite(alone)


def test_arrived_is_who_stays_below_the_mark() -> None:
    heights = np.array([[1.0, 1.0, 1.0], [NEAR / 2, 0.5, 0.5], [0.5, NEAR / 2, 0.5], [NEAR / 2, NEAR / 2, 0.5]])
    assert arrivals(heights).tolist() == [3.0, 2.0, math.inf]
    assert network_arrivals(np.array([[1.0, 1.0], [GOAL / 2, 1.0], [1.0, 1.0]])) == [1.0, math.inf]


def test_the_first_in_wins_and_of_those_that_arrive_at_once_the_lowest() -> None:
    losses = np.array([[1.0] * 5, [0.5, 0.4, 0.3, 0.2, 0.6], [0.1, 0.2, 0.3, 0.4, 0.5]])
    assert contest.winner([2, 2, math.inf, math.inf, 2], losses) == 0
    assert contest.winner([1, 1, math.inf, 1, 2], losses) == 2
    assert contest.winner([math.inf] * 5, losses) == contest.NOBODY


@pytest.mark.parametrize(("demo", "name"), [(ravine, "It diverged"), (network, "Thrown out")])
def test_too_large_a_rate_is_named_and_the_remedy_mends_it(demo: Demo, name: str) -> None:
    for seed in range(3):
        last = whole(demo, seed, factor=4.0)[-1]
        assert last.trouble and last.trouble.name == name
        assert whole(demo, seed, **{"factor": 4.0, **last.trouble.fix})[-1].trouble is None
        assert whole(demo, seed, factor=0.1)[-1].trouble is None


def test_velocity_comes_first_with_the_digits_on_every_seed() -> None:
    for seed in range(10):
        frames = whole(network, seed)
        assert (frames[-1].outcome, len(frames)) == (1, 61)
        assert all(frame.outcome is None for frame in frames[:-1])


@pytest.mark.parametrize("name", NAMES)
def test_the_network_learns_the_digits_as_plain_numpy_does(name: str) -> None:
    scans, classes = digits(seed=2)
    net = learners(8, seed=2)
    weights = [np.array(part)[0] for layer in net.layers for part in (layer.weights, layer.biases)]
    rules = [ByHand(name, RATES[name]) for _ in weights]
    for loss in learn(name, [RATES[name]], learners(8, 2, 1), seed=2, updates=15):
        by_hand, slopes = loss_and_slopes(weights, scans, classes)
        assert float(loss[0]) == pytest.approx(by_hand, rel=1e-6)
        weights = [part - rule.step(slope) for part, rule, slope in zip(weights, rules, slopes, strict=True)]


def loss_and_slopes(weights: list[Array], scans: Array, classes: Array) -> tuple[float, list[Array]]:
    """Return the mean cross-entropy of a ReLU layer and a softmax, and the slopes of both layers' numbers."""
    first, first_biases, second, second_biases = weights
    hidden = np.maximum(scans @ first + first_biases, 0.0)
    raw = hidden @ second + second_biases
    chances = np.exp(raw) / np.exp(raw).sum(axis=1, keepdims=True)
    back = (chances - np.eye(10)[classes]) / len(scans)
    back_hidden = (back @ second.T) * (hidden > 0)
    slopes = [scans.T @ back_hidden, back_hidden.sum(axis=0), hidden.T @ back, back.sum(axis=0)]
    return -float(np.log(chances[np.arange(len(scans)), classes]).mean()), slopes


def test_every_answer_can_come_true() -> None:
    questions = load("optimisers").questions
    assert {questions["plain_or_adagrad"].draw(seed).body.answer() for seed in range(12)} == {0, 1}
    longest = [questions["longest_step"].draw(seed).body for seed in range(30)]
    assert {body.listed[int(body.accepted_reply()) - 1] for body in longest} == {PLAIN, MOMENTUM, ADAGRAD, ADAM}
