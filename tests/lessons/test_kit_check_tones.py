"""The rule for colours: a name keeps its tone in curves, points, regions and bars, and shares it with nobody."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.charts import Bars, Chart, Field, Lines, Series, Tone
from lessons.kit.check_runs import runs_of
from lessons.kit.check_tones import check_tones, toned, tones_problem
from lessons.kit.course import load
from lessons.kit.demo import Frame

ONE = np.ones(1)
PLANE = ((0.0, 2.0), (0.0, 2.0))


def curve(name: str, tone: Tone) -> Lines:
    return Lines("t", (Series(name, ONE, ONE, tone=tone),))


def plane(*points: Series, regions: tuple[str, ...] = ()) -> Field:
    return Field("t", np.zeros((2, 2)), *PLANE, kind="regions", points=points, regions=regions)


def dots(name: str, tone: Tone) -> Series:
    return Series(name, ONE, ONE, "points", tone)


def frame(*charts: Chart) -> Frame:
    return Frame(0, charts, "A picture.", {"update": 0})


@pytest.mark.parametrize(
    ("frames", "says"),
    [
        ((frame(curve("A", "main")), frame(curve("A", "second"))), "“A” is second here and main elsewhere"),
        ((frame(curve("A", "main"), plane(dots("A", "bad"))),), "“A” is bad here and main elsewhere"),
        ((frame(plane(regions=("A",)), curve("A", "main")),), "“A” is main here and muted elsewhere"),
        ((frame(Bars("t", ("A",), ONE, tones=("third",)), curve("A", "main")),), "“A” is main here and third"),
        ((frame(curve("A", "main"), curve("B", "main")),), "“A” and “B” are both main in one picture"),
    ],
)
def test_a_name_in_two_tones_and_a_tone_of_two_names_are_found(frames: tuple[Frame, ...], says: str) -> None:
    assert says in tones_problem(frames, {})


def test_what_is_promised_passes() -> None:
    known: dict[str, Tone] = {}
    both = frame(plane(dots("A", "second"), regions=("A", "doubt")), curve("", "second"), curve("A", "second"))
    assert tones_problem([both, frame(curve("B", "second"))], known) == "", "two pictures, two names"
    assert known == {"A": "second", "doubt": "muted", "B": "second"}


def test_a_region_has_the_tone_of_its_points_and_each_other_one_a_tone_of_its_own() -> None:
    map_ = plane(dots("B", "muted"), dots("A", "third"), regions=("A", "B", "doubt", "none"))
    tones = [map_.region_tone(number) for number in range(4)]
    assert tones[:2] == ["third", "muted"] and len(set(tones)) == 4


def test_every_demo_of_a_lesson_is_held_to_the_same_names() -> None:
    lesson = load("thinking")
    with runs_of(lesson) as runs:
        assert list(check_tones(lesson, runs)) == []
        first, second = lesson.demos
        known = dict(toned(runs[first].whole()[-1].charts))
        assert known["A"] == dict(toned(runs[second].whole()[0].charts))["A"]
        wrong = {**known, "B": "bad"}
        assert "“B” is main here and bad elsewhere" in tones_problem(runs[second].whole(), wrong)
