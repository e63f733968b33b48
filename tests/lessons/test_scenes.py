"""Every scene of every lesson makes its point within ten seconds on each seed, and tells why it was not otherwise."""

from __future__ import annotations

import pytest

from lessons.kit.check_runs import frames_of
from lessons.kit.course import load, outline
from tutor.study.playback.speeds import SPEEDS, USUAL_SPEED

SCENES = [
    (heading.id, page.key)
    for part in outline()
    for heading in part.lessons
    for page in load(heading.id).pages
    if page.words is not None
]
SEEDS = range(5)
TEN_SECONDS = 1 + 10 * int(SPEEDS[USUAL_SPEED])
"""Frames, at the speed at which every demo starts."""


@pytest.mark.parametrize(("lesson_id", "key"), SCENES)
def test_a_scene_makes_its_point_on_every_seed(lesson_id: str, key: str) -> None:
    lesson = load(lesson_id)
    page = lesson.scene_page(key)
    assert page is not None
    scene = lesson.scene(page)
    for seed in SEEDS:
        *_, last = frames_of(scene.demo.run(seed, **scene.settings), TEN_SECONDS)
        assert last.finished and last.outcome is not None, f"seed {seed}"
        for option in range(len(scene.demo.prediction.options if scene.demo.prediction else ())):
            assert option == last.outcome or scene.why(option, last, scene.starting_settings())
