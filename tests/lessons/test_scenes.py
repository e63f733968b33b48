"""Every scene of every lesson makes its point within ten seconds on each seed, and tells why it was not otherwise."""

from __future__ import annotations

import pytest

from lessons.kit.check_runs import frames_of
from lessons.kit.course import load, outline
from lessons.kit.demo import Frame
from lessons.kit.scene import Scene
from tutor.study.playback.speeds import SPEEDS, USUAL_SPEED

OUTCOMES = {
    "weights-and-biases": [0, 1, 1, 2],
    "loss": [2, 2, 0, 2],
    "gradient": [1, 0, 2, 1],
    "activation": [1, 3, 3, 1],
    "tired": [2, 1, 3],
    "rules": [1, 2, 3, 2],
    "function": [0, 2, 1, 2],
    "forward": [0, 1, 3, 0],
    "epochs": [0, 2, 2, 1],
    "seven-steps": [3, 2, 0, 1],
    "backpropagation": [0, 2, 0, 2],
    "recycling": [2, 2, 2, 1],
    "descent": [1, 1, 0, 2, 2],
    "schedules": [2, 0, 2, 0],
    "optimisers": [0, 2, 2, 1, 1],
    "choosing-a-loss": [2, 2, 1, 1],
    "costly-mistakes": [0, 1, 1, 2],
    "unsupervised": [0, 1, 2],
    "vanishing": [2, 0, 2],
    "local-minima": [0, 0, 1, 1],
    "reinforcement": [0, 0, 1, 2],
    "online": [1, 2, 0, 2],
    "how-long": [0, 2, 2],
    "ai-ml-nn": [2, 2, 3, 1],
    "applications": [0, 0, 1, 3, 0],
    "understanding": [2, 0, 1, 2],
    "attention": [3, 2, 0, 0],
    "overfitting": [2, 1, 1, 2, 0],
    "underfitting": [1, 1, 2, 3, 4],
    "bad-data": [2, 1, 0, 0],
}
"""For each scene in its order, which option of its prediction comes true on each of ten seeds, from 0."""
OTHERS = [
    (heading.id, page.key)
    for part in outline()
    for heading in part.lessons
    if heading.id not in OUTCOMES
    for page in load(heading.id).pages
    if page.words is not None
]
"""Scenes that come out in several ways, or whose lesson's own test says how."""
TEN_SECONDS = 1 + 10 * int(SPEEDS[USUAL_SPEED])
"""Frames, at the speed at which every demo starts."""


def ended(scene: Scene, seed: int) -> Frame:
    """The last frame of a scene's run, which ends in time, settled, and tells every other option why it was not so."""
    *_, last = frames_of(scene.demo.run(seed, **scene.settings), TEN_SECONDS)
    assert last.finished and last.outcome is not None, f"seed {seed}"
    for option in range(len(scene.demo.prediction.options if scene.demo.prediction else ())):
        assert option == last.outcome or scene.why(option, last, scene.starting_settings())
    return last


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("lesson_id", OUTCOMES)
def test_a_scene_comes_to_what_is_said_of_it(lesson_id: str, seed: int) -> None:
    lesson = load(lesson_id)
    scenes = [lesson.scene(page) for page in lesson.pages if page.demo]
    assert [ended(scene, seed).outcome for scene in scenes] == OUTCOMES[lesson_id]


@pytest.mark.parametrize(("lesson_id", "key"), OTHERS)
def test_a_scene_makes_its_point_on_every_seed(lesson_id: str, key: str) -> None:
    lesson = load(lesson_id)
    page = lesson.scene_page(key)
    assert page is not None
    for seed in range(5):
        ended(lesson.scene(page), seed)
