"""The home screen: the course by parts and lessons, what is done, what comes next."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from tutor.commands import HOME, bindings
from tutor.screens.base import TutorScreen
from tutor.widgets.course_list import CourseList

if TYPE_CHECKING:
    from tutor.standing import Standing

LOGO = (" ○─╮ ╭─○", " ○─┼─○─┼─○", " ○─╯ ╰─○")
"""A network; the more of the course is done, the more of its units are lit."""
SLOGAN = "How neural networks learn, shown while they learn."


class HomeScreen(TutorScreen):
    """The way into every lesson; Enter goes on with the next one."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("The course",)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(c for c in HOME if c.id in {"home.reset", "home.undo", "home.mistakes"})
    ]

    def __init__(self) -> None:
        super().__init__()
        self._undoable = False

    def compose_body(self) -> ComposeResult:
        """The head, the list, and a word about the chosen lesson."""
        with Vertical(id="home"):
            yield Static(id="logo")
            yield CourseList(id="course")
            with Vertical(id="about"):
                yield Static(id="about-title", markup=False)
                yield Static(id="summary", markup=False)
                yield Static(id="standing", markup=False)
            yield Static(id="message", markup=False)

    def on_mount(self) -> None:
        """Fill the list before the first paint; the next lesson is chosen already."""
        shelf, store = self.app.shelf, self.app.store
        standings = shelf.standings(store)
        self._show(standings, shelf.next_lesson(store, standings))

    async def on_screen_resume(self) -> None:
        """Coming back from a lesson or a round: what is done may have changed, and what comes next."""
        if self.app.lesson_left is not None or self.app.answers_changed:
            standings = await self._standings()
            left, self.app.lesson_left, self.app.answers_changed = self.app.lesson_left, None, False
            done = left is not None and left in standings and standings[left].state == "done"
            onward = self.app.shelf.next_lesson(self.app.store, standings) if done else left or self.course.chosen
            self._show(standings, onward)

    @property
    def course(self) -> CourseList:
        """The list."""
        return self.query_one(CourseList)

    async def _standings(self) -> Mapping[str, Standing]:
        """How far the learner is, once everything is saved that they did."""
        return await asyncio.wrap_future(self.app.write(self.app.shelf.standings, self.app.store))

    def _show(self, standings: Mapping[str, Standing], chosen: str | None) -> None:
        """Show the course as it stands, with one lesson chosen."""
        done = sum(1 for standing in standings.values() if standing.state == "done")
        self.query_one("#logo", Static).update(_logo(done / max(1, len(standings))))
        self.course.show(self.app.shelf.outline(), standings, chosen)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell about the lesson under the cursor."""
        heading = self.course.heading(event.option.id)
        if heading is not None:
            self.query_one("#about-title", Static).update(heading.title)
            self.query_one("#summary", Static).update(heading.summary)
            self.query_one("#standing", Static).update(_standing_in_words(self.course.standings.get(heading.id)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it (Enter, or a click)."""
        if event.option.id is not None:
            self._say("")
            self.app.open_lesson(event.option.id)

    async def action_reset(self) -> None:
        """Forget the chosen lesson's answers; u undoes it."""
        chosen = self.course.chosen
        heading = self.course.heading(chosen)
        if heading is None:
            return
        count = await asyncio.wrap_future(self.app.write(self.app.store.reset, heading.id))
        self._undoable = True
        self._say(f"“{heading.title}” starts afresh; {_answers(count)} set aside. u brings everything back.")
        self._show(await self._standings(), chosen)

    async def action_undo_reset(self) -> None:
        """Bring the answers back."""
        count = await asyncio.wrap_future(self.app.write(self.app.store.undo_reset))
        self._undoable = False
        self._say("There is nothing to bring back." if count is None else f"Everything is back: {_answers(count)}.")
        self._show(await self._standings(), self.course.chosen)

    def action_mistakes(self) -> None:
        """The page of mistakes."""
        from tutor.screens.mistakes import MistakesScreen

        self.app.push_screen(MistakesScreen())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """U is offered once something was forgotten."""
        if action == "undo_reset" and not self._undoable:
            return False
        return super().check_action(action, parameters)

    def _say(self, words: str) -> None:
        self.query_one("#message", Static).update(words)
        self.query_one("#message").display = bool(words)
        self.refresh_bindings()


def _logo(done: float) -> Content:
    """A small network, lit by the share of the course that is done, and what this is."""
    units = sum(line.count("○") for line in LOGO)
    lit = max(1, int(done * units))
    net = []
    for line in LOGO:
        here = min(lit, line.count("○"))
        lit -= here
        net.append(Content.styled(f"{line.replace('○', '●', here):<13}", "$primary"))
    words = [Content(), Content.styled("nntutor", "bold $foreground"), Content.styled(SLOGAN, "$text-muted")]
    return Content("\n").join(a + b for a, b in zip(net, words, strict=True))


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _standing_in_words(standing: Standing | None) -> str:
    if standing is None or standing.state == "new":
        return "Not begun yet." if standing is not None else ""
    pages = f"{standing.pages_seen} of {standing.pages} pages read"
    return f"{pages}, {standing.right} of {standing.questions} questions right."
