"""The lesson on the learning rate: cars and networks do what the captions say, and the edge lies where it is said."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.figures import exact, figure
from lessons.kit.knobs import Setting
from lessons.ten_questions.learning_rate.demo_crank import BLOWN_UP, PLACES, crank, learn, place
from lessons.ten_questions.learning_rate.demo_parking import FATES, SWEEP, parking
from lessons.ten_questions.learning_rate.model import (
    CRAWLS,
    DIVERGES,
    OVERSHOOTS,
    PARKS,
    UPDATES,
    Street,
    what_became_of,
)


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize("curvature", [0.5, 2.0, 7.3])
def test_a_car_follows_the_arithmetic_and_diverges_from_the_edge_on(curvature: float) -> None:
    rates = (0.01, 0.2, 0.3)
    for n, (cars, losses, slopes) in enumerate(Street(curvature).roll(2.5, rates, 20)):
        expected = 2.5 * (1 - np.array(rates) * curvature) ** n
        assert cars == pytest.approx(expected)
        assert losses == pytest.approx(curvature / 2 * expected**2)
        assert slopes == pytest.approx(curvature * expected)
    edge = Street(curvature).edge()
    assert edge == pytest.approx(2 / curvature)
    for share, fate in ((0.99, OVERSHOOTS), (1.0, DIVERGES), (1.01, DIVERGES)):
        assert (
            what_became_of(np.array([cars[0] for cars, _, _ in Street(curvature).roll(2.5, (share * edge,))])) == fate
        )


@pytest.mark.parametrize(
    ("rate", "fate"), [(0.01, CRAWLS), (0.3, PARKS), (0.5, PARKS), (0.8, OVERSHOOTS), (1.0, DIVERGES), (1.3, DIVERGES)]
)
def test_every_fate_is_told_and_is_the_outcome(rate: float, fate: int) -> None:
    *under_way, last = whole(parking, rate=rate)
    assert [frame.outcome for frame in under_way] == [None] * len(under_way)
    assert (last.outcome, last.trouble is not None) == (fate, fate == DIVERGES)
    assert FATES[fate] in last.caption
    for other in SWEEP if last.number == UPDATES else ():
        assert f"rate {exact(other)} at {figure(2.5 * abs(1 - 2 * other) ** UPDATES)}" in last.caption


@pytest.mark.parametrize("rate", [0.02, 0.3, 0.9, 1.2])
def test_every_caption_tells_the_distance_and_the_share_that_is_left(rate: float) -> None:
    for number, (before, after) in enumerate(pairwise(whole(parking, rate=rate, curvature=2.0)), start=1):
        away = float(after.readings["distance"])
        assert after.number == after.readings["update"] == number
        assert away == pytest.approx(float(before.readings["distance"]) * abs(1 - rate * 2.0))
        if float(before.readings["distance"]) < 1e-9:
            assert "stands on the spot" in after.caption
            continue
        assert f"distance {figure(away)}, {figure(abs(1 - rate * 2.0))} of what it was" in after.caption
        assert ("past the spot" in after.caption) == (rate * 2.0 > 1)


def test_divergence_is_named_and_half_the_edge_mends_it_in_one_move() -> None:
    cases: tuple[dict[str, Setting], ...] = ({"rate": 1.0}, {"rate": 1.3}, {"rate": 0.3, "curvature": 8.0})
    for settings in cases:
        trouble = whole(parking, 0, **settings)[-1].trouble
        assert trouble
        assert trouble.name == ("It never settles" if settings == {"rate": 1.0} else "It diverged")
        assert float(whole(parking, 0, **{**settings, **trouble.fix})[1].readings["distance"]) < 1e-4


def test_seeds_let_the_cars_come_from_either_side() -> None:
    sides = {np.sign(whole(parking, seed)[0].charts[0].series[-1].x[0]) for seed in range(8)}  # type: ignore[union-attr]
    assert sides == {-1.0, 1.0}


@pytest.mark.parametrize("rate", [0.003, 0.03, 0.1])
def test_a_network_learns_as_it_would_alone_and_is_told_where_it_came_in(rate: float) -> None:
    *under_way, last = whole(crank, rate=rate)
    alone = learn((rate,), 16, seed=0)[:, 0]
    assert [float(frame.readings["loss"]) for frame in (*under_way, last)] == pytest.approx(alone[::5])
    assert [frame.outcome for frame in under_way] == [None] * len(under_way)
    lower = int((learn((0.001, 0.01, 0.1), 16, 0)[-1] < alone[-1] - 1e-12).sum())
    assert (last.outcome, last.number) == ({0: 0, 3: 2}.get(lower, 1), 300)
    assert f"is at {figure(float(last.readings['loss']))}" in last.caption and "Blown up: rate 0.5" in last.caption


@pytest.mark.parametrize("hidden", [4, 16, 64])
@pytest.mark.parametrize("rate", [1.0, 2.0])
def test_a_network_that_blows_up_is_named_and_the_fix_mends_it(rate: float, hidden: int) -> None:
    for seed in range(3):
        last = whole(crank, seed, rate=rate, hidden=hidden)[-1]
        assert last.trouble and last.outcome == PLACES.index("It blew up") and "has blown up" in last.caption
        assert whole(crank, seed, hidden=hidden, **last.trouble.fix)[-1].trouble is None


def test_places_are_told_from_losses() -> None:
    race = np.array([[1.0] * 5, [0.5, 0.2, 0.1, np.nan, 0.3]])
    orders = ([0, 1, 2, 3, 4], [0, 1, 4, 3, 2], [1, 2, 4, 3, 0], [0, 1, 2, 4, 3])
    assert [place(race[:, order]) for order in orders] == [1, 0, 2, 3]
    assert place(np.where(race == 0.3, 2 * BLOWN_UP, race)) == 3


def test_every_option_can_come_true_and_the_largest_rate_seldom_tells_which() -> None:
    questions = load("learning-rate").questions
    bodies = [questions["which_diverges"].draw(seed).body for seed in range(30)]
    assert {body.answer() for body in bodies} == {0, 1, 2, 3}
    assert {questions["what_happens"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
    rates = [[float(text.split("rate ")[1].split(",")[0]) for text in body.listed] for body in bodies]
    assert 0 < sum(body.answer() == each.index(max(each)) for body, each in zip(bodies, rates, strict=True)) < 20
