"""A round of questions as a conversation, from one lesson or many, how it went, and another if there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.plain.talk import LEAVING, Destination, Talk, Way, way_of

if TYPE_CHECKING:
    from lessons.kit.course import LoadLesson
    from tutor.store import Store
    from tutor.study.quiz.quiz import Quiz
    from tutor.study.quiz.rounds import Round

ANOTHER = "another"
"""The word that is typed at the end of a round to go on with another five questions."""


def ask_round(talk: Talk, round_: Round, store: Store, load: LoadLesson) -> Way:
    """Ask the whole round and say how it went, also when it is left early; then another, as long as one is wanted.

    Args:
        talk: who is asked.
        round_: what is asked.
        store: where replies are kept.
        load: gives a lesson by its id.

    Returns:
        LEAVE if the learner wants to leave altogether, HOME otherwise.
    """
    while True:
        way = _ask(talk, round_, store, load)
        if way is Way.ON and round_.another is not None:
            way = _go_on_or_leave(talk)
            if way is Way.ON and (following := round_.another()) is not None:
                round_ = following
                continue
        return Way.LEAVE if way is Way.LEAVE else Way.HOME


def _ask(talk: Talk, round_: Round, store: Store, load: LoadLesson) -> Destination:
    """Ask one round and say how it went; gives where the learner wants to go, ON from its end."""
    from tutor.plain.quiz import ask_questions
    from tutor.study.quiz.quiz import Quiz
    from tutor.study.quiz.summary import summary

    def visit(quiz: Quiz) -> None:
        talk.line(f"From “{quiz.title}”")

    quiz = Quiz.of_round(round_, store, load)
    talk.line("", round_.title)
    way = ask_questions(talk, quiz, visit)
    results = quiz.results()
    talk.prose(summary(results, round_.at_the_end(results)))
    return way


def _go_on_or_leave(talk: Talk) -> Way:
    """ON if another round is wanted; else where the learner wants to go."""
    while True:
        text = talk.ask(f"Enter is done, {ANOTHER} asks five more > ").strip()
        if text.casefold() in (ANOTHER, "a"):
            return Way.ON
        way = way_of(text)
        if not text or way is not None:
            return Way.LEAVE if way is Way.LEAVE else Way.HOME
        talk.line(f"Enter is done; {ANOTHER} asks another five questions; {LEAVING}")
