"""Certificates: what stands on them in every form, names of all kinds, and that anybody draws the same questions."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lessons.kit.titles import question_title
from tests.tutor.graduation_support import TEN, Course, make_course, reply_to_all
from tests.tutor.shell_support import said
from tutor.store import open_store
from tutor.study.graduation.certificate import (
    FORMATS,
    LONGEST_NAME,
    as_ascii,
    as_markdown,
    as_text,
    name_on_it,
    one_by_one,
)
from tutor.study.graduation.certificate_files import FOLDER, MOST, put_away
from tutor.study.graduation.choose_questions import choose_questions
from tutor.study.graduation.picture import HEIGHT, WIDTH, as_svg
from tutor.study.graduation.records import Graduation, again, graduations
from tutor.study.graduation.round import graduation_round
from tutor.study.quiz.marking import draw
from tutor.study.quiz.rounds import Item

SVG = "{http://www.w3.org/2000/svg}"
WON = Graduation(
    "ten-questions",
    "Ten questions everyone asks",
    482913,
    tuple(Item("weights-and-biases", "weight_against_bias", 999990 + i) for i in range(TEN)),
    (True, True, False, *(True,) * 7),
    "0.1.0",
    datetime(2026, 11, 21, 12, tzinfo=UTC),
    "3f2a" * 8,
)
NAMES = ["", "Ada Lovelace", "<b>&\"'</b>", "漢字" * 30, "*Ada* `x` [y](z)", "W" * 60, "\N{OLD ITALIC LETTER A}"]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(make_course(tmp_path_factory.mktemp("course")))


def graduate(course: Course, right: int = 9) -> Graduation:
    """Somebody does all of it, in the home of the test."""
    store = open_store()
    course.finish(store)
    reply_to_all(graduation_round(course.outlook(store), store, course.load), store, course.load, right)
    won = graduations(store)[-1]
    store.close()
    return won


# What stands on it


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_names_course_part_date_score_seeds_and_version(form: str) -> None:
    written = FORMATS[form].write(WON, "Ada Lovelace")
    flowing = " ".join(re.sub(r"<[^>]*>|[*`]", " ", written).split())
    for words in ("How neural networks learn", "Ten questions everyone asks", "21 November 2026", "9 of 10", WON.id):
        assert words in flowing, words
    for words in ("Ada Lovelace", again(WON), "nntutor 0.1.0", *(str(item.seed) for item in WON.items)):
        assert words in flowing, words


@pytest.mark.parametrize("name", NAMES)
def test_text_fits_eighty_columns_and_its_stand_in_is_ascii(name: str) -> None:
    assert max(map(len, as_text(WON, name).splitlines())) <= 79
    plain = as_ascii(WON, name)
    assert plain.isascii() and max(map(len, plain.splitlines())) <= 79
    third, fourth = (f"{question_title(item.question)} (weights-and-biases {item.question} " for item in WON.items[2:4])
    assert f"  3 - {third}" in plain and f"  4 + {fourth}" in plain


def test_every_form_calls_the_questions_by_their_titles() -> None:
    for form in FORMATS.values():
        written = form.write(WON, "")
        assert all(question_title(item.question) in written for item in WON.items)


def test_nobody_in_particular_may_bear_it() -> None:
    for form in FORMATS.values():
        assert "bearer" in form.write(WON, "")


@given(st.text(max_size=LONGEST_NAME))
def test_the_picture_is_xml_with_the_name_as_it_was_typed(typed: str) -> None:
    name = name_on_it(typed)
    root = ElementTree.fromstring(as_svg(WON, name))
    assert root.tag == f"{SVG}svg" and (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
    assert (name or "The bearer") in [text.text for text in root.iter(f"{SVG}text")]


def test_the_picture_needs_nothing_else_and_runs_nothing() -> None:
    picture = as_svg(WON, "Ada")
    assert not re.search(r"href|url\(|@import|<script|<image|<foreignObject", picture)
    assert picture.count("http") == 1, "the name space"
    assert "prefers-color-scheme: dark" in picture


def test_the_picture_lights_a_unit_for_each_right_answer_and_its_weights_follow_from_the_seed() -> None:
    root = ElementTree.fromstring(as_svg(WON))
    units = [circle.get("class") for circle in root.iter(f"{SVG}circle")]
    assert units == ["unit lit" if right else "unit" for right in WON.right]
    assert len(list(root.iter(f"{SVG}line"))) == 3 * 4 + 4 * 3
    for text in root.iter(f"{SVG}text"):
        assert 0 < float(text.get("x", "0")) < WIDTH and 0 < float(text.get("y", "0")) < HEIGHT
        assert int(text.get("font-size", "0")) >= 8
    assert as_svg(WON) == as_svg(WON)


def test_markdown_takes_a_name_as_it_is() -> None:
    html = MarkdownIt("commonmark").render(as_markdown(WON, "<b>*x*</b> [y](z)"))
    assert "<strong>&lt;b&gt;*x*&lt;/b&gt; [y](z)</strong>" in html and "<a " not in html


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Ada \t Lovelace\n", "Ada Lovelace"),
        ("\x1b[31mAda\x07", "[31mAda"),
        ("Ada\u202eecalevoL", "AdaecalevoL"),
        ("\ud800Ada\ufffe", "Ada"),
        ("نام\u200cخانوادگی", "نام\u200cخانوادگی"),
    ],
)
def test_a_name_moves_no_cursor_and_turns_no_writing(typed: str, name: str) -> None:
    assert name_on_it(typed) == name


# Whoever has it can check it


def test_the_seed_on_it_draws_the_same_ten_and_so_does_each_of_the_ten_commands(course: Course) -> None:
    won = graduate(course)
    assert choose_questions(course.parts[0], won.seed, course.load) == won.items
    program, command, part, option, seed = shlex.split(again(won))
    assert (program, command, option) == ("nntutor", "graduate", "--seed")
    rehearsed = said(course.root, command, part, option, seed, "--plain", stdin="\n")
    first, *_ = [draw(course.load(item.lesson), item.question, item.seed or 0).body for item in won.items]
    assert first.prompt.replace("**", "") in " ".join(rehearsed.out.split())
    for item, line in zip(won.items, one_by_one(won), strict=True):
        (asked,) = said(course.root, *shlex.split(line)[1:], "--json").records
        body = draw(course.load(item.lesson), item.question, item.seed or 0).body
        assert (asked["question"], asked["seed"], asked["prompt"]) == (item.question, item.seed, body.prompt)
        assert asked["listed"] == list(body.listed)


def test_a_quiz_of_one_question_says_how_to_ask_it_again(course: Course) -> None:
    answer = said(course.root, "quiz", "hills", "--question", "double", "--seed", "4", stdin="skip\n")
    assert answer.out.count("Question 1 of 1") == 1
    assert "`nntutor quiz hills --question double --seed 4` asks the same again" in " ".join(answer.out.split())
    wrong = said(course.root, "quiz", "hills", "--question", "dubble")
    assert wrong.status == 2 and "does not ask “dubble”. It asks double, bigger, held, thrice." in wrong.err


# The command


def test_the_command_writes_it_in_every_form(course: Course, tmp_path: Path) -> None:
    won = graduate(course)
    for form in FORMATS:
        answer = said(course.root, "certificate", "--format", form, "--name", "Ada")
        assert (answer.status, answer.err) == (0, "") and answer.out == FORMATS[form].write(won, "Ada")
    out = tmp_path / "c.svg"
    words = ("certificate", "1", "--format", "SVG", "--out", str(out))
    told = said(course.root, *words)
    assert told.status == 0 and told.err == f"Your certificate lies in {out}.\n"
    assert out.read_text(encoding="utf-8") == as_svg(won)
    again_ = said(course.root, *words, "--name", "Eve")
    assert again_.status == 1 and "exists already" in again_.err and "Eve" not in out.read_text(encoding="utf-8")
    assert said(course.root, *words, "--name", "Eve", "--force").status == 0 and "Eve" in out.read_text(
        encoding="utf-8"
    )


def test_the_best_is_written_unless_the_latest_is_asked_for(course: Course) -> None:
    best = graduate(course, right=10)
    latest = graduate(course, right=8)
    assert best.id in said(course.root, "certificate").out
    assert latest.id in said(course.root, "certificate", "--latest").out


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ([], 1, "there is no certificate for “Ten questions” yet"),
        (["2"], 1, "more are to come"),
        (["nosuch"], 2, "There is no part “nosuch”. The parts: ten-questions (1), inside-the-network (2),"),
        (["--format", "pdf"], 2, "comes as text, ascii, markdown, svg, and not as “pdf”"),
        (["--name", "x" * 61], 2, "at most 60 characters; this has 61"),
        (["--bogus"], 2, "does not take"),
    ],
)
def test_what_cannot_be_written_gets_a_sentence(course: Course, words: list[str], status: int, told: str) -> None:
    answer = said(course.root, "certificate", *words)
    assert (answer.status, answer.out) == (status, "") and told in " ".join(answer.err.split())


# In the learner's folder


def test_it_is_put_away_in_three_forms_and_never_over_another(tmp_path: Path) -> None:
    first = put_away(WON, "Ada", tmp_path)
    second = put_away(WON, "Bob", tmp_path)
    assert first.parent == tmp_path / FOLDER and first != second
    assert first.read_text(encoding="utf-8") == as_svg(WON, "Ada")
    assert first.with_suffix(".txt").read_text(encoding="utf-8") == as_text(WON, "Ada")
    assert second.with_suffix(".md").read_text(encoding="utf-8") == as_markdown(WON, "Bob")
    for _ in range(MOST - 2):
        put_away(WON, "", tmp_path)
    with pytest.raises(OSError, match="20 of this certificate"):
        put_away(WON, "", tmp_path)
    assert len(list((tmp_path / FOLDER).iterdir())) == 3 * MOST


def test_notes_and_progress_tell_of_it(course: Course) -> None:
    won = graduate(course)
    notes = said(course.root, "notes").out
    assert "## Graduations" in notes and "- Ten questions: 9 of 10 right on " in notes
    assert again(won) in notes
    assert "Graduated from “Ten questions”. Passed on" in said(course.root, "progress").out
