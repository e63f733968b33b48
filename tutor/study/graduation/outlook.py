"""Where a learner stands with the graduation of each part; worked out from what is kept, without loading a lesson."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tutor.study.graduation.records import Graduation, GraduationBegun, begun_last, graduations
from tutor.study.graduation.sizes import ITS_NAMES, GraduationSize, size_of, whole_course
from tutor.study.progress.standing import Standing

if TYPE_CHECKING:
    from lessons.kit.heading import Heading, Part
    from tutor.store import Store


@dataclass(frozen=True)
class Outlook:
    """The graduation from a part, or from the whole course.

    Attributes:
        part: the part, or all of them as one.
        number: which part of the course it is, from 1; 0 for the whole course.
        standings: of its lessons, in order.
        begun: the round in which the learner is, if they left one in the middle.
        answered: how many of its questions they have answered.
        won: the rounds that were passed, oldest first.
    """

    part: Part
    number: int
    standings: tuple[Standing, ...]
    begun: GraduationBegun | None = None
    answered: int = 0
    won: tuple[Graduation, ...] = ()

    @property
    def size(self) -> GraduationSize:
        """How many questions it takes, and how many right."""
        return size_of(self.part.id)

    @property
    def state(self) -> Literal["growing", "missing", "open", "begun"]:
        """Whether a round may be had: not while the part grows or a lesson is missing; "begun" where one goes on."""
        if not self.part.complete or sum(standing.questions for standing in self.standings) < self.size.questions:
            return "growing"
        if self.missing:
            return "missing"
        return "open" if self.begun is None else "begun"

    @property
    def missing(self) -> tuple[tuple[Heading, Standing], ...]:
        """The lessons that are not done."""
        pairs = zip(self.part.lessons, self.standings, strict=True)
        return tuple((heading, standing) for heading, standing in pairs if standing.state != "done")

    @property
    def offered(self) -> bool:
        """Whether to speak of it unasked: a round may be had, and either none was passed or one is under way."""
        return self.state == "begun" or (self.state == "open" and not self.won)

    @property
    def best(self) -> Graduation | None:
        """The round with most right; of several, the latest."""
        return max(reversed(self.won), key=lambda won: won.score, default=None)


def outlooks(store: Store, parts: Sequence[Part], standings: Mapping[str, Standing]) -> tuple[Outlook, ...]:
    """Return the graduation of every part that has lessons, in order, and at last that of the whole course."""
    numbered = (*enumerate(parts, start=1), (0, whole_course(parts)))
    return tuple(_outlook(store, part, number, standings) for number, part in numbered if part.lessons)


def _outlook(store: Store, part: Part, number: int, standings: Mapping[str, Standing]) -> Outlook:
    begun = begun_last(store, part.id)
    return Outlook(
        part,
        number,
        tuple(standings[heading.id] for heading in part.lessons),
        begun,
        sum(store.has_replied(item.lesson, item.question, item.seed or 0) for item in begun.items) if begun else 0,
        tuple(graduations(store, part.id)),
    )


def named(parts: Sequence[Part], wanted: str) -> Part | None:
    """The part that somebody means by its id or its number; None if there is no such part."""
    name = wanted.strip().casefold().replace("_", "-").replace(" ", "-")
    return next((part for number, part in enumerate(parts, start=1) if name in (part.id, str(number))), None)


def to_graduate_from(parts: Sequence[Part], wanted: str) -> Part | None:
    """Return the part that somebody means, or the whole course as one; None if there is no such part."""
    return whole_course(parts) if wanted.strip().casefold().replace(" ", "-") in ITS_NAMES else named(parts, wanted)


def meant(found: Sequence[Outlook], part: str | None = None) -> Outlook:
    """The part of that id; or else the first that has something to offer, the last that was passed, or the first.

    Raises:
        LookupError: there is none.
    """
    wanted = [one for one in found if part is None or one.part.id == part]
    if not wanted:
        raise LookupError(part)
    won = [one for one in wanted if one.won]
    return next((one for one in wanted if one.offered), won[-1] if won else wanted[0])


def meant_from(found: Sequence[Outlook], part: str | None) -> Outlook | None:
    """Return the graduation meant by who looks at a part: that part's, unless another has more to offer.

    Args:
        found: every part's.
        part: the id of the part that they look at, None for none.

    Returns:
        None only where there is no part at all.
    """
    here = next((one for one in found if one.part.id == part), None)
    if here is not None and here.offered:
        return here
    others = any(one.offered for one in found)
    if here is not None and not others and (here.won or here.state != "growing" or not any(one.won for one in found)):
        return here
    return meant(found) if found else None
