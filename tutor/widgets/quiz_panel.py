"""A quiz on the screen: one question at a time, its reply, what the engine says to it, and its hints."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from tutor.commands import QUIZ, Command, bindings
from tutor.keys import take_keys
from tutor.widgets import quiz_words
from tutor.widgets.answering import Answering
from tutor.widgets.picture import Picture
from tutor.widgets.prose import Prose
from tutor.widgets.sitting import Sitting
from tutor.widgets.states import States

if TYPE_CHECKING:
    from lessons.kit.questions import Body
    from lessons.kit.verdicts import Verdict
    from tutor.app import TutorApp
    from tutor.quiz import Quiz

KEEP_AFTER = 1.0
"""Seconds after the last key until a half-typed reply is saved."""


class QuizPanel(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Asks the questions of one page. Whatever the quiz does, it does in a thread, one thing after the other."""

    app: TutorApp
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(QUIZ),
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._marked = asyncio.Event()
        self._marked.set()
        self.body: Body | None = None  # what is asked; None while it cannot be
        self._remark = ""
        self._states, self._prompt = States(id="quiz-states"), Prose(id="prompt")
        self._picture, self._answering = Picture(), Answering(self)
        self._verdict, self._hints = Prose(id="verdict"), Prose(id="hints")
        self._saving: Timer | None = None

    def compose(self) -> ComposeResult:
        """From the question to the hints."""
        yield Prose(self.sitting.page.prose, id="quiz-prose")
        yield self._states
        yield self._prompt
        yield self._picture
        yield self._answering
        yield self._verdict
        yield self._hints

    def on_mount(self) -> None:
        """Draw the first question."""
        self._begin(self._open())

    @property
    def quiz(self) -> Quiz | None:
        """The round of questions, once it has been drawn."""
        return self.sitting.quiz

    @property
    def verdict(self) -> Verdict | None:
        """What the current question's last reply was told, if it can be asked at all."""
        return self.quiz.verdict if self.quiz is not None and self.body is not None else None

    @property
    def answered(self) -> bool:
        """Whether the current question has been answered rightly."""
        return self.verdict is not None and self.verdict.outcome == "right"

    async def _open(self) -> None:
        self._remark = await self.sitting.open(self.app.shelf, self.app.store)
        await self._show_question()

    async def _show_question(self) -> None:
        """Show the current question as it stands: fresh, or answered before."""
        quiz = self.quiz
        if quiz is None or not self.is_attached:
            return
        self.body = None
        self._remark = await self.sitting.do(quiz.prepare)
        if not self._remark:
            self.body = quiz.current.body
        self._prompt.show(self.body.prompt if self.body is not None else "")
        self._answering.ask(self.body, self.sitting.shown_reply if self.body is not None else "")
        if self.verdict is not None:
            self._answering.mark(quiz.reply_given, self.verdict)
        self.show_standing()
        self.take_focus()
        self.scroll_home(animate=False)
        self._bring_into_view(self._answering.taker)
        self.remember()

    def show_standing(self) -> None:
        """Show what is known of the current question: states, verdict, hints, picture."""
        quiz, verdict = self.quiz, self.verdict
        if quiz is None or not self.is_attached:
            return
        self._states.show(quiz_words.states(quiz))
        self._say(self._verdict, self._remark or (quiz_words.verdict(verdict) if verdict else ""))
        self._verdict.set_class(self.answered and not self._remark, "-right")
        self._say(self._hints, quiz_words.hints(quiz.hints_given) if self.body is not None else "")
        self._picture.show(verdict.frame if verdict and verdict.frame else self.body.chart if self.body else None)
        self._answering.show(answered=self.answered)
        self.refresh_bindings()

    def take_focus(self) -> None:
        """Give the keys to whatever answers the question; once it is answered, to the panel."""
        if not self.is_attached or self.app.screen is not self.screen:
            return
        if self.body is None or self.answered:
            take_keys(self)
            return
        take_keys(self._answering.taker)
        if self.quiz is not None and self.verdict is not None:
            self._answering.select(self.quiz.reply_given)

    async def go(self, by: int) -> bool:
        """Another question; False if there is none in that direction."""
        quiz = self.quiz
        if quiz is None or not 0 <= quiz.position + by < len(quiz.names):
            return False
        await self._marked.wait()
        self._keep_draft()
        moved: list[bool] = []
        await self.sitting.do(lambda: moved.append(quiz.move(by)))
        if any(moved):
            await self._show_question()
        return any(moved)

    async def move(self, by: int) -> None:
        """Another question, while typing."""
        await self.go(by)

    def reply(self, text: str) -> None:
        """Have it marked, unless something is being marked."""
        if self._marked.is_set() and self.body is not None:
            self._marked.clear()
            self._begin(self._mark(self.sitting.name, text))

    async def _mark(self, name: str, text: str) -> None:
        """Have a reply marked, if the question that it was given to is still the current one."""
        quiz, sitting = self.quiz, self.sitting
        assert quiz is not None
        verdicts: list[Verdict] = []
        try:
            remark = await sitting.do(lambda: verdicts.append(quiz.reply(text)) if sitting.name == name else None)
        finally:
            self._marked.set()
        if verdicts and verdicts[0].outcome != "unreadable":
            sitting.forget_draft(name)
        if sitting.name != name:
            return
        self._remark = remark
        verdict = verdicts[0] if verdicts else None
        if verdict is not None:
            self._answering.mark(text, verdict)
            if verdict.outcome == "unreadable":
                self._remark = quiz_words.verdict(verdict)
        self.show_standing()
        self.take_focus()
        self.remember()
        self.app.tell_notices()
        self._bring_into_view(self._verdict)

    def action_hint(self) -> None:
        """The next hint."""
        self._begin(self._give_hint())

    async def _give_hint(self) -> None:
        if self.quiz is not None and self.body is not None and not self.answered:
            self._remark = await self.sitting.do(self.quiz.hint)
            self.show_standing()
            self._bring_into_view(self._hints)

    async def action_retry(self) -> None:
        """The same question with fresh numbers."""
        quiz = self.quiz
        if quiz is None:
            return
        await self._marked.wait()
        self._remark = await self.sitting.do(quiz.retry)
        if self._remark:
            self.show_standing()
        else:
            self.sitting.forget_draft(self.sitting.name)
            await self._show_question()

    def action_answer(self) -> None:
        """Back to the reply."""
        self.take_focus()

    def stop_typing(self) -> None:
        """Letters are keys again."""
        self._keep_draft()
        self.remember()
        take_keys(self)

    def on_input_changed(self, _: Input.Changed) -> None:
        """A half-typed reply is saved once the typing rests."""
        if self._saving is not None:
            self._saving.stop()
        self._keep_draft()
        self._saving = self.set_timer(KEEP_AFTER, self.remember)

    def _keep_draft(self) -> None:
        if self.body is not None:
            self.sitting.keep_draft(self._answering.typed)

    def remember(self) -> None:
        """Save where the learner is: the question, its numbers, what is typed so far."""
        self.app.write(self.app.store.visit, self.sitting.place(asked=self.body is not None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There is nothing to hint at once the answer is known, and nothing to type."""
        if action in {"hint", "answer", "retry"} and self.body is None:
            return False
        if action == "hint":
            return not self.answered and self.quiz is not None and len(self.quiz.hints_given) < len(quiz_words.HINTS)
        return action != "answer" or not self.answered

    def word_for(self, command: Command) -> str | None:
        """Hints count."""
        if command.id == "quiz.hint" and self.quiz is not None and self.body is not None:
            return f"hint {len(self.quiz.hints_given) + 1} of 3"
        return command.word

    def _begin(self, work: Coroutine[Any, Any, object]) -> None:
        """Start something that goes on even if the learner turns the page: a reply on its way is marked and kept."""
        self.app.run_worker(work)

    def _say(self, prose: Prose, words: str) -> None:
        prose.show(words)
        prose.display = bool(words)

    def _bring_into_view(self, widget: Widget) -> None:
        self.call_after_refresh(widget.scroll_visible, animate=False)
