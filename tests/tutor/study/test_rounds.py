"""Rounds that mix lessons: each question under its own lesson, under the round's rules, and how it all went."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from lessons.kit.course import LoadLesson, load
from lessons.kit.errors import LessonError, UnknownLesson
from lessons.kit.lesson import Lesson
from tests.tutor.shell_support import make_course
from tutor.plain.round import ask_round
from tutor.plain.talk import Talk, Way
from tutor.store import Attempt, Bookmark, Store, open_store
from tutor.study.quiz.quiz import Quiz
from tutor.study.quiz.rounds import Answered, Item, Round
from tutor.study.quiz.summary import summary

ITEMS = (Item("hills", "double", 4), Item("dales", "double", 5), Item("hills", "bigger", 6))


@pytest.fixture(scope="module")
def hills(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    return load("hills", make_course(tmp_path_factory.mktemp("course")))


class Course:
    """Two lessons that ask the same; counts how often each is loaded."""

    def __init__(self, hills: Lesson) -> None:
        dales = replace(hills, heading=hills.heading._replace(id="dales", title="Dales?"))
        self._lessons = {"hills": hills, "dales": dales}
        self.loaded: list[str] = []

    def load(self, lesson: str) -> Lesson:
        self.loaded.append(lesson)
        if lesson not in self._lessons:
            raise UnknownLesson(lesson, [])
        return self._lessons[lesson]


@pytest.fixture
def course(hills: Lesson) -> Course:
    return Course(hills)


@pytest.fixture
def store() -> Store:
    return open_store()


def answer_rightly(quiz: Quiz) -> None:
    assert quiz.reply(quiz.current.body.accepted_reply()).outcome == "right"


def test_each_reply_is_kept_under_its_own_lesson_question_and_seed(course: Course, store: Store) -> None:
    quiz = Quiz(ITEMS, store, course.load)
    for _ in ITEMS:
        answer_rightly(quiz)
        quiz.move(1)
    assert [(made.lesson, made.question, made.seed) for made in store.attempts()] == [
        (item.lesson, item.question, item.seed) for item in ITEMS
    ]
    assert quiz.states == ("right", "right", "right")


def test_the_same_question_of_two_lessons_is_two_questions(course: Course, store: Store) -> None:
    quiz = Quiz(ITEMS, store, course.load)
    quiz.hint()
    quiz.reply("0")
    quiz.move(1)
    assert quiz.states == ("wrong", "open", "open") and quiz.verdict is None and quiz.hints_given == ()
    assert (quiz.item, quiz.lesson.heading.id, quiz.title) == (ITEMS[1], "dales", "Dales?")


def test_a_lesson_is_loaded_when_it_is_first_needed_and_once(course: Course, store: Store) -> None:
    quiz = Quiz(ITEMS, store, course.load)
    assert course.loaded == ["hills"]
    for by in (1, 1, -1, -1):
        quiz.move(by)
        quiz.prepare()
    assert course.loaded == ["hills", "dales"]


def test_a_round_takes_up_nothing_from_before(course: Course, store: Store) -> None:
    store.record(Attempt("hills", "double", 3, "0", "wrong"))
    store.visit(Bookmark("hills", 4, "bigger", 3, "dra"))
    quiz = Quiz([Item("hills", "double"), Item("hills", "bigger")], store, course.load, fresh=lambda: 9)
    assert (quiz.position, quiz.states, quiz.current.seed) == (0, ("open", "open"), 9)


def test_without_retries_the_first_reply_stands(course: Course, store: Store) -> None:
    quiz = Quiz(ITEMS, store, course.load, allow_retry=False)
    before = quiz.current
    told = quiz.reply("0")
    assert quiz.settled and quiz.reply(quiz.current.body.accepted_reply()) is told
    assert quiz.retry() is before and len(store.attempts()) == 1


def test_without_hints_there_are_none(course: Course, store: Store) -> None:
    quiz = Quiz(ITEMS, store, course.load, allow_hints=False)
    assert quiz.hint() is None and not quiz.more_hints and quiz.hints_given == ()


def test_results_tell_the_whole_story_of_each_question(course: Course, store: Store) -> None:
    quiz = Quiz([*ITEMS, Item("bogs", "wet")], store, course.load, fresh=lambda: 11)
    quiz.hint()
    quiz.reply(f"-{quiz.current.body.accepted_reply()}")
    quiz.retry()
    quiz.hint()
    answer_rightly(quiz)
    quiz.move(1)
    answer_rightly(quiz)
    quiz.move(2)
    with pytest.raises(LessonError):
        quiz.prepare()
    again, at_once, unseen, lost = quiz.results()
    title = quiz.results()[0].title
    assert again == Answered(Item("hills", "double", 11), title, "right", "wrong", 2, ("sign flipped",))
    assert (at_once.state, at_once.first, at_once.hints, at_once.title) == ("right", "right", 0, "Dales?")
    assert (unseen.state, unseen.first, unseen.item.seed) == ("open", None, None)
    assert "no lesson called “bogs”" in lost.problem and lost.title == "bogs"


def test_the_summary_says_each_outcome_in_words() -> None:
    item, title = ITEMS[0], "Hills?"
    words = summary(
        [
            Answered(item, title, "right", "right"),
            Answered(item, title, "right", "right", 2),
            Answered(item, title, "right", "wrong", 0, ("sign flipped", "once only")),
            Answered(item, title, "wrong", "wrong", 1, ("once only",)),
            Answered(item, title, "open"),
            Answered(item, title, "open", problem="It is broken."),
        ],
        "Come back.",
    )
    expected = [
        "3 of 5 questions right; 1 question could not be asked",
        "Come back.",
        "1. ✓ **right at once**: *Hills?* · Double",
        "2. ✓ **right with 2 hints**: *Hills?* · Double",
        "3. ✓ **right at another try** (sign flipped and once only): *Hills?* · Double",
        "4. ✗ **not yet** (once only): *Hills?* · Double",
        "5. · **not answered**: *Hills?* · Double",
        "6. · **could not be asked**: *Hills?* · Double. It is broken.",
    ]
    place = 0
    for line in expected:
        place = words.index(line, place)


def conversation(store: Store, load: LoadLesson, round_: Round, *replies: str) -> tuple[Way, str]:
    """Where a round led to, and all that was said."""
    out = io.StringIO()
    talk = Talk(io.StringIO("".join(f"{reply}\n" for reply in replies)), out, {"COLUMNS": "79"})
    way = ask_round(talk, round_, store, load)
    assert all(len(line) <= 79 for line in out.getvalue().splitlines())
    return way, " ".join(out.getvalue().split())


def test_a_round_as_a_conversation(course: Course, store: Store) -> None:
    round_ = Round("practice", "Practice", ITEMS, at_the_end=lambda results: f"{len(results)} came back.")
    way, out = conversation(store, course.load, round_, "hint", "0", "skip", "skip", "1", "2", "")
    assert way is Way.HOME
    expected = ["Practice", "From “Which way is down?”", "Question 1 of 3", "Hint 1 of 3", "Marked wrong."]
    expected += ["From “Dales?”", "Question 2 of 3", "Question 3 of 3", "1 of 3 questions right", "3 came back."]
    place = 0
    for words in [*expected, "1. ✗ not yet: Which way is down? · Double", "2. · not answered: Dales? · Double"]:
        place = out.index(words, place)


def test_a_strict_round_offers_no_more_than_it_gives(course: Course, store: Store) -> None:
    round_ = Round("graduation", "Graduation", ITEMS[:1], allow_hints=False, allow_retry=False)
    way, out = conversation(store, course.load, round_, "?", "hint", "retry", "0", "1", "retry", "q")
    assert way is Way.LEAVE
    assert "Or: skip, ?" in out and "hint helps" not in out and "retry gives" not in out
    assert "There is no hint in this round." in out and out.count("There is no retry in this round.") == 2
    assert "Marked wrong." in out and "Answer again" not in out and "That one is answered. Enter goes on." in out
    assert len(store.attempts()) == 1


def test_a_lesson_that_cannot_be_loaded_is_passed_over_in_words(course: Course, store: Store) -> None:
    round_ = Round("practice", "Practice", (Item("bogs", "wet"), ITEMS[1]))
    _, out = conversation(store, course.load, round_, "", "skip")
    assert "There is no lesson called “bogs”" in out and "From “Dales?”" in out
    assert "0 of 1 question right; 1 question could not be asked" in out
