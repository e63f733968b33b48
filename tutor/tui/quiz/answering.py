"""Where a question is answered: what is listed, the line to type on, and what kind of reply is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from tutor.tui.keys import take_keys
from tutor.tui.quiz.reply import Asker, OptionsList, ReplyLine

if TYPE_CHECKING:
    from lessons.kit.questions import Body
    from lessons.kit.verdicts import Verdict


class Answering(Vertical):
    """Takes replies to one question after the other, picked or typed as each kind of question wants it."""

    def __init__(self, asker: Asker) -> None:
        super().__init__(id="answering")
        self._body: Body | None = None
        self._line, self._options = ReplyLine(asker), OptionsList(asker)
        self._asks_for = Static(id="asks-for", markup=False)

    def compose(self) -> ComposeResult:
        """Put what is listed above the line: it is read first."""
        yield self._options
        yield self._line
        yield self._asks_for

    def on_mount(self) -> None:
        """Hide all that takes replies: nothing is asked yet."""
        self.ask(None)

    @property
    def typed(self) -> str:
        """The half-given reply: what stands on the line, or the number of what is picked and has not been marked."""
        return self._line.value if self._line.display else self._options.half_picked

    @property
    def taker(self) -> Widget:
        """The widget that takes the keys of a reply."""
        return self._line if self._line.display else self._options

    def ask(self, body: Body | None, typed: str = "") -> None:
        """Take replies to this question (to none, if None); `typed` stands on the line already."""
        self._body = body
        self._asks_for.update(body.asks_for() if body is not None else "")
        self._options.ask(body.listed if body is not None else (), to_pick=body is not None and body.picked)
        self._options.display = body is not None and bool(body.listed)
        self._line.display = body is not None and not body.picked
        self._line.kind = body.kind if body is not None else ""
        self._put(typed)

    def show(self, *, answered: bool) -> None:
        """Take replies, or no more."""
        self._asks_for.display = not answered
        self._line.disabled = answered
        self._options.can_focus = not answered and self._body is not None and self._body.picked

    def mark(self, reply: str, verdict: Verdict) -> None:
        """Show what a reply was told; what has been typed since stays, unless there is nothing left to reply."""
        if verdict.outcome == "unreadable":
            if self._line.value == reply:
                self._line.cursor_position = len(reply)  # to go on typing, not to replace it
        elif self._body is not None and self._body.picked:
            self._mark_option(reply, verdict.outcome)
        elif verdict.outcome == "right":
            self._put(reply)

    def take_up(self, draft: str) -> None:
        """Pick again what the learner had picked and not had marked; what was typed stands on the line already."""
        if draft and self._body is not None and self._body.picked:
            self._mark_option(draft, "")

    def _mark_option(self, reply: str, outcome: str) -> None:
        from tutor.study.quiz.marking import option_picked

        if self._body is not None:
            self._options.mark(option_picked(self._body, reply), outcome)

    def select(self, reply: str) -> None:
        """Let the next letter replace a reply that was wrong, if it still stands there."""
        if self._line.display and self._line.value == reply:
            self._line.select_all()

    def on_options_list_pointed(self, event: OptionsList.Pointed) -> None:
        """With the mouse, a line's numbers can be clicked together."""
        if not self._line.disabled:
            self._line.value = f"{self._line.value} {event.number}".lstrip()
            self._line.cursor_position = len(self._line.value)
            take_keys(self._line)

    def _put(self, text: str) -> None:
        with self._line.prevent(Input.Changed):
            self._line.value = text
            self._line.cursor_position = len(text)
