"""The next-letter model: its quick way through the network is the engine's, and what it writes follows its chances."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.datasets import DatasetError
from lessons.the_bigger_picture.next_letter import NextLetter, goes_round


@pytest.fixture(scope="module")
def writer() -> NextLetter:
    """One that has been trained."""
    return NextLetter(3).trained()


@pytest.mark.parametrize("beginning", ["", "q", "the", "She took the ", "."])
def test_its_chances_are_the_softmax_of_the_networks_outputs(writer: NextLetter, beginning: str) -> None:
    raw = writer.net.outputs(writer.tale.inputs_after(beginning))[0]
    assert writer.chances(beginning) == pytest.approx(np.exp(raw) / np.exp(raw).sum(), abs=1e-12)
    assert writer.chances(beginning).sum() == pytest.approx(1.0)


def test_without_chance_each_letter_is_the_likeliest_after_those_before(writer: NextLetter) -> None:
    text = writer.write("the ", 60)
    for end in range(4, len(text)):
        assert text[end] == writer.letters[int(writer.chances(text[:end]).argmax())]


def test_by_chance_letters_come_as_often_as_their_chances_say(writer: NextLetter) -> None:
    rng = np.random.default_rng(0)
    drawn = [writer.write("th", 1, rng)[-1] for _ in range(2_000)]
    shares = np.array([drawn.count(letter) for letter in writer.letters]) / len(drawn)
    assert shares == pytest.approx(writer.chances("th"), abs=0.04)
    assert writer.write("th", 50, np.random.default_rng(5)) == writer.write("th", 50, np.random.default_rng(5))


@pytest.mark.parametrize("seed", range(5))
def test_it_begins_at_ln_28_and_ends_far_below(seed: int) -> None:
    losses = [update.validation_loss or math.nan for update, _ in NextLetter(seed).moments()]
    assert losses[0] == pytest.approx(math.log(28), abs=0.1) and losses[-1] < 2.1 and len(losses) == 41


def test_a_share_of_words_counts_whole_words_of_the_tale_only(writer: NextLetter) -> None:
    assert {"kettle", "the"} <= writer.words() and "kettl" not in writer.words()
    assert writer.share_of_words("xx the kettle blorp. she yy") == 3 / 4
    assert writer.share_of_words("nothing") == 0.0


@pytest.mark.parametrize(
    ("text", "round_and_round"),
    [("so the was and the was and the was and ", True), ("he he he he", True), ("the old woman", False), ("", False)],
)
def test_going_round_is_saying_the_same_three_times(text: str, round_and_round: bool) -> None:
    assert goes_round(text) is round_and_round


def test_a_strange_sign_is_refused_in_a_sentence(writer: NextLetter) -> None:
    with pytest.raises(DatasetError, match="knows only"):
        writer.write("the 2", 3)
