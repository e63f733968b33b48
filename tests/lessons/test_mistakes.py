"""The lesson on mistakes: the tally is counted right, the five starts are as told, orders are those of the engine."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from lessons.kit import by_hand
from lessons.kit.charts import Bars
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Order
from lessons.ten_questions.mistakes.deeds import ONE_NEURON, TWO_LAYERS, by_needs, on_the_tape
from lessons.ten_questions.mistakes.demo_starts import starts
from lessons.ten_questions.mistakes.demo_sureness import RULES, sureness
from lessons.ten_questions.mistakes.demo_tally import DIGITS, STRETCH, guesses, tally
from lessons.ten_questions.mistakes.model import LEARNED, NOUGHTS, STARTS, UPDATES, examples, five, last_moment, learn
from lessons.ten_questions.mistakes.quiz import which_change

LESSON = load("mistakes")
ASKED = LESSON.questions


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


SCENES = {"tally": {1}, "sureness": {1}, "starts": {2}, "starts-2": {1, 2}, "starts-3": {0}}


@pytest.mark.parametrize(("key", "outcomes"), SCENES.items())
def test_each_scene_comes_out_as_its_words_have_it(key: str, outcomes: set[int]) -> None:
    """With two neurons, one of the first ten seeds happens to have five lucky starts; the words say “usually”."""
    page = LESSON.scene_page(key)
    assert page is not None
    scene = LESSON.scene(page)
    ends = [whole(scene.demo, seed, **scene.settings)[-1].outcome for seed in range(10)]
    assert set(ends) == outcomes and ends.count(min(outcomes)) >= 9


def test_the_tally_counts_what_was_guessed() -> None:
    learner, twin = (np.array(each) for each in list(zip(*guesses(0.05, 32, 0), strict=True))[:2])
    assert len(learner) == DIGITS
    for frame in whole(tally):
        seen = frame.number
        assert frame.readings["learner's mistakes"] == learner[:seen].sum()
        assert frame.readings["twin's mistakes"] == twin[:seen].sum()
        if seen and not frame.finished:
            assert f"{learner[seen - 20 : seen].sum()} of the last 20 digits wrong" in frame.caption
            assert f"So far {learner[:seen].sum()} mistakes, the twin {twin[:seen].sum()}." in frame.caption
    bars = frame.charts[1]
    assert isinstance(bars, Bars)
    assert np.array_equal(bars.values, learner.reshape(-1, STRETCH).sum(axis=1))
    assert f"got {learner[:STRETCH].sum()} wrong, of its last 200 {learner[-STRETCH:].sum()}." in frame.caption
    assert frame.finished and frame.outcome == 1


def test_the_learner_and_its_twin_begin_as_equals() -> None:
    """Their first guess is the same; a learner that hardly updates stays close to its twin."""
    for seed in range(3):
        first = next(guesses(0.05, 32, seed))
        assert first[0] == first[1]
    pairs = list(guesses(1e-12, 32, 0))
    assert all(missed == twin for missed, twin, _ in pairs)


@pytest.mark.parametrize(
    ("settings", "name"),
    [({"rate": 1.0}, "It overreacts"), ({"rate": 0.0005}, "It is too timid"), ({"hidden": 2}, "Too few neurons")],
)
def test_a_tally_that_goes_wrong_is_named_and_mended(settings: dict[str, Setting], name: str) -> None:
    last = whole(tally, 0, **settings)[-1]
    assert last.trouble and (last.trouble.name, last.outcome) == (name, 3)
    assert whole(tally, 0, **{**settings, **last.trouble.fix})[-1].trouble is None


@pytest.mark.parametrize("data", ["xor", "circles"])
def test_five_at_once_learn_what_each_learns_by_hand_and_the_last_moment_ends_their_story(data: str) -> None:
    inputs, targets = examples(data, 2)
    said = by_hand.train(five(4, 2), inputs, targets, loss="binary_cross_entropy", rate=0.5, updates=30)
    told = list(learn(five(4, 2), inputs, targets, 0.5, 30))
    for logits, moment in zip(said, told, strict=True):
        assert moment.losses == pytest.approx(by_hand.cross_entropies(logits, targets))
        assert moment.right == pytest.approx(((logits > 0) == targets).mean(axis=(1, 2)))
    end = last_moment(data, 4, 0.5, 2, 30)
    assert np.array_equal(end.losses, told[-1].losses) and np.array_equal(end.right, told[-1].right)


@pytest.mark.parametrize("hidden", [2, 8])
def test_every_caption_of_the_five_tells_their_losses_and_their_agreement(hidden: int) -> None:
    moments = list(learn(five(hidden, 0), *examples("xor", 0), 0.5, UPDATES))
    for frame in whole(starts, hidden=hidden):
        moment = moments[frame.number]
        low, high = figure(float(moment.losses.min())), figure(float(moment.losses.max()))
        assert f"losses from {low} to {high}" in frame.caption
        votes = np.asarray(frame.charts[0].values)  # type: ignore[union-attr]
        agree = float(np.mean((votes == 0) | (votes == STARTS)))
        assert f"agree on {100 * agree:.0f}% of the map" in frame.caption
        assert frame.readings["all agree on, %"] == round(100 * agree)
        assert frame.readings["have learned it"] == moment.arrived == int((moment.right >= LEARNED).sum())
    assert f"{moment.arrived} of 5 have learned it" in frame.caption
    behind = [str(i) for i, share in enumerate(moment.right, start=1) if share < LEARNED]
    assert (f"Not there: start {', '.join(behind)}." in frame.caption) == bool(behind)


def test_the_outcome_is_how_many_arrived() -> None:
    for hidden, expected in ((1, 0), (2, 1), (8, 2)):
        *under_way, last = whole(starts, hidden=hidden)
        assert ({frame.outcome for frame in under_way}, last.outcome) == ({None}, expected)


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"hidden": 2}, "Some are stuck"),
        ({"rate": 0.01}, "They ran out of time"),
        ({"data": "circles", "rate": 20.0}, "It leaps about"),
        ({"data": "circles", "hidden": 1}, "Some are stuck"),
    ],
)
def test_starts_that_do_not_arrive_are_named_and_mended(settings: dict[str, Setting], name: str) -> None:
    last = whole(starts, 0, **settings)[-1]
    assert last.trouble and last.trouble.name == name
    mended = whole(starts, 0, **{**settings, **last.trouble.fix})[-1]
    assert mended.trouble is None and mended.readings["have learned it"] == STARTS


@pytest.mark.parametrize("settings", [{}, {"hidden": 2}, {"data": "circles", "hidden": 3}])
def test_weights_that_begin_at_nought_stay_there_and_dice_mend_it(settings: dict[str, Setting]) -> None:
    last = whole(starts, 0, first=NOUGHTS, **settings)[-1]
    assert last.trouble and (last.trouble.name, last.outcome) == ("Nobody differs", 0)
    assert last.readings["lowest loss"] == last.readings["highest loss"]
    assert whole(starts, 0, **{**settings, **last.trouble.fix})[-1].trouble is None


@pytest.mark.parametrize(("settings", "outcome"), [({}, 1), ({"rule": RULES[1]}, 0), ({"chance": 0.5}, 2)])
def test_who_is_pushed_harder_depends_on_the_loss_and_every_move_is_the_slope_by_hand(
    settings: dict[str, Setting], outcome: int
) -> None:
    frames = whole(sureness, 0, **settings)
    assert [frame.outcome for frame in frames] == [None, *[outcome] * (len(frames) - 1)]
    for chance, name in (
        (0.5, "undecided moved"),
        (float(settings.get("chance", 0.05)), "neighbour moved"),
    ):
        level = chance * (1 - chance)
        slope = 2 * (chance - 1) * level if settings.get("rule") == RULES[1] else chance - 1
        assert frames[1].readings[name] == pytest.approx(-slope)
        assert figure(float(frames[1].readings[name])) in frames[1].caption
        assert name not in frames[0].readings


def test_the_maps_of_the_five_add_up_to_the_votes() -> None:
    maps = [whole(starts, watch=f"start {i}")[-1].charts[0].values for i in range(1, STARTS + 1)]  # type: ignore[union-attr]
    assert np.array_equal(np.sum(maps, axis=0), whole(starts)[-1].charts[0].values)  # type: ignore[union-attr]


def test_knowing_nothing_costs_the_logarithm_of_the_number_of_classes() -> None:
    words = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
    for seed in range(20):
        body = ASKED["know_nothing"].draw(seed).body
        kinds = re.search(r"tell (\w+) kinds", body.prompt)
        assert kinds
        assert body.answer() == pytest.approx(math.log(words[kinds[1]]))


@pytest.mark.parametrize("deeds", [ONE_NEURON, TWO_LAYERS])
@pytest.mark.parametrize("last", ["tanh", "sigmoid"])
@pytest.mark.parametrize("hidden", ["tanh", "relu", "sigmoid"])
def test_the_tape_works_in_the_order_of_what_is_needed(deeds: dict[str, object], hidden: str, last: str) -> None:
    order = on_the_tape(deeds, hidden, last)  # type: ignore[arg-type]
    assert order == by_needs(deeds) == list(deeds)  # type: ignore[arg-type]


def test_snapshots_are_in_order_by_update_and_their_losses_fall() -> None:
    for seed in range(8):
        body = ASKED["snapshots"].draw(seed).body
        assert isinstance(body, Order)
        losses = [float(re.findall(r"loss ([\d.]+)", body.things[place])[0]) for place in body.answer()]
        assert losses == sorted(losses, reverse=True)
        backwards = " ".join(reversed(body.accepted_reply().split()))
        assert body.mark(backwards).misconception == "began with the best"


@pytest.mark.parametrize("name", ["after_one_update", "how_many_arrive"])
def test_every_outcome_is_asked_about(name: str) -> None:
    assert {ASKED[name].draw(seed).body.answer() for seed in range(25)} == {0, 1, 2}


def test_changes_are_told_from_two_losses() -> None:
    assert [which_change(0.7, after) for after in (0.6, 0.8, 0.7)] == [0, 1, 2]
