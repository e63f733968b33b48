"""The page of mistakes by name: what each one is, the page that mends it, and a way to practise it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from tutor.store.records import now
from tutor.study.progress.mistakes import Mistake, Remedy, how_often, mistakes, practice, remedy
from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.mistakes import MISTAKES
from tutor.tui.course.mistake_list import MistakeList
from tutor.tui.screens.base import TutorScreen
from tutor.tui.widgets.newest import Newest
from tutor.tui.widgets.prose import Prose

NONE_YET = (
    "No mistake has a name here yet.\n\n"
    "They will come, and they are welcome: each one that the course knows is told to you by its name, and then waits "
    "here with the page that mends it."
)


class MistakesScreen(TutorScreen):
    """Lists mistakes; Enter reads about the chosen one, p practises it."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("Mistakes by name",)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(c for c in MISTAKES if c.id in {"mistakes.practise", "mistakes.leave"})
    ]

    def __init__(self) -> None:
        super().__init__()
        self._remedies: dict[Mistake, Remedy] = {}
        self._filled = False
        self._lists, self._tellings = Newest(self), Newest(self)

    def compose_body(self) -> ComposeResult:
        """Put the list and what there is to say about the chosen mistake on the screen."""
        with Vertical(id="mistakes"):
            yield MistakeList(id="mistake-list")
            with Vertical(id="mistake-about"):
                yield Prose(id="mistake-told")
                yield Static(id="mistake-page", markup=False)
                yield Static(id="mistake-where", markup=False)  # last: where there is little room, that can be missed

    def on_mount(self) -> None:
        """Read what was replied, off the event loop."""
        self.title_bar.show("Mistakes by name", "one moment …")
        self.run_worker(self._fill())

    async def on_screen_resume(self) -> None:
        """Look again after a page or a round: something may have been put right."""
        if self._filled:
            await self._fill()

    @property
    def list(self) -> MistakeList:
        """The list of mistakes."""
        return self.query_one(MistakeList)

    async def _fill(self) -> None:
        wanted = self._lists.ask()
        attempts = await asyncio.wrap_future(self.app.in_order(self.app.store.attempts))
        if not wanted():
            return
        made, self._filled = mistakes(attempts), True
        open_ = sum(not mistake.right_since for mistake in made)
        self.title_bar.show("Mistakes by name", f"{open_} of {len(made)} still open" if made else "")
        for part in (self.list, *self.query("#mistake-where, #mistake-page")):
            part.display = bool(made)
        if not made:
            self.query_one("#mistake-told", Prose).show(NONE_YET)
            return
        self.list.show(made, now())
        self.set_focus(self.list)
        self.refresh_bindings()

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Tell about the mistake under the cursor."""
        if self.list.chosen is not None:
            self.run_worker(self._tell(self.list.chosen), group="remedy", exclusive=True)

    async def _tell(self, mistake: Mistake) -> None:
        wanted = self._tellings.ask()
        if mistake not in self._remedies:
            self._show(mistake, Remedy(mistake.lesson, problem="One moment …"))
            self._remedies[mistake] = await asyncio.to_thread(remedy, mistake, self.app.services.load)
        if wanted() and mistake == self.list.chosen:
            self._show(mistake, self._remedies[mistake])

    def _show(self, mistake: Mistake, help_: Remedy) -> None:
        since = " Since then you have answered right." if mistake.right_since else ""
        often = how_often(mistake, now()).capitalize()
        self.query_one("#mistake-where", Static).update(f"{often}, in “{help_.title}”.{since}")
        self.query_one("#mistake-told", Prose).show(help_.told)
        page = f"Enter opens page {help_.page.number}, “{help_.page.title}”." if help_.page else help_.problem
        self.query_one("#mistake-page", Static).update(page)

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """Read the page that mends it (Enter, or a click)."""
        mistake = self.list.chosen
        if mistake is not None:
            page = self._remedies[mistake].page if mistake in self._remedies else None
            self.app.open_lesson(mistake.lesson, page.number if page else None)

    def action_practise(self) -> None:
        """Ask again the questions that the chosen mistake was made in."""
        if self.list.chosen is not None:
            self.app.open_round(practice(self.list.chosen))

    def action_leave(self) -> None:
        """Go back to the course."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to practise only where something went wrong."""
        if action == "practise" and self.list.chosen is None:
            return False
        return super().check_action(action, parameters)
