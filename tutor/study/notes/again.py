"""A question that was asked once, drawn again from its seed, so that notes can show what it said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessons.kit.errors import LessonError
from lessons.kit.lesson import Lesson
from lessons.kit.questions import Body
from tutor.store import Attempt
from tutor.study.progress.remedy import because
from tutor.study.quiz import marking
from tutor.text.markdown_escape import code, escaped, quoted
from tutor.text.words import counted, date


@dataclass(frozen=True)
class Again:
    """A question as it was asked.

    Attributes:
        body: what it says; None where it cannot be drawn any more.
        problem: why not, or "".
    """

    body: Body | None
    problem: str = ""


def drawn(lesson: Lesson | None, question: str, seed: int) -> Again:
    """Draw a question again from its seed. The lesson is None where it is no longer in the course."""
    if lesson is None:
        return Again(None, "its lesson cannot be opened")
    try:
        return Again(marking.draw(lesson, question, seed).body)
    except LessonError as problem:
        return Again(None, str(problem))


def told(again: Again, attempts: list[Attempt]) -> Iterator[str]:
    """The question, every reply to it, and the command that asks it again."""
    if again.body is None:
        yield from quoted([f"(This question cannot be drawn any more: {escaped(again.problem.rstrip('.'))}.)"])
    else:
        yield from quoted(_asked(again.body))
    yield ""
    for attempt in attempts:
        yield f"- {_reply(again.body, attempt)}"
    yield ""
    command = code(f"nntutor quiz {attempts[0].lesson} --seed {attempts[0].seed}")
    yield f"Asked again by {command}" if again.body is not None else f"It was asked by {command}"
    yield ""


def _asked(body: Body) -> Iterator[str]:
    yield from body.prompt.splitlines()
    if body.listed:
        yield ""
        yield from (f"{number}. {thing}" for number, thing in enumerate(body.listed, start=1))


def _reply(body: Body | None, attempt: Attempt) -> str:
    hints = f", with {counted(attempt.hints, 'hint')}" if attempt.hints else ""
    parts = [f"{date(attempt.when)}: {_quoted(body, attempt.reply)}, {attempt.verdict}{hints}"]
    if attempt.misconception:
        line = because(body, attempt.misconception) if body is not None else ""
        parts.append(f": **{escaped(attempt.misconception)}**{'. ' + line if line else ''}")
    return "".join(parts)


def _quoted(body: Body | None, reply: str) -> str:
    """A reply as typed; of one that was picked the text, because its number alone says little."""
    option = marking.option_picked(body, reply) if body is not None else None
    return code(reply) if body is None or option is None else f"“{body.listed[option]}”"
