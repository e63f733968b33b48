"""Graduations without a screen: who may begin, which ten questions a seed draws, what a round's end keeps."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from lessons.kit.course import load as load_installed
from lessons.kit.course import outline
from lessons.kit.errors import BrokenLesson, LessonError
from tests.tutor.graduation_support import LESSONS, TEN, Course, make_course, reply_to_all, wrong_reply
from tutor.store import Attempt, Event, Store, open_store
from tutor.study.graduation import words
from tutor.study.graduation.choose_questions import choose_questions
from tutor.study.graduation.outlook import meant, named, outlooks
from tutor.study.graduation.records import BEGUN, GRADUATED, MISSED, begun_last, graduations
from tutor.study.graduation.round import graduation_round, rehearsal
from tutor.study.progress.standing import standings
from tutor.study.quiz.marking import draw
from tutor.study.quiz.quiz import Quiz
from tutor.study.quiz.rounds import Item


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(make_course(tmp_path_factory.mktemp("course")))


@pytest.fixture
def store(course: Course) -> Store:
    made = open_store()
    course.finish(made)
    return made


def drawn(course: Course, items: tuple[Item, ...]) -> list[str]:
    """What the questions ask."""
    return [
        draw(course.load(item.lesson), item.question, item.seed).body.prompt for item in items if item.seed is not None
    ]


# Which ten


@pytest.mark.parametrize("seed", range(20))
def test_a_seed_draws_ten_different_questions_spread_over_lessons_and_kinds(course: Course, seed: int) -> None:
    items = choose_questions(course.parts[0], seed, course.load)
    assert len({(item.lesson, item.question) for item in items}) == TEN
    assert sorted(Counter(item.lesson for item in items).values()) == [3, 3, 4]
    kinds = Counter(draw(course.load(item.lesson), item.question, 0).body.kind for item in items)
    assert set(kinds) == {"number", "choice", "predict"} and min(kinds.values()) >= 2
    assert all(one.lesson != other.lesson for one, other in pairwise(items))


def test_the_same_seed_draws_the_same_and_another_draws_others(course: Course) -> None:
    part = course.parts[0]
    assert choose_questions(part, 7, course.load) == choose_questions(part, 7, Course(course.root).load)
    assert len({choose_questions(part, seed, course.load) for seed in range(20)}) == 20
    assert len({item.seed for item in choose_questions(part, 7, course.load)}) == TEN


def test_what_seed_7_draws_stays_what_it_draws(course: Course) -> None:
    """A certificate is for ever: whoever changes the drawing has to say so here."""
    assert [(item.lesson, item.question, item.seed) for item in choose_questions(course.parts[0], 7, course.load)][
        :3
    ] == FIRST_OF_7


def test_the_installed_part_gives_a_question_of_each_of_its_ten_lessons() -> None:
    part = outline()[0]
    items = choose_questions(part, 7, load_installed)
    assert {item.lesson for item in items} == {heading.id for heading in part.lessons}
    kinds = Counter(draw(load_installed(item.lesson), item.question, item.seed or 0).body.kind for item in items)
    assert len(kinds) >= 4 and max(kinds.values()) <= 4


def test_questions_that_cannot_be_drawn_are_passed_over_until_too_few_are_left(course: Course) -> None:
    def without(*gone: str) -> list[str]:
        def load(lesson: str) -> object:
            if lesson in gone:
                raise LessonError("It is broken.")
            loaded = course.load(lesson)
            kept = {name: made for name, made in loaded.questions.items() if name != "held"}
            return replace(loaded, questions=kept)

        return [item.question for item in choose_questions(course.parts[0], 3, load)]  # type: ignore[arg-type]

    with pytest.raises(LessonError, match="only 9 questions"):
        without()
    with pytest.raises(LessonError, match="only 3 questions"):
        without("hills", "dales")


# Who may begin


def test_a_part_with_a_lesson_missing_says_which_and_what_is_to_do(course: Course) -> None:
    store = open_store()
    outlook = course.outlook(store)
    assert outlook.state == "missing" and not outlook.offered
    assert [heading.id for heading, _ in outlook.missing] == list(LESSONS)
    course.finish(store, but="dales")
    outlook = course.outlook(store)
    told = words.standing(outlook)
    assert outlook.state == "missing" and "One lesson is still to be done" in told
    assert "*The dales: which way?* (◐ 0 of 4 right)" in told and "hills" not in told
    course.finish(store)
    assert course.outlook(store).state == "open" and words.offer(course.outlook(store)).startswith("All of “Ten qu")


def test_a_part_that_still_grows_offers_nothing_whatever_was_done(course: Course, store: Store) -> None:
    assert not course.parts[1].complete
    outlook = course.outlook(store, "inside-the-network")
    assert outlook.state == "growing" and not outlook.offered and words.offer(outlook) == ""
    assert "more are to come" in words.standing(outlook)


def test_a_part_with_fewer_than_ten_questions_offers_nothing(tmp_path: Path) -> None:
    course, store = Course(make_course(tmp_path, ("hills", "dales"))), open_store()
    course.finish(store)
    assert course.outlook(store).state == "growing"


def test_the_installed_parts_say_whether_they_are_complete() -> None:
    for part, planned in zip(outline(), (10, 6, 7, 6, 5, 5), strict=True):
        assert part.complete == (len(part.lessons) >= planned)


def test_a_part_that_does_not_say_plainly_whether_it_is_complete_is_told_so(tmp_path: Path) -> None:
    contents = make_course(tmp_path) / "inside_the_network" / "__init__.py"
    contents.write_text('TITLE = "Inside"\nLESSONS = ()\nCOMPLETE = "almost"\n', encoding="utf-8")
    problem = outline(tmp_path)[1].problem
    assert isinstance(problem, BrokenLesson) and "True or False" in str(problem)


def test_a_part_is_found_by_its_id_or_number_and_by_what_it_offers(course: Course, store: Store) -> None:
    parts = course.parts
    for typed in ("ten-questions", "Ten_Questions", " ten questions ", "1"):
        assert named(parts, typed) is parts[0] or named(parts, typed) == parts[0]
    assert named(parts, str(len(parts) + 1)) is None and named(parts, "") is None
    found = outlooks(store, parts, standings(store, parts))
    assert meant(found).part.id == "ten-questions"
    with pytest.raises(LookupError):
        meant(found, "nosuch")


# The round


def test_eight_right_graduate_and_it_is_kept_with_all_that_draws_it_again(course: Course, store: Store) -> None:
    round_ = graduation_round(course.outlook(store), store, course.load)
    assert not round_.allow_hints and not round_.allow_retry
    told = reply_to_all(round_, store, course.load, right=8)
    (won,) = graduations(store)
    assert "Graduated!" in told and won.score == 8 and won.right == (True,) * 8 + (False,) * 2
    assert (won.part, won.title, won.items) == ("ten-questions", "Ten questions", round_.items)
    assert choose_questions(course.parts[0], won.seed, course.load) == won.items
    assert drawn(course, won.items) == drawn(course, choose_questions(course.parts[0], won.seed, course.load))
    outlook = course.outlook(store)
    assert outlook.state == "open" and not outlook.offered and outlook.best == won


def test_seven_right_do_not_and_are_told_kindly_what_to_read(course: Course, store: Store) -> None:
    round_ = graduation_round(course.outlook(store), store, course.load)
    told = reply_to_all(round_, store, course.load, right=7)
    assert not graduations(store) and len(store.events(MISSED)) == 1
    assert "So near" in told and "Nothing is lost" in told and ", page " in told
    outlook = course.outlook(store)
    assert outlook.state == "open" and outlook.begun is None and outlook.offered, "another go, whenever they like"
    fresh = graduation_round(outlook, store, course.load)
    assert fresh.items != round_.items


def test_a_known_mistake_is_named_with_its_page(course: Course, store: Store) -> None:
    round_ = graduation_round(course.outlook(store), store, course.load)
    quiz = Quiz.of_round(round_, store, course.load)
    for _ in quiz.items:
        known = getattr(quiz.current.body, "misconceptions", ())
        quiz.reply(f"{known[0].value():g}" if known else wrong_reply(quiz))
        quiz.move(1)
    told = round_.at_the_end(quiz.results())
    assert "sign flipped" in told and "twice only" in told


def test_a_reply_that_cannot_be_read_costs_nothing(course: Course, store: Store) -> None:
    quiz = Quiz.of_round(graduation_round(course.outlook(store), store, course.load), store, course.load)
    before = len(store.attempts())
    assert quiz.reply("banana").outcome == "unreadable"
    assert quiz.states[0] == "open" and len(store.attempts()) == before


def test_a_round_that_was_left_goes_on_with_the_same_questions(course: Course, store: Store) -> None:
    round_ = graduation_round(course.outlook(store), store, course.load)
    quiz = Quiz.of_round(round_, store, course.load)
    quiz.reply(quiz.current.body.accepted_reply())
    quiz.move(1)
    quiz.reply(wrong_reply(quiz))
    quiz.move(2)
    quiz.reply(quiz.current.body.accepted_reply())
    assert "7 questions are still open" in round_.at_the_end(quiz.results()) and not store.events(MISSED)

    outlook = course.outlook(store)
    assert (outlook.state, outlook.answered, outlook.offered) == ("begun", 3, True)
    again = graduation_round(outlook, store, course.load)
    assert again.items == round_.items and len(store.events(BEGUN)) == 1
    resumed = Quiz.of_round(again, store, course.load)
    assert resumed.states[:4] == ("right", "wrong", "open", "right") and resumed.position == 2
    resumed.move(-1)
    assert resumed.settled and resumed.reply("anything") is resumed.verdict, "the first reply stands"
    first = resumed.results()[1]
    assert first.first == "wrong" and first.title.startswith("The ")
    assert len(store.attempts()) == 12 + 3
    for place in range(2, TEN):
        resumed.move(place - resumed.position)
        if resumed.states[place] == "open":
            resumed.reply(resumed.current.body.accepted_reply())
    assert "Graduated!" in again.at_the_end(resumed.results())
    assert graduations(store)[0].right == (True, False, *(True,) * 8)


def test_a_round_whose_end_was_never_seen_is_one_key_from_it(course: Course, store: Store) -> None:
    round_ = graduation_round(course.outlook(store), store, course.load)
    reply_to_all(replace(round_, at_the_end=lambda _: ""), store, course.load)
    outlook = course.outlook(store)
    assert (outlook.state, outlook.answered) == ("begun", TEN)
    assert "all ten questions are answered" in words.standing(outlook)
    again = graduation_round(outlook, store, course.load)
    quiz = Quiz.of_round(again, store, course.load)
    assert quiz.position == TEN - 1
    assert "Graduated!" in again.at_the_end(quiz.results())


def test_looking_at_the_end_again_keeps_nothing_twice(course: Course, store: Store) -> None:
    for right in (TEN, 5):
        round_ = graduation_round(course.outlook(store), store, course.load)
        told = reply_to_all(round_, store, course.load, right=right)
        assert round_.at_the_end(Quiz.of_round(round_, store, course.load).results()) == told
    assert len(store.events(GRADUATED)) == len(store.events(MISSED)) == 1


def test_the_best_and_the_latest_are_told_apart(course: Course, store: Store) -> None:
    for right in (9, 10, 8):
        reply_to_all(graduation_round(course.outlook(store), store, course.load), store, course.load, right=right)
    outlook = course.outlook(store)
    assert outlook.best is not None and outlook.best.score == 10 and outlook.won[-1].score == 8
    assert "Your best: 10 of 10" in words.rounds_passed(outlook) and "latest: 8" in words.rounds_passed(outlook)


def test_a_question_that_fails_counts_as_not_right_and_keeps_nobody_waiting(course: Course, store: Store) -> None:
    round_ = graduation_round(course.outlook(store), store, course.load)
    reply_to_all(replace(round_, at_the_end=lambda _: ""), store, course.load)
    results = list(Quiz.of_round(round_, store, course.load).results())
    results[3] = replace(results[3], state="open", first=None, problem="Its code fails.")
    assert "Graduated!" in round_.at_the_end(results)
    assert graduations(store)[0].score == 9


def test_a_fresh_round_holds_nothing_that_was_answered_before(course: Course, store: Store) -> None:
    first = choose_questions(course.parts[0], 5, course.load)[4]
    store.record(Attempt(first.lesson, first.question, first.seed or 0, "1", "wrong"))
    seeds = iter([5, 6])
    round_ = graduation_round(course.outlook(store), store, course.load, lambda: next(seeds))
    assert round_.items == choose_questions(course.parts[0], 6, course.load)


def test_a_rehearsal_counts_for_practice_and_for_nothing_else(course: Course, store: Store) -> None:
    round_ = rehearsal(course.parts[0], 7, course.load)
    assert round_.items == choose_questions(course.parts[0], 7, course.load)
    assert "A rehearsal" in reply_to_all(round_, store, course.load)
    assert not any(store.events(kind) for kind in (BEGUN, MISSED, GRADUATED))
    assert len(store.attempts()) == 12 + TEN
    assert Quiz.of_round(round_, store, course.load).states == ("open",) * TEN, "and may be had again"


def test_a_lesson_that_starts_afresh_takes_no_graduation_away(course: Course, store: Store) -> None:
    reply_to_all(graduation_round(course.outlook(store), store, course.load), store, course.load)
    store.reset("hills")
    outlook = course.outlook(store)
    assert outlook.state == "missing" and outlook.best is not None
    store.reset()
    assert course.outlook(store).best is None


def spoilt(**changes: object) -> dict[str, object]:
    question = {"lesson": "hills", "question": "double", "seed": 1, "right": True}
    return {"part": "ten-questions", "seed": 1, "title": "T", "version": "1", "questions": [question] * TEN, **changes}


@pytest.mark.parametrize(
    "changes",
    [
        {"part": "a; rm -rf ~"},
        {"seed": "7"},
        {"seed": -1},
        {"seed": True},
        {"questions": []},
        {"questions": "0123456789"},
        {"questions": [None] * TEN},
        {"questions": [{"lesson": "hills", "question": "$(ls)", "seed": 1, "right": True}] * TEN},
        {"questions": [{"lesson": "hills", "question": "double", "seed": 1.5, "right": True}] * TEN},
    ],
)
def test_a_record_that_another_hand_has_spoilt_is_passed_over(store: Store, changes: dict[str, object]) -> None:
    store.add_event(Event(GRADUATED, "", spoilt()))  # type: ignore[arg-type]
    store.add_event(Event(BEGUN, "", spoilt(part="other")))  # type: ignore[arg-type]
    for kind in (GRADUATED, BEGUN):
        store.add_event(Event(kind, "", spoilt(**changes)))  # type: ignore[arg-type]
        store.add_event(Event(kind, "", {}))
    assert len(graduations(store)) == 1 and begun_last(store, "ten-questions") is None
    assert begun_last(store, "other") is not None


FIRST_OF_7 = [("hills", "held", 535882), ("moors", "held", 858468), ("dales", "bigger", 90713)]
