"""Whatever the course puts under the microscope can be walked through, drawn and told, and its nudges agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lessons.kit.course import load, outline
from lessons.kit.inspection import Inspection
from lessons.kit.order import Order
from tutor.microscope import sentences
from tutor.microscope.drawing import drawn
from tutor.microscope.walk import Walk

LESSONS = [heading.id for part in outline() for heading in part.lessons]


def inspections(lesson_id: str) -> Iterator[Inspection]:
    """What a lesson's demos show before their first step, and what its questions ask about."""
    lesson = load(lesson_id)
    frames = [demo.run().next() for demo in lesson.demos.values()]
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
        assert all(told) and not any("nan" in words for words in told)
        assert all(node.nudge.agrees for node in walk.view.nodes if node.nudge is not None)


def story(walk: Walk) -> Iterator[str]:
    """Every moment in words, once it has been drawn small and large."""
    for at in range(len(walk.view.moments)):
        walk.go_to(at)
        assert 0 < len(drawn(walk, 36, 5).rows) <= 5 and drawn(walk, 110, 20).rows
        yield sentences.moment(walk.view, at)
