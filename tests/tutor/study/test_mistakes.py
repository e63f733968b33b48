"""Mistakes by name: worked out from replies, mended by a page, practised with fresh numbers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.kit.course import load, outline
from lessons.kit.errors import UnknownLesson
from lessons.kit.heading import Heading
from lessons.kit.lesson import Lesson, Page
from lessons.kit.questions import Choice, Number, Predict
from tests.tutor.conftest import Hand
from tests.tutor.shell_support import make_course, said
from tutor.store import Attempt, open_store
from tutor.study.progress.mistakes import mistakes, practice, remedy
from tutor.study.progress.remedy import because, mending_page, named_page
from tutor.study.quiz.rounds import Item
from tutor.text.words import ago
from tutor.tui.app import TutorApp
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.screens.mistakes import MistakesScreen
from tutor.tui.screens.round import RoundScreen

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
Sit = Callable[..., AbstractAsyncContextManager[Hand]]


def wrong(question: str, mistake: str | None, lesson: str = "walking", *, days: int = 0) -> Attempt:
    return Attempt(lesson, question, 7, "x", "wrong", mistake, when=datetime.now(UTC) - timedelta(days=days))


def right(question: str, lesson: str = "walking") -> Attempt:
    return Attempt(lesson, question, 8, "y", "right")


def test_each_mistake_of_each_lesson_stands_once_with_its_count_and_its_questions() -> None:
    first = wrong("a", "sign flipped")
    rest = [wrong("b", "sign flipped"), wrong("a", "sign flipped", "drawing"), wrong("a", ""), wrong("a", None)]
    made = mistakes([first, *rest, wrong("a", "sign flipped")])
    assert [(one.lesson, one.name, one.count, one.questions) for one in made] == [
        ("walking", "sign flipped", 3, ("a", "b")),
        ("drawing", "sign flipped", 1, ("a",)),
    ]


def test_it_is_put_right_when_all_its_questions_are_and_open_again_when_it_comes_back() -> None:
    slips = [wrong("a", "slip"), wrong("b", "slip")]
    assert not mistakes([*slips, right("a")])[0].right_since
    assert mistakes([*slips, right("a"), right("b")])[0].right_since
    assert not mistakes([*slips, right("a"), right("b"), wrong("b", "slip")])[0].right_since
    assert not mistakes([right("a"), right("b"), *slips])[0].right_since


def test_open_ones_come_first_and_the_latest_of_them_first_whatever_the_clock_says() -> None:
    made = mistakes([wrong("a", "one", days=-900), wrong("b", "two"), wrong("c", "three", days=900), right("b")])
    assert [one.name for one in made] == ["three", "one", "two"]


def test_practising_asks_its_questions_with_fresh_numbers_and_three_at_most() -> None:
    (made,) = mistakes([wrong(name, "slip") for name in "abcd"])
    round_ = practice(made)
    assert round_.kind == "mistake" and "slip" in round_.title
    assert round_.items == tuple(Item("walking", name) for name in "dcb")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        *((-400, "today"), (0, "today"), (1, "yesterday"), (2, "2 days ago"), (13, "13 days ago"), (14, "2 weeks ago")),
        *((59, "8 weeks ago"), (60, "2 months ago"), (729, "24 months ago"), (730, "2 years ago")),
    ],
)
def test_how_long_ago_in_words(days: int, words: str) -> None:
    assert ago(NOW - timedelta(days=days), NOW) == words


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_how_long_ago_never_fails(when: datetime, now: datetime) -> None:
    assert ago(when, now).split()[-1] in {"today", "yesterday", "ago"}


def test_where_no_page_is_named_it_is_the_one_that_has_most_to_say(tmp_path: Path) -> None:
    pages = (
        Page(1, "Misses", "The loss is the mean of the squared misses, so it is divided by how many there are."),
        Page(
            2,
            "Learning rate",
            "A learning rate says how far a step goes.",
            demo="walk",
            after="A long step overshoots.",
        ),
        Page(3, "Quiz", "", questions=("slope_here",)),
    )
    lesson = Lesson(Heading("t", "T", "", (), tmp_path), pages, {}, {}, tuple)

    def mends(mistake: str, told: str, question: str = "slope_here") -> int | None:
        page = mending_page(lesson, question, mistake, told, "What is the new weight?")
        return page.number if page is not None else None

    assert mends("sum instead of mean", "You forgot to divide by how many there are.") == 1
    assert mends("overshot", "That step overshoots.") == 2, "words after a run count, too"
    assert mends("sneezed", "Bless you.") == 2, "nothing speaks of it: the nearest picture"
    assert mends("sneezed", "Bless you.", "gone") is None


def test_every_mistake_of_the_course_has_its_line_and_a_page_without_a_quiz() -> None:
    found = 0
    for heading in (heading for part in outline() for heading in part.lessons):
        here = load(heading.id)
        for question in here.questions.values():
            body = question.draw(3).body
            named = body.options if isinstance(body, Choice | Predict) else body.misconceptions
            for name in {slip.name for slip in named if slip.name}:
                told = because(body, name)
                page = mending_page(here, question.name, name, told, body.prompt)
                assert told and page is not None and not page.questions, (heading.id, question.name, name)
                found += 1
    assert found > 100


def test_what_cannot_be_loaded_or_asked_any_more_is_said() -> None:
    def gone(lesson_id: str) -> Lesson:
        raise UnknownLesson(lesson_id, ["loss"])

    (made,) = mistakes([wrong("gone", "slip", "loss")])
    assert "no lesson" in remedy(made, gone).problem and remedy(made, gone).title == "loss"
    assert "does not ask “Gone” any more" in remedy(made, load).problem


async def test_the_page_lists_them_and_leads_to_the_page_that_mends(app: TutorApp, sit: Sit) -> None:
    for attempt in (wrong("which_way", "uphill", days=3), wrong("slope_here", "sign flipped"), right("which_way")):
        app.store.record(attempt)
    async with sit() as hand:
        await hand.press("m")
        assert isinstance(app.screen, MistakesScreen)
        assert hand.reads("Mistakes by name", "1 of 2 still open", "▸ sign flipped", "once, today", "◐ open")
        assert hand.reads("You went downhill: the slope points up.", "Enter opens page 1, “What a slope is”.")
        await hand.press("down")
        assert hand.reads("▸ uphill", "once, 3 days ago", "✓ right since", "Since then you have answered right.")
        await hand.press("up", "enter")
        await hand.until(lambda: isinstance(app.screen, LessonScreen) and app.screen.number)
        assert hand.lesson.number == 1
        await hand.press("escape")
        assert isinstance(app.screen, MistakesScreen) and hand.reads("▸ sign flipped")
        await hand.press("escape")
        assert hand.reads("First steps")


async def test_practising_puts_it_right_and_the_list_says_so(app: TutorApp, sit: Sit) -> None:
    app.store.record(wrong("which_way", "uphill"))
    async with sit() as hand:
        await hand.press("m", "p")
        await hand.until(lambda: isinstance(app.screen, RoundScreen) and app.screen.panel.quiz is not None)
        assert hand.reads("Again: uphill", "Which way is down?")
        await hand.press("1", "enter")
        await hand.until(lambda: app.store.attempts()[-1].verdict == "right")
        await hand.press("escape")
        await hand.until(lambda: isinstance(app.screen, MistakesScreen) and hand.reads("✓ right since"))
        assert hand.reads("0 of 1 still open")


async def test_a_page_without_mistakes_says_something_kind_and_offers_nothing(app: TutorApp, sit: Sit) -> None:
    app.store.record(wrong("which_way", None))
    async with sit() as hand:
        await hand.press("m")
        assert hand.reads("No mistake has a name here yet.", "they are welcome")
        assert "practise" not in hand.key_words() and "read" not in hand.key_words()
        await hand.press("p", "enter", "down")
        assert isinstance(app.screen, MistakesScreen)
        await hand.press("m")
        assert not isinstance(app.screen, MistakesScreen)


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (120, 40)])
async def test_it_can_be_read_at_every_size(app: TutorApp, sit: Sit, size: tuple[int, int]) -> None:
    for number in range(30):
        app.store.record(wrong("slope_here", f"mistake number {number} with a name that is rather long"))
    app.store.record(wrong("slope_here", "sign flipped"))
    async with sit(size) as hand:
        await hand.press("m")
        assert hand.reads("▸ sign flipped", "◐", "Enter opens page 1", "You went downhill: the slope points up.")
        await hand.press("end")
        assert hand.reads("▸ mistake number 0")
        assert all(len(line) <= size[0] for line in hand.lines())


def test_the_command_lists_them_with_page_and_practice(tmp_path: Path) -> None:
    root = make_course(tmp_path)
    assert "what they are for" in " ".join(said(root, "mistakes").out.split()) and said(root, "mistakes").status == 0
    store = open_store()
    for attempt in (wrong("double", "once only", "hills"), wrong("double", "once only", "hills")):
        store.record(attempt)
    store.record(wrong("x", "an old slip", "gone"))
    told = said(root, "mistakes")
    assert told.status == 0 and "once only (Which way is down?): twice, last today\nThat is once." in told.out
    assert "Read page 1, “The ground”: nntutor lesson hills" in told.out
    assert "nntutor quiz hills --question " in told.out
    assert "an old slip (gone): once, today" in told.out and "no lesson" in told.out
    plain = said(root, "--plain", stdin="?\nMistakes\nq\n").out
    assert "mistakes lists those that you made" in " ".join(plain.split()) and told.out in plain
    old, twice = said(root, "mistakes", "--json").records
    assert (twice["name"], twice["count"], twice["page"], twice["right_since"]) == ("once only", 2, 1, False)
    assert (old["page"], old["lesson"]) == (None, "gone") and old["problem"]


def test_a_page_that_the_lesson_names_for_a_mistake_goes_before_one_that_is_found() -> None:
    lesson = load("gradient")
    body = lesson.questions["slope_here"].draw(0).body
    assert isinstance(body, Number)
    slip = body.misconceptions[0]
    named = replace(body, misconceptions=(replace(slip, page=lesson.pages[2].title), *body.misconceptions[1:]))
    page = named_page(lesson, named, slip.name)
    assert page is not None and page is lesson.pages[2]
    unnamed = replace(body, misconceptions=(replace(slip, page=""), *body.misconceptions[1:]))
    assert named_page(lesson, unnamed, slip.name) is None
