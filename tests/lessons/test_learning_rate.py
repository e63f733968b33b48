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
from lessons.kit.questions import Predict
from lessons.ten_questions.learning_rate.crank import BLOWN_UP, PLACES, crank, learn, place, place_of
from lessons.ten_questions.learning_rate.outcomes import what_happens, which_diverges
from lessons.ten_questions.learning_rate.parking import FATES, SWEEP, UPDATES, fate_of, parking
from lessons.ten_questions.learning_rate.street import (
    CRAWLS,
    DIVERGES,
    OVERSHOOTS,
    PARKS,
    Street,
    what_became_of,
)


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize("curvature", [0.5, 2.0, 7.3])
def test_a_car_follows_the_arithmetic(curvature: float) -> None:
    rates = (0.01, 0.2, 0.3)
    for n, (cars, losses, slopes) in enumerate(Street(curvature).roll(2.5, rates, 20)):
        expected = 2.5 * (1 - np.array(rates) * curvature) ** n
        assert cars == pytest.approx(expected)
        assert losses == pytest.approx(curvature / 2 * expected**2)
        assert slopes == pytest.approx(curvature * expected)


@pytest.mark.parametrize("curvature", [0.5, 2.0, 7.3])
def test_a_hair_above_the_edge_diverges_and_a_hair_below_closes_in(curvature: float) -> None:
    edge = Street(curvature).edge()
    assert edge == pytest.approx(2 / curvature)
    for share, fate in ((0.99, OVERSHOOTS), (1.0, DIVERGES), (1.01, DIVERGES)):
        places = np.array([cars[0] for cars, _, _ in Street(curvature).roll(2.5, (share * edge,), UPDATES)])
        assert what_became_of(places) == fate


@pytest.mark.parametrize(
    ("rate", "fate"), [(0.01, CRAWLS), (0.3, PARKS), (0.5, PARKS), (0.8, OVERSHOOTS), (1.0, DIVERGES), (1.3, DIVERGES)]
)
def test_every_fate_is_told_and_settles_the_prediction(rate: float, fate: int) -> None:
    frames = whole(parking, rate=rate)
    assert [fate_of(frame) for frame in frames[:-1]] == [None] * (len(frames) - 1)
    assert fate_of(frames[-1]) == fate
    assert FATES[fate] in frames[-1].caption
    assert (frames[-1].trouble is not None) == (fate == DIVERGES)


@pytest.mark.parametrize("rate", [0.02, 0.3, 0.9, 1.2])
def test_every_caption_tells_the_distance_and_the_share_that_is_left(rate: float) -> None:
    frames = whole(parking, rate=rate, curvature=2.0)
    for number, (before, after) in enumerate(pairwise(frames), start=1):
        away = float(after.readings["distance"])
        assert after.number == after.readings["update"] == number
        assert away == pytest.approx(float(before.readings["distance"]) * abs(1 - rate * 2.0))
        if float(before.readings["distance"]) < 1e-9:
            assert "stands on the spot" in after.caption
            continue
        assert f"distance {figure(away)}, {figure(abs(1 - rate * 2.0))} of what it was" in after.caption
        assert ("past the spot" in after.caption) == (rate * 2.0 > 1)


def test_the_end_tells_of_the_other_cars() -> None:
    caption = whole(parking)[-1].caption
    for rate in SWEEP:
        assert f"rate {exact(rate)} at {figure(2.5 * abs(1 - 2 * rate) ** UPDATES)}" in caption


def test_divergence_is_named_and_half_the_edge_mends_it_in_one_move() -> None:
    cases: tuple[dict[str, Setting], ...] = ({"rate": 1.0}, {"rate": 1.3}, {"rate": 0.3, "curvature": 8.0})
    for settings in cases:
        trouble = whole(parking, 0, **settings)[-1].trouble
        assert trouble
        assert trouble.name == ("It never settles" if settings == {"rate": 1.0} else "It diverged")
        mended = whole(parking, **{**settings, **trouble.fix})  # type: ignore[arg-type]
        assert mended[-1].trouble is None
        assert float(mended[1].readings["distance"]) < 1e-4


