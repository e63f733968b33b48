"""A round of questions as a conversation, from one lesson or many, and how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tutor.plain.talk import Talk, Way

if TYPE_CHECKING:
    from lessons.kit.lesson import Lesson
    from tutor.quiz import Quiz
    from tutor.rounds import Round
    from tutor.store import Store


def ask_round(talk: Talk, round_: Round, store: Store, load: Callable[[str], Lesson]) -> Way:
    """Ask the whole round and say how it went, also when it is left early.

    Args:
        talk: who is asked.
        round_: what is asked.
        store: where replies are kept.
        load: gives a lesson by its id.

    Returns:
        LEAVE if the learner wants to leave altogether, HOME otherwise.
    """
    from tutor.plain.quiz import ask_questions
    from tutor.quiz import Quiz
    from tutor.round_words import summary

    def visit(quiz: Quiz) -> None:
        talk.line(f"From “{quiz.title}”")

    quiz = Quiz.of_round(round_, store, load)
    talk.line("", round_.title)
    way = ask_questions(talk, quiz, visit)
    results = quiz.results()
    talk.prose(summary(results, round_.at_the_end(results)))
    return Way.LEAVE if way is Way.LEAVE else Way.HOME
