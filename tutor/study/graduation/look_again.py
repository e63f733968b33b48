"""After a round that was not passed: the mistakes by their names, and the pages that mend them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tutor.study.progress.mistakes import Remedy, remedy_for
from tutor.study.quiz.rounds import Answered

if TYPE_CHECKING:
    from lessons.kit.course import LoadLesson


def look_again(results: Iterable[Answered], load: LoadLesson) -> str:
    """A line of Markdown for each page to read again. Loads lessons and draws questions: call it in a thread."""
    lines: dict[str, list[str]] = {}
    for result in results:
        if result.state == "wrong" and result.item.seed is not None:
            name = result.mistakes[0] if result.mistakes else ""
            help_ = remedy_for(result.item.lesson, result.item.question, result.item.seed, name, load)
            lines.setdefault(_place(help_), []).append(name)
    return "\n".join(f"- {place}{_named(names)}" for place, names in lines.items())


def _place(help_: Remedy) -> str:
    return f"*{help_.title}*" + (f", page {help_.page.number}, “{help_.page.title}”" if help_.page is not None else "")


def _named(names: Iterable[str]) -> str:
    known = list(dict.fromkeys(name for name in names if name))
    return f" ({', '.join(known)})" if known else ""
