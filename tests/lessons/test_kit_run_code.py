"""The code of a moment: short, safe in a shell, and the way back to the very same frame."""

from __future__ import annotations

import itertools
import shlex
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lessons.kit.course import load, outline
from lessons.kit.demo import Demo, Frame, Frames, demo
from lessons.kit.errors import Unreadable
from lessons.kit.heading import Heading
from lessons.kit.history import History
from lessons.kit.knobs import Choices, Knob, Sketch
from lessons.kit.lesson import Lesson
from lessons.kit.live import Live
from lessons.kit.run_code import OPTIONS, USUAL_FRAMES, code_of, is_gone, read_turns, shortened
from lessons.kit.sameness import same
from lessons.kit.script import Script


@demo(
    learning_rate=Knob(0.01, 2, start=0.1, scale="log"),
    start=Choices("here", "over there"),
    push=Knob(-1, 1, start=0, live=True),
    ink=Sketch(2, 2),
)
def walk(learning_rate: float, start: str, push: Live[float], ink: Live[Any], seed: int) -> Frames:
    """A walk that is over after twenty frames; the push moves it on its way, the ink is only looked at."""
    place = float(seed) + (start == "here")
    number = 0
    while True:
        readings = {"update": number, "place": place, "push": push(), "ink": float(ink().sum())}
        yield Frame(number, (), "Here.", readings, finished=number == 20)
        if number < 20:
            number, place = number + 1, place * learning_rate + push()


@demo(rate=Knob(0, 1, start=0.5))
def other(rate: float, seed: int) -> Frames:
    """Another demo."""
    yield Frame(0, (), "Here.", {"rate": rate, "seed": seed}, finished=True)


@demo(gone=("old_view",), rate=Knob(0, 1, start=0.5), push=Knob(-1, 1, start=0, live=True))
def newer(rate: float, push: float, seed: int) -> Frames:
    """A demo that had one knob more."""
    while True:
        yield Frame(0, (), "Here.", {"rate": rate, "push": push, "seed": seed}, finished=True)


LESSON = Lesson(Heading("walks", "Walks", "", (), Path()), (), {"walk": walk, "other": other}, {}, tuple)


def code(
    chosen: Demo = walk, seed: int = 0, turns: Any = None, index: int = 0, last: bool = False, **knobs: Any
) -> str:
    """The code of a moment."""
    return code_of(LESSON, chosen, Script(seed, {**chosen.starting_settings(), **knobs}, turns or {}, index, last))


def test_only_what_differs_is_written_and_what_has_spaces_is_quoted() -> None:
    assert code(index=3) == "nntutor demo walks --frames 4"
    assert code(index=3, start="over there", seed=7) == "nntutor demo walks --start 'over there' --seed 7 --frames 4"
    assert code(other, rate=1.0) == "nntutor demo walks/other --rate 1.0 --frames 1"


def test_numbers_are_written_to_their_last_digit() -> None:
    assert code(learning_rate=0.1 + 0.2) == "nntutor demo walks --learning-rate 0.30000000000000004 --frames 1"
    assert code(learning_rate=np.float64(1.1)) == "nntutor demo walks --learning-rate 1.1 --frames 1"


def test_the_last_frame_and_the_usual_one_need_no_number() -> None:
    assert code(index=20, last=True) == "nntutor demo walks"
    assert code(index=USUAL_FRAMES - 1) == "nntutor demo walks"
    assert code(index=USUAL_FRAMES, last=True) == f"nntutor demo walks --frames {USUAL_FRAMES + 1}"
    waiting = code(index=20, last=True, turns={21: {"push": 0.5}})
    assert waiting == "nntutor demo walks --frames 21 --turn 21:push=0.5"


