"""The lesson without answers: k-means is that of pins on a map, scans are squeezed by the engine's layers."""

from __future__ import annotations

import numpy as np
import pytest

from engine import datasets
from lessons.kit.charts import Lines, Picture
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Body, Predict
from lessons.ways_to_learn.unsupervised.demo_groups import fell, groups
from lessons.ways_to_learn.unsupervised.demo_numbers import numbers, smaller
from lessons.ways_to_learn.unsupervised.demo_squeeze import UNDER_THE_CURSOR, among_their_own, squeeze
from lessons.ways_to_learn.unsupervised.kmeans import (
    BY_CHANCE,
    SPREAD,
    customers,
    first_centres,
    middles,
    squared_distances,
    steps,
)
from lessons.ways_to_learn.unsupervised.quiz import _by_hand
from lessons.ways_to_learn.unsupervised.squeezing import (
    codes,
    decoded,
    rebuilding_error,
    squeezer,
    squeezing,
    told_by_neighbours,
)

LESSON = load("unsupervised")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_a_step_is_what_one_would_do_with_pins() -> None:
    points, centres = np.array([[0.0, 0.0], [2.0, 0.0], [9.0, 0.0]]), np.array([[0.0, 0.0], [3.0, 0.0]])
    walk = list(steps(points, centres))
    assert [list(moment.groups) for moment in walk] == [[-1] * 3, [0, 1, 1], [0, 1, 1], [0, 0, 1], [0, 0, 1], [0, 0, 1]]
    assert [moment.cost for moment in walk] == pytest.approx([37, 37, 24.5, 16.25, 2, 2])
    assert walk[-1].centres.tolist() == [[1.0, 0.0], [9.0, 0.0]]


def test_a_centre_without_points_stays_where_it_is() -> None:
    centres = np.array([[0.0], [99.0]])
    assert middles(np.array([[1.0], [3.0]]), np.array([0, 0]), centres).tolist() == [[2.0], [99.0]]


@pytest.mark.parametrize("seed", range(6))
def test_on_a_line_it_rests_where_pins_do(seed: int) -> None:
    chance = np.random.default_rng(seed)
    points, start = chance.uniform(0, 10, 12), chance.uniform(0, 10, 3)
    last = list(steps(points[:, np.newaxis], start[:, np.newaxis]))[-1]
    assert last.centres[:, 0] == pytest.approx(_by_hand(list(points), list(start)))


def test_distances_are_those_of_pythagoras() -> None:
    assert squared_distances(np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[0.0, 0.0]])).tolist() == [[0.0], [25.0]]


@pytest.mark.parametrize("seed", range(10))
def test_the_sum_never_rises_and_pins_far_apart_find_every_heap(seed: int) -> None:
    for heaps in (3, 5):
        last = whole(groups, seed, heaps=heaps, groups=heaps)[-1]
        assert last.outcome == 0 and last.trouble is None and last.readings["groups"] == heaps
    stuck = whole(groups, seed, heaps=5, groups=5, begin=BY_CHANCE)[-1]
    if stuck.trouble:
        mended = whole(groups, seed, **{"heaps": 5, "groups": 5, **stuck.trouble.fix})[-1]
        assert mended.trouble is None and float(mended.readings["sum"]) < float(stuck.readings["sum"])


def test_an_unlucky_start_is_named() -> None:
    named = [whole(groups, seed, heaps=5, groups=5, begin=BY_CHANCE)[-1].trouble for seed in range(10)]
    assert {trouble.name for trouble in named if trouble} == {"Stuck"} and not all(named)


def test_a_rise_would_be_told() -> None:
    assert [fell(costs) for costs in ([5.0, 4.0, 4.0, 1.0], [5.0, 4.0, 4.5, 1.0], [5.0, 6.0, 1.0])] == [0, 1, 2]


def test_the_first_centres_are_points_and_all_different() -> None:
    points = customers(4, 2)
    for how in (SPREAD, BY_CHANCE):
        chosen = first_centres(points, 5, how, 3)
        assert len(np.unique(chosen, axis=0)) == 5 and all((points == centre).all(axis=1).any() for centre in chosen)


