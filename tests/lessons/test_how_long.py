"""The lesson on time: what is timed is timed once, the law is that of least squares, and the way up is a product."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from lessons.kit.charts import Lines, Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.errors import DoesNotAgree
from lessons.kit.knobs import Setting
from lessons.kit.questions import Predict
from lessons.the_bigger_picture.how_long import quiz
from lessons.the_bigger_picture.how_long.clock import (
    LARGE,
    YEAR,
    Law,
    fitted,
    in_words,
    many,
    measured,
    milliseconds,
    size_of,
    sizes,
)
from lessons.the_bigger_picture.how_long.demo_clock import MOST, WANTED, clock, when
from lessons.the_bigger_picture.how_long.demo_far import far
from lessons.the_bigger_picture.how_long.demo_far import when as far_when
from lessons.the_bigger_picture.how_long.demo_grow import grow, verdict
from lessons.the_bigger_picture.how_long.quiz import Planned
from lessons.the_bigger_picture.how_long.until_read import until_read, until_read_by_hand

LESSON = load("how-long")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_a_size_is_timed_once_so_that_a_run_looked_at_again_shows_what_it_showed() -> None:
    assert milliseconds(*sizes(3)) == milliseconds(*sizes(3)) > 0
    assert [frame.caption for frame in whole(grow, 1, largest=32)] == [
        frame.caption for frame in whole(grow, 1, largest=32)
    ]


def test_parameters_are_counted_as_by_hand() -> None:
    for layers in ((64, 32, 10), sizes(7), (3, 1)):
        by_hand = sum((a + 1) * b for a, b in pairwise(layers))
        assert size_of(*layers) == by_hand == Planned(layers, 1, 1).parameters


def test_a_law_without_misses_is_found_again_and_its_error_is_nothing() -> None:
    parameters = np.array([10.0, 100.0, 1000.0, 5000.0])
    law = fitted(parameters, 0.3 + 0.002 * parameters)
    assert (law.fixed, law.each) == pytest.approx((0.3, 0.002)) and law.error == pytest.approx(0.0, abs=1e-9)
    assert law.update(50) == pytest.approx(0.4)


def test_the_error_bar_holds_the_true_slope_about_as_often_as_two_standard_errors_do() -> None:
    parameters, held = np.linspace(1e3, 1e5, 12), 0
    for seed in range(400):
        misses = 1 + 0.05 * np.random.default_rng(seed).standard_normal(len(parameters))
        law = fitted(parameters, (0.1 + 1e-5 * parameters) * misses)
        held += abs(law.each - 1e-5) < law.error * law.each
    assert 0.88 < held / 400 < 0.98


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.004, "4 milliseconds"),
        (1.0, "1 second"),
        (90.0, "1.5 minutes"),
        (YEAR, "1 year"),
        (4e5 * YEAR, "400,000 years"),
    ],
)
def test_times_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert in_words(seconds) == said


def test_counts_are_said_as_people_say_them() -> None:
    assert [many(number) for number in (2410, 1.25e8, 1.75e11, 1.4e12)] == [
        "2,410", "125 million", "175 billion", "1.4 trillion",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_digits_are_read_within_seconds_and_the_clock_is_updates_times_the_time_of_one(seed: int) -> None:
    last = whole(clock, seed)[-1]
    assert last.outcome == 0 and last.trouble is None and last.number < MOST
    assert last.readings["seconds"] == pytest.approx(last.number * milliseconds(64, 32, 10) / 1000)


def test_too_small_a_network_is_named_and_mended() -> None:
    stuck = whole(clock, 0, hidden=2)[-1]
    assert stuck.outcome == 2 and stuck.trouble and stuck.trouble.name == "Too small"
    assert whole(clock, 0, **{"hidden": 2, **stuck.trouble.fix})[-1].trouble is None
    assert [when(WANTED, 9), when(WANTED, 60), when(WANTED, 900), when(0.5, 1)] == [0, 1, 2, 2]


def test_the_law_is_drawn_when_all_sizes_are_timed_and_its_table_says_how_much_longer() -> None:
    frames = whole(grow)
    first, last = frames[0].charts[0], frames[-1].charts[0]
    assert isinstance(first, Lines) and isinstance(last, Lines)
    assert [each.label for each in first.series] == ["timed"] and [each.label for each in last.series] == [
        "law",
        "timed",
    ]
    assert frames[-1].readings["larger"] == pytest.approx(300.25, abs=0.01) and frames[-1].outcome == 2
    assert [verdict(times) for times in (5, 30, 99, 100, 2000)] == [2, 1, 1, 0, 0]


def test_the_way_up_is_a_product_shared_among_machines() -> None:
    law, alone = measured(), whole(far, 0)[-1]
    years = law.each / 1000 / 32 * LARGE.parameters * LARGE.pieces / YEAR
    assert alone.readings["years"] == pytest.approx(years) and alone.outcome == 2
    assert whole(far, 0, machines=1000)[-1].readings["years"] == pytest.approx(years / 1000)
    table = alone.charts[1]
    assert isinstance(table, Table) and [row[0] for row in table.rows if row[2] == "–"] == ["Chinchilla"]
    assert [far_when(each * YEAR) for each in (0.5, 50, 200)] == [0, 1, 2]
    assert Law(0.1, 1e-5, 0.1).whole(1e6, 32e3) == pytest.approx(10.0)


@pytest.mark.parametrize("hidden", [16, 32, 64, 128])
def test_training_written_out_needs_as_many_updates_as_the_engines(hidden: int) -> None:
    counts = [until_read(hidden, seed) for seed in range(6)]
    assert counts == [until_read_by_hand(hidden, seed) for seed in range(6)]
    assert len(set(counts)) > 2 and min(counts) > 0 and max(counts) < MOST


def test_the_second_way_to_small_or_large_does_not_ask_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    body = LESSON.questions["small_or_large"].draw(0).body
    assert isinstance(body, Predict)
    monkeypatch.setattr(quiz, "until_read", lambda hidden, _: 1 if hidden > 32 else MOST)
    monkeypatch.setattr(quiz, "until_read_by_hand", lambda hidden, _: MOST if hidden > 32 else 1)
    with pytest.raises(DoesNotAgree):
        body.answer()


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["longest_in_all"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
    assert len({asked["all_in_all"].draw(seed).body.answer() for seed in range(20)}) > 10
    assert {asked["small_or_large"].draw(seed).body.answer() for seed in range(30)} == {0, 1}
