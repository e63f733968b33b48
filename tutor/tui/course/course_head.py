"""The head of the course: how far the whole of it is, what waits for practice, and which lesson comes next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tutor.tui.course import home_words

if TYPE_CHECKING:
    from lessons.kit.heading import Heading
    from tutor.study.progress.standing import Standing
    from tutor.tui.host import Host


class CourseHead(Static):
    """Two lines, or three beside a small network where there is room; always on the screen.

    Attributes:
        following: the lesson that comes next, None where all are done.
    """

    app: Host

    def __init__(self) -> None:
        super().__init__(id="logo", markup=False)
        self.following: Heading | None = None
        self._said = (0, 0, "", "")
        self._low = False

    def tell(self, standings: Mapping[str, Standing]) -> None:
        """Say it as it stands now."""
        services = self.app.services
        self.following = services.heading(services.next_lesson(self.app.store, standings))
        done = sum(1 for standing in standings.values() if standing.state == "done")
        title = self.following.title if self.following is not None else ""
        self._said = (done, len(standings), home_words.practice(standings.values()), title)
        self.lay_out()

    def lay_out(self, *, low: bool | None = None) -> None:
        """Lay it out anew, with the network or without."""
        self._low = low if low is not None else self._low
        lines = home_words.head_lines(*self._said)
        self.update(Content("\n").join(lines) if self._low else home_words.head(*self._said))
