"""The lesson on getting stuck: slopes and bends are those of formulas, and marbles go by their crest."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Network
from lessons.kit.charts import Bars
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.when_learning_goes_wrong.local_minima.curvature import (
    bends,
    gradient,
    hessian,
    kind_of_place,
    loss,
)
from lessons.when_learning_goes_wrong.local_minima.demo_ground import ground
from lessons.when_learning_goes_wrong.local_minima.demo_marbles import how_many, marbles
from lessons.when_learning_goes_wrong.local_minima.demo_starts import starts as fifty_starts
from lessons.when_learning_goes_wrong.local_minima.many_starts import learned, losses, networks
from lessons.when_learning_goes_wrong.local_minima.quiz import _by_hand
from lessons.when_learning_goes_wrong.local_minima.street import (
    CREST,
    MARBLES,
    NEXT_BOTTOM,
    in_the_deepest,
    rolling,
    slope,
    slope_by_hand,
    starts,
)

LESSON = load("local-minima")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_the_slope_of_the_street_is_the_formulas_and_vanishes_at_crest_and_bottom() -> None:
    places = np.linspace(-5, 5, 21)
    for bumps in (0.0, 0.2, 0.4):
        assert slope(places, bumps) == pytest.approx(slope_by_hand(places, bumps))
    assert slope_by_hand(np.array([0.0, CREST, NEXT_BOTTOM])) == pytest.approx([0, 0, 0], abs=1e-4)


def test_marbles_without_a_push_rest_on_their_side_of_the_crest_as_by_hand() -> None:
    places = np.array([-2.0, -CREST - 0.02, -CREST + 0.02, 0.9, CREST + 0.02, 3.0])
    last = list(rolling(places))[-1]
    assert last == pytest.approx([_by_hand(float(place)) for place in places])
    assert list(np.abs(last) < CREST) == [False, False, True, True, False, False]


def test_a_marble_with_momentum_moves_as_the_textbook_says() -> None:
    first, second, third = (np.array([place]) for place in (2.5, 0.0, 0.0))
    walk = rolling(first, momentum=0.9, rate=0.03)
    _, second, third = next(walk), next(walk), next(walk)
    assert second == pytest.approx(first - 0.03 * slope_by_hand(first))
    assert third == pytest.approx(second + 0.9 * (second - first) - 0.03 * slope_by_hand(second))


def test_noise_comes_from_the_seed_and_fades() -> None:
    a, b, c = (list(rolling(starts(1), noise=3.0, rate=0.1, seed=seed)) for seed in (1, 1, 2))
    assert np.array_equal(a[-1], b[-1]) and not np.array_equal(a[-1], c[-1])
    assert np.abs(a[-1] - a[-2]).max() < 0.1 < np.abs(a[2] - a[1]).max()


@pytest.mark.parametrize("seed", range(10))
def test_too_little_push_changes_nothing_and_enough_mends_it(seed: int) -> None:
    plain, weak, strong = (whole(marbles, seed, momentum=momentum)[-1] for momentum in (0.0, 0.8, 0.9))
    assert plain.outcome == weak.outcome == 0 and strong.outcome == 2
    assert plain.readings["in the deepest"] == weak.readings["in the deepest"]
    assert plain.trouble and plain.trouble.name == "Stuck" and strong.trouble is None
    assert whole(marbles, seed, **plain.trouble.fix)[-1].outcome == 2


def test_the_bars_count_all_marbles() -> None:
    first, *others = whole(marbles, 3)[::20]
    assert len(first.charts) == 1
    for frame in others:
        bars = frame.charts[1]
        assert isinstance(bars, Bars) and bars.values.sum() == MARBLES
        assert bars.values[1] == frame.readings["in the deepest"]
    assert [how_many(found) for found in (19, 20, 30, 31)] == [0, 1, 1, 2]
    assert in_the_deepest(np.array([0.0, 1.0, -1.1, 1.3])) == 3


@pytest.mark.parametrize("seed", range(10))
def test_two_hidden_units_leave_starts_stuck_and_six_none(seed: int) -> None:
    few = whole(fifty_starts, seed)[-1]
    assert few.outcome == 1 and few.trouble and few.readings["learned"] == learned(2, seed)
    assert whole(fifty_starts, seed, **few.trouble.fix)[-1].outcome == 2


def test_the_losses_of_many_starts_are_those_of_each_alone() -> None:
    together = losses(networks(3, 1))
    for member in (0, 7):
        alone = Network([2, 3, 1], "tanh", seed=50 + member)
        logits = alone.outputs([[-1, -1], [-1, 1], [1, -1], [1, 1]])[:, 0]
        by_hand = np.mean([np.log1p(np.exp(z)) - y * z for z, y in zip(logits, (0, 1, 1, 0), strict=True)])
        assert together[member] == pytest.approx(by_hand)


def test_the_curvature_is_that_of_second_differences_of_the_loss() -> None:
    net = Network([2, 3, 1], "tanh", seed=4)
    curved, stood, step = hessian(net), net.parameters.copy(), 1e-3

    def at(*moves: tuple[int, float]) -> float:
        net.parameters[...] = stood
        for weight, by in moves:
            net.parameters[weight] += by
        return loss(net)

    for i, j in ((0, 0), (2, 7), (12, 12), (5, 11)):
        corners = (
            at((i, step), (j, step))
            - at((i, step), (j, -step))
            - at((i, -step), (j, step))
            + at((i, -step), (j, -step))
        )
        assert curved[i, j] == pytest.approx(corners / (4 * step**2), abs=1e-4)
    net.parameters[...] = stood
    assert np.array_equal(net.parameters, stood) and bends(net) == pytest.approx(np.linalg.eigvalsh(curved))


def test_feeling_the_ground_leaves_the_network_where_it_stood() -> None:
    net = Network([2, 3, 1], "tanh", seed=1)
    before, steep = net.parameters.copy(), gradient(net)
    bends(net)
    assert np.array_equal(net.parameters, before) and np.array_equal(gradient(net), steep)


def test_each_kind_of_place_is_told_apart() -> None:
    assert [kind_of_place(np.array(bent)) for bent in ([0.5, 2], [-1, 3], [-2, -1], [0, 1])] == [0, 1, 2, 0]


@pytest.mark.parametrize("seed", range(10))
def test_the_plateau_is_a_saddle_and_the_network_leaves_it(seed: int) -> None:
    frames = whole(ground, seed)
    assert frames[-1].outcome == 1
    assert float(frames[-1].readings["loss"]) < 0.2 * float(frames[10].readings["loss"])


def test_a_place_of_rest_is_told_as_people_write_it() -> None:
    """A marble comes to within 10⁻⁸ of the bottom; that is 0 to anybody."""
    told = {body.mark(body.accepted_reply()).message for body in (
        LESSON.questions["which_valley"].draw(seed).body for seed in range(12)
    )}  # fmt: skip
    assert told == {f"And so it is: it comes to rest at {place}." for place in ("0", "1.87", "−1.87")}


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["which_valley"].draw(seed).body.answer() for seed in range(15)} == {0, 1, 2}
    assert {asked["pit_saddle_or_peak"].draw(seed).body.answer() for seed in range(15)} == {0, 1, 2}
    assert {asked["which_way_out"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
