"""The lesson on labels: moves and sums are as by hand, scenes make their point, and any message can be read."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lessons.kit.charts import Bars
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.ways_to_learn.supervised.demo_label import label, taught, which_moved
from lessons.ways_to_learn.supervised.demo_learn import WELL, learn, sorted_into
from lessons.ways_to_learn.supervised.demo_message import ROOM, called, message
from lessons.ways_to_learn.supervised.model import (
    LABELLED,
    UNSEEN,
    labelled,
    messages,
    sorted_right,
    trained,
    unseen,
    words_of,
)
from lessons.ways_to_learn.supervised.twice import right_by_hand

LESSON = load("supervised")
SCENES = {"label": 2, "learn": 2, "learn-2": 0, "message": 2}


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def sum_by_hand(seed: int, text: str) -> float:
    """The sum of a message, word after word in plain Python."""
    (unit,), vocabulary = trained(seed).layers, messages(seed).vocabulary
    total = float(unit.biases[0])
    for word in words_of(text):
        if word in vocabulary:
            total += float(unit.weights[vocabulary.index(word), 0])
    return total


@pytest.mark.parametrize(("key", "outcome"), SCENES.items())
def test_each_scene_comes_out_as_its_words_have_it(key: str, outcome: int) -> None:
    page = LESSON.scene_page(key)
    assert page is not None
    scene = LESSON.scene(page)
    runs = [frames_of(scene.demo.run(seed, **scene.settings), WHOLE_RUN) for seed in range(10)]
    assert [run[-1].outcome for run in runs] == [outcome] * 10 and max(map(len, runs)) <= 100
    assert all(frame.outcome is None for run in runs for frame in run[:-1])


@pytest.mark.parametrize("truth", [0, 1])
def test_one_update_moves_each_word_as_often_as_it_is_there(truth: int) -> None:
    lesson, _, counts = taught("Free! free, FREE cash for Zanzibar", truth, 0.5, 0)
    assert lesson.moved["free"] == pytest.approx(-0.5 * (0.5 - truth) * 3)
    assert lesson.moved["cash"] == pytest.approx(-0.5 * (0.5 - truth)) and lesson.moved["the"] == 0
    assert counts.sum() == 3 + 1 + ("for" in messages(0).vocabulary) and "zanzibar" in lesson.before.unknown
    assert (lesson.before.chance, lesson.after.chance > 0.5) == (0.5, truth == 1)


@pytest.mark.parametrize(
    ("text", "outcome"), [("free cash now", 1), ("free cash, free", 2), ("quux", None), ("cash", 1)]
)
def test_which_words_moved_is_read_from_the_weights(text: str, outcome: int | None) -> None:
    assert which_moved(taught(text, 1, 1.0, 0)[0]) == outcome
    assert whole(label, message=text)[-1].outcome == outcome


@pytest.mark.parametrize(("given", "wrong"), [(72, 0), (72, 72), (24, 8)])
def test_the_filter_learns_what_plain_descent_learns(given: int, wrong: int) -> None:
    shown, held = labelled(3, given, wrong), unseen(3)
    right = right_by_hand(shown, held)
    last = whole(learn, 3, given=given, wrong=wrong)[-1]
    assert last.readings["right"] == right and last.outcome == sorted_into(right)
    assert len(shown) == given and np.sum(shown.targets != labelled(3, given).targets) == wrong


@pytest.mark.parametrize("settings", [{"wrong": 72}, {"wrong": 36}, {"given": 4}, {"given": 4, "wrong": 72}])
@pytest.mark.parametrize("seed", range(10))
def test_labels_that_are_wrong_or_few_are_named_and_the_fix_mends_it(seed: int, settings: dict[str, Setting]) -> None:
    last = whole(learn, seed, **settings)[-1]
    assert (last.trouble is None) == (int(last.readings["right"]) >= WELL)
    if last.trouble:
        assert last.trouble.name == ("It believed its labels" if "wrong" in settings else "Too few labels")
        assert whole(learn, seed, **{**settings, **last.trouble.fix})[-1].trouble is None


def test_no_message_that_it_is_judged_on_was_learned_from() -> None:
    for seed in range(5):
        spam = messages(seed)
        assert not {*spam.train_messages} & {*spam.validation_messages, *spam.test_messages}
        assert len(spam.train_messages) == LABELLED and len(unseen(seed)) == UNSEEN
        assert sorted_right(trained(seed), unseen(seed)) >= WELL


@pytest.mark.parametrize(
    "text", ["Claim your FREE prize now!", "the cat, the cat", "Grüße aus 北京", "?", "free " * 16]
)
def test_any_message_is_read_as_its_sum_by_hand(text: str) -> None:
    for seed in range(3):
        last = whole(message, seed, message=text)[-1]
        total = sum_by_hand(seed, text)
        chance = 1 / (1 + math.exp(-total))
        assert last.readings["sum"] == pytest.approx(total) and last.readings["chance of spam"] == pytest.approx(chance)
        bars = last.charts[0]
        assert isinstance(bars, Bars) and float(bars.values.sum()) == pytest.approx(total)
        assert last.outcome == called(chance) and bars.labels[-1] == "(bias)"


def test_a_message_of_many_words_is_summed_up_in_one_bar() -> None:
    text = " ".join(sorted(messages(0).vocabulary, key=len)[: ROOM + 6])
    last = whole(message, message=text)[-1]
    bars = last.charts[0]
    assert isinstance(bars, Bars) and f"{int(last.readings['words known']) - ROOM} more" in bars.labels
    assert float(bars.values.sum()) == pytest.approx(sum_by_hand(0, text)) == pytest.approx(float(last.readings["sum"]))


def test_words_are_read_one_by_one_and_a_turned_message_at_once() -> None:
    run = message.run(0)
    first, second = run.next(), run.next()
    assert first and second and first.readings["sum"] == 0 and "“are” pushes by" in second.caption
    run.turn("message", "free cash")
    third = run.next()
    assert third and (third.number, third.readings["words known"]) == (second.number, 2) and "“free”" in third.caption
    last = frames_of(run, WHOLE_RUN)[-1]
    assert last.readings["sum"] == pytest.approx(sum_by_hand(0, "free cash"))
    run.turn("message", "dinner")
    again = run.next()
    assert again and again.number >= last.number and again.readings["sum"] == pytest.approx(sum_by_hand(0, "dinner"))


def test_the_order_of_words_is_lost() -> None:
    one, other = (whole(message, message=text)[-1] for text in ("free cash, not now", "now not cash free"))
    assert one.readings == other.readings


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["which_word_weighs_most"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
    assert {asked["sorted_right"].draw(seed).body.answer() for seed in range(20)} == {0, 1, 2}
    assert len({asked["sum_of_a_message"].draw(seed).body.answer() for seed in range(20)}) > 15
