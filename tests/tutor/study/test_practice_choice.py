"""What a practice round asks: what waits first, mixed over lessons, short, and never what is not there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tutor.study.practice.choose import BUDGET, FIVE, SECONDS, choose, mixed
from tutor.study.progress.cards import Card
from tutor.study.quiz.rounds import Item

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
TWO = {"a": ("a1", "a2", "a3", "a4", "a5"), "b": ("b1", "b2", "b3", "b4", "b5")}


def card(*, recall: float = 1.0, days_ago: float = 0, waits: bool = False, missed: bool = False) -> Card:
    last = START - timedelta(days=days_ago)
    return Card(missed, last, last + timedelta(days=3), recall, held=False, waits=waits)


def waiting(recall: float) -> Card:
    return card(recall=recall, waits=True)


def number(_: Item) -> str:
    return "number"


def dice() -> Random:
    return Random(1)


def test_what_waits_comes_before_what_does_not_and_that_before_what_was_never_asked() -> None:
    known = {("a", "a4"): waiting(0.5), ("b", "b2"): card(days_ago=1), ("b", "b5"): card(days_ago=9)}
    chosen = choose(TWO, known, number, dice())
    assert {(item.lesson, item.question) for item in chosen} == {
        *known,
        ("a", "a1"),
        ("a", "a2"),
    }, "two never asked fill up, in the order of the course"


def test_of_what_waits_the_most_forgotten_is_asked() -> None:
    known = {(lesson, name): waiting(0.05 * int(name[1])) for lesson, names in TWO.items() for name in names}
    assert {item.question for item in choose(TWO, known, number, dice())} <= {"a1", "a2", "a3", "b1", "b2", "b3"}


def test_of_what_does_not_wait_that_asked_longest_ago() -> None:
    known = {(lesson, name): card(days_ago=int(name[1])) for lesson, names in TWO.items() for name in names}
    assert {"a5", "b5", "a4", "b4"} < {item.question for item in choose(TWO, known, number, dice())}


def test_no_more_than_three_of_one_lesson_while_others_have_some() -> None:
    known = {("a", name): waiting(0.5) for name in TWO["a"]}
    lessons = [item.lesson for item in choose(TWO, known, number, dice())]
    assert lessons == ["a", "b", "a", "b", "a"]


def test_one_lesson_alone_gives_all_five() -> None:
    chosen = choose({"a": TWO["a"]}, {}, number, dice())
    assert sorted(item.question for item in chosen) == list(TWO["a"])


def test_fewer_questions_than_five_are_asked_once_each() -> None:
    assert len(choose({"a": ("a1", "a2")}, {}, number, dice())) == 2
    assert choose({}, {}, number, dice()) == ()


def test_equally_forgotten_questions_are_chosen_by_the_dice() -> None:
    known = {(lesson, name): waiting(0.5) for lesson, names in TWO.items() for name in names}
    rounds = {frozenset(choose(TWO, known, number, Random(seed))) for seed in range(20)}
    assert len(rounds) > 5


def test_a_round_stays_short_even_if_slow_questions_wait() -> None:
    known = {("a", name): waiting(0.1) for name in TWO["a"]}
    kinds = {"a": "formula", "b": "choice"}
    chosen = choose(TWO, known, lambda item: kinds[item.lesson], dice())
    assert [item.lesson for item in chosen].count("a") == 2 and len(chosen) == FIVE


def test_what_cannot_be_asked_is_left_out_and_asked_about_once() -> None:
    asked: list[Item] = []

    def kind(item: Item) -> str | None:
        asked.append(item)
        return None if item.lesson == "a" else "number"

    chosen = choose(TWO, {}, kind, dice())
    assert {item.lesson for item in chosen} == {"b"} and len(chosen) == FIVE
    assert len(asked) == len(set(asked))


lessons = st.dictionaries(
    st.sampled_from("abcd"), st.lists(st.sampled_from("pqrstuv"), unique=True, max_size=6).map(tuple), max_size=4
)
some_cards = st.builds(
    card, recall=st.floats(0.01, 1), days_ago=st.floats(0, 999), waits=st.booleans(), missed=st.booleans()
)


@given(
    lessons,
    st.dictionaries(st.tuples(st.sampled_from("abcdz"), st.sampled_from("pqrstuvz")), some_cards),
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from([*SECONDS, "unheard of", None])),
    st.integers(0, 99),
)
def test_every_choice_is_known_single_short_and_mixed(
    questions: dict[str, tuple[str, ...]],
    known: dict[tuple[str, str], Card],
    kinds: dict[str, str | None],
    seed: int,
) -> None:
    chosen = choose(questions, known, lambda item: kinds.get(item.lesson, "number"), Random(seed))
    assert len(chosen) <= FIVE and len(set(chosen)) == len(chosen)
    assert all(item.question in questions[item.lesson] and item.seed is None for item in chosen)
    assert all(kinds.get(item.lesson, "number") is not None for item in chosen)
    seconds = (SECONDS.get(str(kinds.get(item.lesson, "number")), max(SECONDS.values())) for item in chosen)
    assert sum(seconds) <= BUDGET
    assert chosen or not any(names and kinds.get(lesson, "number") for lesson, names in questions.items())


@given(st.lists(st.sampled_from("abc"), max_size=6))
def test_mixing_keeps_lessons_apart_wherever_that_is_possible(names: list[str]) -> None:
    items = [Item(lesson, str(place)) for place, lesson in enumerate(names)]
    order = mixed(items)
    assert sorted(order, key=str) == sorted(items, key=str)
    if all(names.count(lesson) <= (len(names) + 1) // 2 for lesson in names):
        assert all(one.lesson != other.lesson for one, other in pairwise(order))
