"""What is said at the end of a round, in Markdown: how many were right, and how each question went."""

from __future__ import annotations

from collections.abc import Sequence

from lessons.kit.titles import question_title
from tutor.study.quiz.rounds import Answered
from tutor.text.words import counted, listed


def summary(results: Sequence[Answered], added: str = "") -> str:
    """The whole page: the score, what the round itself adds, and a line for each question."""
    lines = [f"{number}. {outcome(result)}" for number, result in enumerate(results, start=1)]
    return "\n\n".join(part for part in (f"## {score(results)}", added, "\n".join(lines)) if part)


def score(results: Sequence[Answered]) -> str:
    """How many are right, and how many could be asked at all."""
    asked = [result for result in results if not result.problem]
    right = sum(result.state == "right" for result in asked)
    lost = len(results) - len(asked)
    not_asked = f"; {counted(lost, 'question')} could not be asked" if lost else ""
    return f"{right} of {counted(len(asked), 'question')} right{not_asked}"


def outcome(result: Answered) -> str:
    """How one question went: a shape, words, the mistakes by their names, and which question it was."""
    problem = f". {result.problem}" if result.problem else ""
    mistakes = f" ({listed(result.mistakes)})" if result.mistakes else ""
    return f"{_verdict(result)}{mistakes}: {question_title(result.item.question, f'*{result.title}*')}{problem}"


def _verdict(result: Answered) -> str:
    if result.problem:
        return "· **could not be asked**"
    if result.state == "open" and result.first is None:
        return "· **not answered**"
    if result.state != "right":
        return "✗ **not yet**"
    if result.first == "wrong":
        return "✓ **right at another try**"
    return f"✓ **right with {counted(result.hints, 'hint')}**" if result.hints else "✓ **right at once**"