@pytest.mark.parametrize(("demo", "first", "second"), [(parking, "street", "curves"), (crank, "curves", "wave")])
def test_the_other_picture_comes_to_the_front_even_after_the_run(demo: Demo, first: str, second: str) -> None:
    run = demo.run(0)
    frame = run.next()
    while frame and not frame.finished:
        frame = run.next()
    assert frame
    run.turn("view", second)
    turned = run.next()
    run.turn("view", first)
    back = run.next()
    assert turned
    assert back
    titles = [[chart.title for chart in each.charts] for each in (frame, turned, back)]
    assert titles[0] == titles[1][::-1] == titles[2]
    assert turned.caption == frame.caption


@pytest.mark.parametrize("demo", [parking, crank])
def test_the_same_seed_gives_the_same_run_and_another_gives_another(demo: Demo) -> None:
    runs = [[frame.charts[0].series[-1].y for frame in whole(demo, seed)] for seed in (3, 3)]  # type: ignore[union-attr]
    assert all(np.array_equal(one, two, equal_nan=True) for one, two in zip(*runs, strict=True))
    ends = [whole(crank, seed)[-1].readings["loss"] for seed in (0, 1)]
    assert ends[0] != ends[1]


def test_seeds_let_the_cars_come_from_either_side() -> None:
    sides = {np.sign(whole(parking, seed)[0].charts[0].series[-1].x[0]) for seed in range(8)}  # type: ignore[union-attr]
    assert sides == {-1.0, 1.0}


def test_the_network_of_the_demo_is_the_network_alone() -> None:
    """Five at once learn what each would learn by itself."""
    alone = learn((0.03,), 16, seed=2)[:, 0]
    told = [float(frame.readings["loss"]) for frame in whole(crank, 2, rate=0.03)]
    assert told == pytest.approx(alone[::5])


@pytest.mark.parametrize("rate", [0.003, 0.03, 0.1])
def test_a_network_that_learns_is_told_where_it_came_in(rate: float) -> None:
    frames = whole(crank, rate=rate)
    assert [place_of(frame) for frame in frames[:-1]] == [None] * (len(frames) - 1)
    last = frames[-1]
    race = learn((0.001, 0.01, 0.1, rate), 16, 0)[-1]
    lower = int((race[:3] < race[3] - 1e-12).sum())
    assert place_of(last) == {0: 0, 3: 2}.get(lower, 1)
    assert f"is at {figure(float(last.readings['loss']))}" in last.caption
    assert "Blown up: rate 0.5" in last.caption
    assert last.number == 300


@pytest.mark.parametrize("hidden", [4, 16, 64])
@pytest.mark.parametrize("rate", [1.0, 2.0])
def test_a_network_that_blows_up_is_named_and_the_fix_mends_it(rate: float, hidden: int) -> None:
    for seed in range(3):
        last = whole(crank, seed, rate=rate, hidden=hidden)[-1]
        assert last.trouble
        assert place_of(last) == PLACES.index("It blew up")
        assert "has blown up" in last.caption
        assert whole(crank, seed, hidden=hidden, **last.trouble.fix)[-1].trouble is None


def test_places_are_told_from_losses() -> None:
    race = np.array([[1.0] * 5, [0.5, 0.2, 0.1, np.nan, 0.3]])
    assert place(race) == 1
    assert place(race[:, [0, 1, 4, 3, 2]]) == 0
    assert place(race[:, [1, 2, 4, 3, 0]]) == 2
    assert place(race[:, [0, 1, 2, 4, 3]]) == 3
    assert place(np.where(race == 0.3, 2 * BLOWN_UP, race)) == 3


def test_predictions_are_settled_by_a_run_and_every_option_can_be_right() -> None:
    for question in (what_happens, which_diverges):
        bodies = [question.draw(seed).body for seed in range(30)]
        assert {body.answer() for body in bodies} == {0, 1, 2, 3}
        body = bodies[0]
        assert isinstance(body, Predict)
        verdict = body.mark(body.accepted_reply())
        assert verdict.outcome == "right"
        assert verdict.frame
        assert verdict.frame.finished


def test_the_car_that_diverges_is_not_always_the_one_with_the_largest_rate() -> None:
    largest = 0
    for seed in range(30):
        body = which_diverges.draw(seed).body
        assert isinstance(body, Predict)
        rates = [float(option.text.split("rate ")[1].split(",")[0]) for option in body.options]
        largest += body.answer() == rates.index(max(rates))
    assert 0 < largest < 20


def test_the_text_asks_six_questions_and_shows_both_demos() -> None:
    lesson = load("learning-rate")
    assert [page.demo for page in lesson.pages if page.demo] == ["parking", "crank"]
    assert len(lesson.pages[-1].questions) == 6
