"""The lesson on activations: the four styles are what the text says, the race goes as told, the dead are named."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from lessons.kit.charts import Bars, Lines
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Formula, Predict, Which, central_difference
from lessons.kit.sameness import same
from lessons.ten_questions.activation.by_hand import losses_by_hand
from lessons.ten_questions.activation.dial import WHERE, dial, steepest
from lessons.ten_questions.activation.neurons import dead_one, lets_most_back
from lessons.ten_questions.activation.outcomes import what_became, what_becomes
from lessons.ten_questions.activation.race import LOST, UPDATES, Runner, examples, network, race, winner
from lessons.ten_questions.activation.shapes import NAMES, respond
from lessons.ten_questions.activation.slopes import slope_formula


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def plain(name: str, z: float) -> float:
    """The four once more, in plain Python."""
    return {"step": float(z > 0), "sigmoid": 1 / (1 + math.exp(-z)), "tanh": math.tanh(z), "ReLU": max(z, 0.0)}[name]


@pytest.mark.parametrize("name", NAMES)
def test_outputs_and_slopes_are_those_of_the_curve(name: str) -> None:
    z = np.array([-3.1, -1.0, -0.2, 0.3, 1.7, 2.9])
    outputs, slopes = respond(name, z)
    assert outputs == pytest.approx([plain(name, each) for each in z])
    measured = [central_difference(lambda at: plain(name, float(at)), each) for each in z]
    assert slopes == pytest.approx(measured, abs=1e-7)


@pytest.mark.parametrize(("name", "where"), [("step", 3), ("sigmoid", 1), ("tanh", 1), ("ReLU", 2)])
def test_the_walk_settles_where_the_slope_is_largest(name: str, where: int) -> None:
    frames = whole(dial, activation=name)
    assert [steepest(frame) for frame in frames[:-1]] == [None] * (len(frames) - 1)
    assert steepest(frames[-1]) == where < len(WHERE)


@pytest.mark.parametrize("name", NAMES)
def test_every_caption_of_the_walk_tells_z_the_output_and_what_gets_through(name: str) -> None:
    *walk, end = whole(dial, activation=name)
    for frame in walk:
        z, slope = float(frame.readings["z"]), float(frame.readings["slope"])
        assert frame.caption.startswith(f"At z = {figure(z)} the {name} plays {figure(plain(name, z))}.")
        through = "nothing gets through" if slope == 0 else f"{figure(slope)} gets through"
        assert frame.caption.endswith(f"{through}.")
        bars = frame.charts[1]
        assert isinstance(bars, Bars)
        assert bars.values[NAMES.index(name)] == slope
    largest = {
        "step": "It was 0 all the way.",
        "sigmoid": "Its largest on the walk: 0.25, at z = 0.",
        "tanh": "Its largest on the walk: 1, at z = 0.",
        "ReLU": "Its largest on the walk: 1, all the way from z = 0.25.",
    }
    assert end.caption.endswith(largest[name])


def test_z_can_be_turned_by_hand_during_the_walk_and_after_it() -> None:
    run = dial.run(activation="tanh")
    first = run.next()
    run.turn("z", 1.5)
    turned = run.next()
    run.turn("z", -2.0)
    back = run.next()
    assert first
    assert turned
    assert back
    assert [first.readings["z"], turned.readings["z"], back.readings["z"]] == [-4.0, 1.5, -2.0]
    assert turned.finished
    assert back.readings["output"] == pytest.approx(math.tanh(-2.0))


@pytest.mark.parametrize("name", NAMES)
def test_the_four_start_with_the_same_weights_and_learn_as_they_do_by_hand(name: str) -> None:
    net = network(name, 2, 3)
    assert np.array_equal(net.parameters, network("step", 2, 3).parameters)
    by_hand = losses_by_hand(name, net, *examples("moons", 3), 0.3, 40)
    runner = Runner(name, "moons", 2, 0.3, 3)
    for _ in range(8):
        runner.go_on()
    assert runner.losses == pytest.approx(by_hand[::5])


def test_every_caption_of_the_race_lists_the_losses_lowest_first() -> None:
    for frame in whole(race):
        told = re.findall(r"(step|sigmoid|tanh|ReLU) ([\d.]+\d)", frame.caption)
        assert {name for name, _ in told} == set(NAMES)
        assert [loss for _, loss in told] == [figure(float(frame.readings[f"loss, {name}"])) for name, _ in told]
        losses = [float(frame.readings[f"loss, {name}"]) for name, _ in told]
        assert losses == sorted(losses)
        assert "Gradient exactly 0: step." in frame.caption
        assert frame.readings["lowest"] == told[0][0]
    assert frame.number == frame.readings["update"] == UPDATES
    assert "Not moved by a hair since the start: step." in frame.caption
    assert winner(frame) == NAMES.index("ReLU")


def test_the_step_stays_where_it_is_at_any_rate() -> None:
    cases: tuple[dict[str, Setting], ...] = ({}, {"rate": 3.0}, {"layers": 4, "data": "circles"})
    for settings in cases:
        losses = {frame.readings["loss, step"] for frame in whole(race, 0, **settings)}
        assert len(losses) == 1


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_network_that_died_or_jammed_is_named_and_the_fix_mends_it(seed: int) -> None:
    cases: tuple[dict[str, Setting], ...] = ({"rate": 3.0}, {"data": "circles", "layers": 1, "rate": 1.0})
    for settings in cases:
        last = whole(race, seed, **settings)[-1]
        trouble = last.trouble
        assert trouble
        name = "ReLU" if "ReLU" in trouble.name else "tanh"
        assert float(last.readings[f"loss, {name}"]) > LOST
        mended = whole(race, seed, **{**settings, **trouble.fix})[-1]
        assert float(mended.readings[f"loss, {name}"]) < LOST
        assert mended.trouble is None or mended.trouble.name != trouble.name
    assert whole(race, seed)[-1].trouble is None


def test_a_jammed_tanh_is_named_where_no_relu_died() -> None:
    runners = [Runner("tanh", "moons", 2, 0.3, 0)]
    runners[0].losses, runners[0].gradient = [0.5], 0.001
    assert runners[0].stuck
    runners[0].gradient = 0.5
    assert not runners[0].stuck


def test_the_gradients_come_to_the_front_when_asked_for_even_after_the_race() -> None:
    run = race.run(0)
    frame = run.next()
    while frame and not frame.finished:
        frame = run.next()
    run.turn("view", "gradients")
    turned = run.next()
    assert frame
    assert turned
    assert isinstance(frame.charts[0], Lines)
    assert isinstance(turned.charts[0], Bars)
    assert (turned.number, turned.caption) == (frame.number, frame.caption)


def test_the_same_seed_gives_the_same_race_and_another_gives_another() -> None:
    one, two, other = (frames_of(race.run(seed), 10) for seed in (4, 4, 5))
    assert same(one, two)
    assert one[-1].readings != other[-1].readings


def test_the_slope_may_be_written_in_any_equal_form_and_wrong_forms_are_named() -> None:
    bodies = {body.prompt: body for body in (slope_formula.draw(seed).body for seed in range(40))}
    plain_sigmoid = next(body for prompt, body in bodies.items() if "sigmoid(x)" in prompt)
    assert isinstance(plain_sigmoid, Formula)
    for reply in ("a*(1-a)", "a - a^2", "a(1 − a)", "0.25 - (a - 0.5)^2"):
        assert plain_sigmoid.mark(reply).outcome == "right"
    assert plain_sigmoid.mark("1 - a^2").misconception == "used the slope of tanh"
    assert plain_sigmoid.mark("1 - a").misconception == "gave only one factor"
    assert plain_sigmoid.mark("a").misconception == "gave the output"
    sharp_tanh = next(body for prompt, body in bodies.items() if "tanh(3·x)" in prompt)
    assert sharp_tanh.mark("3 - 3a²").outcome == "right"
    assert sharp_tanh.mark("1 - a^2").misconception == "forgot the number inside"


def test_the_neuron_that_lets_most_back_has_the_largest_slope_by_plain_arithmetic() -> None:
    winners = set()
    for seed in range(30):
        body = lets_most_back.draw(seed).body
        assert isinstance(body, Which)
        told = [option.text.replace("−", "-").split(" at z = ") for option in body.options]
        slopes = [central_difference(lambda at, name=name: plain(name, float(at)), float(z)) for name, z in told]  # type: ignore[misc]
        assert body.answer() == int(np.argmax(slopes))
        winners.add(told[body.answer()][0])
    assert winners == {"sigmoid", "tanh", "ReLU"}


def test_the_dead_neuron_is_silent_for_every_example_and_the_others_are_not() -> None:
    for seed in range(30):
        body = dead_one.draw(seed).body
        xs = [float(x) for x in re.findall(r"x = ([-\d., ]+)\. One", body.prompt.replace("−", "-"))[0].split(", ")]
        neurons = [[float(n) for n in re.findall(r"= (-?\d+)", option.replace("−", "-"))] for option in body.listed]
        awake = [any(w * x + b > 0 for x in xs) for w, b in neurons]
        assert awake.count(False) == 1
        assert body.answer() == awake.index(False)


def test_every_fate_of_a_network_is_asked_about_and_shown() -> None:
    bodies = [what_becomes.draw(seed).body for seed in range(30)]
    assert {body.answer() for body in bodies} == {0, 1, 2, 3}
    body = bodies[0]
    assert isinstance(body, Predict)
    verdict = body.mark(body.accepted_reply())
    assert verdict.outcome == "right"
    assert verdict.frame
    assert verdict.frame.finished


def test_fates_are_told_from_losses() -> None:
    cases = ([0.5, 0.5, 0.5], [0.5, 0.4, 0.3], [0.5, 0.3, 0.2], [0.5, 0.3, 0.6])
    assert [what_became(np.array(losses)) for losses in cases] == [0, 1, 2, 3]


def test_the_text_asks_six_questions_and_shows_both_demos() -> None:
    lesson = load("activation")
    assert [page.demo for page in lesson.pages if page.demo] == ["dial", "race"]
    assert len(lesson.pages[-1].questions) == 6
