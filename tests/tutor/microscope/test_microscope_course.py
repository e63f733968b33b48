"""Whatever the course puts under the microscope can be walked through, drawn and told, and its nudges agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lessons.kit.course import load, outline
from lessons.kit.demo import Frame
from lessons.kit.inspection import Inspection
from lessons.kit.order import Order
from tutor.lint.inspections import inspection_problem
from tutor.microscope import sentences
from tutor.microscope.drawing import drawn
from tutor.microscope.walk import Walk

LATER = 40
"""Frames after which a demo is looked at again."""
LESSONS = [heading.id for part in outline() for heading in part.lessons]


def inspections(lesson_id: str) -> Iterator[Inspection]:
    """What a lesson's demos show at the start and a while later, and what its questions ask about."""
    lesson = load(lesson_id)
    frames: list[Frame | None] = []
    for demo in lesson.demos.values():
        run = demo.run()
        begun = [frame for _ in range(LATER) if (frame := run.next()) is not None]
        frames += [begun[0], begun[-1]]
    bodies = [question.draw(0).body for question in lesson.questions.values()]
    named = [
        *(frame.inspect for frame in frames if frame),
        *(body.inspect for body in bodies if not isinstance(body, Order)),
    ]
    yield from (each for each in named if each is not None)


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_computation_of_the_course_can_be_walked(lesson_id: str) -> None:
    seen = list(inspections(lesson_id))
    assert seen
    for inspection in seen:
        walk = Walk(inspection)
        closer = walk.closer()
        told = list(story(walk))
        if closer is not None:
            walk.follow(closer)
            told += story(walk)
        assert not inspection_problem(inspection)
        assert walk.view.following.kind != "whole" or not walk.slide.layers  # of a network, one neuron
        assert not any(drawn(walk, width, 8).left for width in (56, 76, 116))
        assert all(told) and not any("nan" in words for words in told)
        assert all(node.nudge.agrees for node in walk.view.nodes if node.nudge is not None)


def story(walk: Walk) -> Iterator[str]:
    """Every moment in words, once it has been drawn small and large."""
    for at in range(len(walk.view.moments)):
        walk.go_to(at)
        assert 0 < len(drawn(walk, 36, 5).rows) <= 5 and drawn(walk, 110, 20).rows
        yield sentences.moment(walk.view, at)
