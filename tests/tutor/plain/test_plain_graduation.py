"""A graduation as a conversation: from the command, from the list of lessons, left in the middle and gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.graduation_support import TEN, Course, make_course, wrong_reply
from tests.tutor.shell_support import Said, said
from tutor.store import open_store
from tutor.study.graduation.choose_questions import choose_questions
from tutor.study.graduation.records import graduations
from tutor.study.quiz.marking import draw
from tutor.study.quiz.quiz import Quiz
from tutor.study.quiz.rounds import Item, Round


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(make_course(tmp_path_factory.mktemp("course")))


@pytest.fixture
def seven(monkeypatch: pytest.MonkeyPatch, course: Course) -> tuple[Item, ...]:
    """All is done, and the next round is drawn from seed 7."""
    store = open_store()
    course.finish(store)
    store.close()
    monkeypatch.setattr("tutor.study.quiz.marking.secrets.randbelow", lambda _: 7)
    return choose_questions(course.parts[0], 7, course.load)


def talk(course: Course, *words: str, lines: list[str]) -> Said:
    answer = said(course.root, *words, stdin="".join(f"{line}\n" for line in lines))
    assert answer.status == 0 and all(len(line) <= 80 for line in answer.out.splitlines())
    return Said(answer.status, " ".join(answer.out.split()), answer.err)


def replies(course: Course, items: tuple[Item, ...], right: int) -> list[str]:
    """What to type to answer so many of them right: a reply, and Enter to go on."""
    bodies = [draw(course.load(item.lesson), item.question, item.seed or 0).body for item in items]
    wrong = [
        wrong_reply(Quiz.of_round(Round("mistake", "", (item,)), open_store(), course.load)) for item in items[right:]
    ]
    typed = [body.accepted_reply() for body in bodies[:right]] + wrong
    return [line for reply in typed for line in (reply, "")]


def test_the_whole_of_it_and_how_to_come_by_the_certificate(course: Course, seven: tuple[Item, ...]) -> None:
    out = talk(course, "graduate", "--plain", lines=["", *replies(course, seven, 9)]).out
    for words in (
        "Graduation from part 1, “Ten questions”",
        "There are no hints, and the first reply to each question stands.",
        "Question 10 of 10",
        "9 of 10 questions right",
        "Graduated!",
        "Hooray!",
        "`nntutor certificate ten-questions` writes your certificate",
    ):
        assert words in out, words
    assert [won.score for won in graduations(open_store())] == [9]
    again = talk(course, "graduate", "1", "--plain", lines=["q"]).out
    assert "Passed on" in again and "9 of 10 right" in again


def test_too_few_are_told_kindly(course: Course, seven: tuple[Item, ...]) -> None:
    out = talk(course, "graduate", "--plain", lines=["", *replies(course, seven, 4)]).out
    assert "4 of 10 questions right" in out and "Eight right graduate. Nothing is lost" in out and ", page " in out
    assert not graduations(open_store()) and "Hooray" not in out


def test_an_input_that_ends_in_the_middle_is_gone_on_with(course: Course, seven: tuple[Item, ...]) -> None:
    typed = replies(course, seven, TEN)
    out = talk(course, "graduate", "--plain", lines=["", *typed[:6]]).out
    assert "Every answer is kept" in out
    out = talk(course, "graduate", "--plain", lines=["", *typed[6:]]).out
    assert "3 of 10 questions are answered" in out and "Question 3 of 10" not in out and "Graduated!" in out


def test_the_list_of_lessons_offers_it(course: Course, seven: tuple[Item, ...]) -> None:
    out = talk(course, "--plain", lines=["graduate 9", "graduate 2", "graduate", "home", "graduate", "q"]).out
    assert "All of “Ten questions” is done. You may graduate from it" in out and "Type graduate." in out
    assert "There is no part “9”. The parts: ten-questions, inside-the-network," in out
    assert "more are to come" in out and out.count("Enter begins, q leaves") == 2 and "Until next time." in out
    assert not open_store().events("graduation-begun") and len(seven) == TEN


def test_whoever_is_not_there_yet_is_told_what_is_missing(course: Course) -> None:
    out = talk(course, "graduate", "--plain", lines=[""]).out
    assert "3 lessons are still to be done" in out and "Enter begins" not in out


def test_a_seed_makes_it_a_rehearsal_for_anybody(course: Course) -> None:
    items = choose_questions(course.parts[0], 7, course.load)
    typed = replies(course, items, TEN)
    out = talk(course, "graduate", "1", "--seed", "7", "--plain", lines=["", *typed]).out
    assert out.count("A rehearsal: these are the ten questions that seed 7 draws") == 2 and "10 of 10" in out
    assert not graduations(open_store()) and len(open_store().attempts()) == TEN
    assert "more are to come" in talk(course, "graduate", "2", "--seed", "7", "--plain", lines=[""]).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["graduate", "nosuch"], "There is no part “nosuch”. The parts: ten-questions (1), inside-the-network (2),"),
        (["graduate", "1", "--seed", "x"], "not a whole number"),
        (["graduate", "1", "2"], "does not take “2”"),
    ],
)
def test_a_call_that_makes_no_sense_gets_a_sentence(course: Course, words: list[str], told: str) -> None:
    answer = said(course.root, *words)
    assert answer.status == 2 and told in answer.err


def test_a_part_without_lessons_is_told_so(tmp_path: Path) -> None:
    root = make_course(tmp_path)
    (root / "inside_the_network" / "__init__.py").write_text('TITLE = "Inside"\nLESSONS = ()\n', encoding="utf-8")
    answer = said(root, "graduate", "2", "--plain")
    assert answer.status == 2 and "“Inside” has no lessons yet." in answer.err
