"""The quiz's experiments: what a trained network says to an unseen scan, and what more hidden units are worth."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import Network, datasets
from engine.datasets import Split
from lessons.inside_the_network.layers.reader import (
    WORDS,
    Array,
    Reading,
    a_digit,
    per_cent,
    read,
    softmax,
    ten_bars,
    trained,
)
from lessons.inside_the_network.layers.scanner import PIXELS
from lessons.kit.charts import Bars, Picture
from lessons.kit.demo import Frame
from lessons.kit.figures import exact
from lessons.kit.questions import Draw, Hints, Option, Outcome, Predict, question

HIDDEN, SOME_PASSES = 16, 5
"""A smaller network and a shorter training than the demo's: it still makes mistakes worth predicting."""
DOUBTFUL = 0.7
"""Below this confidence a scan is one of the interesting ones."""
MARGIN = 0.05
"""Differences up to this share of the scans count as about the same."""


def forward_by_hand(network: Network, inputs: Array) -> Array:
    """The raw outputs once more, from the weights and biases alone and without the engine's forward pass."""
    hidden, output = network.layers
    heard = np.maximum(np.einsum("np,pu->nu", inputs, hidden.weights) + hidden.biases, 0.0)
    raw: Array = np.einsum("nu,ud->nd", heard, output.weights) + output.biases
    return raw


@question
def which_digit(draw: Draw) -> Predict:
    """What a network that was trained a little says to a scan that it has not seen."""
    scans = datasets.digits()
    network = trained(scans, HIDDEN, seed=draw.whole(0, 9), passes=SOME_PASSES)
    number = _interesting(draw, network, scans.test)
    pixels, truth = scans.test.inputs[number], int(scans.test.targets[number])

    def reading() -> Reading:
        return read(network, pixels)

    likely = reading().ranking[:4]
    shown = draw.shuffled(likely if truth in likely else [*likely[:3], truth])
    picture = Picture("a scan from the test", pixels.reshape(PIXELS, PIXELS))

    def experiment() -> Outcome:
        said = reading()
        return Outcome(shown.index(said.digit), _answer(picture, said, truth))

    return Predict(
        prompt=f"A network with {HIDDEN} hidden units has made {SOME_PASSES} passes through the training scans, which "
        "is not many. Now it sees this scan for the first time. Which digit will it announce?",
        options=tuple(_option(digit, truth, reading()) for digit in shown),
        decide=lambda: experiment().index,
        again=lambda: shown.index(int(forward_by_hand(network, pixels[np.newaxis])[0].argmax())),
        hints=Hints(
            "Squint. Eight by eight pixels is all that the network gets too.",
            "Ask first what its writer meant, then which other digit would put its ink in the same places.",
            lambda: (
                "The raw outputs are "
                + ", ".join(f"{exact(round(float(reading().raw[d]), 2))} for {a_digit(d)}" for d in sorted(shown))
                + "."
            ),
        ),
        explain=lambda: f"And so it did. {experiment().frame.caption}",
        experiment=experiment,
        chart=Frame(
            0, (picture,), "A test scan of 8×8 pixels; what its writer meant is not told yet.", {"inputs": pixels.size}
        ),
    )


def _interesting(draw: Draw, network: Network, unseen: Split) -> int:
    """One of the scans on which the network is in doubt, more often than not; else any."""
    surest = softmax(network.outputs(unseen.inputs)).max(axis=1)
    doubtful = np.flatnonzero(surest < DOUBTFUL).tolist()
    return draw.one_of(doubtful) if doubtful and draw.whole(1, 3) > 1 else draw.whole(0, len(unseen) - 1)


def _option(digit: int, truth: int, said: Reading) -> Option:
    this, that = (f"{per_cent(float(said.confidences[each]))} sure of {a_digit(each)}" for each in (digit, said.digit))
    if digit == truth:
        return Option(
            WORDS[digit], "expected it to be right", f"Its writer meant that; but the network is {this}, and {that}."
        )
    return Option(
        WORDS[digit], "expected another mix-up", f"It is {this}, and {that}. Its writer meant {a_digit(truth)}."
    )


