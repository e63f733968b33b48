"""The rules compute nothing twice, neither a run nor an answer, and still find what is another thing each time."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from lessons.kit.check_once import once_each
from lessons.kit.check_questions import Tally, _one_seed
from lessons.kit.check_runs import GLANCE, WHOLE_RUN, Runs
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame, Frames, demo
from lessons.kit.errors import DoesNotAgree
from lessons.kit.formula import Point
from lessons.kit.knobs import Choices, Knob, Sketch
from lessons.kit.questions import (
    Body,
    Choice,
    Draw,
    Formula,
    FormulaMistake,
    Hints,
    Misconception,
    Number,
    Option,
    Outcome,
    Predict,
    Question,
    Which,
    question,
)

HINTS = Hints("Look.", "Double it.", lambda: "It is 4.")


def counting(length: int) -> tuple[Demo, list[tuple[object, ...]]]:
    """Return a demo of so many frames, and a list that grows by the settings of every run that is begun."""
    begun: list[tuple[object, ...]] = []

    @demo(rate=Knob(0.0, 1.0, start=0.5), word=Choices("a", "b"), ink=Sketch(2, 2))
    def steps(rate: float, word: str, ink: Any, seed: int) -> Frames:
        """Steps."""
        begun.append((rate, word, float(ink.sum()), seed))
        for number in range(length):
            yield Frame(number, (), f"Step {number}.", {"rate": rate}, finished=number == length - 1)

    return steps, begun


def test_a_run_is_made_once_and_gone_on_with() -> None:
    steps, begun = counting(100)
    runs = Runs(steps)
    assert [frame.number for frame in runs.frames({})] == list(range(GLANCE))
    assert len(runs.whole()) == 100 and runs.frames({}) == runs.whole()[:GLANCE]
    assert runs.frames({"word": "a", "rate": 0.5}) == runs.whole()[:GLANCE], "as at the start is the default run"
    assert len(begun) == 1
    for settings in ({"word": "b"}, {"ink": np.ones((2, 2))}, {"rate": 1.0}):
        assert runs.frames(settings)[0] is runs.frames(settings)[0]
    assert begun[1:] == [(0.5, "b", 0.0, 0), (0.5, "a", 4.0, 0), (1.0, "a", 0.0, 0)]
    runs.close()


def test_a_run_that_ends_is_asked_no_further_and_one_without_end_is_cut() -> None:
    short, _ = counting(3)
    assert len(Runs(short).whole()) == len(Runs(short).frames({}, 2)) + 1
    endless, _ = counting(10 * WHOLE_RUN)
    assert len(Runs(endless).whole()) == WHOLE_RUN


def test_whoever_turns_the_default_run_leaves_its_frames_as_they_are() -> None:
    steps, begun = counting(3)
    runs = Runs(steps)
    run, frames = runs.turned_at_the_end()
    assert run.next() is None
    frames.clear()
    assert len(runs.whole()) == 3 and len(begun) == 1


def number(value: Callable[[], float], again: Callable[[], float], slip: Callable[[], float]) -> Question:
    @question
    def twice(draw: Draw) -> Number:
        return Number(
            prompt=f"Twice what? {draw.whole(1, 9)}",
            value=value,
            again=again,
            tolerance=0.01,
            misconceptions=tuple(
                Misconception(f"slip {more}", partial(_slip, slip, more), "No.") for more in (0.0, 1.0, 2.0)
            ),
            hints=HINTS,
            explain=lambda: "So it is.",
        )

    return twice


def _slip(slip: Callable[[], float], more: float) -> float:
    return slip() + more


class Calls:
    """Counts how often something was computed."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, answer: float) -> Callable[[], float]:
        def computed() -> float:
            self.count += 1
            return answer

        return computed


def test_an_answer_and_its_mistakes_are_computed_once_for_all_rules() -> None:
    value, again, slip = Calls(), Calls(), Calls()
    body = once_each(number(value.of(4.0), again.of(4.0), slip.of(7.0))).draw(0).body
    for reply in ("4", "7", "8", "9", "10"):
        body.mark(reply)
    assert body.ambiguity() == "" and body.answer() == 4.0 and body.mark("7").misconception == "slip 0.0"
    assert (value.count, again.count, slip.count) == (1, 1, 3)


def _the(body: Body, _: Draw) -> Body:
    return body


