"""The challenges: none is done where it starts, each is done by the runs that it names, and claims are answered."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pytest

from engine.arrays import Array
from lessons.kit.errors import Unreadable
from lessons.kit.knobs import Setting
from lessons.kit.script import Following, Script
from lessons.playground.bench import Bench, made_bench
from lessons.playground.challenges.challenge import Challenge
from lessons.playground.challenges.claims import (
    REASONS,
    answer_to_claim,
    best_line,
    read_reason,
    run_to_the_end,
    told_of_way,
)
from lessons.playground.challenges.dozen import CHALLENGES, challenge_called, number_of
from lessons.playground.compare import kept_run
from lessons.playground.controls import CONTROLS
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.run import playground
from lessons.playground.settings import PlaygroundSettings

EVERY = pytest.mark.parametrize("challenge", CHALLENGES.values(), ids=str(CHALLENGES.keys()).split("'")[1::2])


def at_the_start(challenge: Challenge) -> PlaygroundSettings:
    return PlaygroundSettings.of(challenge.settings(), 0)


def first_frame(challenge: Challenge) -> PlaygroundFrame:
    frame = playground().run(0, **challenge.settings()).next()
    assert isinstance(frame, PlaygroundFrame)
    return frame


@EVERY
def test_none_is_done_by_running_it_as_it_starts(challenge: Challenge) -> None:
    assert not challenge.score(first_frame(challenge)).reached
    score = challenge.score(run_to_the_end(challenge.settings()))
    assert not score.reached and score.told


@EVERY
def test_the_runs_that_are_said_to_do_it_do_it(challenge: Challenge) -> None:
    if not challenge.ways:
        assert challenge.cannot(at_the_start(challenge))
        return
    *before, last = map(challenge.settings, challenge.ways)
    kept = [kept_run(run_to_the_end(way)) for way in before]
    frame = run_to_the_end(last)
    assert challenge.score(frame, kept).reached, challenge.score(frame, kept).told
    if kept:
        assert not challenge.score(frame).reached, "it takes both runs"


@EVERY
def test_a_setting_that_must_stay_is_named_when_it_is_turned(challenge: Challenge) -> None:
    (name, *_) = challenge.fixed
    other = CONTROLS[name].read("digits" if name == "data" else "sigmoid" if name == "activation" else "2,2")
    if other == challenge.settings()[name]:
        other = CONTROLS[name].read("tanh")
    frame = playground().run(0, **{**challenge.settings(), name: other}).next()
    assert isinstance(frame, PlaygroundFrame)
    score = challenge.score(frame)
    assert not score.reached and "must stay" in score.told and name in score.told


@EVERY
def test_a_claim_is_answered_by_a_run_or_by_the_reason(challenge: Challenge) -> None:
    settings = at_the_start(challenge)
    holds = challenge.cannot(settings)
    for reason in REASONS:
        answer = answer_to_claim(challenge, settings, reason)
        assert answer.right == (reason == holds)
        assert (answer.way is None) == (holds is not None)
        if answer.way is not None:
            assert challenge.score(run_to_the_end(answer.way), answer.kept).reached


def test_what_cannot_be_done_as_it_stands_can_be_with_another_input() -> None:
    challenge = CHALLENGES["bare-xor"]
    bare, fed = challenge.settings(), challenge.settings(challenge.ways[0])
    assert challenge.cannot(PlaygroundSettings.of(bare, 0)) == "line"
    assert challenge.cannot(PlaygroundSettings.of(fed, 0)) is None
    assert "75.0%" in answer_to_claim(challenge, PlaygroundSettings.of(bare, 0), "line").told


def by_every_angle(points: Array, classes: Array) -> float:
    """The best of very many lines: a direction, then every place along it where a class may end."""
    best = 0
    for angle in np.linspace(0, np.pi, 721):
        order = np.argsort(points @ (np.cos(angle), np.sin(angle)))
        ones = np.concatenate([[0], np.cumsum(classes[order])])
        zeros = np.concatenate([[0], np.cumsum(~classes[order])])
        right = zeros + ones[-1] - ones
        best = max(best, int(right.max()), int((len(points) - right).max()))
    return best / len(points)


@pytest.mark.parametrize("data", ["circles", "xor", "moons", "spiral"])
def test_the_best_line_is_never_worse_than_any_that_is_tried(data: str) -> None:
    bench = made_bench(PlaygroundSettings(data=data, layers="none"))
    points, classes = bench.data.test.inputs, bench.data.test.targets == 1
    tried, said = by_every_angle(points, classes), best_line(bench)
    assert tried <= said <= tried + 0.03, "the two points that a line touches are given to it"


def test_trained_networks_of_straight_layers_stay_under_the_best_line() -> None:
    challenge = CHALLENGES["straight"]
    frame = run_to_the_end(challenge.settings({"optimiser": "adam", "rate": 0.1}))
    bench: Bench = frame.moment.bench
    assert (frame.moment.standing.test_accuracy or 0) <= best_line(bench) < 0.95


def test_names_and_numbers_lead_to_a_challenge_and_nothing_else_does() -> None:
    assert [number_of(challenge_called(name)) for name in CHALLENGES] == list(range(1, 13))
    assert challenge_called(" 3 ") is challenge_called("Bare-XOR")
    for typed in ("0", "13", "", "xor!", "9" * 30):
        with pytest.raises(Unreadable, match="is no challenge"):
            challenge_called(typed)


@pytest.mark.parametrize("typed", ["0", "5", "line", "", "1 2", "9" * 20])
def test_a_reason_is_a_number_from_one_to_four(typed: str) -> None:
    with pytest.raises(Unreadable, match="the number of no reason"):
        read_reason(typed)
    assert [read_reason(str(number)) for number in range(1, 5)] == list(REASONS)


def test_no_two_challenges_ask_for_the_same() -> None:
    for one, other in combinations(CHALLENGES.values(), 2):
        assert one.told != other.told and one.title != other.title and one.hint != other.hint


def after(challenge: Challenge, turns: Mapping[int, str], most: int = 30, **settings: Setting) -> PlaygroundFrame:
    """The last of some frames of a run in which weights are set by hand on the way."""
    script = Script(0, challenge.settings(settings), {at: {"edit": edit} for at, edit in turns.items()}, most)
    run = Following(playground(), script)
    frame = [frame for _ in range(most) if (frame := run.next()) is not None][-1]
    run.close()
    assert isinstance(frame, PlaygroundFrame)
    return frame


def test_a_weight_that_must_not_be_set_by_hand_must_not_be_on_the_way_either() -> None:
    challenge = CHALLENGES["dead-relu"]
    dead = ";".join(f"b1[{unit}]=-99" for unit in range(1, 9))
    frame = after(challenge, {3: dead}, most=6)
    assert frame.moment.bench.settings.edit == "none" and challenge.goal(frame, ()).reached
    assert not challenge.score(frame).reached and "set by hand" in challenge.score(frame).told
    assert not challenge.score(after(challenge, {1: dead, 3: "none"}, most=6)).reached, "it was, whatever stands there"
    assert "set by hand" not in challenge.score(after(challenge, {3: "W9[1,1]=1"}, most=6)).told, "nothing was set"


def test_weights_may_be_set_by_hand_on_the_way_where_nothing_forbids_it() -> None:
    challenge = CHALLENGES["from-zero"]
    by_hand = str(challenge.ways[0]["edit"])
    assert challenge.score(after(challenge, {2: by_hand}, most=200)).reached


def test_weights_from_a_file_are_none_where_they_must_not_be_set_by_hand() -> None:
    for challenge in CHALLENGES.values():
        assert "edit" not in challenge.fixed or "initialisation" in challenge.fixed


@pytest.mark.parametrize(
    "handicap", [{"l2": 1.0}, {"dropout": 0.5}, {"initialisation": "zeros"}, {"edit": "W1[1,1]=9"}]
)
def test_a_loser_has_no_other_handicap_than_its_optimiser(handicap: dict[str, Setting]) -> None:
    challenge = CHALLENGES["adam-loses"]
    won = kept_run(run_to_the_end(challenge.settings({"optimiser": "sgd", "epochs": 20})))
    lost = run_to_the_end(challenge.settings({"epochs": 20, **handicap}))
    assert won.standing.number >= 300 and lost.moment.standing.number >= 300
    assert "alike in all else" in challenge.score(lost, [won]).told


def test_a_loss_is_not_made_small_by_another_measure() -> None:
    challenge = CHALLENGES["small-sine"]
    frame = first_frame(challenge)
    halved = playground().run(0, **challenge.settings({"loss": "half_mse"})).next()
    assert isinstance(halved, PlaygroundFrame)
    assert halved.moment.standing.test_loss < frame.moment.standing.test_loss
    assert "loss must stay auto" in challenge.score(halved).told


@pytest.mark.parametrize("elsewhere", [{"data": "moons"}, {"data": "sine"}, {"data": "digits"}, {"noise": 0.0}])
def test_nothing_is_claimed_of_another_task_than_that_of_the_challenge(elsewhere: dict[str, Setting]) -> None:
    challenge = CHALLENGES["bare-xor"]
    answer = answer_to_claim(challenge, PlaygroundSettings.of(challenge.settings(elsewhere), 0), "line")
    assert not answer.right and answer.way is None and "must stay" in answer.told


def test_only_who_is_asked_why_it_cannot_be_done_is_done_by_saying_so() -> None:
    for challenge in CHALLENGES.values():
        holds = challenge.cannot(at_the_start(challenge))
        assert (holds is not None) == ("say why" in challenge.told)


def test_what_does_it_is_named() -> None:
    told = {name: told_of_way(challenge.ways[-1]) for name, challenge in CHALLENGES.items() if challenge.ways}
    assert told["bare-circles"] == "It has inputs x1^2,x2^2."
    assert told["deep-sigmoid"] == "It has optimiser adam, batch 50, batch norm on."
    assert told["from-zero"] == "Its weights were set by hand before the first update."
