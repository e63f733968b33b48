"""The lesson on understanding: slopes of pixels by nudges, pushes, and what surprises the next-letter model."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from engine import loss_of
from lessons.kit.charts import Bars, Lines, Picture, Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Number, Order
from lessons.the_bigger_picture.next_letter import NextLetter
from lessons.the_bigger_picture.understanding.demo_add_up import HOME, add_up, sums
from lessons.the_bigger_picture.understanding.demo_nonsense import nonsense
from lessons.the_bigger_picture.understanding.demo_push import push
from lessons.the_bigger_picture.understanding.lines import LETTERS, SENTENCE, WORDS, own_lines, shown_lines, surprise
from lessons.the_bigger_picture.understanding.model import LEVEL, Reader, either_way, pixel_slopes, pushed, sureness
from lessons.the_bigger_picture.understanding.neuron import on_purpose, pushed_neuron, sum_by_hand
from lessons.the_bigger_picture.understanding.trial import AIMED, BY_CHANCE, Trial

ASKED = load("understanding").questions


@pytest.fixture(scope="module")
def trial() -> Trial:
    return Trial(Reader(3).trained(), 3)


def last_of(demo: Demo, seed: int = 0, **settings: Setting) -> Frame:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)[-1]


def test_a_pixels_slope_is_that_of_a_nudge_whatever_scans_stand_beside_it(trial: Trial) -> None:
    scans, digits = trial.scans.inputs[:3], trial.scans.targets[:3]
    slopes = pixel_slopes(trial.net, scans, digits)
    assert slopes.shape == (3, 64)
    for scan, digit, slope in zip(scans, digits, slopes, strict=True):

        def loss(pixels: np.ndarray, digit: int = int(digit)) -> float:
            return loss_of(trial.net.outputs(pixels[np.newaxis]), [digit], "softmax_cross_entropy").item()

        nudged = np.array([(loss(scan + d) - loss(scan - d)) / 2e-5 for d in 1e-5 * np.eye(64)])
        assert slope == pytest.approx(nudged, abs=1e-6)


def test_a_push_moves_each_pixel_by_its_amount_and_never_beyond_paper_and_ink() -> None:
    scans = np.array([[0.0, 0.05, 0.5, 1.0]])
    assert pushed(scans, np.array([[-3.0, -0.1, 0.0, 2.0]]), 0.1) == pytest.approx(np.array([[0.0, 0.0, 0.5, 1.0]]))
    assert pushed(scans, np.array([[1.0, 1.0, -1.0, -1.0]]), 0.1) == pytest.approx(np.array([[0.1, 0.15, 0.4, 0.9]]))
    coins = either_way(np.zeros((50, 64)), 0)
    assert set(np.unique(coins)) == {-1.0, 1.0} and abs(coins.mean()) < 0.05


def test_no_pixel_of_a_trial_moves_further_than_told_and_its_first_scan_is_a_middling_one(trial: Trial) -> None:
    levels = np.arange(0.1, 4.1, 0.1)
    for way in (AIMED, BY_CHANCE):
        moved = trial.moved(0, way, levels)
        assert np.all(np.abs(moved - trial.scans.inputs[0]).max(axis=1) <= levels * LEVEL + 1e-12)
    turns = [trial.turned_at(n, AIMED, levels) or 4.0 for n in range(len(trial.scans))]
    assert turns[0] == pytest.approx(np.median(turns), abs=0.11)
    assert trial.still_right(AIMED, 2.0) == pytest.approx(
        np.mean([trial.turned_at(n, AIMED, np.array([2.0])) is None for n in range(len(trial.scans))])
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_small_push_on_purpose_turns_most_answers_and_what_is_taught_against_it_helps(seed: int) -> None:
    last = last_of(push, seed)
    assert last.outcome == 2 and last.trouble is not None and last.trouble.name in last.caption
    turned, share, sure = (last.readings[name] for name in ("turned at", "still right", "sure before"))
    assert isinstance(turned, float) and turned <= 2.0 and isinstance(sure, float) and sure > 0.95
    mended = last_of(push, seed, **last.trouble.fix)
    kept = mended.readings["still right"]
    assert mended.outcome == 1 and mended.trouble is None
    assert isinstance(kept, float) and isinstance(share, float) and kept > share + 0.25


@pytest.mark.parametrize("seed", range(5))
def test_a_push_by_chance_of_the_same_size_turns_hardly_any(seed: int) -> None:
    last = last_of(push, seed, push="by chance")
    assert last.outcome == 0 and last.trouble is None and last.readings["turned at"] == "never"


def test_without_a_hidden_layer_it_turns_as_well_and_the_remedy_holds() -> None:
    last = last_of(push, 1, wiring="no hidden layer")
    assert last.outcome == 2 and last.trouble is not None
    assert last_of(push, 1, **last.trouble.fix).outcome == 1


def test_the_picture_is_the_scan_beside_the_pushed_one_and_the_bars_are_what_the_network_says(trial: Trial) -> None:
    last = last_of(push, 3)
    picture, bars = last.charts
    assert isinstance(picture, Picture) and isinstance(bars, Bars) and picture.pixels.shape == (8, 17)
    before, after = picture.pixels[:, :8].reshape(64), picture.pixels[:, 9:].reshape(64)
    assert before == pytest.approx(trial.scans.inputs[0])
    assert after == pytest.approx(trial.moved(0, AIMED, np.array([2.0]))[0])
    assert bars.values / 100 == pytest.approx(sureness(trial.net, after[np.newaxis])[0])


@pytest.mark.parametrize(("pixels", "change", "outcome"), [(1024, 0.02, 1), (64, 0.02, 0), (64, 0.16, 1), (1, 0.32, 0)])
@pytest.mark.parametrize("seed", range(10))
def test_small_pushes_add_up_on_purpose_and_cancel_by_chance(
    pixels: int, change: float, outcome: int, seed: int
) -> None:
    last = last_of(add_up, seed, pixels=pixels, change=change)
    chart = last.charts[0]
    assert last.outcome == outcome and isinstance(chart, Lines)
    assert len(chart.series[0].x) == pixels + 1
    on_purpose_sum = last.readings["on purpose"]
    assert isinstance(on_purpose_sum, float) and (on_purpose_sum < 0) == (outcome >= 1)


def test_the_sum_falls_by_the_push_times_the_weights_sizes() -> None:
    weights = np.array([2.0, -1.0, 0.5])
    assert sums(weights, -np.sign(weights), 0.1) == pytest.approx([HOME, HOME - 0.2, HOME - 0.3, HOME - 0.35])
    push_of = on_purpose(weights, HOME, 0.1)
    assert push_of == pytest.approx([-0.1, 0.1, -0.1])
    assert pushed_neuron(weights, HOME, push_of)["z"] == pytest.approx(sum_by_hand(weights.tolist(), HOME, 0.1))


def test_no_other_push_of_its_size_makes_the_sum_fall_further() -> None:
    rng = np.random.default_rng(5)
    weights = rng.standard_normal(9)
    lowest = pushed_neuron(weights, 1.0, on_purpose(weights, 1.0, 0.2))["z"]
    others = [pushed_neuron(weights, 1.0, rng.uniform(-0.2, 0.2, 9))["z"] for _ in range(100)]
    assert lowest < min(others)


@pytest.mark.parametrize("seed", range(3))
def test_its_own_nonsense_surprises_it_less_than_a_sentence_and_mixed_words_hardly_more(seed: int) -> None:
    last = last_of(nonsense, seed)
    sentence, words, own = (float(last.readings[k]) for k in ("unseen", "words mixed", "its own"))
    assert last.outcome == 2 and own < sentence < words < 1.15 * sentence
    assert isinstance(last.charts[0], Table) and isinstance(last.charts[1], Lines)


def test_surprise_is_the_networks_loss_at_each_letter() -> None:
    writer = NextLetter(2).trained(50)
    text = "the hill was low."
    chances = [writer.chances(text[:n])[writer.letters.index(letter)] for n, letter in enumerate(text)]
    assert writer.surprise(text) == pytest.approx(-np.mean(np.log(chances)))
    raw = writer.net.outputs(writer.tale.inputs_after("the hi"))[0]
    powers = np.exp(raw - raw.max())
    assert writer.chances("the hi") == pytest.approx(powers / powers.sum())
    two = ["the hill.", "a stone in the fog."]
    by_letter = sum(len(line) * writer.surprise(line) for line in two) / sum(map(len, two))
    assert surprise(writer, two) == pytest.approx(by_letter)


def test_mixed_lines_have_the_words_and_the_letters_of_the_sentences() -> None:
    writer = NextLetter(1)
    lines = shown_lines(writer, 1)
    for sentence, words, letters in zip(lines[SENTENCE], lines[WORDS], lines[LETTERS], strict=True):
        assert sorted(sentence[:-1].split()) == sorted(words[:-1].split()) and sentence != words
        assert sorted(sentence) == sorted(letters)
    assert lines[SENTENCE] == list(writer.tale.test_sentences)
    own = own_lines(writer, 1)
    assert [len(line) for line in own] == [len(line) for line in lines[SENTENCE]] and own == own_lines(writer, 1)


def test_how_sure_it_is_after_a_push_is_worked_out_from_its_prompt() -> None:
    for seed in range(20):
        body = ASKED["sure_after"].draw(seed).body
        assert isinstance(body, Number)
        told = re.findall(r"(?:sum is|It has|weights of \+|moved by) ?(\d+(?:\.\d+)?)", " ".join(body.prompt.split()))
        home, pixels, weight, change = map(float, told)
        assert body.answer() == pytest.approx(1 / (1 + math.exp(pixels * change * weight - home)))


def test_the_least_surprising_text_is_the_nonsense_and_the_true_one_is_not() -> None:
    for seed in range(20):
        body = ASKED["least_surprising"].draw(seed).body
        assert isinstance(body, Order)
        products = [math.prod(map(float, thing.split(": ")[1].split(", "))) for thing in body.things]
        assert list(body.answer()) == sorted(range(3), key=lambda n: -products[n])
        assert "is ice is" in body.things[body.answer()[0]]
