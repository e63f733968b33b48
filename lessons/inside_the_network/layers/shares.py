"""The quiz's questions about softmax: how sure the winner is, and what moves the bars."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from engine import Tensor
from lessons.inside_the_network.layers.reader import Array, a_digit, listed, per_cent, softmax
from lessons.kit.figures import exact
from lessons.kit.questions import Choice, Draw, Hints, Misconception, Number, Option, question


@question
def confidence(draw: Draw) -> Number:
    """How sure the winner of three outputs is."""
    digits = sorted(draw.shuffled(range(10))[:3])
    raw = np.array(draw.shuffled((draw.number(1, 3, step=0.5), *draw.shuffled((-1.0, -0.5, 0.0, 0.5))[:2])))

    def confidences() -> Array:
        return softmax(raw)

    def powers() -> Array:
        return Tensor(raw).exp().value

    def by_hand() -> float:
        exponentials = [math.exp(output) for output in raw.tolist()]
        return max(exponentials) / sum(exponentials)

    said = ", ".join(f"{exact(output)} for {a_digit(digit)}" for output, digit in zip(raw, digits, strict=True))
    return Number(
        prompt=f"A network that knows only three digits gives the raw outputs {said}. "
        "How sure is it of its answer, by softmax? (Such as 0.85, or 85%.)",
        value=lambda: float(confidences().max()),
        again=by_hand,
        tolerance=0.01,
        misconceptions=(
            Misconception(
                "took the raw output for the confidence",
                lambda: float(raw.max()),
                "That is the raw output. It may be any number at all; a confidence lies between 0 and 1.",
            ),
            Misconception(
                "shared out the raw outputs",
                lambda: _share(raw),
                "You divided the raw output by the sum of the raw outputs. Softmax raises *e* to each of them first; "
                "negative ones would make nonsense of shares otherwise.",
            ),
            Misconception(
                "forgot to divide",
                lambda: float(powers().max()),
                "That is *e* to the raw output. Divide it by the sum of all three powers: shares add up to 1.",
            ),
            Misconception(
                "left the winner out of the total",
                lambda: float(powers().max() / (powers().sum() - powers().max())),
                "You divided by the other two only, which gives odds. The winner's own power belongs to the total too.",
            ),
        ),
        hints=Hints(
            "The answer is the digit with the largest raw output; its share of something is asked for.",
            "Raise *e* ≈ 2.718 to each raw output, then divide the largest power by the sum of all three.",
            lambda: (
                f"The powers are {', '.join(f'{power:.3f}' for power in powers())}, together {powers().sum():.3f}. "
                f"The largest share is {powers().max():.3f} / {powers().sum():.3f} = {confidences().max():.3f}."
            ),
        ),
        explain=lambda: (
            f"Yes: it says {digits[int(confidences().argmax())]}, {per_cent(float(confidences().max()))} sure. "
            f"All three: {', '.join(per_cent(float(share)) for share in confidences())}."
        ),
    )


def _share(raw: Array) -> float:
    """The largest raw output's share of their sum; not a number where the sum is nothing."""
    total = float(raw.sum())
    return float(raw.max()) / total if abs(total) > 1e-9 else math.nan


CHANGES: dict[str, Callable[[Array], Array]] = {
    "3 is added to every raw output": lambda raw: raw + 3,
    "1 is taken off every raw output": lambda raw: raw - 1,
    "every raw output is doubled": lambda raw: 2 * raw,
    "every raw output is halved": lambda raw: raw / 2,
    "every raw output changes its sign": lambda raw: -raw,
}
FATES = (
    (
        "The same digit wins, and is just as sure",
        "expected nothing to change",
        "Nothing would change if all the gaps between the raw outputs stayed as they are.",
    ),
    (
        "The same digit wins, and is surer",
        "expected it to grow surer",
        "It would grow surer if the gaps between the raw outputs grew wider.",
    ),
    (
        "The same digit wins, and is less sure",
        "expected it to grow less sure",
        "It would grow less sure if the gaps between the raw outputs shrank.",
    ),
    (
        "Another digit wins",
        "expected another winner",
        "Another would win if another raw output became the largest.",
    ),
)


@question
def what_happens_to_the_bars(draw: Draw) -> Choice:
    """What a change of all the raw outputs does to the answer and to its confidence."""
    digits = sorted(draw.shuffled(range(10))[:3])
    raw = np.array(
        draw.shuffled((draw.number(1.5, 3, step=0.5), draw.number(0, 1, step=0.5), -draw.number(0.5, 2, step=0.5)))
    )
    name = draw.one_of(tuple(CHANGES))
    change = CHANGES[name]

    def by_hand(outputs: Array) -> Array:
        powers = np.exp(outputs)
        shares: Array = powers / powers.sum()
        return shares

    def told() -> str:
        before, after = softmax(raw), softmax(change(raw))
        was, now = int(before.argmax()), int(after.argmax())
        return (
            f"before it says {digits[was]}, {per_cent(float(before[was]))} sure; "
            f"afterwards {digits[now]}, {per_cent(float(after[now]))} sure."
        )

    said = ", ".join(f"{exact(output)} for {a_digit(digit)}" for output, digit in zip(raw, digits, strict=True))
    return Choice(
        prompt=f"A network that knows only three digits gives the raw outputs {said}. Then {name}. "
        "What becomes of its answer, after softmax?",
        options=tuple(Option(text, slip, f"{rule} But {told()}") for text, slip, rule in FATES),
        decide=lambda: _fate(softmax(raw), softmax(change(raw))),
        again=lambda: _fate(by_hand(raw), by_hand(change(raw))),
        hints=Hints(
            "Softmax raises *e* to each raw output and divides by the sum. What stays the same in that?",
            "Confidences depend only on the *gaps* between raw outputs: wider gaps, surer answer. The largest wins.",
            lambda: (
                f"The raw outputs go from {listed(raw)} to {listed(change(raw))}, "
                f"so the confidences go from {_in_words(softmax(raw))} to {_in_words(softmax(change(raw)))}."
            ),
        ),
        explain=lambda: f"Yes: {told()} Only the gaps between raw outputs count, and which is largest.",
    )


def _fate(before: Array, after: Array) -> int:
    """Which of `FATES` it is."""
    winner = int(before.argmax())
    if int(after.argmax()) != winner:
        return 3
    gain = float(after[winner] - before[winner])
    return 0 if abs(gain) < 1e-9 else 1 if gain > 0 else 2


def _in_words(confidences: Array) -> str:
    return ", ".join(per_cent(float(share)) for share in confidences)
