"""The plain conversation from end to end: the list of lessons, whatever is picked from it, and taking one's leave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tutor.plain.listing import GRADUATE, KNOW, PRACTICE, choose
from tutor.plain.talk import InputEnded, Talk, Way, conversation, farewell, talk_of
from tutor.store import Store
from tutor.text.words import counted

if TYPE_CHECKING:
    from tutor.console.shell import Shell
    from tutor.study.quiz.quiz import Quiz


def converse(shell: Shell, lesson_id: str | None) -> int:
    """Hold the whole conversation.

    Args:
        shell: the streams, the environment and the course.
        lesson_id: a lesson to begin with, or None for the list of them.

    Returns:
        The exit status: 0, also when the input ends in the middle.
    """
    return conversation(shell, lambda talk, store: _Course(talk, store, shell.root).run(lesson_id))


def converse_quiz(shell: Shell, quiz: Quiz, store: Store, seed: int, command: str) -> int:
    """Ask a round of questions and nothing else; the command, with the seed, asks them again."""
    from tutor.plain.quiz import ask_questions, score

    talk = talk_of(shell)
    talk.line(f"{quiz.lesson.heading.title} {counted(len(quiz.items), 'question')}, drawn from seed {seed}.")
    try:
        way = ask_questions(talk, quiz, lambda _: None)
    except InputEnded:
        talk.line(farewell(store))
        return 0
    if way is Way.ON:
        talk.line(f"{score(quiz)} `{command} --seed {seed}` asks the same again.")
    return 0


class _Course:
    """The list of lessons, and whichever of them is open."""

    def __init__(self, talk: Talk, store: Store, root: Path) -> None:
        self.talk, self.store, self.root = talk, store, root

    def run(self, lesson_id: str | None) -> None:
        while True:
            chosen = lesson_id or choose(self.talk, self.store, self.root)
            way = Way.LEAVE if chosen is None else self._go(chosen)
            if way is Way.LEAVE:
                self.talk.line("Until next time.")
                return
            lesson_id = way if isinstance(way, str) else None

    def _go(self, chosen: str) -> Way | str:
        """Do what was picked; a lesson may lead to another, by its id."""
        word, _, rest = chosen.partition(" ")
        if word == GRADUATE:
            from tutor.plain.graduation import graduate_from

            return graduate_from(self.talk, self.store, self.root, rest)
        if word == KNOW:
            from tutor.plain.test_out import skip_lesson

            return skip_lesson(self.talk, self.store, self.root, rest)
        if word == PRACTICE:
            from tutor.plain.practice import practise

            return practise(self.talk, self.store, self.root)
        from tutor.plain.lesson import go_through

        return go_through(self.talk, self.store, self.root, chosen)
