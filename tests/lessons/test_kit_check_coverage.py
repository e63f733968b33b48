"""What lessons say they cover: wrong ids are refused by line, and no statement is forgotten once its home exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.kit.check_coverage import check_coverage, to_come
from lessons.kit.course import ROOT, outline
from lessons.kit.problems import Problem
from lessons.kit.statements import STATEMENTS, read_statements
from tests.lessons.conftest import Course

TABLE = """## {home}

id | kind | statement | to be put right
--|--|--|--
A6.1 | question | Is it a hill? |
A6.2 | fact | It is steep. |

## far-dale

id | kind | statement | to be put right
--|--|--|--
A6.3 | fact | Over the hill. |
D-gd.1 | fact | And down again. |
"""


@pytest.fixture
def covering(course: Course) -> Course:
    """A course whose one lesson covers its own two statements."""
    (course.root / STATEMENTS).write_text(TABLE.format(home="hill"), encoding="utf-8")
    return covers(course, '"A6.1", "A6.2"')


def covers(course: Course, ids: str) -> Course:
    lines = [line for line in course.read("text.md").split("\n") if not line.startswith("covers")]
    lines.insert(2, f"covers = [{ids}]")
    course.write("text.md", "\n".join(lines))
    return course


def found(course: Course) -> list[Problem]:
    return list(check_coverage(course.load()))


def test_a_lesson_that_covers_what_it_is_the_home_of_is_fine_and_check_asks(covering: Course) -> None:
    assert found(covering) == [] and covering.check(2) == []
    covers(covering, '"A6.1", "A6.2", "A6.3"')
    assert found(covering) == []


def test_check_tells_of_a_statement_that_its_home_leaves_out(covering: Course) -> None:
    covers(covering, '"A6.2"').has_only_this_problem(
        "text.md", "covers = ", "No lesson covers “A6.1” (Is it a hill), and this one is its home", seeds=2
    )


def test_another_lesson_may_cover_it(covering: Course) -> None:
    (covering.root / STATEMENTS).write_text(TABLE.format(home="dale"), encoding="utf-8")
    assert found(covering) == [] and list(to_come(covering.root)) == ["far-dale"]
    covers(covering, "")
    assert found(covering) == []
    assert [statement.id for statement in to_come(covering.root)["dale"]] == ["A6.1", "A6.2"]


def test_a_lesson_that_names_nothing_hears_of_each_at_its_top(covering: Course) -> None:
    lines = [line for line in covering.read("text.md").split("\n") if not line.startswith("covers")]
    covering.write("text.md", "\n".join(lines))
    assert [problem.line for problem in found(covering)] == [1, 1]


@pytest.mark.parametrize(
    ("ids", "says"),
    [
        ('"A6.1", "A6.2", "A6.1"', "covers names “A6.1” twice"),
        (
            '"A6.1", "A6.2", "D-gd.11"',
            "“D-gd.11”, which is no statement in statements.md. The nearest by name: D-gd.1",
        ),
        ('"A6.1", "A6.2", "D-gd.1"', "covers names “D-gd.1”, and sources no part of article D; add it there."),
        ('"A6.1", "A6.2", "a6.1"', "“a6.1”, which is no statement in statements.md. The nearest by name: A6.1, "),
    ],
)
def test_an_id_that_stands_twice_or_does_not_exist_is_refused(covering: Course, ids: str, says: str) -> None:
    (problem,) = found(covers(covering, ids))
    assert problem.path == covering.folder / "text.md" and problem.line == covering.line_of("text.md", "covers = ")
    assert says in problem.text


def test_an_id_is_found_in_its_own_line_of_a_list_over_several(covering: Course) -> None:
    (problem,) = found(covers(covering, '\n  "A6.1",\n  "A6.2",\n  "A6.4",\n'))
    assert problem.line == covering.line_of("text.md", '"A6.4"')


def test_without_a_table_no_id_exists(course: Course) -> None:
    assert [problem.text for problem in found(covers(course, '"A6.1"'))] == [
        "covers names “A6.1”, which is no statement in statements.md."
    ]


def test_a_table_that_cannot_be_read_is_told_by_the_lesson_with_the_tables_line(covering: Course) -> None:
    (covering.root / STATEMENTS).write_text(TABLE.format(home="hill").replace("fact |", "lie |", 1), encoding="utf-8")
    (problem,) = found(covering)
    assert (problem.path, problem.line) == (covering.root / STATEMENTS, 6) and "is no kind" in problem.text
    assert to_come(covering.root) == {}


def test_what_waits_for_lessons_to_come_is_told_by_lesson_without_what_is_covered(covering: Course) -> None:
    covers(covering, '"A6.1", "A6.2", "A6.3"')
    assert [(home, [one.id for one in those]) for home, those in to_come(covering.root).items()] == [
        ("far-dale", ["D-gd.1"])
    ]


def test_in_the_course_every_statement_is_covered_or_waits_for_a_lesson_to_come() -> None:
    headings = [heading for part in outline() for heading in part.lessons]
    covered = {name for heading in headings for name in heading.covers}
    waiting = {statement.id for those in to_come(ROOT).values() for statement in those}
    assert covered | waiting == set(read_statements(ROOT)) and not covered & waiting


def test_the_table_is_where_the_parts_are() -> None:
    assert (Path(ROOT) / STATEMENTS).is_file()
