"""A round of questions: marking, hints, fresh numbers, and coming back to it in another session."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from lessons.kit.course import load
from lessons.kit.errors import DoesNotAgree, LessonError
from lessons.kit.lesson import Lesson
from lessons.kit.questions import Choice, Draw, Number, Question
from tests.tutor.shell_support import make_course
from tutor.store import Attempt, Bookmark, Store, open_store
from tutor.study.quiz.marking import SEEDS, fresh_seed
from tutor.study.quiz.quiz import Quiz

NAMES = ("double", "bigger", "held")


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    return load("hills", make_course(tmp_path_factory.mktemp("course")))


@pytest.fixture
def store() -> Store:
    return open_store()


def twice(quiz: Quiz) -> str:
    body = quiz.current.body
    assert isinstance(body, Number)
    return f"{body.value():g}"


def test_a_right_reply_is_told_and_kept_with_everything(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store, fresh=lambda: 11)
    before = (
        tuple(item.question for item in quiz.items),
        quiz.position,
        quiz.verdict,
        quiz.reply_given,
        quiz.states[0],
    )
    assert before == (NAMES, 0, None, "", "open")
    quiz.hint()
    verdict = quiz.reply(twice(quiz))
    assert verdict.outcome == "right" and quiz.verdict == verdict and quiz.states[0] == "right"
    (kept,) = store.attempts()
    assert kept == Attempt("hills", "double", 11, twice(quiz), "right", None, 1, when=kept.when, id=kept.id)
    assert quiz.trouble is None


def test_a_known_mistake_is_named_and_kept_under_its_name(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    verdict = quiz.reply(f"-{twice(quiz)}")
    assert (verdict.outcome, verdict.misconception) == ("wrong", "sign flipped")
    assert store.attempts()[0].misconception == "sign flipped"
    assert quiz.states[0] == "wrong" and quiz.reply_given == f"-{twice(quiz)}"


@pytest.mark.parametrize("reply", ["", "banana", "1e999", "nan", "9" * 10_000, "\x1b[A", "\ud800"])
def test_what_cannot_be_read_costs_nothing(lesson: Lesson, store: Store, reply: str) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    assert quiz.reply(reply).outcome == "unreadable"
    assert quiz.verdict is None and quiz.states[0] == "open" and store.attempts() == []


def test_a_wrong_reply_may_be_followed_by_a_right_one_which_then_stands(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    quiz.reply("0")
    right = quiz.reply(twice(quiz))
    assert quiz.reply("0") is right
    assert [made.verdict for made in store.attempts()] == ["wrong", "right"]


def test_there_are_three_hints_and_no_fourth(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    hints = [quiz.hint() for _ in range(4)]
    assert hints[:2] == ["Look again.", "Multiply by two."] and str(twice(quiz)) in str(hints[2]) and hints[3] is None
    assert quiz.hints_given == tuple(hints[:3])


def test_a_retry_asks_afresh_with_other_numbers(lesson: Lesson, store: Store) -> None:
    seeds = itertools.count(1)
    quiz = Quiz.of_lesson(lesson, NAMES, store, fresh=lambda: next(seeds))
    quiz.hint()
    quiz.reply("0")
    before = quiz.current
    after = quiz.retry()
    assert after is quiz.current and after.body.prompt != before.body.prompt
    assert quiz.verdict is None and quiz.states[0] == "open" and quiz.hints_given == ()
    assert len(store.attempts()) == 1


def test_a_retry_of_a_question_that_has_one_form_only_still_comes_to_an_end(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, ["bigger"], store)
    assert quiz.retry().name == "bigger"


def test_moving_stops_at_both_ends(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    assert not quiz.move(-1) and quiz.position == 0
    assert quiz.move(1) and quiz.move(1) and not quiz.move(1)
    assert quiz.position == 2 and quiz.current.name == "held"


def test_a_seed_draws_the_same_round_again_and_takes_up_nothing(lesson: Lesson, store: Store) -> None:
    first = Quiz.of_lesson(lesson, NAMES, store, seed=7)
    first.reply("0")
    store.visit(Bookmark("hills", 4, "bigger", 3, "dra"))
    second = Quiz.of_lesson(lesson, NAMES, store, seed=7)
    assert second.current.body.prompt == first.current.body.prompt and second.current.seed == 7
    assert second.position == 0 and second.verdict is None and second.states[0] == "open"


def test_coming_back_shows_the_last_reply_and_its_verdict(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    told = quiz.reply("0")
    quiz.move(1)
    quiz.move(1)
    seen = quiz.reply(quiz.current.body.accepted_reply())
    back = Quiz.of_lesson(lesson, NAMES, store)
    assert back.position == 1, "the first open question"
    assert back.states == ("wrong", "open", "right")
    back.move(-1)
    assert back.current.seed == store.attempts()[0].seed
    assert back.verdict == told and back.reply_given == "0"
    back.move(2)
    assert back.verdict is not None and back.verdict.outcome == "right" and back.verdict.frame is not None
    assert back.verdict.message == seen.message


def test_coming_back_shows_the_question_and_the_draft_that_were_on_screen(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store, fresh=lambda: 5)
    quiz.reply("0")
    fresh = Quiz.of_lesson(lesson, NAMES, store, fresh=lambda: 6).retry()
    store.visit(Bookmark("hills", 4, "double", fresh.seed, "0.2"))
    back = Quiz.of_lesson(lesson, NAMES, store)
    assert back.position == 0 and back.current.seed == fresh.seed and back.draft == "0.2"
    assert back.states[0] == "open" and back.verdict is None
    back.reply("1")
    assert back.draft == ""


def test_a_place_at_an_answered_question_shows_its_answer(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    quiz.move(1)
    quiz.reply("1")
    store.visit(Bookmark("hills", 4, "bigger", quiz.current.seed))
    back = Quiz.of_lesson(lesson, NAMES, store)
    assert back.position == 1 and back.reply_given == "1" and back.verdict is not None


def test_each_open_question_comes_back_as_it_was_left(lesson: Lesson, store: Store) -> None:
    """One replied to wrongly and half typed again, one half typed, one looked at."""
    wrong = Quiz.of_lesson(lesson, NAMES, store).reply("0")
    seed = store.attempts()[0].seed
    for place in (
        Bookmark("hills", 4, "double", seed, "0.2"),
        Bookmark("hills", 4, "bigger", 6, "b"),
        Bookmark("hills", 1),
    ):
        store.visit(place)
    store.visit(Bookmark("hills", 4, "held", 8))
    back = Quiz.of_lesson(lesson, NAMES, store, fresh=lambda: 99)
    assert back.position == 2 and back.states == ("wrong", "open", "open")
    back.move(-2)
    assert (back.current.seed, back.draft, back.verdict) == (seed, "0.2", wrong)
    back.move(1)
    assert (back.current.seed, back.draft, back.verdict) == (6, "b", None)
    back.move(1)
    assert (back.current.seed, back.draft) == (8, "")


def test_what_was_answered_right_has_no_draft(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    quiz.keep_draft("half")
    quiz.reply(twice(quiz))
    assert quiz.draft == ""
    store.visit(Bookmark("hills", 4, "double", quiz.current.seed, "half"))
    assert Quiz.of_lesson(lesson, NAMES, store).draft == ""


def test_a_question_that_was_answered_elsewhere_since_shows_that_answer(lesson: Lesson, store: Store) -> None:
    store.visit(Bookmark("hills", 4, "double", 5, "0.2"))
    elsewhere = Quiz.of_lesson(lesson, NAMES, store, seed=77)
    elsewhere.reply(twice(elsewhere))
    back = Quiz.of_lesson(lesson, NAMES, store)
    assert back.states[0] == "right"
    back.move(-back.position)
    assert (back.current.seed, back.draft) == (77, "")


def test_once_right_is_right_to_see_on_the_lessons_page(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    quiz.reply(twice(quiz))
    seed = quiz.current.seed
    assert (quiz.marks, quiz.score) == (("right", "open", "open"), 1)
    for question, verdict in (("double", "wrong"), ("bigger", "right"), ("held", "wrong"), ("double", "wrong")):
        store.record(Attempt("hills", question, 77, "0", "right" if verdict == "right" else "wrong"))
    for _ in range(2):  # also when that has been looked at
        back = Quiz.of_lesson(lesson, NAMES, store)
        back.move(-back.position)
        assert (back.marks, back.score) == (("missed", "right", "wrong"), 2)
        assert back.states[0] == "right" and back.current.seed == seed and back.missed_since
        store.visit(Bookmark("hills", 4, "double", seed))
    back.retry()
    assert (back.marks[0], back.states[0], back.score, back.missed_since) == ("again", "open", 2, False)
    back.reply("0")
    assert (back.marks[0], back.states[0], back.missed_since) == ("missed", "wrong", False)
    back.reply(twice(back))
    assert (back.marks[0], back.states[0]) == ("right", "right")


def test_a_round_counts_only_itself(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    quiz.reply(twice(quiz))
    fresh = Quiz.of_lesson(lesson, NAMES, store, seed=4)
    assert (fresh.marks, fresh.score) == (("open",) * 3, 0)
    fresh.reply("0")
    assert (fresh.marks[0], fresh.score) == ("wrong", 0)


def test_a_draft_is_no_reply_that_stands(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    quiz.reply("0")
    quiz.keep_draft("0")
    assert quiz.draft == ""
    quiz.keep_draft("0.5")
    assert quiz.draft == "0.5"
    quiz.keep_draft("")
    assert quiz.draft == ""


def test_after_a_reset_nothing_comes_back(lesson: Lesson, store: Store) -> None:
    Quiz.of_lesson(lesson, NAMES, store).reply("0")
    store.reset("hills")
    assert Quiz.of_lesson(lesson, NAMES, store).states[0] == "open"


def test_a_reply_that_no_longer_means_the_same_keeps_the_mark_it_had(lesson: Lesson, store: Store) -> None:
    store.record(Attempt("hills", "double", 3, "no number any more", "right"))
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    quiz.move(-1)
    assert quiz.verdict is not None and quiz.verdict.outcome == "right" and "changed" in quiz.verdict.message


def broken_by(lesson: Lesson, fault: Exception) -> Lesson:
    def maker(_: Draw) -> Choice:
        raise fault

    return replace(lesson, questions={**lesson.questions, "double": Question("double", maker)})


def test_a_question_whose_code_fails_gives_a_sentence_and_spoils_no_other(lesson: Lesson, store: Store) -> None:
    quiz = Quiz.of_lesson(broken_by(lesson, ZeroDivisionError("of sheep")), NAMES, store, seed=4)
    with pytest.raises(LessonError, match=r"“Double” .*seed 4.*of sheep"):
        _ = quiz.current
    assert quiz.move(1) and quiz.reply("1").outcome in ("right", "wrong")


def test_an_answer_that_comes_out_in_two_ways_marks_nobody(lesson: Lesson, store: Store) -> None:
    def maker(draw: Draw) -> Number:
        body = lesson.questions["double"].maker(draw)
        assert isinstance(body, Number)
        return replace(body, again=lambda: 10_000.0)

    quiz = Quiz.of_lesson(replace(lesson, questions={"double": Question("double", maker)}), ["double"], store)
    with pytest.raises(DoesNotAgree):
        quiz.reply("5")
    assert store.attempts() == [] and quiz.states[0] == "open"


def test_a_reply_that_cannot_be_kept_is_marked_all_the_same_and_told(lesson: Lesson) -> None:
    store = open_store({"NNTUTOR_HOME": "/dev/null"})
    quiz = Quiz.of_lesson(lesson, NAMES, store)
    assert quiz.reply("0").outcome == "wrong" and len(store.attempts()) == 1


def test_fresh_seeds_are_short_and_differ() -> None:
    seeds = {fresh_seed() for _ in range(50)}
    assert len(seeds) > 40 and all(0 <= seed < SEEDS for seed in seeds)


def test_a_reply_that_takes_long_belongs_to_its_question_even_if_the_learner_moves_on(
    lesson: Lesson, store: Store
) -> None:
    def maker(draw: Draw) -> Number:
        body = lesson.questions["double"].maker(draw)
        assert isinstance(body, Number)
        return replace(body, explain=lambda: f"moved: {quiz.move(1)}")

    slow = replace(lesson, questions={**lesson.questions, "double": Question("double", maker)})
    quiz = Quiz.of_lesson(slow, NAMES, store)
    assert quiz.reply(twice(quiz)).message == "moved: True"
    assert quiz.position == 1 and quiz.verdict is None
    assert quiz.states[0] == "right" and store.attempts()[0].question == "double"