def test_the_second_half_alone_draws_what_the_whole_network_does() -> None:
    scans, net = datasets.digits(0), squeezer(2, 0)
    for _ in squeezing(net, scans, 20, 20, 0):
        pass
    some = scans.test.inputs[:7]
    assert codes(net, some).shape == (7, 2)
    assert decoded(net, codes(net, some)) == pytest.approx(net.outputs(some))
    assert rebuilding_error(net, some) == pytest.approx(np.mean((net.outputs(some) - some) ** 2))


def test_neighbours_are_counted_as_by_hand() -> None:
    places = np.concatenate([np.zeros((6, 2)), np.full((6, 2), 9.0)]) + np.arange(12)[:, np.newaxis] / 100
    labels = np.array([1] * 6 + [7] * 6)
    assert told_by_neighbours(places, labels) == 1.0
    labels[0] = 7
    assert told_by_neighbours(places, labels) == pytest.approx(11 / 12)


@pytest.mark.parametrize("seed", range(3))
def test_scans_lie_among_their_own_and_more_numbers_rebuild_better(seed: int) -> None:
    assert whole(squeeze, seed)[-1].outcome == 1
    assert whole(numbers, seed)[-1].outcome == 2


def test_the_walker_is_drawn_where_the_knobs_say_and_the_picture_is_the_decoders() -> None:
    run = squeeze.run(0, picture=UNDER_THE_CURSOR)
    run.next()
    run.turn("across", 0.0)
    run.turn("up", 1.0)
    frame = run.next()
    assert frame is not None
    chart, picture = frame.charts
    assert isinstance(chart, Lines) and isinstance(picture, Picture) and chart.x_limits and chart.y_limits
    (you,) = chart.marks
    assert (you.x, you.y) == pytest.approx((chart.x_limits[0], chart.y_limits[1]), abs=1e-6)
    assert picture.pixels.shape == (8, 8)


def test_each_outcome_is_told_apart() -> None:
    assert [among_their_own(share) for share in (0.3, 0.5, 0.95)] == [0, 1, 2]
    assert [smaller(share) for share in (0.9, 0.6, 0.4)] == [0, 1, 2]


def told(body: Body, name: str) -> list[float]:
    """Return the numbers of one of a question's figures, as written."""
    figure = body.figures[name]
    return [float(str(each).replace("−", "-")) for each in (figure if isinstance(figure, list) else [figure])]


def test_no_point_is_as_near_to_one_centre_as_to_the_other() -> None:
    for seed in range(300):
        body = LESSON.questions["where_the_centre_goes"].draw(seed).body
        (centre,), (other,), points = told(body, "centre"), told(body, "other"), told(body, "points")
        assert all(abs(point - centre) != abs(point - other) for point in points)
        assert told(body, "own") == sorted(point for point in points if abs(point - centre) < abs(point - other))


def test_the_option_that_comes_true_says_where_both_centres_are() -> None:
    for seed in range(40):
        body = LESSON.questions["how_it_comes_to_rest"].draw(seed).body
        assert isinstance(body, Predict)
        heaps, start = told(body, "points"), [*told(body, "first"), *told(body, "second")]
        low, high = _by_hand(heaps, start)
        if heaps[2] < low < heaps[3]:
            assert body.listed[body.answer()] == "one centre between the heaps, the other where it began"
            assert high == start[1]
        else:
            assert body.listed[body.answer()] == "one centre in each heap"
            assert heaps[0] <= low <= heaps[2] and heaps[3] <= high <= heaps[5]


def test_whoever_leaves_the_target_out_is_told_so_whatever_stands_before_the_square() -> None:
    told = set()
    for seed in range(12):
        body = LESSON.questions["formula_of_the_squeezer"].draw(seed).body
        example = body.accepted_reply()
        told.add(example.split("(")[0])
        assert body.mark(example.replace("(v * u * x - x)", "(v * u * x)")).misconception == "let the target move"
    assert len(told) == 4


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["how_it_comes_to_rest"].draw(seed).body.answer() for seed in range(30)} >= {0, 2}
    assert {asked["which_centre"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
