"""The lesson on activations: the four styles are what the text says, the race goes as told, the dead are named."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from lessons.kit import by_hand
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import central_difference
from lessons.ten_questions.activation.demo_dial import dial
from lessons.ten_questions.activation.demo_race import LOST, UPDATES, Runner, race
from lessons.ten_questions.activation.fates import what_became
from lessons.ten_questions.activation.model import NAMES, examples, network, respond

ASKED = load("activation").questions


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


@pytest.mark.parametrize(
    ("name", "where", "told"),
    [
        ("step", 3, "It was 0 all the way."),
        ("sigmoid", 1, "Its largest on the walk: 0.25, at z = 0."),
        ("tanh", 1, "Its largest on the walk: 1, at z = 0."),
        ("ReLU", 2, "Its largest on the walk: 1, all the way from z = 0.25."),
    ],
)
def test_every_caption_of_the_walk_tells_what_gets_through_and_its_end_where_most_does(
    name: str, where: int, told: str
) -> None:
    *walk, end = whole(dial, activation=name)
    for frame in walk:
        z, slope = float(frame.readings["z"]), float(frame.readings["slope"])
        assert frame.caption.startswith(f"At z = {figure(z)} the {name} plays {figure(plain(name, z))}.")
        assert frame.caption.endswith(f"{'nothing' if slope == 0 else figure(slope)} gets through.")
        assert frame.charts[1].values[NAMES.index(name)] == slope  # type: ignore[union-attr]
        assert frame.outcome is None
    assert end.caption.endswith(told) and end.outcome == where


def test_z_can_be_turned_by_hand_during_the_walk_and_after_it() -> None:
    run = dial.run(activation="tanh")
    frames = frames_of(run, 1)
    for z in (1.5, -2.0):
        run.turn("z", z)
        frames += filter(None, [run.next()])
    assert [frame.readings["z"] for frame in frames] == [-4.0, 1.5, -2.0]
    assert [frame.finished for frame in frames] == [False, True, True]
    assert frames[-1].readings["output"] == pytest.approx(math.tanh(-2.0))


@pytest.mark.parametrize("name", NAMES)
def test_the_four_start_with_the_same_weights_and_learn_as_they_do_by_hand(name: str) -> None:
    net, (inputs, targets) = network(name, 2, 3), examples("moons", 3)
    assert np.array_equal(net.parameters, network("step", 2, 3).parameters)
    said = by_hand.train(net, inputs, targets, loss="mse", rate=0.3, updates=40)
    losses = [by_hand.mean_squares(each, targets)[0] for each in said]
    runner = Runner(name, "moons", 2, 0.3, 3)
    for _ in range(8):
        runner.go_on()
    assert runner.losses == pytest.approx(losses[::5])


def test_every_caption_of_the_race_lists_the_losses_lowest_first() -> None:
    for frame in whole(race):
        told = re.findall(r"(step|sigmoid|tanh|ReLU) ([\d.]+\d)", frame.caption)
        losses = [float(frame.readings[f"loss, {name}"]) for name, _ in told]
        assert {name for name, _ in told} == set(NAMES) and losses == sorted(losses)
        assert [loss for _, loss in told] == list(map(figure, losses))
        assert "Gradient exactly 0: step." in frame.caption
        assert frame.readings["lowest"] == told[0][0]
        assert frame.outcome == (NAMES.index("ReLU") if frame.finished else None)
    assert frame.number == frame.readings["update"] == UPDATES
    assert "Not moved by a hair since the start: step." in frame.caption


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_network_that_died_or_jammed_is_named_and_the_fix_mends_it(seed: int) -> None:
    cases: tuple[dict[str, Setting], ...] = ({"rate": 3.0}, {"data": "circles", "layers": 1, "rate": 1.0})
    for settings in cases:
        last = whole(race, seed, **settings)[-1]
        assert last.trouble
        loss = "loss, ReLU" if "ReLU" in last.trouble.name else "loss, tanh"
        mended = whole(race, seed, **{**settings, **last.trouble.fix})[-1]
        assert float(last.readings[loss]) > LOST > float(mended.readings[loss])
        assert mended.trouble is None or mended.trouble.name != last.trouble.name
    assert whole(race, seed)[-1].trouble is None


def test_a_network_is_stuck_if_it_has_learned_nothing_and_moves_no_more() -> None:
    runner = Runner("tanh", "moons", 2, 0.3, 0)
    for loss, gradient, stuck in ((0.5, 0.001, True), (0.5, 0.5, False), (0.1, 0.001, False)):
        runner.losses, runner.gradient = [loss], gradient
        assert runner.stuck == stuck


def test_each_but_the_step_can_let_most_back_and_every_fate_of_a_network_is_asked_about() -> None:
    bodies = [ASKED["lets_most_back"].draw(seed).body for seed in range(30)]
    assert {str(body.listed[int(body.accepted_reply()) - 1]).split()[0] for body in bodies} == {*NAMES} - {"step"}
    assert {ASKED["what_becomes"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}


def test_fates_are_told_from_losses() -> None:
    cases = ([0.5, 0.5, 0.5], [0.5, 0.4, 0.3], [0.5, 0.3, 0.2], [0.5, 0.3, 0.6])
    assert [what_became(np.array(losses)) for losses in cases] == [0, 1, 2, 3]