def test_every_kind_remembers_what_costs_time() -> None:
    calls = Calls()
    ran = calls.of(0)
    options = (Option("one", "1", "No."), Option("two", "2", "No."))
    shared: dict[str, Any] = {"prompt": "?", "hints": HINTS, "explain": lambda: "So."}
    kinds: list[Body] = [
        Choice(options=options, decide=lambda: int(ran()), again=lambda: 0, **shared),
        Which(options=options, amounts=lambda: (3.0 + ran(), 1.0), amounts_again=lambda: (3.0, 1.0), **shared),
        Predict(
            options=options,
            again=lambda: 0,
            experiment=lambda: Outcome(int(ran()), Frame(0, (), ".", {})),
            **shared,
        ),
    ]
    for kind in kinds:
        calls.count = 0
        body = once_each(Question("kind", partial(_the, kind))).draw(0).body
        assert {body.mark("1").outcome, body.mark("2").outcome, body.mark("1").outcome} == {"right", "wrong"}
        assert calls.count == 1, type(kind)


def test_words_of_a_file_of_their_own_are_put_in_and_tell_of_what_was_computed_once() -> None:
    for name, asked in load("gradient").questions.items():
        kept, fresh = once_each(asked).draw(3).body, asked.draw(3).body
        assert (kept.looks(), kept.explain()) == (fresh.looks(), fresh.explain()), name
        assert [kept.hints.step(number) for number in (1, 2, 3)] == [fresh.hints.step(number) for number in (1, 2, 3)]
    answered = Calls()
    slope = load("gradient").questions["slope_here"]

    def counted(draw: Draw) -> Body:
        body = slope.maker(draw)
        assert isinstance(body, Number)
        return replace(body, value=answered.of(body.value()))

    body = once_each(replace(slope, maker=counted)).draw(3).body
    assert body.mark(body.accepted_reply()).outcome == "right" and body.hints.step(3) and answered.count == 1


def test_a_formula_is_computed_once_at_each_point() -> None:
    points: list[float] = []

    def value(point: Point) -> float:
        points.append(point["w"])
        return 2 * points[-1]

    formula = Formula(
        prompt="?",
        domain={"w": (1.0, 2.0)},
        value=value,
        again=lambda point: 2 * point["w"],
        example="2 * w",
        misconceptions=(FormulaMistake("once", lambda point: point["w"], "No."),),
        hints=HINTS,
        explain=lambda: "So.",
    )
    body = once_each(Question("formula", lambda _: formula)).draw(0).body
    assert body.mark("w + w").outcome == "right" and body.mark("w").misconception == "once"
    assert len(points) == len(set(points)) == len(formula.points())


def first_drawing_problem(asked: Question) -> str:
    return _one_seed(asked, once_each(asked).draw(0), 20, Tally())


def test_an_answer_that_changes_when_it_is_asked_for_thrice_is_found() -> None:
    steady = number(lambda: 4.0, lambda: 4.0, lambda: 9.0)

    def fickle(draw: Draw) -> Body:
        answers = itertools.chain([4.0, 4.0], itertools.repeat(5.0))
        body = steady.maker(draw)
        assert isinstance(body, Number)
        return replace(body, value=lambda: next(answers))

    assert first_drawing_problem(steady) == ""
    with pytest.raises(DoesNotAgree, match="Computed twice"):
        first_drawing_problem(Question("twice", fickle))


def test_chance_from_elsewhere_than_the_draw_is_found() -> None:
    steady, counted = number(lambda: 4.0, lambda: 4.0, lambda: 9.0), itertools.count()

    def fickle(draw: Draw) -> Body:
        body = steady.maker(draw)
        assert isinstance(body, Number)
        return replace(body, prompt=f"Twice {next(counted)}?")

    assert "another question" in first_drawing_problem(Question("twice", fickle))


def test_seeds_for_which_chance_decided_the_same_share_what_was_computed() -> None:
    """Two hundred seeds of a question with nine drawings: nine answers, and each drawing is asked for by every seed."""
    value, made = Calls(), list[int]()

    def maker(draw: Draw) -> Body:
        made.append(draw.whole(1, 9))
        body = number(value.of(4.0), lambda: 4.0, lambda: 9.0).maker(Draw(0))
        return replace(body, prompt=f"Twice {made[-1]}?")

    remembering = once_each(Question("nine", maker))
    for seed in range(200):
        body = remembering.draw(seed).body
        assert body.prompt == f"Twice {made[-1]}?" and body.answer() == 4.0
    assert len(made) == 200 and value.count == len(set(made)) == 9


def test_a_seed_of_its_own_or_the_generator_itself_makes_every_drawing_another() -> None:
    for taken in (lambda draw: draw.seed, lambda draw: draw.rng.normal()):
        value = Calls()

        def maker(draw: Draw, taken: Callable[[Draw], float] = taken, value: Calls = value) -> Body:
            taken(draw)
            return number(value.of(4.0), lambda: 4.0, lambda: 9.0).maker(draw)

        remembering = once_each(Question("own", maker))
        assert [remembering.draw(seed).body.answer() for seed in range(20)] == [4.0] * 20
        assert value.count == 20
