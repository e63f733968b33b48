"""Six questions: how many numbers, what two units pass on, how sure softmax is, and two networks to foresee."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

import numpy as np

from engine import Network, Tensor, datasets
from lessons.inside_the_network.layers import examination as exam
from lessons.inside_the_network.layers.model import (
    WORDS,
    a_digit,
    fate,
    per_cent,
    read,
    softmax,
    trained,
)
from lessons.inside_the_network.layers.scanner import PIXELS
from lessons.kit.charts import Picture
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, signed
from lessons.kit.questions import Choice, Draw, Number, Option, Outcome, Predict, option, question
from lessons.kit.slopes import Array

HIDDEN, SOME_PASSES = 16, 5
"""A smaller network and a shorter training than the demo's: it still makes mistakes worth predicting."""
CHANGES: dict[str, Callable[[Array], Array]] = {
    "3 is added to every raw output": lambda raw: raw + 3,
    "1 is taken off every raw output": lambda raw: raw - 1,
    "every raw output is doubled": lambda raw: 2 * raw,
    "every raw output is halved": lambda raw: raw / 2,
    "every raw output changes its sign": lambda raw: -raw,
}


@question
def parameters(draw: Draw) -> Number:
    """How many numbers a drawn network learns."""
    inputs, hidden, outputs = draw.one_of((16, 25, 36, 49, 64, 100)), draw.whole(2, 40), draw.whole(3, 12)
    net = Network([inputs, hidden, outputs])
    first, second = inputs * hidden + hidden, hidden * outputs + outputs
    weights = sum(layer.weights.size for layer in net.layers)
    return Number(
        value=lambda: net.parameters.size,
        again=lambda: first + second,
        tolerance=0.25,
        mistakes={
            "forgot the biases": lambda: weights,
            "counted units instead of weights": lambda: sum(net.sizes),
            "multiplied all the layers": lambda: math.prod(net.sizes),
            "gave the inputs biases": lambda: net.parameters.size + net.sizes[0],
            "counted the hidden layer only": lambda: net.layers[0].weights.size + net.layers[0].biases.size,
        },
        figures={
            "inputs": inputs,
            "hidden": hidden,
            "outputs": outputs,
            "units": hidden + outputs,
            "first": first,
            "second": second,
            "weights": weights,
        },
    )


def drawn_units(draw: Draw) -> tuple[Array, Array, Array]:
    """Return three pixels, the weights of two units, shape (2, 3), and their biases: one unit is silent, one is not."""
    pixels = np.array([draw.number(0.5, 1, step=0.1) for _ in range(3)])
    awake = draw.shuffled([*(draw.number(1, 2, step=0.5) for _ in range(2)), draw.one_of((-1.0, -0.5))])
    asleep = draw.shuffled([*(draw.number(0.5, 1, step=0.5) for _ in range(2)), -0.5])
    drowsy = -(math.ceil(float(pixels @ asleep) * 4) + draw.whole(1, 2)) / 4
    units = draw.shuffled(((awake, draw.number(0.25, 1, step=0.25)), (asleep, drowsy)))
    return pixels, np.array([weights for weights, _ in units]), np.array([bias for _, bias in units])


@question
def hidden_activation(draw: Draw) -> Number:
    """Ask what two hidden units, of which one is silent, pass on for three pixels."""
    pixels, weights, biases = drawn_units(draw)
    units = Computation(
        lambda pixels, weights, biases: (weights @ pixels + biases).relu().sum(),
        {"pixels": pixels, "weights": weights, "biases": biases},
    )

    def sums() -> Array:
        return np.asarray((Tensor(weights) @ Tensor(pixels) + biases).value)

    def activations() -> Array:
        return np.asarray(Tensor(sums()).relu().value)

    def by_hand() -> float:
        heard = (sum(x * w for x, w in zip(pixels, row, strict=True)) for row in weights)
        return float(sum(max(0.0, each + bias) for each, bias in zip(heard, biases, strict=True)))

    return Number(
        value=units.value,
        again=by_hand,
        tolerance=0.02,
        mistakes={
            "forgot the activation": lambda: float(sums().sum()),
            "turned ReLU round": lambda: units.at(weights=-weights, biases=-biases).value(),
            "forgot the bias": lambda: units.at(biases=np.zeros(2)).value(),
            "left out the weights": lambda: units.at(weights=np.ones((2, 3))).value(),
            "ignored the signs of the weights": lambda: units.at(weights=np.abs(weights)).value(),
        },
        figures={
            "pixels": pixels,
            "weights of one": weights[0],
            "weights of two": weights[1],
            "bias of one": biases[0],
            "bias of two": biases[1],
            "products of one": _products(pixels, weights[0]),
            "products of two": _products(pixels, weights[1]),
            "sums": sums,
            "activations": activations,
            "first is silent": lambda: bool(activations()[0] == 0),
        },
    )


def _products(pixels: Array, weights: Array) -> str:
    return " + ".join(f"{exact(x)} × {signed(w)}" for x, w in zip(pixels, weights, strict=True))


def _of_three(digits: list[int], raw: Array) -> list[str]:
    return [f"{exact(output)} for {a_digit(digit)}" for output, digit in zip(raw, digits, strict=True)]


def _sure(confidences: Array) -> list[str]:
    return [per_cent(float(share)) for share in confidences]


