"""The graduation from a part, or from all: what it takes, the way into its questions, the certificate with confetti."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tutor.study.graduation import words
from tutor.study.graduation.outlook import meant
from tutor.study.graduation.sizes import WHOLE_COURSE
from tutor.text.served import told
from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.graduation import GRADUATION
from tutor.tui.course.confetti import Confetti
from tutor.tui.keys import take_keys
from tutor.tui.screens.base import TutorScreen
from tutor.tui.widgets.entry import NameEntry
from tutor.tui.widgets.newest import Newest, is_up
from tutor.tui.widgets.prose import Prose
from tutor.tui.widgets.reading import ReadingPane

if TYPE_CHECKING:
    from tutor.study.graduation.outlook import Outlook
    from tutor.study.graduation.records import Graduation
    from tutor.study.quiz.rounds import Round

ASKS_FOR_NAME = "A name to put on the certificate, or nothing:"


class GraduationScreen(TutorScreen):
    """Says where the learner stands; Enter begins, w writes the certificate down.

    Args:
        part: the part's id, or the whole course's; the one that has most to offer by default.
        seed: what a rehearsal is drawn from; None for the graduation itself.
    """

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("Graduation",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(GRADUATION)]

    def __init__(self, part: str | None = None, seed: int | None = None) -> None:
        super().__init__()
        self._part, self._seed = part, seed
        self.outlook: Outlook | None = None
        self.shown: Graduation | None = None  # whose certificate is on the screen
        self._drawing = False
        self._newest = Newest(self)
        self.confetti = Confetti()
        self._reading, self._words = ReadingPane(id="graduation-text"), Prose(id="graduation-words")
        self._message, self._entry = (
            Static(id="graduation-message", markup=False),
            NameEntry(self._write, self._take_focus),
        )

    def compose_body(self) -> ComposeResult:
        """From what moves to what is typed."""
        with Vertical(id="graduation"):
            yield self.confetti
            with self._reading:
                yield self._words
            yield self._message
            yield self._entry

    def on_mount(self) -> None:
        """Read what was done, off the event loop."""
        self.title_bar.show("Graduation", "one moment …")
        self._say("")
        self.run_worker(self._fill())

    async def on_screen_resume(self) -> None:
        """Coming back from the questions: there may be something to celebrate."""
        if self.outlook is not None:
            await self._fill()

    async def _fill(self) -> None:
        wanted = self._newest.ask()
        found = await asyncio.wrap_future(self.app.in_order(self.app.services.outlooks, self.app.store))
        if not wanted():
            return
        before, self.outlook = self.outlook, meant(found, self._part)
        self._part = self.outlook.part.id
        celebrated = before is not None and len(self.outlook.won) > len(before.won)
        if celebrated or (self.shown is None and self._seed is None):
            self.shown = self.outlook.won[-1] if celebrated else self.outlook.best
        remark = "a rehearsal" if self._seed is not None else words.in_short(self.outlook)
        self.title_bar.show(words.title(self.outlook), "" if self.outlook.offered else remark)
        self._words.show(self._told(self.outlook))
        if not self._entry.display:
            self._take_focus()
        if celebrated:
            self.confetti.celebrate(self.outlook.won[-1].seed)

    def _told(self, outlook: Outlook) -> str:
        if self._seed is not None and outlook.state != "growing":
            return words.rehearsal(outlook.part.id, self._seed)
        if self.shown is None:
            return words.standing(outlook)
        from tutor.study.graduation.certificate import as_markdown

        going_on = f"{words.standing(outlook)}\n\n" if outlook.state == "begun" else ""
        return f"{going_on}**{words.rounds_passed(outlook)}**\n\n{as_markdown(self.shown)}"

    def _take_focus(self) -> None:
        """The text has the keys, for its arrows."""
        take_keys(self._reading)
        self.refresh_bindings()

    def key_pressed(self) -> None:
        """Any key ends the confetti, and does what it does."""
        super().key_pressed()
        self.confetti.end()

    def action_begin(self) -> None:
        """Draw the questions, which takes a moment, or take up those that wait."""
        if not self._drawing:
            self._drawing = True
            self._say("One moment …")
            self.run_worker(self._begin())

    action_another = action_begin

    def action_final(self) -> None:
        """Go to the graduation from the whole course; Esc leads back to this one."""
        self.app.open_graduation(WHOLE_COURSE)

    async def _begin(self) -> None:
        from lessons.kit.errors import LessonError

        try:
            round_ = await asyncio.to_thread(self._draw)
        except LessonError as problem:
            self._say(str(problem))
            return
        finally:
            self._drawing = False
        self._say("")
        if self.is_current:
            self.app.open_round(round_)

    def _draw(self) -> Round:
        assert self.outlook is not None
        if self._seed is not None:
            return self.app.services.rehearsal(self.outlook.part, self._seed)
        return self.app.services.graduation_round(self.outlook, self.app.store)

    def action_write(self) -> None:
        """Ask for a name."""
        if self.app.store.location is None or not self.app.store.kept:
            self._say("Nothing can be kept here, and so no certificate either. It stands above, for you to copy.")
            return
        self._say("")
        self._entry.ask(ASKS_FOR_NAME, "")

    def _write(self, typed: str) -> str:
        """Take the name, or give the reason why not."""
        from tutor.study.graduation.certificate import name_on_it

        try:
            name = name_on_it(typed)
        except ValueError as problem:
            return str(problem)
        self.run_worker(self._put_away(name))
        return ""

    async def _put_away(self, name: str) -> None:
        from tutor.study.graduation.certificate_files import put_away

        assert self.shown is not None and self.app.store.location is not None
        try:
            path = await asyncio.to_thread(put_away, self.shown, name, self.app.store.location.parent)
        except OSError as problem:
            self._say(told(f"It could not be written: {problem}"))
            return
        self._say(told(f"Written: {path}, and beside it the same as text (.txt) and Markdown (.md)."))

    def _say(self, sentence: str) -> None:
        if not is_up(self):
            return
        self._message.update(sentence)
        self._message.display = bool(sentence)

    def action_scroll(self, by: int) -> None:
        """Scroll what is read."""
        self._reading.scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Back to where the learner was."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is open to the learner is offered."""
        outlook = self.outlook
        if action == "final" and (outlook is None or outlook.part.id == WHOLE_COURSE or self._entry.typing):
            return False
        if action in ("begin", "another", "write"):
            if outlook is None or self._entry.typing:
                return False
            again = outlook.state == "open" and bool(outlook.won) and self._seed is None
            open_ = outlook.state in ("open", "begun") or (self._seed is not None and outlook.state != "growing")
            offered = {"begin": open_ and not again, "another": again, "write": self.shown is not None}
            return offered[action] and super().check_action(action, parameters)
        return super().check_action(action, parameters)

    def help_groups(self) -> tuple[str, ...]:
        """While a name is typed, its keys before all else."""
        return (*(("Typing a name",) if self._entry.typing else ()), *super().help_groups())

    def word_for(self, command: Command) -> str | None:
        """Enter begins, or goes on."""
        going_on = self.outlook is not None and self.outlook.state == "begun" and self._seed is None
        return "go on" if command.id == "graduation.begin" and going_on else command.word
