"""The table of what the articles say: what is read from it, what is refused, and that the course's own is whole."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from lessons.kit.articles import Article, read_articles, read_sections
from lessons.kit.course import ROOT
from lessons.kit.errors import BrokenLesson
from lessons.kit.statements import STATEMENTS, ArticleStatement, read_statements
from lessons.kit.tables import read_rows

HEAD = "id | kind | statement | to be put right\n--|--|--|--\n"
GOOD = f"""# All of it

Ids | and words | before a table are | no row.

## hill

{HEAD}A1.1 | question | Is it a hill? |
A1.2 | fact, not planned | It is steep. | Only here.

## far-dale

{HEAD}B-way.1 | list | Over, under, round. |
"""


def table(tmp_path: Path, text: str) -> Path:
    (tmp_path / STATEMENTS).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_table_is_read_with_homes_marks_and_lines(tmp_path: Path) -> None:
    statements = read_statements(table(tmp_path, GOOD))
    assert list(statements.values()) == [
        ArticleStatement("A1.1", "hill", "question", "Is it a hill?", "", True, 9),
        ArticleStatement("A1.2", "hill", "fact", "It is steep.", "Only here.", False, 10),
        ArticleStatement("B-way.1", "far-dale", "list", "Over, under, round.", "", True, 16),
    ]
    assert [statement.section for statement in statements.values()] == ["A1", "A1", "B-way"]


def test_a_course_without_a_table_has_no_statements(tmp_path: Path) -> None:
    assert read_statements(tmp_path) == {} and read_articles(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("A1.2 |", "A1,2 |", 10, "“A1,2” is no id of a statement"),
        ("A1.2 |", "A1.1 |", 10, "“A1.1” stands in line 9 already"),
        ("B-way.1 |", "A1.1 |", 16, "“A1.1” stands in line 9 already"),
        ("fact, not planned", "fact, unplanned", 10, "may stand “not planned”"),
        ("fact, not planned", "truth", 10, "“truth” is no kind"),
        ("It is steep.", "", 10, "“A1.2” says nothing"),
        (" | Only here.", "", 10, "This row has 3 cells; it has one each for id, kind, statement, to be put right"),
        ("It is steep.", "It is | steep.", 10, "This row has 5 cells"),
        ("## far-dale", "## far_dale", 16, "“far_dale” is no id of a lesson"),
        ("id | kind", "name | kind", 9, "The head of this table is not “id | kind"),
    ],
)
def test_a_row_that_cannot_be_understood_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in GOOD
    with pytest.raises(BrokenLesson) as told:
        read_statements(table(tmp_path, GOOD.replace(old, new, 1)))
    assert (told.value.path, told.value.line) == (tmp_path / STATEMENTS, line) and says in told.value.problem


def test_a_table_ends_where_a_line_has_no_bars(tmp_path: Path) -> None:
    path = table(tmp_path, f"{HEAD}A1.1 | fact | One. |\n\nThis | is | prose | again\n") / STATEMENTS
    assert [row.line for row in read_rows(path)] == [3]


def test_the_ids_of_each_section_count_from_one_without_a_gap() -> None:
    numbers = defaultdict[str, list[int]](list)
    for statement in read_statements(ROOT).values():
        numbers[statement.section].append(int(statement.id.rpartition(".")[2]))
    assert len(numbers) > 30
    assert {section: sorted(found) for section, found in numbers.items()} == {
        section: list(range(1, len(found) + 1)) for section, found in numbers.items()
    }


def test_every_section_is_in_the_sources_and_belongs_to_one_of_four_articles() -> None:
    sections = {statement.section for statement in read_statements(ROOT).values()}
    assert sections == set(read_sections(ROOT))
    articles = read_articles(ROOT)
    assert [article.letter for article in articles] == ["A", "B", "C", "D"]
    assert {statement.article for statement in read_statements(ROOT).values()} == {
        article.letter for article in articles
    }
    assert articles[2] == Article(
        "C",
        "How Neural Networks Learn: A 5 minute Breakdown of How Neural Networks Actually Work",
        "Arjun",
        "“import learn ai”, a newsletter on machine learning",
    )