@question
def confidence(draw: Draw) -> Number:
    """How sure the winner of three outputs is."""
    digits = sorted(draw.shuffled(range(10))[:3])
    raw = np.array(draw.shuffled((draw.number(1, 3, step=0.5), *draw.shuffled((-1.0, -0.5, 0.0, 0.5))[:2])))
    largest = float(raw.max())

    def powers() -> Array:
        return Tensor(raw).exp().value

    return Number(
        value=lambda: float(softmax(raw).max()),
        again=lambda: float(exam.softmax_by_hand(raw).max()),
        tolerance=0.01,
        unit="share",
        mistakes={
            "took the raw output for the confidence": lambda: largest,
            "shared out the raw outputs": lambda: largest / float(raw.sum()) if abs(raw.sum()) > 1e-9 else math.nan,
            "forgot to divide": lambda: float(powers().max()),
            "left the winner out of the total": lambda: float(powers().max() / (powers().sum() - powers().max())),
        },
        figures={
            "outputs": _of_three(digits, raw),
            "powers": powers,
            "total": lambda: powers().sum(),
            "largest": lambda: powers().max(),
            "winner": lambda: digits[int(softmax(raw).argmax())],
            "sure": lambda: per_cent(float(softmax(raw).max())),
            "shares": lambda: _sure(softmax(raw)),
        },
    )


@question
def what_happens_to_the_bars(draw: Draw) -> Choice:
    """Ask what a change of all the raw outputs does to the answer and to its confidence."""
    digits = sorted(draw.shuffled(range(10))[:3])
    raw = np.array(
        draw.shuffled((draw.number(1.5, 3, step=0.5), draw.number(0, 1, step=0.5), -draw.number(0.5, 2, step=0.5)))
    )
    name = draw.one_of(tuple(CHANGES))
    changed = CHANGES[name](raw)

    fates = ("nothing to change", "it to grow surer", "it to grow less sure", "another winner")
    return Choice(
        options=tuple(option(f"expected {what}") for what in fates),
        decide=lambda: fate(softmax(raw), softmax(changed)),
        again=lambda: fate(exam.softmax_by_hand(raw), exam.softmax_by_hand(changed)),
        figures={
            "outputs": _of_three(digits, raw),
            "change": name,
            "was": lambda: digits[int(softmax(raw).argmax())],
            "sure": lambda: per_cent(float(softmax(raw).max())),
            "now": lambda: digits[int(softmax(changed).argmax())],
            "sure now": lambda: per_cent(float(softmax(changed).max())),
            "raw": raw,
            "raw now": changed,
            "shares": lambda: _sure(softmax(raw)),
            "shares now": lambda: _sure(softmax(changed)),
        },
    )


@question
def which_digit(draw: Draw) -> Predict:
    """Ask what a network that was trained a little says to a scan that it has not seen."""
    scans = datasets.digits()
    network = trained(scans, HIDDEN, seed=draw.whole(0, 9), passes=SOME_PASSES)
    number = exam.interesting(draw, network, scans.test)
    pixels, truth = scans.test.inputs[number], int(scans.test.targets[number])
    said = read(network, pixels)
    likely = said.ranking[:4]
    shown = draw.shuffled(likely if truth in likely else [*likely[:3], truth])
    picture = Picture("a scan from the test", pixels.reshape(PIXELS, PIXELS))
    told = "A test scan of 8×8 pixels; what its writer meant is not told yet."

    def experiment() -> Outcome:
        now = read(network, pixels)
        return Outcome(shown.index(now.digit), exam.answered(picture, now, truth))

    def slip(digit: int) -> str:
        return "expected it to be right" if digit == truth else "expected another mix-up"

    def sure_of(digit: int) -> str:
        return f"{per_cent(float(said.confidences[digit]))} sure of {a_digit(digit)}"

    return Predict(
        experiment=experiment,
        again=lambda: shown.index(int(exam.forward_by_hand(network, pixels[np.newaxis])[0].argmax())),
        options=tuple(Option(WORDS[digit], slip(digit), figures={"this": sure_of(digit)}) for digit in shown),
        figures={
            "hidden": HIDDEN,
            "passes": SOME_PASSES,
            "that": sure_of(said.digit),
            "meant": a_digit(truth),
            "outputs": _of_three(sorted(shown), said.raw[sorted(shown)].round(2)),
        },
        chart=Frame(0, (picture,), told, {"inputs": pixels.size}),
    )


@question
def more_hidden_units(draw: Draw) -> Predict:
    """Two networks that differ in their hidden units alone, trained alike and examined on the same scans."""
    scans = datasets.digits()
    few, many = draw.one_of(((2, 16), (2, 32), (3, 48), (4, 32), (24, 48), (32, 64), (32, 128)))
    passes, seed = draw.one_of((10, 20)), draw.whole(0, 99)

    @cache  # trained once for a drawing: for what comes true, for the second way to it, and for the worked hint
    def networks() -> list[Network]:
        return [trained(scans, units, seed=seed, passes=passes) for units in (few, many)]

    def experiment() -> Outcome:
        scores = [network.accuracy(scans.test) for network in networks()]
        return Outcome(exam.better(*scores), exam.compared((few, many), scores))

    return Predict(
        experiment=experiment,
        again=lambda: exam.better(*(exam.accuracy_by_hand(network, scans.test) for network in networks())),
        options=tuple(
            option(f"expected {what}") for what in ("less to be more", "size not to matter", "more to be better")
        ),
        figures={
            "passes": passes,
            "few": few,
            "many": many,
            "few right": lambda: per_cent(networks()[0].accuracy(scans.validation)),
            "many right": lambda: per_cent(networks()[1].accuracy(scans.validation)),
        },
    )
