"""The lesson on recycling: counts against formulas, both ways to the same slopes, the valley, and what is kept."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from lessons.how_the_error_flows_back.recycling.demo_memory import memory, when
from lessons.how_the_error_flows_back.recycling.demo_nudges import nudges
from lessons.how_the_error_flows_back.recycling.demo_two_bills import SHOWN, TIMES, apart, two_bills, verdict
from lessons.how_the_error_flows_back.recycling.demo_ways import ways
from lessons.how_the_error_flows_back.recycling.keeping import keeping
from lessons.how_the_error_flows_back.recycling.model import INPUTS, bill, milliseconds, network, one_example, one_sided
from lessons.how_the_error_flows_back.recycling.quiz import JOBS, work_by_hand, work_on_the_tape
from lessons.how_the_error_flows_back.recycling.valley import (
    BOTH,
    LONG,
    ONE,
    SHORT,
    error,
    error_again,
    exact_slopes,
    felt_slopes,
)
from lessons.how_the_error_flows_back.recycling.ways import blame_by_ways, blame_recycled, recycled, way_by_way
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Order, central_difference
from lessons.kit.sameness import same

LESSON = load("recycling")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize(("hidden", "layers"), list(itertools.product((1, 3, 64), (1, 2, 3))))
def test_a_bill_counts_a_multiply_add_for_each_weight_there_and_at_most_two_back(hidden: int, layers: int) -> None:
    sizes = [INPUTS, *[hidden] * layers, 1]
    weights = sum((one + 1) * other for one, other in itertools.pairwise(sizes))
    passed_on = sum((one + 1) * other for one, other in itertools.pairwise(sizes[1:]))  # nobody blames the inputs
    now = bill(hidden, layers)
    assert (now.weights, now.there, now.and_back) == (weights, weights, 2 * weights + passed_on)
    assert now.weight_by_weight == (weights + 1) * weights
    assert now.times == pytest.approx(now.weight_by_weight / now.and_back)


def test_nudges_find_the_slopes_of_the_way_back_and_leave_the_weights_alone() -> None:
    for seed in range(5):
        net = network(5, 2, seed)
        before = net.parameters.copy()
        loss = one_example(net, seed)
        loss.backward()
        felt = one_sided(net, np.arange(net.size), 1e-7, seed)
        assert felt == pytest.approx(net.gradients, abs=1e-5)
        assert np.array_equal(before, net.parameters)
        assert apart(5, 2, seed) <= np.abs(felt - net.gradients).max()


@pytest.mark.parametrize(("times", "option"), [(5, 0), (20.1, 1), (999, 1), (1001, 2)])
def test_the_options_meet_where_they_say(times: float, option: int) -> None:
    assert verdict(times) == option < len(TIMES)


@pytest.mark.parametrize("shown", SHOWN)
def test_a_run_that_is_looked_at_again_shows_what_it_showed_though_it_is_timed(shown: str) -> None:
    one, other = (whole(two_bills, largest=8, shown=shown) for _ in range(2))
    assert same(one, other) and one[-1].outcome == verdict(bill(8, 2).times)
    assert all(each > 0 for each in milliseconds(8, 2)) and milliseconds(8, 2)[0] < milliseconds(8, 2)[1]


def test_both_bills_are_drawn_as_far_as_the_network_has_grown() -> None:
    for frame in whole(two_bills, largest=16):
        slow, quick = frame.charts[0].series  # type: ignore[union-attr]
        assert len(slow.x) == frame.number + 1
        assert slow.y == pytest.approx([bill(int(hidden), 2).weight_by_weight for hidden in slow.x])
        assert quick.y == pytest.approx([bill(int(hidden), 2).and_back for hidden in quick.x])
        assert f"{bill(int(slow.x[-1]), 2).passes:,} passes" in frame.caption


@pytest.mark.parametrize(("width", "depth"), [(1, 3), (3, 1), (2, 5), (4, 4)])
def test_every_way_gone_by_itself_leads_to_the_blame_that_is_taken_over(width: int, depth: int) -> None:
    for seed in range(3):
        net = network(width, depth, seed)
        assert blame_by_ways(net, seed) == pytest.approx(blame_recycled(net, seed))
    assert way_by_way(width, depth) == depth * width**depth
    assert recycled(width, depth) == width + (depth - 1) * width * width


def test_the_recycled_blame_is_the_slope_along_what_a_first_unit_passes_on() -> None:
    net = network(3, 2, 1)
    weights, biases = [np.array(layer.weights) for layer in net.layers], [np.array(each.biases) for each in net.layers]
    rng = np.random.default_rng([1, 1])
    inputs, target = rng.normal(size=INPUTS), float(rng.normal())

    def loss(first: np.ndarray) -> float:
        second = np.tanh(first @ weights[1] + biases[1])
        return float((second @ weights[2] + biases[2]).item() - target) ** 2

    first = np.tanh(inputs @ weights[0] + biases[0])
    felt = [central_difference(loss, first, unit) for unit in range(3)]
    assert blame_recycled(net, 1) == pytest.approx(felt, rel=1e-6)


def test_felt_slopes_are_off_by_the_bend_or_by_rounding_and_both_ways_to_the_error_agree() -> None:
    for seed in range(3):
        assert felt_slopes(-5.0, BOTH, LONG, seed) == pytest.approx(exact_slopes(seed), abs=1e-8)
        assert error(-15.0, ONE, LONG, seed) > 1e-2 and error(-8.0, ONE, SHORT, seed) > 0.5
        for power in (0.0, -3.0, -5.0):
            assert error_again(power, seed) == pytest.approx(error(power, ONE, LONG, seed), rel=1e-3)


@pytest.mark.parametrize("examples", [1, 7, 100])
def test_what_is_kept_grows_on_the_way_there_and_shrinks_on_the_way_back(examples: int) -> None:
    kept = keeping(4, 16, examples)
    assert kept.kept[-1] == kept.without[-1] == 0
    assert np.all(np.diff(kept.kept[: kept.there - 4]) >= 0) and np.all(np.diff(kept.kept[kept.there :]) <= 0)
    assert when(kept) == 1 and max(kept.without) <= max(8, 16) * examples < max(kept.kept)


@pytest.mark.parametrize("job", JOBS)
def test_the_work_of_a_job_by_hand_is_that_on_the_tape(job: str) -> None:
    assert [work_by_hand(job, hidden) for hidden in (1, 3, 60)] == [work_on_the_tape(job, each) for each in (1, 3, 60)]


def test_which_jobs_take_least_depends_on_the_sizes() -> None:
    orders = set()
    for seed in range(20):
        order = LESSON.questions["by_work"].draw(seed).body
        assert isinstance(order, Order)
        orders.add(tuple(order.things[place].partition(",")[0] for place in order.answer()))
    once, back, one, both = JOBS.values()
    assert orders == {(once, back, one, both), (one, both, once, back)}


def test_another_setting_comes_out_otherwise() -> None:
    assert whole(two_bills, largest=2)[-1].outcome == 0 and whole(two_bills, largest=8)[-1].outcome == 1
    assert whole(ways, width=2, depth=4)[-1].outcome == 0 and whole(ways, width=4, depth=6)[-1].outcome == 1
    assert whole(memory, layers=1)[-1].outcome == 1
    assert "Best was 10^−2" in whole(nudges, sides=BOTH, numbers=SHORT)[-1].caption
