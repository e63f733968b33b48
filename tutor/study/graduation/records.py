"""What is kept of graduations, as events: a round that was begun, one that was missed, one that was passed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from tutor.store.records import JSON, Event
from tutor.study.graduation.sizes import size_of
from tutor.study.quiz.rounds import Item

if TYPE_CHECKING:
    from tutor.store import Store

COURSE = "How neural networks learn"
LONGEST_TITLE, LONGEST_VERSION = 200, 40
"""Characters that a certificate has room for, whatever a record says."""
BEGUN, MISSED, GRADUATED = "graduation-begun", "graduation-missed", "graduation"
"""The kinds of event. They belong to no lesson: what was passed stays passed when a lesson starts afresh."""
T = TypeVar("T")


@dataclass(frozen=True)
class GraduationBegun:
    """A round whose questions have been drawn.

    Attributes:
        part: the part's id, or the whole course's.
        seed: what the questions were drawn from.
        items: the questions, in order, each with its own seed.
    """

    part: str
    seed: int
    items: tuple[Item, ...]

    def event(self) -> Event:
        """The round as the event that is kept."""
        questions = [_question(item) for item in self.items]
        return Event(BEGUN, "", {"part": self.part, "seed": self.seed, "questions": questions})


@dataclass(frozen=True)
class Graduation:
    """A round that was passed.

    Attributes:
        part: the part's id.
        title: the part's title at the time.
        seed: what the questions were drawn from.
        items: the questions, in order, each with its own seed.
        right: for each of them, whether it was answered right.
        version: the nntutor that drew them.
        when: UTC.
        id: unique among all machines.
    """

    part: str
    title: str
    seed: int
    items: tuple[Item, ...]
    right: tuple[bool, ...]
    version: str
    when: datetime
    id: str

    @property
    def score(self) -> int:
        """How many were right."""
        return sum(self.right)


def graduated(begun: GraduationBegun, title: str, right: Iterable[bool], version: str) -> Event:
    """Return a round that was passed as the event that is kept."""
    data = {
        **_key(begun),
        "title": title,
        "questions": [{**_question(item), "right": well} for item, well in zip(begun.items, right, strict=True)],
        "version": version,
    }
    return Event(GRADUATED, "", data)


def missed(begun: GraduationBegun, right: Iterable[bool]) -> Event:
    """Return a round in which too few were right as the event that is kept."""
    return Event(MISSED, "", {**_key(begun), "right": sum(right)})


def again(won: Graduation) -> str:
    """Return the command that draws a round's questions again."""
    return f"nntutor graduate {won.part} --seed {won.seed}"


def graduations(store: Store, part: str | None = None) -> list[Graduation]:
    """Return the graduations of a part, or all, oldest first; a record that another hand has spoilt is passed over."""
    found = _readable(store.events(GRADUATED), _graduation)
    return [won for won in found if part is None or won.part == part]


def begun_last(store: Store, part: str) -> GraduationBegun | None:
    """The round of a part that was begun last, if it is not over."""
    last = next((one for one in reversed(_readable(store.events(BEGUN), _begun)) if one.part == part), None)
    return None if last is None or is_over(store, last) else last


def is_over(store: Store, begun: GraduationBegun) -> bool:
    """Whether a round's result is kept already."""
    events = (event for kind in (GRADUATED, MISSED) for event in store.events(kind))
    return any({name: event.data.get(name) for name in ("part", "seed")} == _key(begun) for event in events)


def _key(begun: GraduationBegun) -> dict[str, JSON]:
    """Return the part and the seed, which tell one round from another."""
    return {"part": begun.part, "seed": begun.seed}


def _question(item: Item) -> dict[str, JSON]:
    return {"lesson": item.lesson, "question": item.question, "seed": item.seed}


def _readable(events: Iterable[Event], read: Callable[[Event], T]) -> list[T]:
    found = []
    for event in events:
        with suppress(KeyError, TypeError, ValueError):
            found.append(read(event))
    return found


def _begun(event: Event) -> GraduationBegun:
    part, seed = _name(event.data["part"]), _seed(event.data["seed"])
    return GraduationBegun(part, seed, tuple(_item(entry) for entry in _entries(part, event.data["questions"])))


def _graduation(event: Event) -> Graduation:
    data, begun = event.data, _begun(event)
    right = tuple(entry["right"] is True for entry in _entries(begun.part, data["questions"]))
    title, version = str(data["title"])[:LONGEST_TITLE], str(data["version"])[:LONGEST_VERSION]
    return Graduation(begun.part, title, begun.seed, begun.items, right, version, event.when, event.id)


def _entries(part: str, questions: JSON) -> list[Mapping[str, JSON]]:
    if not isinstance(questions, list) or len(questions) != size_of(part).questions:
        raise ValueError
    if not all(isinstance(entry, Mapping) for entry in questions):
        raise ValueError
    return questions


def _item(data: Mapping[str, JSON]) -> Item:
    return Item(_name(data["lesson"]), _name(data["question"]), _seed(data["seed"]))


def _name(value: JSON) -> str:
    """An id, or a question's name: what may stand in a command that people copy."""
    if not isinstance(value, str) or not re.fullmatch(r"\w[\w-]*", value):
        raise ValueError
    return value


def _seed(value: JSON) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise ValueError
    return value
