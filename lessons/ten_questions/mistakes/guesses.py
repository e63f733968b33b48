"""The quiz on first guesses: what knowing nothing costs, and how hard a mistake pushes."""

from __future__ import annotations

import math

import numpy as np

from engine import Tensor, loss_of
from lessons.kit.figures import exact, figure, signed
from lessons.kit.inspection import expression
from lessons.kit.questions import Draw, Hints, Misconception, Number, central_difference, question

_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 8: "eight", 10: "ten"}


@question
def know_nothing(draw: Draw) -> Number:
    """The loss of a network that gives every class the same chance."""
    classes, examples = draw.one_of(tuple(_COUNTS)), draw.whole(4, 9)

    def loss() -> float:
        logits = Tensor(np.zeros((examples, classes)))
        return loss_of(logits, np.arange(examples) % classes, "softmax_cross_entropy").item()

    one_minus = Misconception(
        "counted the mistakes to expect",
        lambda: 1 - 1 / classes,
        "That is the share of wrong guesses to expect. The loss asks how surprised the network is by the right answer: "
        "−ln of the chance that it gave.",
    )
    return Number(
        prompt=f"A network must tell {_COUNTS[classes]} kinds of animal apart and knows nothing: it gives each the "
        f"same chance. What is its mean loss, −ln of the chance given to the right one, over {examples} pictures? "
        "(ln 2 = 0.693, ln 3 = 1.099, ln 5 = 1.609)",
        value=loss,
        again=lambda: -sum(math.log(1 / classes) for _ in range(examples)) / examples,
        tolerance=0.02,
        misconceptions=(
            Misconception(
                "gave the chance itself",
                lambda: 1 / classes,
                "That is the chance that each kind gets. The loss is −ln of it.",
            ),
            *((one_minus,) if classes > 2 else ()),
            Misconception(
                "sum instead of mean",
                lambda: examples * math.log(classes),
                f"You added up the {examples} pictures. The mean divides by them again: one picture costs the same as "
                "all on average.",
            ),
            Misconception(
                "flipped the sign",
                lambda: -math.log(classes),
                "Nearly: the logarithm of a chance below 1 is negative, and the minus in −ln turns it positive. "
                "A loss is not below zero.",
            ),
            Misconception(
                "used another logarithm",
                lambda: math.log2(classes),
                "That counts in bits, with the logarithm to base 2. Here it is ln, to base e.",
            ),
        ),
        hints=Hints(
            "What chance does the right kind get, if all get the same?",
            f"The chance is 1/{classes}, and −ln(1/{classes}) = ln {classes}. A product inside becomes a sum outside: "
            "ln 6 = ln 2 + ln 3.",
            lambda: (
                f"Each chance is 1/{classes} = {figure(1 / classes)}; the engine's loss is ln {classes} = "
                f"{loss():.3f}, for each picture and so for their mean."
            ),
        ),
        explain=lambda: (
            f"Yes, ln {classes} = {loss():.3f}. A network with a loss far above that is not ignorant but wrongly sure."
        ),
    )


@question
def how_hard_a_push(draw: Draw) -> Number:
    """The slope along the weight after one guess: the miss times the input."""
    p, y = draw.one_of((0.1, 0.2, 0.25, 0.4, 0.6, 0.75, 0.8, 0.9)), draw.one_of((0.0, 1.0))
    x = draw.one_of((-5.0, -4.0, -3.0, 2.0, 3.0, 4.0, 5.0, 10.0))
    w = math.log(p / (1 - p)) / x
    truth = "yes" if y else "no"

    def slope() -> float:
        weight = Tensor(np.array([[w]]))
        loss_of(weight * x, np.array([[y]]), "binary_cross_entropy").backward()
        return float(weight.grad[0, 0])

    def miss() -> float:
        return (Tensor(w) * x).sigmoid().item() - y

    return Number(
        prompt=f"A network of one weight says yes with a chance of p = {exact(p)}, having heard x = {exact(x)}. The "
        f"truth is {truth}, y = {exact(y)}. The loss is cross-entropy. What is its slope along "
        "the weight?",
        value=slope,
        again=lambda: central_difference(lambda at: float(np.logaddexp(0.0, at * x) - y * at * x), w),
        tolerance=0.005,
        inspect=expression(
            lambda w, x: loss_of((w * x).named("z"), [[y]], "binary_cross_entropy"),
            {"w": [[w]]},
            {"x": [[x]]},
            focus="w",
            title=f"One guess, when the truth is {truth}",
        ),
        misconceptions=(
            Misconception(
                "sign flipped",
                lambda: -slope(),
                "The right size, the wrong way round: the miss is p − y, what it said minus what is true.",
            ),
            Misconception(
                "forgot the input",
                lambda: slope() / x,
                f"That is the miss. The weight meets the input {exact(x)}, so its slope is that many times as large.",
            ),
            Misconception(
                "took the other answer for true",
                lambda: (p - (1 - y)) * x,
                f"You measured the miss from the other answer. The truth is {truth}, so y is {exact(y)}.",
            ),
            Misconception(
                "used the slope of the squared miss",
                lambda: 2 * (p - y) * p * (1 - p) * x,
                "That belongs to the loss (p − y)². With cross-entropy the rest cancels out: miss × input, no more.",
            ),
        ),
        hints=Hints(
            "How far is what it said from what is true?",
            "Miss = p − y. Then multiply it by the input.",
            lambda: (
                f"The engine's miss is {exact(p)} − {exact(y)} = {exact(miss())}; {signed(miss())} × {signed(x)} = "
                f"{exact(slope())}."
            ),
        ),
        explain=lambda: (
            f"Yes: {signed(miss())} × {signed(x)} = {exact(slope())}. The larger the miss, the harder the push; who "
            "errs most learns most."
        ),
        gradient=True,
    )
