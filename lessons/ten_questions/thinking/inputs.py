"""The quiz on inputs: a network small enough for paper, and which of its inputs moves the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Tensor
from lessons.kit.figures import exact, signed
from lessons.kit.inspection import Inspection, expression
from lessons.kit.questions import Draw, Hints, Misconception, Number, Option, Which, central_difference, question
from lessons.kit.slopes import Array

NAMES = ("ears", "whiskers", "bark")
_SIGNS = ("e", "w", "k")


@dataclass(frozen=True, eq=False)
class Tiny:
    """Three inputs, two ReLU neurons, one score.

    Attributes:
        first: the weights and the bias of each neuron, shape (2, 4).
        second: how each neuron counts in the score, shape (2,).
        inputs: shape (3,).
    """

    first: Array
    second: Array
    inputs: Array

    @classmethod
    def drawn(cls, draw: Draw) -> Tiny:
        """One neuron awake and one asleep, the sleeper with the larger weights: the numbers that tell people apart."""
        while True:
            loud, soft = (np.array([draw.whole(-most, most) for _ in range(3)]) for most in (5, 3))
            inputs = np.array([draw.whole(1, 3) for _ in range(3)])
            if min(abs(loud).min(), abs(soft).min()) == 0 or len(set(abs(soft))) < 3 or len(set(inputs)) < 2:
                continue
            rows = [
                np.append(soft, draw.whole(1, 2) - soft @ inputs),
                np.append(loud, -draw.whole(1, 2) - loud @ inputs),
            ]
            if (
                max(abs(row[3]) for row in rows) > 6
                or abs(loud).max() <= abs(soft).max()
                or 0 in (rows[0][3], rows[1][3])
            ):
                continue
            order = [draw.whole(0, 1)]
            order.append(1 - order[0])
            second = np.array([draw.one_of((-3, -2, 2, 3)) for _ in range(2)], dtype=float)
            return cls(np.array(rows, dtype=float)[order], second, inputs.astype(float))

    def score(self, inputs: Tensor) -> Tensor:
        """The score in engine operations, for inputs of shape (3,)."""
        second = Tensor(self.second, "v", constant=True)
        return (self.sums(inputs).relu().named("h") * second).sum().named("score")

    def sums(self, inputs: Tensor) -> Tensor:
        """What each neuron adds up, shape (2,)."""
        weights, biases = Tensor(self.first[:, :3], "W", constant=True), Tensor(self.first[:, 3], "b", constant=True)
        return (weights @ inputs + biases).named("sums")

    def slopes(self) -> Array:
        """How fast the score moves with each input: one backward pass down to the inputs, shape (3,)."""
        inputs = Tensor(self.inputs)
        self.score(inputs).backward()
        return np.array(inputs.grad)

    def inspection(self, focus: str = "") -> Inspection:
        """The way from the inputs to the score, for the microscope."""
        names = {
            "inputs": "ears, whiskers, bark",
            "W": "the weights of h1 in one row, of h2 in the other",
            "b": "the numbers at the end of h1 and h2, their biases",
            "sums": "what h1 and h2 add up, before ReLU",
            "h": "h1 and h2",
            "v": "how h1 and h2 count in the score",
        }
        return expression(self.score, {"inputs": self.inputs}, focus=focus, title="A cat score", notes=names)

    def measured(self, index: int) -> float:
        """The same by nudging one input to both sides, in plain NumPy."""
        return central_difference(
            lambda at: float(self.second @ np.maximum(self.first[:, :3] @ at + self.first[:, 3], 0)), self.inputs, index
        )

    @property
    def awake(self) -> int:
        """The neuron whose sum is above 0."""
        return int(np.argmax(self.sums(Tensor(self.inputs)).value))

    def written(self) -> str:
        """The network as a reader writes it."""
        rows = [f"`h{i} = ReLU({_written(row)})`" for i, row in enumerate(self.first, start=1)]
        last = _written(np.append(self.second, 0.0), ("h1", "h2"))
        return f"{rows[0]}, {rows[1]}, `score = {last}`"

    def shown(self) -> str:
        """What it is shown."""
        return ", ".join(
            f"{name} {sign} = {exact(x)}" for name, sign, x in zip(NAMES, _SIGNS, self.inputs, strict=True)
        )

    def worked(self) -> str:
        """The sums, by the engine, and what follows."""
        sums = self.sums(Tensor(self.inputs)).value
        return (
            f"The engine adds up {exact(sums[0])} for h1 and {exact(sums[1])} for h2: h{self.awake + 1} is awake, the "
            f"other is asleep and passes nothing on."
        )


@question
def moves_more(draw: Draw) -> Which:
    """Which input the answer hangs on most."""
    tiny = Tiny.drawn(draw)
    return Which(
        prompt=f"A tiny network gives a cat score: {tiny.written()}. It is shown {tiny.shown()}. Which input moves the "
        "score most, up or down, if it is nudged a little?",
        options=tuple(Option(name, *_slip(tiny, i)) for i, name in enumerate(NAMES)),
        amounts=lambda: [abs(float(slope)) for slope in tiny.slopes()],
        amounts_again=lambda: [abs(tiny.measured(i)) for i in range(3)],
        inspect=tiny.inspection(),
        hints=Hints(
            "ReLU gives 0 for a sum below 0. Is each of the neurons awake?",
            "Work out both sums. Only an awake neuron passes a nudge on: by the input's weight there, times the "
            "neuron's own weight in the score. Its size counts, not its sign.",
            lambda: (
                f"{tiny.worked()} The slopes: "
                + ", ".join(f"{name} {exact(slope)}" for name, slope in zip(NAMES, tiny.slopes(), strict=True))
                + "."
            ),
        ),
        explain=lambda: (
            "Yes. The slopes of the score along its inputs: "
            + ", ".join(f"{exact(slope)} for {name}" for name, slope in zip(NAMES, tiny.slopes(), strict=True))
            + ". That is all it goes by; why cats have whiskers is none of its business."
        ),
    )


@question
def one_nudge(draw: Draw) -> Number:
    """How fast the score moves with one input."""
    while True:
        tiny, index = Tiny.drawn(draw), draw.whole(0, 2)
        awake, asleep = tiny.awake, 1 - tiny.awake
        weight, outer = float(tiny.first[awake, index]), float(tiny.second[awake])
        sleeping = float(tiny.first[asleep, index] * tiny.second[asleep])
        likely = (weight * outer, weight * outer + sleeping, weight, -weight * outer, sleeping)
        if len({round(one, 6) for one in likely}) == len(likely):
            break

    def slope() -> float:
        return float(tiny.slopes()[index])

    return Number(
        prompt=f"A tiny network gives a cat score: {tiny.written()}. It is shown {tiny.shown()}. What is the slope of "
        f"the score along {NAMES[index]}: how fast does it move as {_SIGNS[index]} grows?",
        value=slope,
        again=lambda: tiny.measured(index),
        tolerance=0.05,
        gradient=True,
        inspect=tiny.inspection(f"inputs[{index + 1}]"),
        misconceptions=(
            Misconception(
                "listened to a sleeping neuron",
                lambda: slope() + sleeping,
                f"You counted both neurons. The sum of h{asleep + 1} is below 0, so it gives 0 and stays at 0.",
            ),
            Misconception(
                "took the sleeping neuron for the awake one",
                lambda: sleeping,
                f"That is the way through h{asleep + 1}, whose sum is below 0: it sleeps. The nudge goes through the "
                "other one.",
            ),
            Misconception(
                "forgot the second link",
                lambda: slope() / outer,
                f"That is how fast h{awake + 1} moves. The score counts it {exact(outer)} times.",
            ),
            Misconception(
                "sign flipped",
                lambda: -slope(),
                "The right size, the wrong way. Multiply the two weights with their signs.",
            ),
        ),
        hints=Hints(
            "Which of the two neurons is awake, that is, has a sum above 0?",
            "The nudge passes through the awake neuron: the input's weight there, times that neuron's weight in the "
            "score.",
            lambda: f"{tiny.worked()} So: {exact(weight)} × {signed(outer)} = {exact(slope())}.",
        ),
        explain=lambda: f"Yes: {exact(weight)} × {signed(outer)} = {exact(slope())}, through h{awake + 1} alone.",
    )


def _slip(tiny: Tiny, index: int) -> tuple[str, str]:
    """What somebody who picks this input has probably done, and what to tell them."""
    slope = exact(float(tiny.slopes()[index]))
    if abs(tiny.first[1 - tiny.awake, index]) == abs(tiny.first[1 - tiny.awake, :3]).max():
        told = f"It has the largest weight in h{2 - tiny.awake}, but that neuron sleeps. The slope is only {slope}."
        return "listened to a sleeping neuron", told
    if tiny.inputs[index] == tiny.inputs.max():
        told = f"It is large, yes. But a nudge is carried by weights, not by sizes: the slope is only {slope}."
        return "took the largest input", told
    return "misjudged the slope", f"The engine's slope along {NAMES[index]} is {slope}; another one is steeper."


def _written(weights: Array, names: tuple[str, ...] = _SIGNS) -> str:
    """A weighted sum as a reader writes it, such as 2e − w + 1; the last of the weights is the bias."""
    pieces = []
    for weight, name in zip(weights, (*names, ""), strict=True):
        if weight:
            size = "" if abs(weight) == 1 and name else exact(abs(weight)) + ("·" if name else "")
            pieces.append(f"{'−' if weight < 0 else '+'} {size}{name}")
    text = " ".join(pieces)
    return text.removeprefix("+ ") if text.startswith("+") else text.replace("− ", "−", 1)
