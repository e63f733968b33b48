"""The lesson on epochs: walks, means and scans do what is said of them, on ten seeds and by arithmetic of one's own."""

from __future__ import annotations

import numpy as np
import pytest

from engine import datasets
from lessons.inside_the_network.epochs.demo_opinions import (
    COUNT,
    FRAMES,
    SHARES,
    each_slope,
    nearest,
    opinions,
    scatter,
)
from lessons.inside_the_network.epochs.demo_scans import ALL, CALM, ONE, SCANS, SOME, scans
from lessons.inside_the_network.epochs.demo_spend import BATCHES, NAMES, spend
from lessons.inside_the_network.epochs.demo_wander import PASSES, raising, share_option, wander
from lessons.inside_the_network.epochs.walkers import EXAMPLES, START, Walker, examples, heights
from lessons.kit.charts import Field, Lines, Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Number, Predict, Which
from lessons.kit.slopes import Array

LESSON = load("epochs")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def walked_by_hand(seed: int, batch: int, rate: float, passes: int) -> list[Array]:
    """Descend in plain NumPy, in the order that one generator of the seed gives."""
    data, rng = examples(seed), np.random.default_rng(seed)
    x, y = data.inputs[:, 0], data.targets[:, 0]
    places = [np.array(START)]
    for _ in range(passes):
        order = rng.permutation(EXAMPLES) if batch < EXAMPLES else np.arange(EXAMPLES)
        for at in range(0, EXAMPLES, batch):
            chosen = order[at : at + batch]
            miss = places[-1][0] * x[chosen] + places[-1][1] - y[chosen]
            places.append(places[-1] - rate * 2 * np.array([(miss * x[chosen]).mean(), miss.mean()]))
    return places


