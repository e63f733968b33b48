"""Lessons and pages are found by parts of their titles, without a lesson being loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lessons.kit.course import load, outline
from lessons.kit.front_matter import read_lines
from tests.tutor.shell_support import make_course
from tutor.study.progress import standing
from tutor.study.progress.places import CoursePlace, course_places, match, stretches

ROOT = Path(__file__).parents[3]
LESSON = CoursePlace("a", "Élan: which way is down?", None, "Élan: which way is down?", 2)
PAGE = CoursePlace("a", "Élan: which way is down?", 2, "Gradient of W₁[2, 1]", 2)


@pytest.mark.parametrize("heading", [h for part in outline() for h in part.lessons], ids=lambda heading: heading.id)
def test_the_titles_read_from_the_text_are_those_of_the_loaded_lesson(heading: object) -> None:
    lesson = load(heading.id)  # type: ignore[attr-defined]
    found = [place for place in course_places(outline()) if place.lesson == lesson.heading.id]
    assert found[0].page is None and found[0].title == lesson.heading.title
    assert [(place.page, place.title) for place in found[1:]] == [(page.number, page.title) for page in lesson.pages]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("elan", LESSON), ("ÉLAN", LESSON), ("e\u0301lan", LESSON), ("do wh", LESSON), ("hich", LESSON),
        ("grad", PAGE), ("w1", PAGE), ("2,1", PAGE), ("gradient elan", PAGE), ("GRADIENT down", PAGE),
    ],
)  # fmt: skip
def test_parts_of_words_find_it_whatever_the_accents_and_capitals(typed: str, place: CoursePlace) -> None:
    assert match(place, typed) > 0


@pytest.mark.parametrize(("typed", "place"), [("elan up", LESSON), ("elan", PAGE), ("down", PAGE), ("?", PAGE)])
def test_a_page_is_found_by_its_own_title_and_every_word_must_be_found(typed: str, place: CoursePlace) -> None:
    assert match(place, typed) == 0


def test_whole_words_come_before_beginnings_and_those_before_what_stands_inside() -> None:
    found = [match(LESSON, typed) for typed in ("down", "dow", "own")]
    assert found == sorted(found, reverse=True) and len(set(found)) == 3
    assert [LESSON.title[a:b] for a, b in stretches(LESSON.title, "elan dow")] == ["Élan", "dow"]


def test_each_text_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = outline(make_course(tmp_path))
    read: list[Path] = []

    def reading(path: Path) -> list[str]:
        read.append(path)
        return read_lines(path)

    monkeypatch.setattr(standing, "read_lines", reading)
    course_places(parts)
    assert sorted(read) == sorted(h.folder / "text.md" for part in parts for h in part.lessons)


def test_nothing_of_a_lesson_is_imported_to_find_it() -> None:
    script = """
import sys
from lessons.kit.course import outline
from tutor.study.progress.places import course_places, match
assert sum(match(place, "a") > 0 for place in course_places(outline())) > 10
parts = tuple(f"lessons.{part.id.replace('-', '_')}." for part in outline())
heavy = {"numpy", "engine", "markdown_it", "lessons.kit.demo"}
print(sorted(name for name in sys.modules if name in heavy or name.startswith(parts)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
