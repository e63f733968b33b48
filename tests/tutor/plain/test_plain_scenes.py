"""Scenes in a conversation: a number predicts and runs, nothing is told before its run, and a wrong one is told why."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.kit.course import load
from lessons.kit.importing import ROOT
from tests.tutor.shell_support import said
from tutor.store import Attempt, open_store

LESSON = load("learning-rate")
FIRST = LESSON.pages[0]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"NNTUTOR_HOME": str(tmp_path)}


def talk(home: dict[str, str], *lines: str, words: tuple[str, ...] = ("lesson", "learning-rate")) -> str:
    out = said(ROOT, "--plain", *words, stdin="".join(f"{line}\n" for line in lines), environment=home).out
    return " ".join(out.split())


def begins(markdown: str) -> str:
    """The first words of a text, as they are written without styles."""
    return " ".join(markdown.replace("*", "").replace("`", "").split()[:6])


def test_a_number_predicts_runs_to_the_end_and_only_then_the_words_come(home: dict[str, str]) -> None:
    before, after = talk(home, "1", "q").split("A number predicts and runs it", 1)
    assert begins(FIRST.before) in before and "What will your car have done" in before
    assert begins(FIRST.after) not in before and begins(FIRST.after) in after
    assert "What happened: It parks" in after and after.index("It got on well") < after.index(begins(FIRST.after))


def test_a_right_prediction_needs_no_why(home: dict[str, str]) -> None:
    out = talk(home, "2", "q")
    assert "as you predicted" in out and "It got on well" not in out


def test_next_tells_before_it_goes_on_and_why_tells_again(home: dict[str, str]) -> None:
    out = talk(home, "next", "why", "next", "q")
    assert out.count(begins(FIRST.after)) == 2 and "Page 2 of 5" in out
    assert out.index("Page 2 of 5") > out.rindex(begins(FIRST.after))


def test_an_option_that_is_none_gets_a_sentence_and_the_question_stays(home: dict[str, str]) -> None:
    out = talk(home, "7", "2", "q")
    assert "as you predicted" in out and out.count("What happened") == 1


def test_the_longer_text_is_a_word_away(home: dict[str, str]) -> None:
    assert "tomorrow's" in talk(home, "text", "q")


def test_contents_lead_to_any_scene_and_a_finished_lesson_begins_there(home: dict[str, str]) -> None:
    out = talk(home, "contents", "3", "q")
    assert (
        "The idea." in out and f"3. ○ {LESSON.pages[2].title}" in out and f"Page 3 of 5: {LESSON.pages[2].title}" in out
    )
    store = open_store(home)
    for name in LESSON.questions:
        store.record(Attempt("learning-rate", name, 1, "1", "right"))
    store.close()
    again = talk(home, "", "q")
    assert "6 of 6 questions right" in again and "Page 1 of 5" not in again


def test_who_knows_it_is_asked_three_questions(home: dict[str, str]) -> None:
    out = talk(home, "know learning-rate", "skip", "skip", "skip", "", "q", words=())
    assert "Question 1 of 3" in out and "3 questions of 3 still to answer" in out
    assert "There is no lesson called “bogs”" in talk(home, "know bogs", "q", words=())