def test_turns_are_written_in_their_order_and_read_back() -> None:
    turns = {3: {"push": -0.1, "ink": np.array([[0, 1.0], [0.5, 0]])}, 12: {"push": 1.0}}
    words = shlex.split(code(turns=turns, index=15))
    typed = [word for before, word in itertools.pairwise(words) if before == "--turn"]
    assert typed == ["3:push=-0.1", "3:ink=_l", "12:push=1.0"]
    assert same(read_turns(walk, typed), turns)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("12", "no turn such as 12:width=3"),
        ("x:push=1", "no turn such as"),
        ("12:rate=1", "it can turn push, ink"),
        ("0:push=1", "no turn such as"),
        ("12:push=5", "It goes from -1 to 1"),
        ("12:learning-rate=1", "it can turn push, ink"),
    ],
)
def test_a_turn_that_cannot_be_is_refused_with_a_sentence(typed: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_turns(walk, [typed])
    with pytest.raises(Unreadable, match="has no knob that turns while it runs"):
        read_turns(other, ["12:rate=1"])


def moment(*turns: tuple[int, str, Any], last: int) -> tuple[History, Frame]:
    """A run in which knobs were turned at some frames, stepped to a frame."""
    history = History(walk, Script(1, walk.starting_settings()))
    for index in range(last + 1):
        for at, name, setting in turns:
            if at == index:
                history.turn(name, setting)
        frame = history.next()
    assert frame is not None
    return history, frame


def test_what_only_shows_is_turned_from_the_start() -> None:
    one, two = np.eye(2), np.ones((2, 2))
    history, frame = moment((21, "ink", one), (22, "ink", two), (23, "ink", one), last=23)
    short = shortened(walk, history.script(), frame)
    assert code_of(LESSON, walk, short) == "nntutor demo walks --ink _1k --seed 1"
    again = History(walk, short)
    assert same(again.go(short.index), frame)


def test_what_mattered_on_the_way_stays_and_the_rest_is_turned_at_once() -> None:
    history, frame = moment((5, "push", 0.5), *((21 + i, "ink", np.full((2, 2), i % 2)) for i in range(6)), last=26)
    short = shortened(walk, history.script(), frame)
    assert list(short.turns) == [5, 21] and short.index == 21 and short.last
    assert same(History(walk, short).go(short.index), frame)


def test_nothing_is_left_out_that_matters_or_while_the_run_goes_on() -> None:
    history, frame = moment((5, "push", 0.5), last=20)
    assert shortened(walk, history.script(), frame).turns == {5: {"push": 0.5}}
    history, frame = moment((5, "ink", np.eye(2)), last=10)
    assert list(shortened(walk, history.script(), frame).turns) == [5]


def test_a_knob_that_waits_for_the_next_frame_still_does() -> None:
    history, frame = moment((21, "ink", np.eye(2)), last=21)
    history.turn("push", 0.25)
    short = shortened(walk, history.script(), frame)
    assert short.index == 20 and short.turns == {21: {"push": 0.25}}


def test_a_search_that_is_given_up_leaves_the_script_as_it_is() -> None:
    history, frame = moment((21, "ink", np.eye(2)), last=21)
    script = history.script()
    assert shortened(walk, script, frame, lambda: True) is script


def test_no_knob_of_the_course_is_called_as_an_option_is() -> None:
    for part in outline():
        for heading in part.lessons:
            for chosen in load(heading.id).demos.values():
                assert not OPTIONS & {name.replace("_", "-") for name in chosen.controls}


def test_a_turn_of_a_knob_that_is_gone_is_passed_over_and_any_other_unknown_one_is_not() -> None:
    assert is_gone(newer, "old-view") and not is_gone(newer, "push")
    assert read_turns(newer, ["3:old-view=wave", "4:push=1"]) == {4: {"push": 1.0}}
    with pytest.raises(Unreadable, match="it can turn push"):
        read_turns(newer, ["3:new-view=wave"])


@pytest.mark.parametrize("name", ["learning-rate/crank", "learning-rate/parking", "activation/race", "thinking/cards"])
def test_codes_from_before_the_views_were_shown_side_by_side_are_still_read(name: str) -> None:
    lesson, demo_name = name.split("/")
    assert is_gone(load(lesson).demos[demo_name], "view")
