"""The top of a lesson's text: what is read without tomllib is what tomllib reads, and the rest is left to it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.kit.course import outline
from lessons.kit.errors import BrokenLesson
from lessons.kit.front_matter import FENCE, read_front_matter, read_lines, read_plainly

AWKWARD = st.text(st.sampled_from("ab,\"\\[]=#' \t\x7f\x85\xa0é’\n"), max_size=8)
TEXTS = st.one_of(AWKWARD, AWKWARD.map(lambda text: f'"{text}"'))
LISTS = st.lists(TEXTS, max_size=3).flatmap(
    lambda texts: st.sampled_from([", ", ",", " , "]).map(lambda comma: f"[{comma.join(texts)}]")
)
LINES = st.builds(
    lambda key, equals, value: f"{key}{equals}{value}",
    st.sampled_from(["title", "summary", "sources", "colour", " title", ""]),
    st.sampled_from([" = ", "=", "  = ", " "]),
    st.one_of(TEXTS, LISTS),
)


@given(st.lists(LINES, max_size=4))
def test_whatever_is_read_plainly_is_what_tomllib_reads(lines: list[str]) -> None:
    said = read_plainly(lines)
    assert said is None or said == tomllib.loads("\n".join(lines))


def test_every_lesson_of_the_course_can_be_listed_without_tomllib() -> None:
    for heading in (heading for part in outline() for heading in part.lessons):
        lines = read_lines(heading.folder / "text.md")
        said = read_plainly(lines[1 : lines.index(FENCE, 1)])
        assert said is not None and said["title"] == heading.title


def test_what_only_tomllib_knows_is_left_to_it() -> None:
    assert read_plainly([r'title = "A \"b\""']) is None
    assert read_plainly(["title = '''a'''"]) is None
    assert read_plainly(['title = "a" # why']) is None
    assert read_plainly(['title = "a"', 'title = "b"']) is None
    assert read_plainly(['title = "a", "b"']) is None
    assert read_plainly(['sources = ["a", "b"]', 'title = "a"']) == {"sources": ["a", "b"], "title": "a"}


def front_of(*lines: str) -> list[str]:
    return [FENCE, 'title = "A"', *lines, FENCE]


@pytest.mark.parametrize(
    ("line", "covers"),
    [
        ('covers = ["D-bp.6", "A0.2"]', ("D-bp.6", "A0.2")),
        ('covers = [ "D-bp.6","A0.2", ]  # as tomllib reads it', ("D-bp.6", "A0.2")),
        ("covers = []", ()),
        ('summary = "It says nothing of statements."', ()),
    ],
)
def test_a_lesson_says_which_statements_it_covers(line: str, covers: tuple[str, ...]) -> None:
    assert read_front_matter(Path("text.md"), front_of(line)).covers == covers


@pytest.mark.parametrize("said", ['"D-bp.6"', "[6]", '["D-bp.6", ""]'])
def test_statements_that_are_no_list_of_texts_are_told_with_their_line(said: str) -> None:
    with pytest.raises(BrokenLesson, match="covers is a list of texts") as told:
        read_front_matter(Path("text.md"), front_of(f"covers = {said}"))
    assert told.value.line == 3