def _answer(picture: Picture, said: Reading, truth: int) -> Frame:
    """The scan with the ten bars."""
    outcome = "and right" if said.digit == truth else f"and wrong: its writer meant {a_digit(truth)}"
    confidence = float(said.confidences[said.digit])
    told = f"It says {said.digit}, {per_cent(confidence)} sure, {outcome}."
    bars = ten_bars("how sure it is", said)
    return Frame(0, (picture, bars), told, {"answer": said.digit, "confidence": round(confidence, 3)}, finished=True)


@question
def more_hidden_units(draw: Draw) -> Predict:
    """Two networks that differ in their hidden units alone, trained alike and examined on the same scans."""
    scans = datasets.digits()
    few, many = draw.one_of(((2, 16), (2, 32), (3, 48), (4, 32), (24, 48), (32, 64), (32, 128)))
    passes, seed = draw.one_of((10, 20)), draw.whole(0, 99)

    @cache
    def networks() -> tuple[Network, Network]:
        return (
            trained(scans, few, seed=seed, passes=passes),
            trained(scans, many, seed=seed, passes=passes),
        )

    def by_hand(network: Network) -> float:
        raw = forward_by_hand(network, scans.test.inputs)
        return float(np.mean(raw.argmax(axis=1) == scans.test.targets))

    def experiment() -> Outcome:
        scores = tuple(network.accuracy(scans.test) for network in networks())
        return Outcome(_better(*scores), _compared((few, many), scores))

    return Predict(
        prompt=f"Two networks make {passes} passes each through the same training scans: one with {few} hidden units, "
        f"one with {many}. Then both read the 300 test scans. Which gets more of them right?",
        options=(
            Option(
                f"the one with {few}, by more than 5 scans in 100",
                "expected less to be more",
                "It did not win. Being small can keep a network from learning by heart, but here it was no help.",
            ),
            Option(
                "about the same: within 5 scans in 100",
                "expected size not to matter",
                "Size did matter. Too few hidden units tell the output layer too little to keep ten digits apart.",
            ),
            Option(
                f"the one with {many}, by more than 5 scans in 100",
                "expected more to be better",
                "More units did not buy much here: once there are enough of them, a few more have little left to add.",
            ),
        ),
        decide=lambda: experiment().index,
        again=lambda: _better(*(by_hand(network) for network in networks())),
        hints=Hints(
            "Ten digits must be told apart by what the hidden units pass on. How many numbers does that take?",
            "A handful of units is a bottleneck; beyond a few dozen, each further one adds next to nothing here.",
            lambda: (
                "On the validation scans, which neither has learnt from, "
                + " and ".join(
                    f"{units} hidden units get {per_cent(network.accuracy(scans.validation))}"
                    for units, network in zip((few, many), networks(), strict=True)
                )
                + ". The test scans are much like them."
            ),
        ),
        explain=lambda: f"And so it came out. {experiment().frame.caption}",
        experiment=experiment,
    )


def _better(few: float, many: float) -> int:
    """The index of the option: the smaller one, neither, or the larger one."""
    gap = round(many - few, 6)
    return 1 if abs(gap) <= MARGIN else 2 if gap > 0 else 0


def _compared(units: tuple[int, int], scores: tuple[float, ...]) -> Frame:
    """Both scores as bars."""
    bars = Bars(
        "test scans read right",
        tuple(f"{count} hidden units" for count in units),
        100 * np.array(scores),
        limits=(0.0, 100.0),
        highlight=int(np.argmax(scores)),
        unit="%",
        decimals=1,
    )
    told = ", ".join(
        f"{100 * score:.1f}% with {count} hidden units" for count, score in zip(units, scores, strict=True)
    )
    figures = {f"accuracy with {count}": round(score, 3) for count, score in zip(units, scores, strict=True)}
    return Frame(0, (bars,), f"Test scans read right: {told}.", figures, finished=True)
