"""The demo of what a blame promises: each weight of a network is nudged against its slope, alone, and put back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.how_the_error_flows_back.backpropagation.network import (
    ASKED,
    LOSS,
    Blamed,
    blamed,
    in_the_microscope,
)
from lessons.kit.charts import Bars, Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import Inspection, network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import still
from lessons.kit.remedies import first_that_mends
from lessons.kit.slopes import Array

KEPT, LESS, RISEN = OUTCOMES = (
    "Each lowers it as promised",
    "Each lowers it, some by far less",
    "Some raise it",
)
"""Outcomes of the nudges, from kept to broken."""
NEARLY = 0.05
"""Within this share of the largest promise, a promise is kept."""
RISE = 0.01
"""Beyond this share of the largest promise, the loss has risen."""
PAUSE = 4
"""Frames for each weight."""


@demo(
    prediction=Prediction("What will the nudges do to the loss?", OUTCOMES),
    nudge=Knob(0.001, 10.0, start=0.01, scale="log", steps=24),
    hidden=Knob(2, 4, start=2, whole=True, steps=2, label="hidden units"),
    asked=Choices(*ASKED),
)
def promises(nudge: float, hidden: int, asked: str, seed: int) -> Frames:
    """Each weight nudged against its blame, alone."""
    whole = blamed(hidden, asked, seed)
    inside = tuple(_inspection(whole, weight) for weight in range(len(whole.slopes)))
    falls: list[float] = []
    for weight, inspected in enumerate(inside):
        for _ in range(PAUSE):
            yield _frame(whole, falls, nudge, weight, inspected)
        falls.append(whole.fall(weight, nudge))
    yield from still(lambda: _frame(whole, falls, nudge, whole.most, inside[whole.most]))


def kept(promised: Array, falls: Array) -> int:
    """Return which of the outcomes came true.

    Args:
        promised: by how much the loss was to fall for each weight, shape (n,).
        falls: by how much it fell.
    """
    largest = float(promised.max())
    if bool(np.any(falls < -RISE * largest)):
        return 2
    return int(bool(np.any(np.abs(falls - promised) > NEARLY * largest)))


def all_falls(whole: Blamed, nudge: float) -> Array:
    """Return by how much the loss falls for each weight's nudge, shape (parameters,)."""
    return np.array([whole.fall(weight, nudge) for weight in range(len(whole.slopes))])


def _inspection(whole: Blamed, weight: int) -> Inspection:
    focus = in_the_microscope(weight, whole.net.sizes[1])
    title = f"The first example, and the blame of {whole.names[weight]} for it"
    return network_example(whole.net, whole.inputs[0], whole.targets[0], LOSS, focus=focus, title=title)


def _frame(whole: Blamed, falls: Sequence[float], nudge: float, weight: int, inside: Inspection) -> Frame:
    """The blame of every weight, and what came of those that have been nudged."""
    over, promised = len(falls) == len(whole.slopes), whole.promised(nudge)
    outcome = kept(promised, np.array(falls)) if over else None
    readings: dict[str, Reading] = {"nudged": len(falls), "loss": whole.loss}
    if falls:
        readings |= {"promised": float(promised[len(falls) - 1]), "came true": falls[-1]}
    if over:
        worst = float(np.max(np.abs(promised - falls)) / promised.max())
        readings["worst miss"] = f"{worst:.1%}"
    trouble = _trouble(whole) if outcome == 2 else None
    charts = (_blames(whole, weight), _falls(promised, falls))
    caption = _caption(whole, falls, promised, weight, outcome)
    return Frame(len(falls), charts, caption, readings, over, trouble, inside, outcome)


def _blames(whole: Blamed, weight: int) -> Bars:
    numbers = tuple(str(number) for number in range(1, len(whole.slopes) + 1))
    return Bars("Blame of each weight", numbers, whole.slopes, highlight=weight)


def _falls(promised: Array, falls: Sequence[float]) -> Lines:
    """The fall that each blame promises, and what came true."""
    numbers = np.arange(1.0, len(promised) + 1)
    came = np.array([*falls, *[np.nan] * (len(promised) - len(falls))])
    series = (
        Series("promised", numbers, promised, tone="third"),
        Series("came true", numbers, came, kind="points", tone="main"),
    )
    return Lines("Fall of the loss, weight by weight", series, "weight", "", (0.0, len(promised) + 1.0))


def _caption(whole: Blamed, falls: Sequence[float], promised: Array, weight: int, outcome: int | None) -> str:
    if outcome is not None:
        most, worst = whole.most, int(np.argmax(np.abs(promised - falls)))
        first = f"promised {figure(promised[most])}, fell by {figure(falls[most])}"
        other = f"{figure(promised[worst])} against {figure(falls[worst])}"
        return f"Most to blame is {_named(whole, most)}: {first}. Furthest off: {_named(whole, worst)}, {other}."
    if not falls:
        return (
            f"One way there and back: the loss is {figure(whole.loss)}, and each weight has its blame. None has moved."
        )
    name = _named(whole, len(falls) - 1)
    fell = f"promised a fall of {figure(promised[len(falls) - 1])}; it fell by {figure(falls[-1])}"
    return f"Weight {name}, nudged alone, {fell}. It is put back; next is {_named(whole, weight)}."


def _named(whole: Blamed, weight: int) -> str:
    """Return a weight's number in the pictures, and what it joins."""
    return f"{weight + 1} ({whole.names[weight]})"


def _trouble(whole: Blamed) -> Trouble:
    """Return the trouble of a nudge that raised the loss, with one that keeps the promises."""
    mended = first_that_mends(
        (0.1, 0.03, 0.01), lambda nudge: kept(whole.promised(nudge), all_falls(whole, nudge)) == 0, otherwise=0.001
    )
    why = "Blame is the slope on the spot. So long a nudge leaves it, to where the ground goes up again."
    return Trouble("The promise was broken", why, {"nudge": mended})
