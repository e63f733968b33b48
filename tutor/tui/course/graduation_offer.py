"""A line under a lesson's last page, once its part is done: the part may be graduated from. Nothing moves by itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.widgets import Static

from tutor.study.graduation import words
from tutor.tui.widgets.newest import Newest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tutor.study.graduation.outlook import Outlook
    from tutor.tui.host import Host


class GraduationOffer(Static):
    """Hidden until it has something to offer.

    Attributes:
        part: the id of the part whose graduation is offered, "" until one is.
    """

    app: Host

    def __init__(self, lesson: str) -> None:
        super().__init__(markup=False)
        self._lesson = lesson
        self.part = ""
        self._newest = Newest(self)
        self.display = False  # g means nothing before it has looked

    async def look(self, *, at_the_end: bool) -> None:
        """Look whether the lesson's part may be graduated from, once everything is saved that the learner did."""
        wanted = self._newest.ask()
        found: Iterable[Outlook] = ()
        if at_the_end:
            found = await asyncio.wrap_future(self.app.in_order(self.app.services.outlooks, self.app.store))
        if not wanted():
            return
        offer = ""
        for outlook in found:
            if outlook.offered and self._lesson in (heading.id for heading in outlook.part.lessons):
                self.part, offer = outlook.part.id, words.offer(outlook)
                break  # the part's own before that of the whole course
        self.update(f"Press g to graduate. {offer}" if offer else "")
        self.display = bool(offer)
        self.screen.refresh_bindings()
