"""The map of the course: what each lesson needs, at once and before that, and what builds on it; and in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.kit.course import outline
from lessons.kit.heading import Heading, Part
from lessons.kit.importing import ROOT
from tests.tutor.shell_support import said
from tutor.study.progress.course_map import SIGNS, CourseMap, heading_line

NEEDS = {"a": (), "b": ("a",), "c": ("b", "nowhere"), "d": ("c", "a"), "e": ("c",)}
PARTS = [
    Part("one", "One", tuple(Heading(lesson, f"{lesson}?", "", (), Path(), needs=NEEDS[lesson]) for lesson in part))
    for part in ("ab", "cde")
]
MAP = CourseMap(PARTS)


def test_needs_and_uses_stand_in_the_order_of_the_course() -> None:
    assert MAP.needs("d") == ("a", "c") and MAP.needs("c") == ("b",)
    assert MAP.used_by("a") == ("b", "d") and MAP.used_by("e") == ()
    assert MAP.related("b") == ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("lesson", "relations"),
    [
        ("c", ["needed first", "needed", "this one", "uses it", "uses it"]),
        ("d", ["needed", "needed first", "needed", "this one", ""]),
        ("a", ["this one", "uses it", "builds on it", "uses it", "builds on it"]),
    ],
)
def test_what_a_lesson_is_to_another(lesson: str, relations: list[str]) -> None:
    assert [MAP.relation(other, lesson) for other in "abcde"] == relations


def test_every_relation_has_a_sign_of_its_own() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_needs_that_go_round_in_a_circle_end() -> None:
    circle = (Heading("x", "x", "", (), Path(), needs=("y",)), Heading("y", "y", "", (), Path(), needs=("x",)))
    assert CourseMap([Part("one", "One", circle)]).related("x") == ("x", "y")


def test_it_is_told_in_words() -> None:
    assert MAP.in_words("d") == ("It needs 1 “a?” and 3 “c?”; these need 1 more.", "No lesson uses it so far.")
    assert MAP.in_words("a", 1) == ("It needs no other lesson.", "It is used by 2 and 4; 2 more build on these.")
    assert heading_line(MAP, PARTS[1].lessons[0]) == "c? (needs 2; used by 4 and 5)"


def test_the_installed_course_has_a_way_to_every_lesson() -> None:
    installed = CourseMap(outline())
    for lesson in installed.headings:
        assert all(installed.numbers[need] < installed.numbers[lesson] for need in installed.needs(lesson))
    assert installed.relation("weights-and-biases", "backpropagation") == "needed"


def test_by_command_and_as_a_word_of_the_list() -> None:
    whole = " ".join(said(ROOT, "map").out.split())
    assert "4 Is loss what I feel when I lose my keys? (needs 2; used by 5, 6," in whole
    one = " ".join(said(ROOT, "map", "Loss").out.split())
    assert one.startswith("4 “Is loss what I feel when I lose my keys?” It needs 2 “Weights and biases")
    assert said(ROOT, "map", "loss", "--json").records[0]["needs"] == ["weights-and-biases"]
    assert said(ROOT, "map", "nosuch").status == 2
    talk = " ".join(said(ROOT, "--plain", stdin="map\nmap 4\nmap nosuch\nq\n").out.split())
    assert whole in talk and one in talk and "There is no lesson called “nosuch”" in talk
