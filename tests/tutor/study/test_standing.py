"""Standings follow from what was done; what they count in a text is what the loader finds in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.kit.course import load, outline
from lessons.kit.heading import Heading, Part
from tests.tutor.shell_support import make_course
from tutor.store import Attempt, Bookmark, Store, open_store
from tutor.study.progress.standing import Standing, choose_next, contents, next_lesson, standings
from tutor.study.progress.standing_words import how_far, with_sign


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Part, ...]:
    return outline(make_course(tmp_path / "course"))


@pytest.fixture
def store() -> Store:
    return open_store()


def answer(store: Store, question: str, verdict: str = "right") -> None:
    store.record(Attempt("hills", question, 1, "x", "right" if verdict == "right" else "wrong"))


def test_a_lesson_goes_from_new_through_begun_to_done(store: Store, parts: tuple[Part, ...]) -> None:
    assert standings(store, parts)["hills"] == Standing("hills", 4, 0, 3, 0, "not begun")
    store.visit(Bookmark("hills", 1))
    assert standings(store, parts)["hills"] == Standing("hills", 4, 1, 3, 0, "begun")
    for question in ("double", "bigger"):
        answer(store, question)
    for page in (2, 3):
        store.visit(Bookmark("hills", page))
    assert standings(store, parts)["hills"] == Standing("hills", 4, 3, 3, 2, "begun")
    answer(store, "held")
    assert standings(store, parts)["hills"] == Standing("hills", 4, 3, 3, 3, "done"), "every question right once"


def test_a_lesson_that_asks_nothing_is_done_when_it_has_been_read(store: Store, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text("## One\n\n## Two\n")
    parts = (Part("p", "P", (Heading("read", "Read", "", (), tmp_path),)),)
    store.visit(Bookmark("read", 1))
    begun = standings(store, parts)["read"]
    assert (begun.state, how_far(begun)) == ("begun", "1 of 2 pages")
    store.visit(Bookmark("read", 2))
    assert standings(store, parts)["read"].state == "done"
    (tmp_path / "text.md").unlink()
    assert standings(store, parts)["read"].state == "begun", "nothing that cannot be read is done"


@pytest.mark.parametrize(
    ("standing", "far", "whole"),
    [
        (Standing("a", 4, 0, 3, 0, "not begun", "new"), "not begun", "○ not begun"),
        (
            Standing("a", 4, 0, 3, 1, "begun", "met"),
            "1 of 3 right",
            "◐ begun: 1 of 3 questions right, 0 of 4 pages read; met",
        ),
        (Standing("a", 1, 1, 1, 1, "done"), "done", "✓ done: 1 of 1 question right, 1 of 1 page read"),
    ],
)
def test_a_standing_has_one_sign_and_how_well_it_sits_stands_beside(standing: Standing, far: str, whole: str) -> None:
    assert (how_far(standing), with_sign(standing)) == (far, whole)


def test_practice_afterwards_takes_nothing_away(store: Store, parts: tuple[Part, ...]) -> None:
    answer(store, "double")
    answer(store, "double", "wrong")
    assert standings(store, parts)["hills"].right == 1


def test_questions_and_pages_that_the_lesson_no_longer_has_do_not_count(store: Store, parts: tuple[Part, ...]) -> None:
    answer(store, "gone")
    store.visit(Bookmark("hills", 99))
    assert standings(store, parts)["hills"] == Standing("hills", 4, 0, 3, 0, "begun")


def test_a_wrong_answer_alone_begins_a_lesson(store: Store, parts: tuple[Part, ...]) -> None:
    answer(store, "double", "wrong")
    assert standings(store, parts)["hills"].state == "begun"


def standing(lesson: str, state: str) -> Standing:
    assert state in ("not begun", "begun", "done")
    return Standing(lesson, 1, 0, 1, 0, state)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("states", "last", "expected"),
    [
        (("not begun", "not begun"), None, "a"),
        (("not begun", "begun"), "b", "b"),
        (("done", "not begun"), "a", "b"),
        (("not begun", "done"), "b", "a"),
        (("begun", "done"), "gone", "a"),
        (("done", "done"), "b", None),
    ],
)
def test_the_next_lesson_is_the_one_begun_else_the_first_not_done(
    states: tuple[str, str], last: str | None, expected: str | None
) -> None:
    found = {lesson: standing(lesson, state) for lesson, state in zip("ab", states, strict=True)}
    assert choose_next(found, last) == expected


def test_a_new_learner_begins_with_the_first_lesson_of_the_course(store: Store) -> None:
    assert next_lesson(store) == outline()[0].lessons[0].id


@pytest.mark.parametrize("heading", [h for part in outline() for h in part.lessons], ids=lambda heading: heading.id)
def test_counting_in_the_text_agrees_with_the_loader(heading: Heading) -> None:
    lesson = load(heading.id)
    pages, questions = contents(lesson.heading.folder / "text.md")
    assert pages == len(lesson.pages)
    assert questions == tuple(name for page in lesson.pages for name in page.questions)


def test_a_text_that_is_missing_or_no_text_counts_for_nothing(tmp_path: Path) -> None:
    assert contents(tmp_path / "none.md") == (0, ())
    (tmp_path / "noise.md").write_bytes(b"\xff\xfe\x00##")
    assert contents(tmp_path / "noise.md") == (0, ())
