"""The keys of a quiz: which of them do something for the question as it stands, and what the key bar calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.quiz import QUIZ
from tutor.tui.quiz import words as quiz_words
from tutor.tui.quiz.session import Sitting

if TYPE_CHECKING:
    from lessons.kit.questions import Body
    from lessons.kit.verdicts import Verdict
    from tutor.study.quiz.quiz import Quiz


class QuizKeys(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Has the questions of a page or a round, and the keys for them.

    Attributes:
        body: what is asked; None while it cannot be.
    """

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
        self.body: Body | None = None

    @property
    def quiz(self) -> Quiz | None:
        """The round of questions, once it has been drawn."""
        return self.sitting.quiz

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on the current question's last reply, if the question can be asked at all."""
        return self.quiz.verdict if self.quiz is not None and self.body is not None else None

    @property
    def settled(self) -> bool:
        """Whether the current question takes no more replies."""
        return self.quiz is not None and self.body is not None and self.quiz.settled

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer no hint once the answer is known, and no typing."""
        quiz = self.quiz
        if action not in {"hint", "answer", "retry", "inspect"}:
            return True
        if quiz is None or self.body is None:
            return False
        if action == "inspect":
            return quiz.inspection is not None
        if action == "retry":
            return quiz.allow_retry
        return not quiz.settled if action == "answer" else bool(self.next_hint())

    def next_hint(self) -> str:
        """The name of the next hint: hints count."""
        quiz = self.quiz
        more = quiz is not None and self.body is not None and not quiz.settled and quiz.more_hints
        return f"hint {len(quiz.hints_given) + 1} of {len(quiz_words.HINTS)}" if quiz is not None and more else ""

    def word_for(self, command: Command) -> str | None:
        """Return the key bar's word for a command, such as which hint comes next."""
        return self.next_hint() if command.id == "quiz.hint" else command.word
