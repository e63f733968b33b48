"""A quiz on the screen: one question at a time, its reply, what the engine says to it, and its hints."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from tutor.tui.keys import take_keys
from tutor.tui.quiz import words as quiz_words
from tutor.tui.quiz.keys import QuizKeys
from tutor.tui.quiz.question_view import QuestionView
from tutor.tui.quiz.session import Sitting
from tutor.tui.widgets.newest import Newest, is_up

if TYPE_CHECKING:
    from lessons.kit.verdicts import Verdict
    from tutor.store import Bookmark
    from tutor.tui.host import Host

KEEP_AFTER = 1.0
"""Seconds after the last key until a half-typed reply is saved."""


class QuizPanel(QuizKeys):
    """Asks the questions of a page or a round. What the quiz does, it does in a thread, one thing after the other."""

    app: Host

    class Turned(Message):
        """Another question is on the screen."""

    class Marked(Message):
        """A reply has been marked, and kept."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._marked = asyncio.Event()
        self._marked.set()
        self._remark = ""
        self._newest = Newest(self)
        self._sheet = QuestionView(self, sitting.prose)
        self._saving: Timer | None = None
        self._saved: Bookmark | None = None

    def compose(self) -> ComposeResult:
        """Put the widgets in order, from the question to the hints."""
        yield from self._sheet.widgets()

    def on_mount(self) -> None:
        """Draw the first question."""
        self._begin(self._open())

    def on_resize(self) -> None:
        """Keep what is typed in view."""
        if self.screen.focused is self._sheet.answering.taker:
            self._bring_into_view(self._sheet.answering.taker)

    async def _open(self) -> None:
        self._remark = await self.sitting.open(self.app.services, self.app.store)
        await self._show_question()

    async def _show_question(self) -> None:
        """Show the current question as it stands: fresh, or answered before."""
        quiz = self.quiz
        if quiz is None or not is_up(self):
            return
        self.body, wanted = None, self._newest.ask()
        remark = await self.sitting.do(quiz.prepare)
        if not wanted():
            return
        self._remark = remark
        if not remark:
            self.body = quiz.current.body
        self._sheet.ask(self.body, self.sitting.shown_reply if self.body is not None else "")
        if self.verdict is not None:
            self._sheet.answering.mark(quiz.reply_given, self.verdict)
        self._sheet.answering.take_up(quiz.draft)
        self.show_standing()
        self.take_focus()
        self.scroll_home(animate=False)
        self._bring_into_view(self._sheet.answering.taker)
        self.remember()
        self.post_message(self.Turned())

    def show_standing(self) -> None:
        """Show what is known of the current question: states, verdict, hints, picture."""
        if self.quiz is None or not is_up(self):
            return
        self._sheet.show(self.quiz, self.body, self.verdict, self._remark)
        self.refresh_bindings()

    def take_focus(self) -> None:
        """Give the keys to whatever answers the question; once it is answered, to the panel."""
        if not self.is_attached or self.app.screen is not self.screen:
            return
        if self.body is None or self.settled:
            take_keys(self)
            return
        take_keys(self._sheet.answering.taker)
        if self.quiz is not None and self.verdict is not None:
            self._sheet.answering.select(self.quiz.reply_given)

    async def go(self, by: int) -> bool:
        """Go to another question; False if there is none in that direction."""
        quiz = self.quiz
        if quiz is None or not 0 <= quiz.position + by < len(quiz.items):
            return False
        await self.when_marked()
        self._keep_draft()
        if self.sitting.place(asked=self.body is not None) != self._saved:
            self.remember()
        self.body = None  # what works only for a drawn question is off until the other one has been drawn
        moved: list[bool] = []
        await self.sitting.do(lambda: moved.append(quiz.move(by)))
        await self._show_question()
        return any(moved)

    async def move(self, by: int) -> None:
        """Go to another question while typing."""
        await self.go(by)

    @property
    def marking(self) -> bool:
        """Whether a reply is being marked."""
        return not self._marked.is_set()

    async def when_marked(self) -> None:
        """Wait until what was replied last has been marked."""
        await self._marked.wait()

    def reply(self, text: str) -> None:
        """Have a reply marked, unless something is being marked."""
        if self._marked.is_set() and self.body is not None:
            self._marked.clear()
            self._begin(self._mark(self.sitting.position, text))

    async def _mark(self, position: int, text: str) -> None:
        """Have a reply marked, if the question that it was given to is still the current one, and shown if it is up."""
        quiz, sitting = self.quiz, self.sitting
        assert quiz is not None
        verdicts: list[Verdict] = []
        try:
            remark = await sitting.do(lambda: verdicts.append(quiz.reply(text)) if quiz.position == position else None)
        finally:
            self._marked.set()
        self.app.tell_notices()
        if quiz.position != position or not is_up(self):
            return
        self._remark = remark
        verdict = verdicts[0] if verdicts else None
        if verdict is not None:
            self._sheet.answering.mark(text, verdict)
            self._keep_draft()  # what has been typed since
            if verdict.outcome == "unreadable":
                self._remark = quiz_words.verdict(verdict)
            else:
                self.post_message(self.Marked())
        self.show_standing()
        self.take_focus()
        self.remember()
        self._bring_into_view(self._sheet.verdict)

    def action_hint(self) -> None:
        """Show the next hint."""
        self._begin(self._give_hint())

    async def _give_hint(self) -> None:
        quiz, asked = self.quiz, self.body
        if quiz is None or asked is None or self.settled:
            return
        remark = await self.sitting.do(lambda: quiz.hint() if self.body is asked else None)
        if self.body is asked and is_up(self):
            self._remark = remark
            self.show_standing()
            self._bring_into_view(self._sheet.hints)

    async def action_retry(self) -> None:
        """Ask the current question again with fresh numbers."""
        quiz = self.quiz
        if quiz is None:
            return
        await self.when_marked()
        self._remark = await self.sitting.do(quiz.retry)
        if self._remark:
            self.show_standing()
        else:
            await self._show_question()

    def action_inspect(self) -> None:
        """Put the computation that was asked about under the microscope."""
        if self.quiz is not None and self.body is not None and (inspection := self.quiz.inspection) is not None:
            self._keep_draft()
            self.app.open_microscope(inspection)

    def action_answer(self) -> None:
        """Give the keys back to the reply."""
        self.take_focus()

    def stop_typing(self) -> None:
        """Make letters keys again."""
        self._keep_draft()
        self.remember()
        take_keys(self)

    def on_input_changed(self, _: Input.Changed) -> None:
        """Note that something was typed."""
        self.half_replied()

    def half_replied(self) -> None:
        """Have a reply that is half typed, or picked and not sent, saved once the keys rest."""
        if self._saving is not None:
            self._saving.stop()
        self._keep_draft()
        self._saving = self.set_timer(KEEP_AFTER, self.remember)

    def _keep_draft(self) -> None:
        if self.quiz is not None and self.body is not None:
            self.quiz.keep_draft(self._sheet.answering.typed)

    def remember(self) -> None:
        """Save where the learner is: the question, its numbers, what is typed so far."""
        if self._saving is not None:
            self._saving.stop()
        self._keep_draft()  # the line's news of its last change may be on the way still
        self._saved = place = self.sitting.place(asked=self.body is not None)
        if place is not None:
            self.app.in_order(self.app.store.visit, place)

    def help_groups(self) -> tuple[str, ...]:
        """Name the groups for the help: the reply that is being typed before all else, or how to pick one."""
        if self.body is None or self.settled:
            return ("A question",)
        if self.body.picked:
            return ("A question", "Picking an option")
        typing = self.screen.focused is self._sheet.answering.taker
        return ("Typing a reply", "A question") if typing else ("A question", "Typing a reply")

    def _begin(self, work: Coroutine[Any, Any, object]) -> None:
        """Start something that goes on even if the learner turns the page: a reply on its way is marked and kept."""
        self.app.run_worker(work)

    def _bring_into_view(self, widget: Widget) -> None:
        self.call_after_refresh(widget.scroll_visible, animate=False)
