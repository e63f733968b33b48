"""The lesson on schedules: rates by formula, walkers against their expectation, and who ends where on each seed."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from engine.optimisers.setting import Schedule
from engine.schedules import Constant
from lessons.how_the_error_flows_back.schedules import wave
from lessons.how_the_error_flows_back.schedules.demo_drop import drop
from lessons.how_the_error_flows_back.schedules.demo_race import place, race
from lessons.how_the_error_flows_back.schedules.demo_warm_up import NETWORKS, warm_up
from lessons.how_the_error_flows_back.schedules.noise import (
    SMALL,
    SPREAD,
    START,
    UPDATES,
    WEIGHTS,
    Drop,
    expected,
    rates,
    schedules,
    walk,
)
from lessons.kit.charts import Lines
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_the_five_schedules_are_what_their_formulas_say() -> None:
    table, r, n = rates(wave.schedules(0.15), wave.UPDATES), 0.15, wave.UPDATES
    for k in (0, 7, n // 2 - 1, n // 2, n - 1):
        cosine = r * (1 + math.cos(math.pi * k / n)) / 2
        step = r if k < n // 2 else r / 10
        assert table[k, :4] == pytest.approx([r, step, r * 0.02 ** (k / n), cosine])
    assert table[: n // 10, 4] == pytest.approx(r * np.arange(1, n // 10 + 1) / (n // 10))
    assert table[-1, 4] < 0.01 * r and np.all(np.diff(table[n // 10 :, 4]) <= 0)


def test_a_drop_comes_once_and_stays() -> None:
    assert [Drop(0.1, 3, 0.01)(number) for number in range(5)] == [0.1, 0.1, 0.1, 0.01, 0.01]


def test_the_engines_weights_do_what_pencil_and_paper_do() -> None:
    chosen: list[Schedule] = [Constant(0.2), Drop(0.3, 2, 0.1)]
    measured = np.random.default_rng(5)
    by_hand = np.full((2, WEIGHTS), START)
    for number, away in enumerate(walk(chosen, seed=5)):
        assert away == pytest.approx((by_hand**2).mean(axis=1))
        stray = measured.normal(0.0, SPREAD, WEIGHTS)
        by_hand = np.array([w - each(number) * (w - stray) for w, each in zip(by_hand, chosen, strict=True)])


@pytest.mark.parametrize(("rate", "after"), [(0.1, 100), (0.4, 20), (0.05, 150)])
def test_on_average_they_go_as_the_formula_foretells(rate: float, after: int) -> None:
    chosen = schedules(rate, after)
    ends = np.mean([list(walk(chosen, seed))[-1] for seed in range(10)], axis=0)
    assert ends == pytest.approx(expected(chosen)[-1], rel=0.1)
    assert expected((Constant(rate),))[-1, 0] == pytest.approx(
        (1 - rate) ** (2 * UPDATES) * START**2 + rate / (2 - rate) * (1 - (1 - rate) ** (2 * UPDATES))
    )


def test_a_warm_up_of_20_updates_saves_them_all_in_time_on_every_seed() -> None:
    """The scenes, among them the run without one, are held to their outcomes by `test_scenes.py`."""
    for seed in range(10):
        *frames, last = whole(warm_up, seed, warm_up=20)
        assert last.outcome == 2 and last.finished and len(frames) <= 100


@pytest.mark.parametrize(
    ("demo", "settings", "name"),
    [(drop, {"drop": 10}, "Dropped too early"), (warm_up, {}, "Thrown out"), (warm_up, {"warm_up": 5}, "Thrown out")],
)
def test_a_run_that_goes_wrong_is_named_and_the_remedy_mends_it(
    demo: Demo, settings: dict[str, Setting], name: str
) -> None:
    for seed in range(3):
        trouble = whole(demo, seed, **settings)[-1].trouble
        assert trouble and trouble.name == name
        assert whole(demo, seed, **{**settings, **trouble.fix})[-1].trouble is None


def test_the_picture_of_the_rates_shows_those_that_were_taken() -> None:
    last = whole(drop, 0)[-1]
    chart = last.charts[1]
    assert isinstance(chart, Lines)
    taken = chart.series[2].y
    assert taken[0] == 0 and taken[1:101] == pytest.approx(0.1)
    assert taken[101:] == pytest.approx(SMALL) and len(taken) == UPDATES + 1


def test_places_are_told_from_distances() -> None:
    assert [
        place(np.array(now)) for now in ([1, 2, 3, 4, 5], [3, 2, 3, 4, 5], [9, 2, 3, 4, 5], [np.nan, 1, 1, 1, 1])
    ] == [
        0,
        1,
        2,
        2,
    ]


def test_how_many_have_learned_is_counted() -> None:
    frames = whole(warm_up, 1, warm_up=20)
    counts = [int(frame.readings["learned"]) for frame in frames]
    assert counts[0] == 0 and counts[-1] == NETWORKS
    assert all(f"{count} of {NETWORKS}" in frame.caption for count, frame in zip(counts, frames, strict=True))


def test_every_answer_can_come_true() -> None:
    questions = load("schedules").questions
    nearest = [questions["who_is_nearest"].draw(seed).body for seed in range(20)]
    assert {int(body.accepted_reply()) for body in nearest} >= {1, 3}
    largest = [questions["largest_now"].draw(seed).body for seed in range(30)]
    assert len({body.listed[int(body.accepted_reply()) - 1].partition(":")[0] for body in largest}) >= 2


def test_a_race_goes_on_in_another_thread_than_it_began_in() -> None:
    """A front end asks for each frame in a thread of its own."""
    run = race.run(0)
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        frames = [thread.submit(run.next).result() for thread in (one, other, one)]
    assert [frame and frame.number for frame in frames] == [0, wave.EVERY, 2 * wave.EVERY]
    run.close()
