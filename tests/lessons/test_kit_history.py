"""A run's past: any frame again, bit for bit, and on from there; few frames are held, and no run is left open."""

from __future__ import annotations

import gc
import random
import weakref
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from lessons.kit.charts import Lines, Series
from lessons.kit.course import load, outline
from lessons.kit.demo import Demo, Frame, Frames, Prediction, demo
from lessons.kit.errors import DemoFailed
from lessons.kit.history import History
from lessons.kit.kept_frames import NEWEST, STRETCH
from lessons.kit.knobs import Choices, Knob, Sketch
from lessons.kit.live import Live
from lessons.kit.sameness import same
from lessons.kit.script import Script

LONG = 1000


def make_demo(begun: list[int] | None = None, ended: list[int] | None = None, last: int = LONG) -> Demo:
    """A walk with two live knobs, whose frames depend on everything that happened on the way; it counts its runs."""
    begun, ended = [] if begun is None else begun, [] if ended is None else ended

    @demo(
        prediction=Prediction("Far?", ("far", "near")),
        rate=Knob(0, 1, start=0.1),
        push=Knob(-1, 1, start=0, live=True),
        ink=Sketch(2, 2),
    )
    def walk(rate: float, push: Live[float], ink: Live[Any], seed: int) -> Frames:
        """A walk."""
        begun.append(seed)
        rng, place = np.random.default_rng(seed), 0.0
        try:
            for number in range(last + 1):
                chart = Lines("Place", (Series("place", np.arange(3.0), rng.normal(size=3)),), "x", "y")
                readings = {"update": number, "place": place, "ink": float(ink().sum())}
                outcome = 0 if number >= 100 else None
                yield Frame(number, (chart,), f"At {place:g}.", readings, finished=number == last, outcome=outcome)
                place += rate * float(rng.normal()) + push()
        finally:
            ended.append(seed)

    return walk


def history_of(walk: Demo, **settings: Any) -> History:
    """A run of it, before its first frame."""
    return History(walk, Script(3, {**walk.starting_settings(), **settings}))


def onward(history: History, frames: int) -> list[Frame]:
    """The next frames of a run."""
    made = [history.next() for _ in range(frames)]
    assert all(made)
    return [frame for frame in made if frame is not None]


def test_every_frame_comes_back_as_it_was_forward_and_backward_and_at_random() -> None:
    history = history_of(make_demo())
    seen = onward(history, LONG + 1)
    order = [*range(LONG, 0, -7), *range(0, LONG, 11), *random.Random(5).sample(range(LONG + 1), 12)]
    for index in order:
        assert same(history.go(index), seen[index]) and history.place.index == index
    assert history.place.newest == LONG


