"""The lesson on costly mistakes: counts against a count by hand, prices as copies, and a bar that does the same."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.how_the_error_flows_back.costly_mistakes.demo_alike import alike
from lessons.how_the_error_flows_back.costly_mistakes.demo_bar import STEPS, bar, bar_run
from lessons.how_the_error_flows_back.costly_mistakes.demo_screening import screening
from lessons.how_the_error_flows_back.costly_mistakes.model import (
    HALF,
    ILL,
    PRICE,
    Counts,
    counts,
    group,
    people,
    priced,
    strangers,
    trained,
    verdicts,
)
from lessons.how_the_error_flows_back.costly_mistakes.twice import break_even, by_copies, price_comes, resting_chance
from lessons.kit import by_hand
from lessons.kit.charts import Field, Lines, Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Which, central_difference

ASKED = load("costly-mistakes").questions


def last_of(demo: Demo, seed: int = 0, **settings: Setting) -> Frame:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)[-1]


def test_four_counts_are_those_of_a_count_by_hand_and_make_shares_and_a_bill() -> None:
    called = np.array([True, False, True, True, False])
    truths = np.array([[1.0], [1.0], [0.0], [1.0], [0.0]])
    four = counts(called, truths)
    assert four == Counts(found=2, missed=1, alarms=1, cleared=1)
    assert four.right == pytest.approx(0.6) and four.rates == pytest.approx((1 / 3, 1 / 2))
    assert (four.bill(7.0), four.bill(7.0, "false alarm"), Counts(0, 2, 3, 0).bill(7.0)) == (8.0, 8.0, 17.0)


def test_people_are_as_many_and_as_ill_as_asked_and_strangers_are_others() -> None:
    readings, truths = people(200, 0.15, 4)
    assert readings.shape == (200, 2) and truths.sum() == 30
    assert readings[:30].mean(axis=0) == pytest.approx([1.05, 0.84], abs=0.6)
    assert not np.array_equal(strangers(0.15, 4)[0][:200], readings)


@pytest.mark.parametrize("price", [1.0, 9.0, 25.0])
def test_a_price_multiplies_the_slope_of_the_one_and_not_of_the_other(price: float) -> None:
    def by_formula(z: float) -> float:
        return float((price * 2 * np.logaddexp(0, -z) + 8 * np.logaddexp(0, z)) / 10)

    for z in (-3.0, 0.4, 2.0):
        here = group(z, 2, 8, price)
        assert here.value() == pytest.approx(by_formula(z))
        assert here.slope("z", 0, 0) == pytest.approx(central_difference(lambda at: by_formula(float(at)), z))


def test_one_persons_slopes_are_price_times_miss_times_reading() -> None:
    net, x = trained(ILL, 2), np.array([0.7, -1.2])
    p = 1 / (1 + np.exp(-net.outputs([x])[0, 0]))
    for truth, price in ((1.0, 5.0), (0.0, 1.0)):
        here = priced(x, truth, price, net)
        assert here.slopes("w")[:, 0] == pytest.approx(price * (p - truth) * x)
        assert here.slope("b", 0, 0) == pytest.approx(price * (p - truth))


@pytest.mark.parametrize("seed", range(3))
def test_a_price_is_as_though_each_of_the_dear_were_there_so_many_times(seed: int) -> None:
    """Trained to the end both ways, with the plain NumPy of the kit as the second."""
    for dear in ("miss", "false alarm"):
        engine, copies = price_comes(10.0, dear, seed), by_copies(10, dear, seed)
        for one, other in zip(engine, copies, strict=True):
            assert abs(one.missed - other.missed) <= 12 and abs(one.alarms - other.alarms) <= 30


def test_half_a_run_is_plain_descent_by_hand() -> None:
    inputs, targets = people(200, ILL, 6)
    first = next(f for f in frames_of(screening.run(6), WHOLE_RUN) if f.number == HALF)
    net = trained(ILL, 0)
    net.layers[0].weights[...], net.layers[0].biases[...] = 0.0, 0.0
    readings, truths = strangers(ILL, 6)
    *_, said = by_hand.train(net, inputs, targets, loss="binary_cross_entropy", rate=0.5, updates=HALF, asked=readings)
    four = counts(said[0, :, 0] > 0, truths)
    assert (first.readings["missed"], first.readings["false alarms"]) == (four.missed, four.alarms)


def test_the_table_and_the_caption_show_the_counts_and_the_map_is_the_border() -> None:
    last = last_of(screening, 1)
    field, table = last.charts
    assert isinstance(table, Table) and isinstance(field, Field)
    ill, well = ([int(cell.split()[0].replace(",", "")) for cell in row[1:]] for row in table.rows)
    assert sum(ill) == 300 and sum(well) == 1700
    assert (ill[1], well[0]) == (last.readings["missed"], last.readings["false alarms"])
    assert f"{(ill[0] + well[1]) / 2000:.1%} right" in last.caption
    assert last.readings["bill"] == PRICE * ill[1] + well[0]
    plain = last_of(screening, 1, price=1.0).charts[0]
    assert isinstance(plain, Field) and field.values.sum() > plain.values.sum()


@pytest.mark.parametrize(
    ("demo", "settings", "outcome"),
    [
        (screening, {"dear": "false alarm"}, 0),
        (alike, {"price": 1.0}, 0),
        (alike, {"price": 25.0, "ill": 5}, 2),
        (alike, {"price": 1.0, "ill": 5}, 1),
        (bar, {"end": 0.9}, 0),
        (bar, {"end": 0.45}, 0),
    ],
)
def test_another_setting_comes_to_another_end(demo: Demo, settings: dict[str, Setting], outcome: int) -> None:
    assert {last_of(demo, seed, **settings).outcome for seed in range(5)} == {outcome}


def test_a_verdict_that_says_little_is_named_and_a_lower_price_mends_it() -> None:
    ends = {seed: last_of(screening, seed, ill=0.5, price=100.0) for seed in range(10)}
    wolves = {seed: last.trouble for seed, last in ends.items() if last.trouble}
    assert len(wolves) >= 5
    for seed, trouble in wolves.items():
        assert trouble.name == "It cries wolf" and trouble.name in ends[seed].caption
        assert float(trouble.fix["price"]) < 100.0
        assert last_of(screening, seed, ill=0.5, **trouble.fix).trouble is None


def test_a_price_that_makes_the_steps_too_long_is_named_and_a_smaller_rate_mends_it() -> None:
    for seed in range(5):
        last = last_of(screening, seed, rate=20.0)
        assert last.trouble is not None and last.trouble.name == "It leaps about"
        assert last_of(screening, seed, **last.trouble.fix).trouble is None


def test_a_bar_is_a_shift_of_the_sum_and_ends_where_both_verdicts_cost_the_same() -> None:
    run = bar_run(PRICE, ILL, 1 / (1 + PRICE), 3)
    readings, truths = strangers(ILL, 3)
    shifted = run.plain.outputs(readings)[:, 0] + np.log(PRICE) > 0
    assert run.story[-1] == counts(shifted, truths) and len(run.story) == STEPS + 1
    assert run.story[0] == counts(verdicts(run.plain, readings), truths)
    assert break_even(PRICE, 1.0) == pytest.approx(run.bars[-1]) and break_even(1.0, 9.0) == pytest.approx(0.9)


@pytest.mark.parametrize("seed", range(10))
def test_no_bar_hides_before_the_end_what_the_price_came_to(seed: int) -> None:
    *under_way, last = frames_of(bar.run(seed), WHOLE_RUN)
    for frame in under_way:
        assert (
            isinstance(frame.charts[0], Lines) and not frame.charts[0].marks and "with the price" not in frame.caption
        )
    assert isinstance(last.charts[0], Lines) and last.charts[0].marks and "with the price" in last.caption


def test_pulls_balance_where_the_formula_says() -> None:
    for price, ill, well in ((1.0, 1, 9), (9.0, 1, 9), (4.0, 3, 17)):
        assert resting_chance(price, ill, well) == pytest.approx(price * ill / (price * ill + well))


def test_the_cheapest_of_four_tests_is_neither_always_the_same_nor_the_one_with_fewest_mistakes() -> None:
    bodies = [ASKED["lowest_bill"].draw(seed).body for seed in range(40)]
    assert {body.answer() for body in bodies} == {0, 1, 2, 3}
    for body in bodies:
        assert isinstance(body, Which)
        told = {body.mark(str(i + 1)).misconception for i in range(4)}
        assert told == {None, "misjudged the bill", "counted mistakes alike", "looked only at the misses"}
