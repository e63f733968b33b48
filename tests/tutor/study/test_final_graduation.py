"""The graduation from the whole course: when it opens, what it asks, and its certificate."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.tutor.graduation_support import Course, make_course, make_whole_course, reply_to_all
from tests.tutor.shell_support import said
from tutor.store import Attempt, Store, open_store
from tutor.study.graduation import words
from tutor.study.graduation.certificate import FORMATS
from tutor.study.graduation.choose_questions import choose_questions
from tutor.study.graduation.outlook import meant, outlooks, to_graduate_from
from tutor.study.graduation.records import graduations
from tutor.study.graduation.round import graduation_round, rehearsal
from tutor.study.graduation.sizes import WHOLE_COURSE, size_of, whole_course
from tutor.study.progress.standing import standings

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(make_whole_course(tmp_path_factory.mktemp("whole")))


@pytest.fixture
def store(course: Course) -> Store:
    made = open_store()
    course.finish(made, whole=True)
    return made


@pytest.mark.parametrize("seed", range(8))
def test_fifteen_questions_come_from_all_parts_in_turns(course: Course, seed: int) -> None:
    items = choose_questions(whole_course(course.parts), seed, course.load)
    part_of = {heading.id: part.id for part in course.parts for heading in part.lessons}
    assert len({(item.lesson, item.question) for item in items}) == 15
    assert sorted(Counter(part_of[item.lesson] for item in items).values()) in ([2, 2, 2, 3, 3, 3], [2, 2, 2, 2, 2, 5])
    assert items == choose_questions(whole_course(course.parts), seed, course.load)


def test_it_waits_for_the_last_part_and_then_for_the_last_lesson(course: Course, tmp_path: Path) -> None:
    growing, store = Course(make_course(tmp_path)), open_store()
    growing.finish(store)
    final = growing.outlook(store, WHOLE_COURSE)
    assert final.state == "growing" and not final.offered
    assert "“The whole course” is still growing: it has 4 lessons so far" in words.standing(final)
    course.finish(store, but="woods", whole=True)
    final = course.outlook(store, WHOLE_COURSE)
    told = words.standing(final)
    assert final.state == "missing" and "One lesson is still to be done:" in told and "*The woods: which way?*" in told
    assert "Fifteen questions, mixed from all parts of the course; twelve right graduate." in told
    store.record(Attempt("woods", "double", 1, "1", "right"))
    course.finish(store, whole=True)
    assert course.outlook(store, WHOLE_COURSE).state == "open"


def test_a_part_comes_before_the_whole_where_both_have_something_to_offer(course: Course, store: Store) -> None:
    found = outlooks(store, course.parts, standings(store, course.parts))
    assert [outlook.part.id for outlook in found if outlook.offered] == ["ten-questions", WHOLE_COURSE]
    assert meant(found).part.id == "ten-questions" and words.title(found[-1]) == "Final graduation"
    assert [to_graduate_from(course.parts, typed) for typed in ("Whole course", "final")] == [found[-1].part] * 2


def test_only_some_of_many_missing_lessons_are_named(tmp_path: Path) -> None:
    many = Course(make_whole_course(tmp_path))
    (tmp_path / "ten_questions" / "__init__.py").write_text(
        f'TITLE = "Many"\nLESSONS = {("hills", "dales", "moors") * 5!r}\n', encoding="utf-8"
    )
    told = words.standing(many.outlook(open_store(), WHOLE_COURSE))
    assert told.count("\n- *") == 12 and told.endswith("- and 8 more lessons")


def test_twelve_right_graduate_and_eleven_do_not(course: Course, store: Store) -> None:
    round_ = graduation_round(course.outlook(store, WHOLE_COURSE), store, course.load)
    assert "So near. Twelve right graduate." in reply_to_all(round_, store, course.load, right=11)
    assert not graduations(store)
    round_ = graduation_round(course.outlook(store, WHOLE_COURSE), store, course.load)
    assert "You have graduated from “The whole course”." in reply_to_all(round_, store, course.load, right=12)
    (won,) = graduations(store, WHOLE_COURSE)
    assert (won.score, len(won.items)) == (12, size_of(WHOLE_COURSE).questions) and won.items == round_.items
    outlook = course.outlook(store, WHOLE_COURSE)
    assert "12 of 15 right" in words.rounds_passed(outlook) and not outlook.offered
    assert course.outlook(store, "ten-questions").won == (), "a part's own is another thing"
    for form in FORMATS.values():
        written = form.write(won, "Ada Lovelace")
        assert f"nntutor graduate whole-course --seed {won.seed}" in written and "12 of 15" in written
    assert "has graduated from the whole course\n" in FORMATS["text"].write(won, "")
    assert "The fifteen questions were drawn from one seed." in FORMATS["markdown"].write(won, "")
    assert choose_questions(whole_course(course.parts), won.seed, course.load) == won.items
    svg = ElementTree.fromstring(FORMATS["svg"].write(won, ""))
    units = [(float(unit.attrib["cx"]), float(unit.attrib["cy"])) for unit in svg.iter(f"{SVG}circle")]
    assert len(units) == 15
    assert all(abs(x - u) > 30 or abs(y - v) > 30 for i, (x, y) in enumerate(units) for u, v in units[:i])
    rows = sorted({float(text.attrib["y"]) for text in svg.iter(f"{SVG}text") if text.attrib.get("x") == "384"})
    assert len(rows) == 15 and rows[-1] < 545 and all(b - a >= 11 for a, b in pairwise(rows))


def test_a_rehearsal_names_how_many_there_are(course: Course, store: Store) -> None:
    round_ = rehearsal(whole_course(course.parts), 7, course.load)
    assert "the fifteen questions that seed 7 draws" in reply_to_all(round_, store, course.load, right=15)


def test_by_command_and_in_plain_text(course: Course, tmp_path: Path) -> None:
    growing = make_course(tmp_path)
    waits = said(growing, "graduate", "whole-course", "--plain")
    assert (
        waits.status == 0
        and "Final graduation, “The whole course”" in waits.out
        and "more are to come" in " ".join(waits.out.split())
    )
    store = open_store()
    course.finish(store, whole=True)
    store.close()
    begun = said(course.root, "--plain", stdin="graduate final\n\nq\n").out
    assert "Final graduation" in begun and "Question 1 of 15" in begun
    assert said(course.root, "certificate", "whole-course").status == 1
    assert "; and whole-course." in " ".join(said(course.root, "graduate", "nosuch").err.split())
