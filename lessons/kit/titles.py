"""Titles that people read where a question is named: the words of its name in the code, which commands go by."""

from __future__ import annotations


def question_title(name: str, lesson: str = "") -> str:
    """A question's name as words, "One update", after its lesson's title where that is not plain: "Loss? · One update".

    Args:
        name: the question's name in the lesson's code.
        lesson: the title of its lesson, or "".
    """
    words = name.replace("_", " ").replace("-", " ").strip()
    title = words[:1].upper() + words[1:]
    return f"{lesson} · {title}" if lesson else title
