"""Graduating on the screen: the offer, the ten questions, passing and missing, coming back, the certificate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.tutor.conftest import at_the_keyboard
from tests.tutor.graduation_support import (
    TEN,
    Course,
    CourseShelf,
    make_course,
    make_whole_course,
    reply_to_all,
    wrong_reply,
)
from tutor.store import Attempt, Store, open_store
from tutor.study.graduation.certificate import as_text
from tutor.study.graduation.records import MISSED, graduations
from tutor.study.graduation.round import graduation_round
from tutor.study.graduation.sizes import WHOLE_COURSE
from tutor.study.quiz.quiz import Quiz
from tutor.tui.app import TutorApp
from tutor.tui.screens.graduation import GraduationScreen
from tutor.tui.screens.home import HomeScreen
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.screens.round import RoundScreen
from tutor.tui.startup import FirstScreen

Sit = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(make_course(tmp_path_factory.mktemp("course")))


@pytest.fixture
def app(course: Course) -> Iterator[TutorApp]:
    """The app on that course, with motion off, so that confetti is a line of words."""
    made = TutorApp(open_store(), services=CourseShelf(course))
    made.change("motion", "off")
    yield made
    made.finish_writing()
    made.store.close()


@pytest.fixture
def sit(app: TutorApp) -> Sit:
    return lambda size=(80, 24): at_the_keyboard(app, size)


def nearly_all(course: Course, store: Store, right: int) -> None:
    """Begin a round and answer eight of the ten, so many of them right."""
    quiz = Quiz.of_round(graduation_round(course.outlook(store), store, course.load), store, course.load)
    for place in range(TEN - 2):
        quiz.reply(quiz.current.body.accepted_reply() if place < right else wrong_reply(quiz))
        quiz.move(1)


def pass_it(course: Course, store: Store, right: int = TEN) -> None:
    reply_to_all(graduation_round(course.outlook(store), store, course.load), store, course.load, right)


async def begin(hand: Any, word: str = "begin") -> RoundScreen:
    """From the home screen to the first open question."""
    await hand.press("g")
    opened: Any = hand.app
    assert isinstance(opened.screen, GraduationScreen) and word in hand.key_words()
    hand.strike("a" if word == "another round" else "enter")
    await hand.until(lambda: isinstance(hand.app.screen, RoundScreen) and hand.reads("of 10"))
    screen: Any = hand.app.screen
    assert isinstance(screen, RoundScreen)
    return screen


async def finish(hand: Any, screen: RoundScreen, right: int) -> None:
    """Answer all that is open, so many of all ten right, and go to the end."""
    quiz = screen.panel.quiz
    assert isinstance(quiz, Quiz)
    for place in range(quiz.position, TEN):
        reply = quiz.current.body.accepted_reply() if place < right else wrong_reply(quiz)
        await hand.press(*("minus" if sign == "-" else sign for sign in reply), "enter", "n")


# The offer


async def test_the_home_screen_offers_it_once_all_is_done(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store)
    async with sit() as hand:
        assert hand.reads("done: g graduates", "g graduate", "0 of 1, more to come")
        await hand.press("g")
        assert hand.reads("Graduation from part 1", "Ten questions, mixed from all of the part", "Enter begin")
        await hand.press("escape")
        assert isinstance(app.screen, HomeScreen) and not app.store.events("graduation-begun"), "declined"


async def test_before_that_it_says_which_lessons_are_missing(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store, but="dales")
    async with sit() as hand:
        assert hand.reads("2 of 3 done") and "graduate" not in hand.key_words()
        await hand.press("g")
        assert hand.reads("One lesson is still to be done", "The dales: which way? (◐ 0 of 4 right)")
        assert {"begin", "another round", "write it down"}.isdisjoint(hand.key_words())
        await hand.press("enter", "a", "w")
        assert isinstance(app.screen, GraduationScreen) and not app.store.events("graduation-begun")


async def test_a_part_that_grows_says_that_more_is_to_come(sit: Sit) -> None:
    async with sit() as hand:
        await hand.press("end", "g")
        assert hand.reads("Graduation from part 2", "more are to come") and "begin" not in hand.key_words()


async def test_the_last_answer_of_a_part_is_followed_by_the_offer(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store, but="moors")
    for question in ("double", "bigger", "held"):
        app.store.record(Attempt("moors", question, 1, "1", "right"))
    async with sit() as hand:
        await hand.open("moors", 4)
        assert "graduate" not in hand.key_words() and not hand.reads("Press g")
        quiz = app.screen.query_one("QuizPanel").quiz  # type: ignore[attr-defined]
        assert quiz.item.question == "thrice"
        await hand.press(*quiz.current.body.accepted_reply(), "enter")
        await hand.until(lambda: hand.reads("Press g to graduate. All of “Ten questions” is done."))
        assert isinstance(app.screen, LessonScreen) and "graduate" in hand.key_words(), "nothing moves on by itself"
        await hand.press("escape")
        assert hand.reads("All of “Ten questions” is done.", "Press g.", "done: g graduates")
        await hand.open("moors", 4)
        await hand.press("escape") if hand.app.screen.focused.id == "reply-line" else None
        await hand.press("g")
        assert hand.reads("Graduation from part 1") and isinstance(app.screen, GraduationScreen)
        await hand.press("escape")
        assert isinstance(app.screen, LessonScreen)


async def test_the_command_begins_with_it_and_a_seed_makes_it_a_rehearsal(app: TutorApp) -> None:
    app = TutorApp(app.store, FirstScreen(graduate=(None, 7)), app.services)
    async with at_the_keyboard(app) as hand:
        await hand.until(lambda: hand.reads("A rehearsal: these are the ten questions that seed 7 draws"))
        hand.strike("enter")
        await hand.until(
            lambda: isinstance(app.screen, RoundScreen) and hand.reads("Rehearsal, seed 7", "question 1 of")
        )
        screen: Any = app.screen
        await hand.press(*screen.panel.quiz.current.body.accepted_reply(), "enter", "escape")
        assert isinstance(app.screen, GraduationScreen) and "begin" in hand.key_words()
    assert not app.store.events("graduation-begun") and len(app.store.attempts()) == 1


# The round


@pytest.mark.parametrize("right", [8, 10])
async def test_enough_right_and_there_is_a_certificate(sit: Sit, app: TutorApp, course: Course, right: int) -> None:
    course.finish(app.store)
    nearly_all(course, app.store, right)
    async with sit() as hand:
        await finish(hand, await begin(hand, "go on"), right)
        assert hand.reads(f"{right} of 10 questions right", "Graduated!")
        assert [won.score for won in graduations(app.store)] == [right]
        await hand.press("enter")
        assert isinstance(app.screen, GraduationScreen)
        assert hand.reads(
            "Hooray! Here confetti would fall.", f"with {right} of 10 questions right", "Certificate: How neural"
        )
        assert {"write it down", "another round"} <= set(hand.key_words()) and "begin" not in hand.key_words()
        await hand.press("escape")
        assert hand.reads("✓ graduated", "g certificate")
        await hand.press("g")
        assert hand.reads("Certificate: How neural") and not hand.reads("Hooray!"), "once"


async def test_too_few_right_is_told_kindly_and_may_be_tried_again(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store)
    nearly_all(course, app.store, 7)
    async with sit() as hand:
        await finish(hand, await begin(hand, "go on"), 7)
        assert hand.reads("7 of 10 questions right", "So near.", "What to look at again")
        await hand.press("enter")
        assert hand.reads("Ten questions, mixed from all") and "begin" in hand.key_words()
        assert not hand.reads("Hooray") and not graduations(app.store) and len(app.store.events(MISSED)) == 1


async def test_leaving_in_the_middle_loses_nothing(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store)
    async with sit() as hand:
        screen = await begin(hand)
        quiz = screen.panel.quiz
        assert quiz is not None
        items, reply = quiz.items, quiz.current.body.accepted_reply()
        await hand.press(*reply, "enter", "escape")
        assert hand.reads("1 of 10 questions are answered", "Enter go on")
        await hand.press("escape")
        assert hand.reads("graduation begun: g")
        resumed: Any = await begin(hand, "go on")
        assert hand.reads("question 2 of 10")
        assert resumed.panel.quiz.items == items and resumed.panel.quiz.states[0] == "right"


async def test_there_are_no_hints_and_one_reply(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store)
    async with sit() as hand:
        screen = await begin(hand)
        assert not any(word.startswith("hint") for word in hand.key_words())
        quiz = screen.panel.quiz
        assert quiz is not None
        await hand.press(*wrong_reply(quiz).replace("-", "0"), "enter")
        assert quiz.states[0] == "wrong" and {"answer", "fresh numbers"}.isdisjoint(hand.key_words())


async def test_what_was_passed_stays_passed_in_another_round(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store)
    pass_it(course, app.store)
    async with sit() as hand:
        await hand.press("g")
        assert hand.reads("Passed on", "10 of 10 right")
        await hand.press("escape")
        await begin(hand, "another round")
        assert hand.reads("question 1 of 10")
        await hand.press(*["escape"] * 2 if hand.app.focused and hand.app.focused.id == "reply-line" else ["escape"])
        assert hand.reads("0 of 10 questions are answered", "Passed on")


async def test_the_latest_is_celebrated_and_the_best_is_told(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store)
    pass_it(course, app.store)
    nearly_all(course, app.store, 8)
    async with sit() as hand:
        await finish(hand, await begin(hand, "go on"), 8)
        await hand.press("enter")
        assert hand.reads("Your best: 10 of 10", "Your latest: 8", "Hooray!", "8 of 10 questions right")


# The certificate


async def test_w_writes_it_down_with_a_name_and_says_where(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store)
    pass_it(course, app.store)
    (won,) = graduations(app.store)
    async with sit((100, 40)) as hand:
        await hand.press("g", "w")
        assert hand.reads("A name to put on the certificate, or nothing:", "Enter write it", "Esc leave it")
        await hand.press(*"Ada", "space", *"q", "enter")
        await hand.until(lambda: hand.reads("Written:"))
        assert app.store.location is not None
        (text,) = (app.store.location.parent / "certificates").glob("*.txt")
        assert text.read_text(encoding="utf-8") == as_text(won, "Ada q")
        assert text.stem in "".join(line.strip() for line in hand.lines())
        await hand.press("w", "f1", "escape", *("x" * 61), "enter")
        assert hand.reads("at most 60 characters; this has 61")
        await hand.press("escape", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_the_help_tells_the_keys_of_the_name_while_it_is_typed(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store)
    pass_it(course, app.store)
    async with sit((100, 60)) as hand:
        await hand.press("g", "f1")
        assert hand.reads("Graduation", "Write your certificate as text") and not hand.reads("Typing a name")
        await hand.press("escape", "w", "f1")
        text = " ".join(hand.lines())
        assert text.index("Typing a name") < text.index("Write the certificate with what you typed on it")
        assert text.index("Write nothing, and leave the line.") < text.index("Everywhere")
        assert "Write your certificate as text" not in text, "it is being written"
        assert "knob" not in text
        await hand.press("escape", "escape", "f1")
        assert not hand.reads("Typing a name")


async def test_where_nothing_can_be_kept_the_certificate_is_to_be_copied(course: Course, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    app = TutorApp(open_store({"NNTUTOR_HOME": str(tmp_path / "file" / "home")}), services=CourseShelf(course))
    course.finish(app.store)
    pass_it(course, app.store)
    async with at_the_keyboard(app) as hand:
        await hand.press("g", "w")
        assert hand.reads("Nothing can be kept here")
    app.finish_writing()
    app.store.close()


async def test_a_folder_that_cannot_be_written_gets_a_sentence(sit: Sit, app: TutorApp, course: Course) -> None:
    course.finish(app.store)
    pass_it(course, app.store)
    assert app.store.location is not None
    (app.store.location.parent / "certificates").write_text("in the way", encoding="utf-8")
    async with sit() as hand:
        await hand.press("g", "w", "enter")
        await hand.until(lambda: hand.reads("It could not be written:"))


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_it_can_be_read_in_every_size(sit: Sit, app: TutorApp, course: Course, size: tuple[int, int]) -> None:
    course.finish(app.store)
    async with sit(size) as hand:
        await hand.press("g")
        assert hand.reads("Graduation from part 1", "Ten questions", "Enter begin", "? help")
        await hand.press("question_mark")
        assert hand.reads("Graduation", "Begin the questions")
        await hand.press("escape", "escape")
        pass_it(course, app.store)
        await hand.press("g")
        assert hand.reads("Certificate: How", "w write it down", "? help")
        await hand.press("w")
        assert hand.reads("A name to put on the", "Enter write it")


async def test_from_a_part_to_the_final_graduation_which_waits_for_all_parts(
    sit: Sit, app: TutorApp, course: Course, tmp_path: Path
) -> None:
    course.finish(app.store)
    async with sit() as hand:
        await hand.press("g", "f")
        await hand.until(lambda: hand.reads("Final graduation", "is still growing: it has 4 lessons so far"))
        assert "final" not in hand.key_words() and "begin" not in hand.key_words()
        await hand.press("escape")
        assert hand.reads("Graduation from part 1")
    whole = Course(make_whole_course(tmp_path / "whole"))
    store = open_store({"NNTUTOR_HOME": str(tmp_path / "home")})
    whole.finish(store, whole=True)
    final = TutorApp(store, FirstScreen(graduate=(WHOLE_COURSE, None)), CourseShelf(whole))
    async with at_the_keyboard(final, (40, 12)) as hand:
        await hand.until(lambda: hand.reads("Final graduation", "Enter begin"))
        await hand.press("enter")
        await hand.until(lambda: isinstance(final.screen, RoundScreen) and hand.reads("question 1 of 15"))
    final.finish_writing()
    store.close()
