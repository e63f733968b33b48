"""Several lessons checked at once: in the order asked for, in the same words as one by one, with errors whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tutor.graduation_support import LESSONS, make_course
from tutor.lint import check_lessons, course
from tutor.lint.course import BrokeOff, cores


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three lessons, of which the middle one cannot be loaded."""
    made = make_course(tmp_path_factory.mktemp("course"))
    lesson = made / "ten_questions" / LESSONS[1] / "quiz.py"
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\nfive = = 5\n", encoding="utf-8")
    return made


def test_two_processes_find_the_same_as_one_in_the_order_that_was_asked_for(root: Path) -> None:
    ids = LESSONS[::-1]
    alone, together = (list(check_lessons(ids, 2, root, processes=count)) for count in (1, 2))
    assert together == alone and [lesson for lesson, _ in together] == list(ids)
    assert [problem.line for problem in dict(together)[LESSONS[1]]] and "SyntaxError" in dict(together)[LESSONS[1]][
        0
    ].text


def test_each_process_is_another_one_and_one_lesson_needs_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[str] = []

    def noted(lesson: str, *_: object) -> list[object]:
        here.append(lesson)
        return []

    monkeypatch.setattr(course, "check_all", noted)
    list(check_lessons(LESSONS[:1], 2, root, processes=4))
    assert here == [LESSONS[0]]
    list(check_lessons(LESSONS[:2], 2, root, processes=2))
    assert here == [LESSONS[0]]
    list(check_lessons(LESSONS[:2], 2, root, processes=1))
    assert here == [LESSONS[0], *LESSONS[:2]]


def test_only_the_questions_are_looked_at_where_that_is_asked_for(tmp_path: Path) -> None:
    made = make_course(tmp_path / "course")
    folder = made / "ten_questions" / LESSONS[0]
    quiz, text = folder / "quiz.py", folder / "text.md"
    text.write_text(text.read_text(encoding="utf-8") + "\n## Only read\n\nWords.\n", encoding="utf-8")
    (_, whole), (_, drawings) = (
        next(check_lessons(LESSONS[:1], 6, made, only_questions=only)) for only in (False, True)
    )
    assert {problem.path for problem in whole} > {problem.path for problem in drawings}
    assert {problem.path for problem in drawings} == {quiz} and text in {problem.path for problem in whole}


@pytest.mark.parametrize("processes", [1, 2])
def test_a_check_that_breaks_off_says_all_that_is_known(root: Path, processes: int) -> None:
    with pytest.raises(BrokeOff, match=r"(?s)check of nosuch broke off.*Traceback.*UnknownLesson"):
        list(check_lessons((LESSONS[0], "nosuch"), 2, root, processes=processes))


def test_there_is_a_core_at_least() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
