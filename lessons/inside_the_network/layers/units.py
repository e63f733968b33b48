"""The quiz's first two sums: how many parameters a network has, and how excited one hidden unit is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine import Network, Tensor
from lessons.inside_the_network.layers.reader import Array, listed
from lessons.kit.figures import exact, signed
from lessons.kit.questions import Draw, Hints, Misconception, Number, question


@question
def parameters(draw: Draw) -> Number:
    """How many numbers a drawn network learns."""
    inputs, hidden, outputs = draw.one_of((16, 25, 36, 49, 64, 100)), draw.whole(2, 40), draw.whole(3, 12)

    def network() -> Network:
        return Network([inputs, hidden, outputs])

    def weights() -> int:
        return sum(layer.weights.size for layer in network().layers)

    first, second = inputs * hidden + hidden, hidden * outputs + outputs
    return Number(
        prompt=f"A network has {inputs} inputs, one hidden layer of {hidden} units, and {outputs} outputs. "
        "How many parameters does it have: weights and biases, all together?",
        value=lambda: network().parameters.size,
        again=lambda: first + second,
        tolerance=0.25,
        misconceptions=(
            Misconception(
                "forgot the biases",
                weights,
                f"Those are the weights alone. Every unit, hidden or output, also has a bias: {hidden + outputs} more.",
            ),
            Misconception(
                "counted units instead of weights",
                lambda: sum(network().sizes),
                "That counts the units. What is learnt sits on the connections: each unit has a weight for every one "
                "of its inputs, and a bias besides.",
            ),
            Misconception(
                "multiplied all the layers",
                lambda: math.prod(network().sizes),
                "You multiplied all three sizes. Inputs meet hidden units, and hidden units meet outputs, but inputs "
                "and outputs never meet: two products, added up.",
            ),
            Misconception(
                "gave the inputs biases",
                lambda: network().parameters.size + network().sizes[0],
                f"Nearly: {inputs} too many. The input layer computes nothing, so it has no biases.",
            ),
            Misconception(
                "counted the hidden layer only",
                lambda: network().layers[0].weights.size + network().layers[0].biases.size,
                "That is the hidden layer, counted perfectly. The output units have weights and biases too.",
            ),
        ),
        hints=Hints(
            "Two layers learn, the hidden one and the output layer. Count each, then add.",
            "A layer has inputs × units weights, and a bias for each unit. Hidden units are the output layer's inputs.",
            lambda: (
                f"Hidden: {inputs} × {hidden} + {hidden} = {first:,}. "
                f"Output: {hidden} × {outputs} + {outputs} = {second:,}. Together {network().parameters.size:,}."
            ),
        ),
        explain=lambda: (
            f"Yes: {weights():,} weights and {hidden + outputs} biases. The engine keeps them in one vector, "
            f"{network().parameters.size:,} long."
        ),
    )


@dataclass(frozen=True, eq=False)
class Unit:
    """A hidden unit with three pixels before it; the engine does its sums.

    Attributes:
        pixels: shape (3,).
        weights: shape (3,), one of them negative.
        bias: what it adds.
    """

    pixels: Array
    weights: Array
    bias: float

    @classmethod
    def drawn(cls, draw: Draw) -> Unit:
        """One that is silent one time in three; the slips of `slips` nearly always tell apart."""
        pixels = np.array([draw.number(0.5, 1, step=0.1) for _ in range(3)])
        if draw.whole(1, 3) > 1:
            pros, con = [draw.number(1, 2, step=0.5) for _ in range(2)], draw.one_of((-1.0, -0.5))
            return cls(pixels, np.array(draw.shuffled([*pros, con])), draw.number(-0.25, 1, step=0.25, zero=False))
        weights = np.array(draw.shuffled([*(draw.number(0.5, 1, step=0.5) for _ in range(2)), -0.5]))
        return cls(pixels, weights, -(math.ceil(float(pixels @ weights) * 4) + draw.whole(1, 2)) / 4)

    def products(self) -> Tensor:
        """Each pixel times its weight."""
        return Tensor(self.pixels) * self.weights

    def weighted_sum(self) -> Tensor:
        """What goes into the activation function."""
        return self.products().sum() + self.bias

    def activation(self) -> float:
        """What comes out of it."""
        return self.weighted_sum().relu().item()

    def by_hand(self) -> float:
        """The same in plain arithmetic."""
        products = [x * w for x, w in zip(self.pixels.tolist(), self.weights.tolist(), strict=True)]
        return max(0.0, float(sum(products)) + self.bias)

    @property
    def silent(self) -> bool:
        """Whether its sum is below zero."""
        return self.weighted_sum().item() < 0


@question
def hidden_activation(draw: Draw) -> Number:
    """What one hidden unit passes on, for three pixels."""
    unit = Unit.drawn(draw)
    return Number(
        prompt=f"Three pixels {listed(unit.pixels)} reach a hidden unit with weights {listed(unit.weights)} and bias "
        f"{exact(unit.bias)}; its activation function is ReLU. What is its activation?",
        value=unit.activation,
        again=unit.by_hand,
        tolerance=0.02,
        misconceptions=slips(unit),
        hints=Hints(
            "Each pixel times its own weight, all added up. Then two things are left to do.",
            "Weighted sum, plus bias; then ReLU: keep a positive number as it is, turn a negative one into 0.",
            lambda: (
                f"{_products(unit)} is {exact(unit.products().sum().item())}; with the bias "
                f"{exact(unit.weighted_sum().item())}. ReLU makes of that {exact(unit.activation())}."
            ),
        ),
        explain=lambda: (
            f"Yes: the sum is {exact(unit.weighted_sum().item())}, "
            + ("below zero, so the unit is silent." if unit.silent else "above zero, so ReLU hands it on as it is.")
        ),
    )


def slips(unit: Unit) -> tuple[Misconception, ...]:
    """What can be mistaken about this unit."""
    forgot_relu = Misconception(
        "forgot the activation",
        lambda: unit.weighted_sum().item(),
        "That is the weighted sum, and it is right. But ReLU lets nothing below zero through: this unit is silent.",
    )
    return (
        *((forgot_relu,) if unit.silent else ()),
        Misconception(
            "turned ReLU round",
            lambda: (-unit.weighted_sum()).relu().item(),
            "ReLU lets the positive through and silences the negative; you did it the other way round.",
        ),
        Misconception(
            "forgot the bias",
            lambda: unit.products().sum().relu().item(),
            f"The bias is missing: {exact(unit.bias)} belongs to the sum, before ReLU looks at it.",
        ),
        Misconception(
            "left out the weights",
            lambda: (Tensor(unit.pixels).sum() + unit.bias).relu().item(),
            "You added the pixels as they are. Each must first be multiplied by its own weight, sign and all.",
        ),
        Misconception(
            "ignored the signs of the weights",
            lambda: (abs(unit.products()).sum() + unit.bias).relu().item(),
            "A minus sign went missing. A negative weight makes its pixel count *against*.",
        ),
    )


def _products(unit: Unit) -> str:
    return " + ".join(f"{exact(x)} × {signed(w)}" for x, w in zip(unit.pixels, unit.weights, strict=True))