def test_few_frames_are_held_however_long_the_run_and_the_newest_all() -> None:
    history = history_of(make_demo())
    seen = onward(history, LONG + 1)
    assert history.frames_held <= 2 * NEWEST + (NEWEST // 2) * 5
    for index in range(LONG - NEWEST + 1, LONG + 1):
        assert not history.would_replay(index)
    assert history.would_replay(LONG // 2 + 1)
    for index in range(LONG, 0, -5):
        history.go(index)
        assert history.frames_held <= 2 * NEWEST + (NEWEST // 2) * 5 + STRETCH
    assert same(history.go(1), seen[1])


def test_walking_back_frame_by_frame_costs_one_replay_in_so_many_frames() -> None:
    begun: list[int] = []
    history = history_of(make_demo(begun))
    onward(history, LONG + 1)
    for index in range(LONG, -1, -1):
        history.go(index)
    assert 1 < len(begun) <= 1 + -(-LONG // STRETCH)


def test_going_on_after_looking_back_needs_no_replay() -> None:
    begun: list[int] = []
    history = history_of(make_demo(begun))
    onward(history, 50)
    history.go(10)
    history.go(49)
    assert history.next() is not None and history.place.index == 50 and begun == [3]


def test_the_past_is_gone_through_again_before_the_run_trains_on() -> None:
    history = history_of(make_demo())
    seen = onward(history, 10)
    history.go(4)
    again = onward(history, 7)
    assert all(same(one, other) for one, other in zip(again, seen[5:], strict=False))
    assert history.place.newest == 11 and again[-1].number == 11


def test_a_knob_turned_in_the_past_forgets_what_came_after_and_goes_on_from_there() -> None:
    walk, begun = make_demo(), list[int]()
    history = history_of(make_demo(begun))
    onward(history, 30)
    history.turn("push", 0.5)
    onward(history, 10)
    history.go(12)
    history.turn("push", -1.0)
    assert history.place.newest == 12 and history.place.settings["push"] == -1.0
    after = onward(history, 5)
    plain = walk.run(3)
    frames = [plain.next() for _ in range(13)]
    plain.turn("push", -1.0)
    frames += [plain.next() for _ in range(5)]
    assert all(same(one, other) for one, other in zip(after, frames[13:], strict=True))
    assert same(history.go(12), frames[12]) and len(begun) == 2


def test_the_knobs_stand_as_they_stood_at_each_frame() -> None:
    history = history_of(make_demo())
    onward(history, 5)
    history.turn("push", 0.25)
    assert history.place.settings["push"] == 0.25
    onward(history, 5)
    history.turn("push", 0.75)
    onward(history, 1)
    stood = {index: history.go(index) and history.place.settings["push"] for index in (0, 4, 5, 9, 10)}
    assert stood == {0: 0.0, 4: 0.0, 5: 0.25, 9: 0.25, 10: 0.75}


def test_going_on_keeps_the_past_unless_something_was_turned_in_it() -> None:
    history = history_of(make_demo())
    onward(history, 10)
    history.go(3)
    history.go_on()
    assert history.place.newest == 9
    history.go(9)
    history.turn("push", 0.5)
    onward(history, 1)
    history.go(3)
    history.go_on()
    assert history.place.newest == 3 and history.place.settings["push"] == 0.0


def test_a_drawing_is_kept_as_it_was_however_the_learner_draws_on() -> None:
    history = history_of(make_demo())
    onward(history, 3)
    drawing = np.zeros((2, 2))
    drawing[0, 0] = 1.0
    history.turn("ink", drawing)
    seen = onward(history, 100)
    drawing[:] = 1.0
    history.go(0)
    script = history.script()
    history.go(80)
    again = History(history.demo, history.script())
    assert same(again.go(80), seen[77]) and script.turns == {} and script.index == 0


def test_what_is_turned_before_the_first_frame_waits_for_the_second() -> None:
    history = history_of(make_demo())
    history.turn("push", 1.0)
    first, second = onward(history, 2)
    assert first.readings["place"] == 0.0 and float(second.readings["place"]) > 0.5
    assert history.script().turns == {1: {"push": 1.0}}


def test_a_prediction_is_settled_from_the_frame_on_that_settled_it() -> None:
    history = history_of(make_demo())
    onward(history, 120)
    assert [history.go(i) and history.place.settled for i in (99, 100, 119)] == [None, 0, 0]
    history.go(50)
    history.turn("push", 0.5)
    onward(history, 49)
    assert history.place.settled is None
    onward(history, 1)
    assert history.place.settled == 0


def test_going_back_can_be_given_up_and_taken_up_again_where_it_was_left() -> None:
    begun: list[int] = []
    history = history_of(make_demo(begun))
    seen = onward(history, LONG + 1)
    left = iter(range(300))
    assert history.go(401, lambda: next(left, None) is None) is None
    assert history.place.index == LONG and begun == [3, 3]
    assert same(history.go(401), seen[401]) and begun == [3, 3]


def test_a_moment_is_reached_from_its_script_alone() -> None:
    first = history_of(make_demo())
    onward(first, 20)
    first.turn("push", 0.1 + 0.2)
    onward(first, 30)
    script = first.script()
    again = History(make_demo(), script)
    assert same(again.go(script.index), first.place.frame) and again.place.index == 49
    assert again.place.settings["push"] == 0.1 + 0.2
    assert same(again.next(), first.next())


def test_an_end_is_the_end_and_beyond_it_is_nothing() -> None:
    history = history_of(make_demo(last=4))
    assert history.go(100) is None and history.place.index == 4 and history.place.ended
    history.go(3)
    assert not history.place.ended


def broken_demo(fails: list[int]) -> Demo:
    """Raises at frame 3 of the runs that are listed, counting from 0."""
    runs: list[int] = []

    @demo(rate=Knob(0, 1, start=0), push=Knob(0, 1, start=0, live=True), start=Choices("here", "there"))
    def breaks(rate: float, push: Live[float], start: str, seed: int) -> Frames:
        """It breaks."""
        del rate, push, start, seed
        runs.append(1)
        for number in range(10_000):
            if number == 3 and len(runs) - 1 in fails:
                raise ZeroDivisionError("the lesson's fault")
            yield Frame(number, (), f"Frame {number}.", {"update": number})

    return breaks


def test_a_run_that_raises_can_be_looked_back_on_and_gone_on_with_otherwise() -> None:
    history = history_of(broken_demo([0]))
    onward(history, 3)
    for _ in range(2):
        with pytest.raises(DemoFailed, match="the lesson's fault"):
            history.next()
    assert "the lesson's fault" in history.place.problem and history.place.index == 2
    history.go(1)
    assert history.place.problem == ""
    history.turn("push", 1.0)
    assert onward(history, 5)[-1].number == 6


def test_a_replay_that_raises_says_so_and_leaves_everything_as_it_was() -> None:
    history = history_of(broken_demo([1]))
    onward(history, 500)
    with pytest.raises(DemoFailed, match="the lesson's fault"):
        history.go(101)
    assert history.place.index == 499
    frame = history.go(101)
    assert frame is not None and frame.number == 101


def test_every_run_that_was_begun_is_closed() -> None:
    begun: list[int] = []
    ended: list[int] = []
    history = history_of(make_demo(begun, ended))
    onward(history, 500)
    history.go(101)
    history.go(55)
    history.turn("push", 1.0)
    onward(history, 3)
    history.go(1)
    history.close()
    assert len(begun) == len(ended) == 3


def test_frames_that_are_held_keep_no_run_alive() -> None:
    class Heavy:
        """Something that a run works with."""

    alive: list[weakref.ref[Heavy]] = []

    @demo(rate=Knob(0, 1, start=0), push=Knob(0, 1, start=0, live=True))
    def heavy(rate: float, push: float, seed: int) -> Frames:
        """Carries much."""
        del rate, push, seed
        load = Heavy()
        alive.append(weakref.ref(load))
        for number in range(10_000):
            yield Frame(number, (), "Here.", {"update": number})

    history = history_of(heavy)
    onward(history, 300)
    for index in (101, 51, 33):
        history.go(index)
    history.turn("push", 1.0)
    gc.collect()
    assert sum(ref() is not None for ref in alive) <= 1


def course_demos() -> Iterator[tuple[str, str]]:
    """Every demo of the course."""
    for part in outline():
        for heading in part.lessons:
            yield from ((heading.id, name) for name in load(heading.id).demos)


@pytest.mark.parametrize(("lesson", "name"), list(course_demos()))
def test_every_demo_of_the_course_is_replayed_bit_for_bit(lesson: str, name: str) -> None:
    chosen = load(lesson).demos[name]
    history = History(chosen, Script(1, chosen.starting_settings()))
    seen: list[Frame] = []
    while len(seen) < 40 and not history.place.ended:
        seen += onward(history, 1)
    again = History(chosen, Script(1, chosen.starting_settings()))
    for index in random.Random(1).sample(range(len(seen)), len(seen)):  # each is made once on the way, and then kept
        assert same(again.go(index), seen[index]), index
