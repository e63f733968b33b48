"""`nntutor quiz ID`: a fresh round of a lesson's questions, as a conversation, or as JSON for another program."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from lessons.kit.course import load
from lessons.kit.questions import Asked
from lessons.kit.verdicts import Verdict
from tutor.cli.learn import known_lesson
from tutor.console.shell import FINE, Misused, Shell
from tutor.study.quiz.marking import fresh_seed
from tutor.study.quiz.quiz import Quiz

if TYPE_CHECKING:
    from lessons.kit.lesson import Lesson


def quiz(shell: Shell, options: SimpleNamespace) -> int:
    """Ask every question of a lesson, or one, from one seed.

    Raises:
        Misused: no such lesson or question.
        LessonError: the lesson is broken, or a question cannot be drawn.
    """
    lesson = load(known_lesson(shell, options.id), shell.root)
    names = _names(lesson, options.question)
    seed = fresh_seed() if options.seed is None else options.seed
    store = shell.open_store()
    try:
        round_ = Quiz.of_lesson(lesson, names, store, seed)
        if not options.json:
            from tutor.plain.course import converse_quiz

            again = f"nntutor quiz {lesson.heading.id}" + (f" --question {names[0]}" if options.question else "")
            return converse_quiz(shell, round_, store, seed, again)
        _print_questions(shell, lesson, round_)
        if not shell.stdin.isatty():
            _mark_replies(shell, lesson, round_)
        return FINE
    finally:
        store.close()


def _names(lesson: Lesson, wanted: str | None) -> list[str]:
    """The questions to ask: all of the lesson's, or the one that is wanted."""
    names = [name for page in lesson.pages for name in page.questions]
    if not names:
        raise Misused(f"{lesson.heading.id} asks no questions.")
    if wanted is not None and wanted not in names:
        raise Misused(f"{lesson.heading.id} does not ask “{wanted[:60]}”. It asks {', '.join(names)}.")
    return names if wanted is None else [wanted]


def _print_questions(shell: Shell, lesson: Lesson, quiz: Quiz) -> None:
    for _ in quiz.items:
        shell.tell({"type": "question", **_named(lesson, quiz.current), **_asked(quiz.current)})
        quiz.move(1)


def _mark_replies(shell: Shell, lesson: Lesson, quiz: Quiz) -> None:
    """The first line answers the first question, and so on; an empty line skips one."""
    quiz.move(1 - len(quiz.items))
    for _ in quiz.items:
        line = shell.stdin.readline()
        if not line:
            return
        if line.strip():
            verdict = quiz.reply(line.rstrip("\r\n"))
            shell.tell({"type": "verdict", **_named(lesson, quiz.current), **_judged(verdict)})
            if quiz.trouble:
                shell.complain(quiz.trouble)
        quiz.move(1)


def _named(lesson: Lesson, asked: Asked) -> dict[str, object]:
    return {"lesson": lesson.heading.id, "question": asked.name, "seed": asked.seed}


def _asked(asked: Asked) -> dict[str, object]:
    body = asked.body
    return {
        "kind": body.kind,
        "prompt": body.prompt,
        "picked": body.picked,
        "listed": body.listed,
        "asks": body.asks_for(),
        "picture": body.chart.caption if body.chart else None,
    }


def _judged(verdict: Verdict) -> dict[str, object]:
    return {
        "outcome": verdict.outcome,
        "message": verdict.message,
        "misconception": verdict.misconception,
        "picture": verdict.frame.caption if verdict.frame else None,
    }
