"""Runs: frames in order, live knobs that arrive, and errors that name the lesson's line."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from lessons.kit.charts import Lines, Mark, Series, Table
from lessons.kit.demo import Demo, Frame, Frames, Prediction, demo, laid_over
from lessons.kit.errors import DemoFailed
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, while_turned
from lessons.kit.sameness import same

CHART = (Table("t", ("a",), (("1",),)),)


def frame(number: int, caption: str) -> Frame:
    return Frame(number, CHART, caption, {"update": number})


@demo(rate=Knob(0, 1, start=0.5), view=Choices("map", "feet", live=True))
def walk(rate: float, view: Live[str], seed: int) -> Frames:
    """A walk.

    With more to say about it.
    """
    for number in range(3):
        yield frame(number, f"{rate:g} {view()} {seed}")


@demo(rate=Knob(0, 1, start=0.5, live=True), view=Choices("map", "feet", live=True))
def wait(rate: Live[float], view: Live[str], seed: int) -> Frames:  # noqa: ARG001
    """A walk that waits while somebody turns."""
    for number in range(3):
        yield from while_turned(lambda number=number: frame(number, f"{rate():g} {view()}"), rate, view)  # type: ignore[misc]


def test_a_demo_that_waits_while_a_knob_is_turned_shows_its_picture_again_for_each_turn_and_then_goes_on() -> None:
    run = wait.run()
    seen = [run.next()]
    for name, setting in (("view", "feet"), ("rate", 1.0), ("rate", 1.0)):  # to where it stands is a turn, too
        run.turn(name, setting)
        seen.append(run.next())
    seen += [run.next(), run.next(), run.next()]
    assert [moment and (moment.number, moment.caption) for moment in seen] == [
        (0, "0.5 map"), (0, "0.5 feet"), (0, "1 feet"), (0, "1 feet"), (1, "1 feet"), (2, "1 feet"), None,
    ]  # fmt: skip


def test_a_demo_knows_itself() -> None:
    assert isinstance(walk, Demo)
    assert (walk.name, walk.title, walk.starting_settings()) == ("walk", "A walk", {"rate": 0.5, "view": "map"})
    untitled = demo()(lambda: None)  # type: ignore[arg-type, return-value]
    assert untitled.title == untitled.name == "<lambda>"


def test_a_run_gives_its_frames_in_order_and_then_none() -> None:
    run = walk.run(seed=7, rate=0.25)
    seen = [run.next() for _ in range(5)]
    assert [moment and (moment.number, moment.caption) for moment in seen] == [
        (0, "0.25 map 7"), (1, "0.25 map 7"), (2, "0.25 map 7"), None, None,
    ]  # fmt: skip
    assert run.latest is seen[2]


def test_a_live_knob_reaches_the_running_demo() -> None:
    run = walk.run()
    run.next()
    run.turn("view", "feet")
    assert (moment := run.next()) and moment.caption == "0.5 feet 0"
    assert run.settings["view"] == "feet"
    assert walk.run().settings["view"] == "map", "one run's knobs are not another's"


def test_a_knob_turned_before_the_first_frame_is_not_lost() -> None:
    run = walk.run()
    run.turn("view", "feet")
    first, second = run.next(), run.next()
    assert first and second and (first.caption, second.caption) == ("0.5 map 0", "0.5 feet 0")


def test_what_a_run_cannot_do_is_told() -> None:
    with pytest.raises(DemoFailed, match="has no knob haste; it has rate, view"):
        walk.run(haste=1)
    with pytest.raises(DemoFailed, match="rate cannot be turned while"):
        walk.run().turn("rate", 1)
    with pytest.raises(DemoFailed, match="has no knob haste"):
        walk.run().turn("haste", 1)


def test_a_closed_run_is_over() -> None:
    run = walk.run()
    run.next()
    run.close()
    assert run.next() is None


def test_a_demo_that_raises_names_the_file_and_line() -> None:
    @demo()
    def stumble(seed: int) -> Frames:
        yield frame(0, "so far")
        raise ValueError(f"a root, {seed}")

    run = stumble.run()
    run.next()
    lines, first = inspect.getsourcelines(stumble.frames)
    line = first + next(i for i, text in enumerate(lines) if "raise" in text)
    with pytest.raises(DemoFailed) as told:
        run.next()
    assert str(told.value) == f"ValueError: a root, 0 (lessons/test_kit_demo.py, line {line})"
    assert isinstance(told.value.__cause__, ValueError)
    assert run.next() is None


def test_what_is_not_a_frame_is_told() -> None:
    @demo()
    def odd(seed: int) -> Frames:
        yield seed  # type: ignore[misc]

    with pytest.raises(DemoFailed, match="“odd” gave int where a Frame was due"):
        odd.run().next()


def test_a_demo_that_does_not_take_its_knobs_is_told() -> None:
    @demo(rate=Knob(0, 1, start=0))
    def stiff(seed: int) -> Frames:
        yield frame(seed, "")

    with pytest.raises(DemoFailed, match=r"TypeError: .*unexpected keyword argument 'rate'.*test_kit_demo\.py, line"):
        stiff.run()


def test_sameness_is_bit_for_bit() -> None:
    one, other = walk.run().next(), walk.run().next()
    assert same(one, other) and not same(one, walk.run(seed=1).next())
    assert same(float("nan"), float("nan")) and not same(0.0, -0.0) and not same(1, 1.0) and not same(1, True)
    assert not same((1, 2), (1,)) and not same({"a": 1, "b": 2}, {"b": 2, "a": 1}) and same("ab", "ab")


def test_a_prediction_is_laid_over_the_chart_of_that_name() -> None:
    line = Series("", np.arange(3.0), np.arange(3.0))
    shown = Frame(0, (Lines("Loss", (line,)), Lines("Path", (line,), marks=(Mark("here", x=1.0),))), "c", {})
    said = Mark("you said", y=2.0)
    laid = laid_over(shown, "Path", said)
    assert [chart.marks for chart in laid.charts if isinstance(chart, Lines)] == [(), (Mark("here", x=1.0), said)]
    asked = Prediction("Where?", ("a", "b"), lambda frame, _: laid_over(frame, "Loss", said))
    assert asked.over(shown, 1) is not shown
    assert asked.over(shown, -1) is shown
    assert Prediction("Where?", ("a", "b")).over(shown, 1) is shown