@pytest.mark.parametrize("batch", [1, 7, 16, EXAMPLES])
def test_a_walker_moves_by_the_mean_slope_of_each_batch(batch: int) -> None:
    expected = walked_by_hand(3, batch, 0.1, passes=2)
    walker = Walker(examples(3), batch, 0.1, seed=3)
    walker.walk_to(len(expected) - 1)
    assert np.array(walker.places) == pytest.approx(np.array(expected))
    assert 2 * walker.per_epoch == len(expected) - 1 == 2 * -(-EXAMPLES // batch)


def test_the_height_of_the_hill_is_the_mean_squared_error() -> None:
    data, place = examples(1), np.array([0.5, -1.0])
    squares = (0.5 * data.inputs[:, 0] - 1.0 - data.targets[:, 0]) ** 2
    assert float(heights(data, place)) == pytest.approx(squares.mean())
    assert heights(data, np.array([place, START])).shape == (2,)


@pytest.mark.parametrize("passes", [1, 3])
def test_nobody_moves_before_a_batch_is_full_and_everybody_has_spent_the_budget(passes: int) -> None:
    frames = whole(spend, passes=passes)
    assert len(frames) == EXAMPLES + 1 and frames[-1].number == EXAMPLES * passes
    for frame in frames:
        for name, batch in zip(NAMES, BATCHES, strict=True):
            made = frame.number // batch
            assert not frame.number or f"{name}: {made} move{'' if made == 1 else 's'}" in frame.caption
        chart = frame.charts[0]
        assert isinstance(chart, Lines)
        for series, name in zip(chart.series, NAMES, strict=True):
            assert series.y[-1] == frame.readings[f"loss by {name}"] and series.x[-1] == frame.number
    assert float(frames[-1].readings["loss by all"]) == pytest.approx(
        float(heights(examples(0), walked_by_hand(0, EXAMPLES, 0.1, passes)[-1]))
    )


def test_the_map_shows_the_path_that_is_asked_for_and_changes_nothing_else() -> None:
    run = spend.run(0)
    *_, last = frames_of(run, WHOLE_RUN)
    for name, batch in zip(NAMES, BATCHES, strict=True):
        run.turn("path", name)
        frame = run.next()
        assert frame is not None and isinstance(frame.charts[1], Field) and frame.charts[1].path is not None
        assert len(frame.charts[1].path) == EXAMPLES // batch + 1 and frame.readings == last.readings


@pytest.mark.parametrize(("batch", "option"), [(1, 2), (8, 1), (EXAMPLES, 0)])
def test_larger_batches_raise_the_loss_less_often(batch: int, option: int) -> None:
    for seed in range(5):
        last = whole(wander, seed, batch=batch)[-1]
        places = np.array(walked_by_hand(seed, batch, 0.1, PASSES))
        raised = raising(heights(examples(seed), places))
        assert (last.number, last.readings["moves that raised it"]) == (len(places) - 1, raised)
        assert last.outcome == option == share_option(raised / last.number)
        assert f"{raised} of {last.number} moves raised it" in last.caption


def test_an_examples_own_slopes_are_those_of_its_squared_miss() -> None:
    data, (w, b) = examples(2, count=COUNT), (1.0, 0.5)
    miss = w * data.inputs[:, 0] + b - data.targets[:, 0]
    expected = np.stack([2 * miss * data.inputs[:, 0], 2 * miss], axis=1)
    assert each_slope(data, np.array([w, b])) == pytest.approx(expected)
    nudged = [heights(data, np.array([w + h, b])) for h in (1e-5, -1e-5)]
    assert each_slope(data, np.array([w, b])).mean(axis=0)[0] == pytest.approx((nudged[0] - nudged[1]) / 2e-5)


@pytest.mark.parametrize("batch", [1, 4, 16, 64])
def test_means_scatter_as_the_formula_for_drawing_without_putting_back_says(batch: int) -> None:
    for seed in range(5):
        last = whole(opinions, seed, batch=batch)[-1]
        said = each_slope(examples(seed, count=COUNT), np.array([1.0, 1.0]))
        expected = np.sqrt((COUNT - batch) / (COUNT - 1) / batch)
        assert last.number == 5 * FRAMES
        assert float(last.readings["one example is off by"]) == pytest.approx(scatter(said, said))
        assert float(last.readings["beside one"]) == pytest.approx(expected, rel=0.15)
        assert last.outcome == nearest(expected)


def test_a_share_goes_to_the_option_that_is_nearest_as_a_factor() -> None:
    assert [nearest(share) for share in (1.2, *SHARES, 0.36, 0.34, 0.0)] == [0, 0, 1, 2, 3, 1, 2, 3]


@pytest.mark.parametrize("seed", range(3))
def test_single_scans_throw_a_network_about_and_the_remedy_mends_it(seed: int) -> None:
    last = whole(scans, seed)[-1]
    assert last.trouble and last.trouble.name == "Thrown about by single scans" and last.trouble.fix == {"rate": CALM}
    mended = frames_of(scans.run(seed, **last.trouble.fix), WHOLE_RUN)[-1]
    assert mended.trouble is None and mended.outcome in (ONE, SOME)
    assert float(mended.readings["right by 1"]) > 0.85 > 0.5 > float(last.readings["right by 1"])


@pytest.mark.parametrize("settings", [{"rate": 1.0}, {"hidden": 8}, {"hidden": 64, "rate": 1.0}, {"batch": 2}])
def test_the_remedy_mends_the_other_ends_of_the_knobs_too(settings: dict[str, Setting]) -> None:
    last = frames_of(scans.run(0, **settings), WHOLE_RUN)[-1]
    if last.trouble:
        assert frames_of(scans.run(0, **{**settings, **last.trouble.fix}), WHOLE_RUN)[-1].trouble is None


def test_each_network_makes_the_updates_that_its_batch_allows_and_is_told_as_it_reads() -> None:
    last = whole(scans, batch=20)[-1]
    table = last.charts[1]
    assert isinstance(table, Table) and [row[0] for row in table.rows] == ["1", "yours (20)", "64", "all"]
    assert [row[1] for row in table.rows] == ["3,591", "180", "57", "3"] and len(datasets.digits().train) == SCANS
    for row, name in zip(table.rows, ("1", "yours", "64", "all"), strict=True):
        assert row[2] == f"{float(last.readings[f'right by {name}']):.0%}"
        assert f"{row[0]}: {row[1]} update" in last.caption
    assert last.outcome != ALL


def test_which_batch_ends_lowest_depends_on_rate_and_time() -> None:
    bodies = [LESSON.questions["which_lowest"].draw(seed).body for seed in range(24)]
    winners = {True: set[str](), False: set[str]()}
    for body in bodies:
        assert isinstance(body, Predict)
        winners[bool(body.figures["short"])].add(body.listed[body.answer()].split(",")[0])
    assert winners == {True: {"batches of 1"}, False: {"batches of 64"}}


def test_in_the_plans_neither_passes_nor_small_batches_decide() -> None:
    answers = set()
    for seed in range(20):
        body = LESSON.questions["most_updates"].draw(seed).body
        assert isinstance(body, Which) and body.tells("took the most passes") and body.tells("took the smallest batch")
        answers.add(body.answer())
    assert answers == {0, 1, 2, 3}


def test_an_epoch_of_two_is_not_one_update_with_their_mean() -> None:
    for seed in range(20):
        body = LESSON.questions["one_epoch_by_hand"].draw(seed).body
        assert isinstance(body, Number) and len(body.misconceptions) == 4
        assert all(abs(slip.value() - body.answer()) > 2 * body.tolerance for slip in body.misconceptions)
