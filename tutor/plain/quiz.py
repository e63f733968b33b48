"""Questions as a conversation: a reply is marked at once; hints, fresh numbers and passing over are words to type."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from lessons.kit.errors import LessonError
from lessons.kit.questions import Formula
from tutor.plain.frames import new_painter, print_frame
from tutor.plain.microscope import WORDS as MICROSCOPE
from tutor.plain.microscope import look_inside
from tutor.plain.talk import Destination, Talk, Way, way_between_options, way_of
from tutor.study.quiz.marking import option_picked
from tutor.text.plain_markdown import spoken
from tutor.text.words import counted

if TYPE_CHECKING:
    from lessons.kit.demo import Frame
    from lessons.kit.questions import Body
    from lessons.kit.verdicts import Verdict
    from tutor.study.quiz.quiz import Quiz

OFFERS = {"hint": "hint helps, three times, each time further", "retry": "retry gives fresh numbers"}
"""The words for what may be asked for, and what each does; a round may forbid either."""


def ask_questions(talk: Talk, quiz: Quiz, visit: Callable[[Quiz], None]) -> Destination:
    """Ask the round's questions from its position on.

    Args:
        talk: who is asked.
        quiz: the round.
        visit: called with each question that comes up, to remember the place.

    Returns:
        ON after the last question, BACK before the first, or whatever was typed that leads elsewhere.
    """
    while True:
        try:
            quiz.prepare()
            visit(quiz)
            way = _Question(talk, quiz).converse()
            talk.line("")
        except LessonError as problem:
            talk.line(str(problem))
            way = _after_failure(talk)
        if way not in (Way.ON, Way.BACK) or not quiz.move(1 if way is Way.ON else -1):
            return way


def score(quiz: Quiz) -> str:
    """Return how many of the round's questions are right, as a sentence."""
    return f"{quiz.score} of {counted(len(quiz.items), 'question')} right."


def _after_failure(talk: Talk) -> Destination:
    """Let the learner go on, or elsewhere, after a question that cannot be asked."""
    text = talk.ask("Enter passes to the next question > ")
    way = way_of(text)
    return Way.ON if way is None else way


def _in_words(body: Body, reply: str) -> str:
    """A kept reply; of one that was picked the text, because its number alone says little."""
    option = option_picked(body, reply)
    return reply[:60] if option is None else spoken(body.listed[option])


class _Question:
    """The question that is current, until the learner leaves it."""

    def __init__(self, talk: Talk, quiz: Quiz) -> None:
        self.talk, self.quiz = talk, quiz

    def converse(self) -> Destination:
        self._ask()
        while True:
            settled = self.quiz.verdict is not None
            text = self.talk.ask("Enter goes on, ? helps > " if settled else "> ", replies=self._names())
            way = self._take(text.strip(), settled=settled)
            if way is not None:
                return way

    def _take(self, text: str, *, settled: bool) -> Destination | None:
        """Do what was typed; where it leads, or None to stay."""
        word = text.casefold()
        if settled and not word:
            return Way.ON
        if text in self._names() and not self.quiz.settled:
            self._reply(text)
            return None
        if word in ("skip", "next"):
            return Way.ON
        if (way := way_between_options(word)) is not None:
            return way
        if word in ("?", "help"):
            self._help()
        elif word in OFFERS:
            self._offer(word)
        elif word in MICROSCOPE:
            return self._inside()
        elif self.quiz.settled:
            again = "; retry asks it with fresh numbers" if self.quiz.allow_retry else ""
            self.talk.line(f"That one is answered. Enter goes on{again}.")
        else:
            self._reply(text)
        return None

    @property
    def _offers(self) -> Sequence[str]:
        """Those of the offers that this round makes."""
        allowed = {"hint": self.quiz.allow_hints, "retry": self.quiz.allow_retry}
        return [word for word in OFFERS if allowed[word]]

    def _help(self) -> None:
        offers = "".join(f"{OFFERS[word]}; " for word in self._offers)
        self.talk.line(
            f"Type your answer; where things have numbers before them, those. {offers}"
            "microscope, once it is answered, shows the computation itself; "
            f"skip goes to the next question, back to the one before; {self.talk.leaving}"
        )

    def _inside(self) -> Destination | None:
        """Open the microscope, or say why not: it must give nothing away."""
        if (inspection := self.quiz.inspection) is not None:
            try:
                return look_inside(self.talk, inspection)
            except LessonError as problem:
                self.talk.line(str(problem))
                return None
        known = getattr(self.quiz.current.body, "inspect", None) is not None
        self.talk.line(
            "The microscope shows the answer, so it opens once you have answered, or after the third hint."
            if known
            else "There is nothing to look inside of here."
        )
        return None

    def _offer(self, word: str) -> None:
        if word not in self._offers:
            self.talk.line(f"There is no {word} in this round.")
        elif word == "hint":
            self._hint()
        else:
            self.quiz.retry()
            self._ask()

    def _ask(self) -> None:
        body = self.quiz.current.body
        self.talk.line(f"Question {self.quiz.position + 1} of {len(self.quiz.items)}")
        if body.chart is not None:
            self._picture(body.chart)
        self.talk.prose(body.prompt)
        for number, thing in enumerate(body.listed, start=1):
            self.talk.item(str(number), thing, markdown=True)
        self.talk.line(f"{body.asks_for()} Or: {', '.join([*self._offers, 'skip', '?'])}")
        if (verdict := self.quiz.verdict) is not None:
            self.talk.line(f"You answered {_in_words(body, self.quiz.reply_given)}")
            self._tell(verdict)
            if self.quiz.missed_since:
                self.talk.line("You have missed it in practice since; retry asks it with fresh numbers.")
        elif self.quiz.draft:
            begun = "You had picked" if body.picked else "You had begun to type"
            self.talk.line(f"{begun}: {_in_words(body, self.quiz.draft)}")

    def _names(self) -> Collection[str]:
        """Return the names that a formula may be made of: there q, say, is a reply, and not the word to leave by."""
        body = self.quiz.current.body
        return body.domain if isinstance(body, Formula) else ()

    def _reply(self, text: str) -> None:
        verdict = self.quiz.reply(text)
        self._tell(verdict)
        if self.quiz.trouble:
            self.talk.line(self.quiz.trouble)

    def _tell(self, verdict: Verdict) -> None:
        if verdict.frame is not None:
            self._picture(verdict.frame)
        if verdict.outcome == "unreadable":
            return self.talk.line(verdict.message)
        name = f"Not yet: {verdict.misconception}. " if verdict.misconception is not None else ""
        self.talk.prose(f"{'Right. ' if verdict.outcome == 'right' else name}{verdict.message}")
        if verdict.outcome == "wrong":
            hint = "type hint, or " if self.quiz.more_hints else "type "
            again = f" Answer again, or {hint}retry for fresh numbers." if self.quiz.allow_retry else ""
            if self.quiz.allow_retry and self.quiz.settled:
                again = " Now that the outcome is known, retry asks it with fresh numbers."
            self.talk.line(f"Marked wrong.{again}")
        if self.quiz.inspection is not None:
            self.talk.line("microscope shows the computation itself.")
        return None

    def _hint(self) -> None:
        hint = self.quiz.hint()
        if hint is None:
            self.talk.line("Those were all three hints. retry asks the question with fresh numbers.")
        else:
            self.talk.prose(f"Hint {len(self.quiz.hints_given)} of 3. {hint}")

    def _picture(self, frame: Frame) -> None:
        print_frame(self.talk, frame, new_painter())
        self.talk.line("")
