"""What people read where a question is named: words, and no two questions of a lesson are called the same."""

from __future__ import annotations

import pytest

from lessons.kit.course import outline
from lessons.kit.heading import Heading
from lessons.kit.titles import question_title
from tutor.study.progress.standing import contents

LESSONS = [heading for part in outline() for heading in part.lessons]


@pytest.mark.parametrize(
    ("name", "lesson", "title"),
    [
        ("one_update", "", "One update"),
        ("one-update", "", "One update"),
        ("let_XOR_through", "", "Let XOR through"),
        ("gap", "*Enough?*", "*Enough?* · Gap"),
        ("", "", ""),
    ],
)
def test_a_name_becomes_words(name: str, lesson: str, title: str) -> None:
    assert question_title(name, lesson) == title


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda heading: heading.id)
def test_a_lessons_questions_are_told_apart_by_their_titles(lesson: Heading) -> None:
    names = contents(lesson.folder / "text.md")[1]
    titles = [question_title(name) for name in names]
    assert names and len(set(titles)) == len(names)
    assert all(title[0].isupper() and "_" not in title for title in titles)
