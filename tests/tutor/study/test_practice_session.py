"""A practice round from the store to its end, and how well a lesson sits: made by answering, undone by time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Literal, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.kit.course import load, outline
from lessons.kit.heading import Part
from lessons.kit.lesson import Lesson
from tests.tutor.shell_support import make_course, said
from tutor.store import Attempt, Bookmark, Store, open_store
from tutor.study.practice.session import coming_back, practice_round
from tutor.study.progress.mastery import with_mastery
from tutor.study.progress.standing import Mastery
from tutor.study.progress.standing_words import SIGNS
from tutor.study.quiz.rounds import Answered, Item, Round

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUESTIONS = ("double", "bigger", "held")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def hills(root: Path) -> Lesson:
    return load("hills", root)


@pytest.fixture
def parts(root: Path) -> tuple[Part, ...]:
    return outline(root)


@pytest.fixture
def store() -> Store:
    return open_store()


def answer(
    store: Store,
    days: float,
    questions: Iterable[str] = QUESTIONS,
    verdict: Literal["right", "wrong"] = "right",
    lesson: str = "hills",
) -> None:
    """Answer questions on some day, each drawn afresh."""
    for question in questions:
        when = START + timedelta(days=days)
        store.record(Attempt(lesson, question, int(days * 1000), "x", verdict, when=when))


def sits(store: Store, parts: tuple[Part, ...], days: float) -> str | None:
    """How well the lesson sits on some day."""
    return with_mastery(store, parts, START + timedelta(days=days))["hills"].mastery


def test_a_lesson_rises_from_new_to_mastered_and_falls_again_with_time(store: Store, parts: tuple[Part, ...]) -> None:
    assert sits(store, parts, 0) == "new"
    answer(store, 0, ["held"], "wrong")
    assert sits(store, parts, 0) == "met", "in a round alone"
    store.visit(Bookmark("hills", 1))
    assert sits(store, parts, 0) == "seen"
    answer(store, 0, ["double"])
    assert sits(store, parts, 0) == "seen", "one of three"
    answer(store, 0.01, ["bigger"])
    assert sits(store, parts, 1) == "familiar", "two of three"
    answer(store, 1, ["held"])
    assert sits(store, parts, 1) == "familiar", "all three, but none of them again a day later"
    answer(store, 4)
    assert sits(store, parts, 4) == "mastered"
    assert sits(store, parts, 4 + 400) == "seen", "time has passed"
    answer(store, 4 + 400)
    assert sits(store, parts, 4 + 400) == "mastered", "one round of right replies brings it back"


def test_a_wrong_reply_makes_it_fall(store: Store, parts: tuple[Part, ...]) -> None:
    answer(store, 0)
    answer(store, 3)
    answer(store, 3.1, ["double"], "wrong")
    assert sits(store, parts, 3.2) == "familiar"
    answer(store, 3.3, ["bigger"], "wrong")
    assert sits(store, parts, 3.4) == "met"


def test_a_reset_makes_a_lesson_new(store: Store, parts: tuple[Part, ...]) -> None:
    answer(store, 0)
    store.reset("hills")
    assert sits(store, parts, 0) == "new"


def test_what_waits_is_counted_by_lesson(store: Store, parts: tuple[Part, ...]) -> None:
    answer(store, 0, ["double"], "wrong")
    answer(store, 0, ["bigger"])
    answer(store, 0, ["a question that the lesson does not ask any more"], "wrong")
    found = [with_mastery(store, parts, START + timedelta(days=days))["hills"].waiting for days in (0, 30)]
    assert found == [1, 2]


def test_the_signs_differ_and_so_do_their_stand_ins() -> None:
    from tutor.text.ascii import in_ascii

    assert len(set(SIGNS.values())) == len({in_ascii(sign) for sign in SIGNS.values()}) == 3


def practise(store: Store, root: Path, hills: Lesson, days: float = 0, loaded: list[str] | None = None) -> Round | None:
    """A round on some day, of a course of which one lesson is broken."""

    def loading(lesson: str) -> Lesson:
        if loaded is not None:
            loaded.append(lesson)
        return hills if lesson == "hills" else load(lesson, root)

    return practice_round(store, outline(root), loading, lambda: START + timedelta(days=days), Random(1))


def test_nothing_begun_gives_no_round_and_loads_nothing(store: Store, root: Path, hills: Lesson) -> None:
    loaded: list[str] = []
    assert practise(store, root, hills, loaded=loaded) is None and loaded == []


def test_a_lesson_that_was_only_opened_is_asked_about(store: Store, root: Path, hills: Lesson) -> None:
    store.visit(Bookmark("hills", 1))
    round_ = practise(store, root, hills)
    assert round_ is not None and {item.question for item in round_.items} == set(QUESTIONS)
    assert (round_.kind, round_.title, round_.allow_hints, round_.allow_retry) == ("practice", "Practice", True, True)


def test_a_lesson_that_cannot_be_loaded_is_left_out_and_the_end_says_so(
    store: Store, root: Path, hills: Lesson
) -> None:
    text = root / "ten_questions" / "bogs" / "text.md"
    before = text.read_text(encoding="utf-8")
    text.write_text(f"{before}\n## Quiz\n\n```quiz\nwet\n```\n", encoding="utf-8")
    try:
        answer(store, 0)
        answer(store, 0, ["wet"], "wrong", "bogs")
        round_ = practise(store, root, hills)
        assert round_ is not None and {item.lesson for item in round_.items} == {"hills"}
        assert "bogs was left out: " in round_.at_the_end(())
    finally:
        text.write_text(before, encoding="utf-8")


def results(*questions: str, first: Literal["right", "wrong"] = "right") -> list[Answered]:
    return [Answered(Item("hills", question, 1), "Hills?", "right", first) for question in questions]


def test_the_end_says_what_comes_back_when(store: Store) -> None:
    answer(store, 0, ["double"])
    answer(store, 3)
    words = coming_back(store, results(*QUESTIONS), START + timedelta(days=3.001))
    assert words.startswith("Coming back: 2 questions in 2 days and 1 question in ")
    answer(store, 4, ["held"], "wrong")
    words = coming_back(store, results(*QUESTIONS), START + timedelta(days=4.001))
    assert "2 questions tomorrow" in words or "1 question tomorrow" in words
    assert words.endswith("One that was missed waits for the next round already.")


def test_what_was_not_answered_is_not_said_to_come_back(store: Store) -> None:
    unanswered = [Answered(Item("hills", "double", 1), "Hills?", "open")]
    answer(store, 0)
    assert coming_back(store, unanswered, START) == ""


deeds = st.tuples(
    st.floats(-900, 900), st.sampled_from([*QUESTIONS, "gone"]), st.sampled_from(["right", "wrong"]),
    st.sampled_from(["hills", "bogs", "nowhere"]),
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(deeds, max_size=12), st.floats(-900, 900))
def test_whatever_was_done_whenever_a_round_asks_only_what_there_is(
    root: Path,
    hills: Lesson,
    done: list[tuple[float, str, Literal["right", "wrong"], str]],
    now: float,
) -> None:
    store = open_store({"NNTUTOR_HOME": "/dev/null"})
    for days, question, verdict, lesson in done:
        answer(store, days, [question], verdict, lesson)
    round_ = practise(store, root, hills, now)
    if any(lesson == "hills" for *_, lesson in done):
        assert round_ is not None and sorted(item.question for item in round_.items) == sorted(QUESTIONS)
        assert all(item.lesson == "hills" for item in round_.items)
    else:
        assert round_ is None
    assert sits(store, outline(root), now) in get_args(Mastery)


def test_practice_without_a_terminal_is_a_conversation(root: Path) -> None:
    nothing = said(root, "practice")
    assert nothing.status == 0 and "Begin with a lesson" in " ".join(nothing.out.split())
    store = open_store()
    answer(store, 0, ["double"], "wrong")
    store.close()
    asked = said(root, "practice", "--plain", stdin="0\nskip\nskip\nskip\n")
    assert asked.status == 0
    for words in (
        "Practice",
        "From “Which way is down?”",
        "Question 1 of 3",
        "Marked wrong.",
        "right",
        "waits for the",
    ):
        assert words in " ".join(asked.out.split())
    assert len(open_store().attempts()) == 2


def test_another_five_can_be_typed_at_the_end(root: Path) -> None:
    store = open_store()
    answer(store, 0, ["double"], "wrong")
    store.close()
    skip = "skip\n" * 3
    out = " ".join(said(root, "practice", stdin=f"{skip}what\nanother\n{skip}\n").out.split())
    assert out.count("Question 1 of 3") == 2 and out.count("0 of 3 questions right") == 2
    assert out.count("Enter is done, another asks five more >") == 3, "after both rounds, and after what was not read"
    assert "The input ended" not in out
    left = said(root, "--plain", stdin=f"practice\n{skip}q\n").out
    assert "Until next time." in left
    early = said(root, "--plain", stdin="practice\nhome\nq\n").out
    assert "another" not in early, "who left early is not asked"


def test_practice_whose_input_ends_keeps_what_was_answered(root: Path) -> None:
    store = open_store()
    answer(store, 0, ["double"], "wrong")
    store.close()
    asked = said(root, "practice", stdin="0\n")
    assert asked.status == 0 and "Every answer is kept" in asked.out
    assert len(open_store().attempts()) == 2


def test_practice_takes_no_arguments(root: Path) -> None:
    assert said(root, "practice", "gradient").status == 2


def test_progress_says_how_well_each_sits_and_what_waits(root: Path) -> None:
    store = open_store()
    answer(store, 0, ["double"], "wrong")
    store.close()
    told = said(root, "progress").out
    assert "hills  ◐ begun: 0 of 3 questions right, 0 of 4 pages read; met" in told
    assert "For practice: 1 question. `nntutor practice` asks five at a time." in told
    record = said(root, "progress", "--json").records[0]
    assert (record["mastery"], record["waiting"]) == ("met", 1)


def test_practice_can_be_typed_at_the_plain_list(root: Path) -> None:
    store = open_store()
    answer(store, 0, ["double"], "wrong")
    store.close()
    out = " ".join(said(root, "--plain", stdin="?\npractice\nhome\nq\n").out.split())
    assert "For practice: 1 question. Type practice to be asked five." in out
    assert "A question sits if" in out and "Question 1 of 3" in out and out.count("Type the number of a lesson, q") == 2
