"""The list of challenges: number, title, and in a shape and a word whether each is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from tutor.tui.bindings.challenges import CHALLENGES
from tutor.tui.bindings.command import bindings
from tutor.tui.course.course_lines import ROW_MARGIN, across
from tutor.tui.widgets.pointed import PointedList

if TYPE_CHECKING:  # the screen is up before the engine is loaded
    from lessons.playground.challenges.challenge import Challenge


class ChallengeList(PointedList):
    """Lets the learner choose a challenge."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(command for command in CHALLENGES if command.id in {"challenges.choose", "challenges.start"}),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._challenges: Sequence[Challenge] = ()
        self.done: frozenset[str] = frozenset()

    @property
    def chosen(self) -> Challenge | None:
        """The challenge under the cursor."""
        return None if self.highlighted is None else self._challenges[self.highlighted]

    def show(self, challenges: Sequence[Challenge], done: frozenset[str], at: str) -> None:
        """List challenges, with the cursor on the one that is named, or on the first that is not done."""
        self._challenges, self.done = challenges, done
        names = [challenge.name for challenge in challenges]
        first_open = next((place for place, name in enumerate(names) if name not in done), 0)
        self.clear_options()
        self.add_options(Option(self._row(place, is_chosen=False)) for place in range(len(challenges)))
        self.highlighted = names.index(at) if at in names else first_open

    def mark_done(self, name: str) -> None:
        """Have one more stand there as done."""
        self.done |= {name}
        self.rewrite()

    def written(self) -> Iterable[Content]:
        """Return a row for each challenge."""
        return (self._row(place, is_chosen=place == self.highlighted) for place in range(len(self._challenges)))

    def _row(self, place: int, *, is_chosen: bool) -> Content:
        challenge = self._challenges[place]
        room = max(16, (self.size.width or 76) - ROW_MARGIN)
        mark = ("✓ done", "$success") if challenge.name in self.done else ("○ open", "$text-muted")
        pointer = "▸ " if is_chosen else "  "
        return across(Content(f"{pointer}{place + 1:>2} {challenge.title}"), Content.assemble(mark), room)
