"""What is kept of a learner: attempts at questions, predictions of demos, their place, and whatever else happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, NamedTuple
from uuid import uuid4

JSON = str | int | float | bool | None | Sequence["JSON"] | Mapping[str, "JSON"]
"""A value that JSON can hold; numbers are finite."""


def new_id() -> str:
    """An id that no other record has, on this machine or another, so that two files can be merged."""
    return uuid4().hex


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Attempt:
    """One reply to one question, as it was marked.

    Attributes:
        lesson: the lesson's id.
        question: the question's name in the lesson.
        seed: what the question was drawn from; with it anybody can draw the same one.
        reply: what was typed.
        verdict: how it was marked.
        misconception: the known mistake that the reply matched, if any.
        hints: how many of the three had been asked for.
        when: UTC.
        id: unique among all machines, so that merging neither loses nor doubles an attempt.
    """

    lesson: str
    question: str
    seed: int
    reply: str
    verdict: Literal["right", "wrong"]
    misconception: str | None = None
    hints: int = 0
    when: datetime = field(default_factory=now)
    id: str = field(default_factory=new_id)


class Bookmark(NamedTuple):
    """Where the learner is.

    Attributes:
        lesson: the lesson's id.
        page: from 1.
        question: the question on screen, on a quiz page.
        seed: what that question was drawn from.
        draft: the half-typed reply.
    """

    lesson: str
    page: int
    question: str = ""
    seed: int | None = None
    draft: str = ""


@dataclass(frozen=True)
class KeptPrediction:
    """A learner's prediction of a scene, made before its first run.

    Attributes:
        lesson: the lesson's id.
        demo: the demo's name in the lesson.
        option: the one that was picked, in the lesson's words: a lesson that words it otherwise asks again.
        made_for: the seed and the settings that the demo stood at.
        id: unique among all machines.
    """

    lesson: str
    demo: str
    option: str
    made_for: str
    id: str = field(default_factory=new_id)


@dataclass(frozen=True)
class Event:
    """Anything else that is worth keeping: a demo's settings that were tried, a graduation.

    Attributes:
        kind: what happened, in a word, such as "run".
        lesson: the lesson's id; "" where it belongs to none, and only a reset of everything hides it.
        data: what there is to say of it, as the kind has it.
        when: UTC.
        id: unique among all machines.
    """

    kind: str
    lesson: str
    data: Mapping[str, JSON]
    when: datetime = field(default_factory=now)
    id: str = field(default_factory=new_id)
