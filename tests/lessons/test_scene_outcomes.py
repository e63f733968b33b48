"""Each scene of a lesson comes to the option that its words afterwards speak of, on each of ten seeds."""

from __future__ import annotations

import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load

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
    "local-minima": [0, 0, 1, 1],
    "reinforcement": [0, 0, 1, 2],
    "how-long": [0, 2, 2],
    "ai-ml-nn": [2, 2, 3, 1],
    "applications": [0, 0, 1, 3, 0],
    "attention": [3, 2, 0, 0],
    "overfitting": [2, 1, 1, 2, 0],
    "underfitting": [1, 1, 2, 3, 4],
    "bad-data": [2, 1, 0, 0],
}
"""For each scene in its order, which option of its prediction comes true, from 0."""


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("lesson_id", OUTCOMES)
def test_a_scene_comes_to_what_is_said_of_it(lesson_id: str, seed: int) -> None:
    lesson = load(lesson_id)
    scenes = [lesson.scene(page) for page in lesson.pages if page.demo]
    ends = [frames_of(scene.demo.run(seed, **scene.settings), WHOLE_RUN)[-1].outcome for scene in scenes]
    assert ends == OUTCOMES[lesson_id]
