"""What a question looks like: how each of the round stands, prompt, picture, reply, verdict and hints, from the top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tutor.tui.quiz import words as quiz_words
from tutor.tui.quiz.answering import Answering
from tutor.tui.quiz.progress_row import States
from tutor.tui.quiz.reply import Asker
from tutor.tui.widgets.picture import StillPicture
from tutor.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from lessons.kit.questions import Body
    from lessons.kit.verdicts import Verdict
    from tutor.study.quiz.quiz import Quiz


class QuestionView:
    """The widgets of a question, one below the other, and what stands in them.

    Args:
        asker: who takes the replies.
        prose: what stands above the questions, in Markdown.
    """

    def __init__(self, asker: Asker, prose: str) -> None:
        self._prose = Prose(prose, id="quiz-prose")
        self._prose.display = bool(prose)
        self._states, self._prompt, self._picture = States(id="quiz-states"), Prose(id="prompt"), StillPicture()
        self.answering = Answering(asker)
        self.verdict, self.hints = Prose(id="verdict"), Prose(id="hints")

    def widgets(self) -> Iterable[Widget]:
        """All widgets of the question, from the top."""
        return (self._prose, self._states, self._prompt, self._picture, self.answering, self.verdict, self.hints)

    def ask(self, body: Body | None, typed: str) -> None:
        """Ask another question, or none; `typed` stands on the line already."""
        self._prompt.show(body.prompt if body is not None else "")
        self.answering.ask(body, typed)

    def show(self, quiz: Quiz, body: Body | None, verdict: Verdict | None, remark: str) -> None:
        """Show how the question stands; a remark takes the verdict's place."""
        settled = body is not None and quiz.settled
        self._states.show(quiz_words.states(quiz))
        told = quiz_words.verdict(verdict) + quiz_words.encouragement(quiz) if verdict else ""
        self._say(self.verdict, remark or told)
        self.verdict.set_class(verdict is not None and verdict.outcome == "right" and not remark, "-right")
        self._say(self.hints, quiz_words.hints(quiz.hints_given) if body is not None else "")
        self._picture.show(verdict.frame if verdict and verdict.frame else body.chart if body else None)
        self.answering.show(answered=settled)

    def _say(self, prose: Prose, words: str) -> None:
        prose.show(words)
        prose.display = bool(words)
