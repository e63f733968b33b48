"""The demo of the second look: a trained network reads one scan, then another, then the first once more."""

from __future__ import annotations

import numpy as np

from lessons.inside_the_network.forward.looks import BETWEEN, ScanLook, compared, three_looks
from lessons.inside_the_network.layers.demo_digits import in_rows
from lessons.inside_the_network.layers.model import DigitReading, a_digit
from lessons.inside_the_network.layers.scanner import PIXELS
from lessons.kit.charts import Chart, Picture, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob

OPTIONS = ("Just what it said at first", "The same digit, surer or less sure", "Another digit")
WHICH = ("first scan", "second scan", "first scan again")
STAGES = 3
"""Frames to a look: the input layer, the hidden layer, the outputs."""


@demo(
    prediction=Prediction("What will it say of the first scan then?", OPTIONS),
    first=Knob(1, 300, start=1, steps=299, whole=True, label="first scan"),
    second=Knob(1, 300, start=5, steps=299, whole=True, label="second scan"),
    between=Choices(*BETWEEN, label="second is"),
)
def again(first: int, second: int, between: str, seed: int) -> Frames:
    """The same scan, twice."""
    looks = three_looks(int(first), int(second), between, seed)
    for number in range(STAGES * len(looks)):
        yield _frame(looks, number, learns=between == BETWEEN[1])


def _frame(looks: tuple[ScanLook, ScanLook, ScanLook], number: int, *, learns: bool) -> Frame:
    look, stage = looks[number // STAGES], number % STAGES
    said = [each.reading for each in looks[: number // STAGES + (stage == STAGES - 1)]]
    over = len(said) == len(looks)
    outcome = compared(looks[0].reading, looks[2].reading) if over else None
    title = f"The {WHICH[look.number - 1]}, on its way"
    return Frame(
        number,
        _charts(look, stage, said),
        _caption(look, stage, learns=learns),
        _readings(said),
        over,
        inspect=network_example(look.network, look.pixels, look.reading.digit, "softmax_cross_entropy", title=title),
        outcome=outcome,
    )


def _charts(look: ScanLook, stage: int, said: list[DigitReading]) -> tuple[Chart, ...]:
    heard = look.reading.hidden if stage else np.full_like(look.reading.hidden, np.nan)
    told = [(str(each.digit), _sureness(each)) for each in said] + [("?", "")] * (len(WHICH) - len(said))
    return (
        Picture("input", look.pixels.reshape(PIXELS, PIXELS)),
        Picture("hidden", in_rows(heard), limits=(0.0, max(1.0, float(look.reading.hidden.max())))),
        Table("What it said", ("", "digit", "sure"), tuple((w, *t) for w, t in zip(WHICH, told, strict=True))),
    )


def _sureness(reading: DigitReading) -> str:
    return f"{100 * reading.confidences[reading.digit]:.6f}%"


def _readings(said: list[DigitReading]) -> dict[str, Reading]:
    readings: dict[str, Reading] = {"looks": len(said)}
    if said:
        readings["at first"] = f"{said[0].digit}, {_sureness(said[0])}"
        readings["silent"] = int(np.sum(said[-1].hidden == 0))
    if len(said) > 2:
        readings["again"] = f"{said[2].digit}, {_sureness(said[2])}"
    return readings


def _caption(look: ScanLook, stage: int, *, learns: bool) -> str:
    which = WHICH[look.number - 1]
    if stage == 0:
        moved = " The second was learnt from: one update has moved the weights." if learns and look.number > 2 else ""
        return f"The {which} reaches the input layer.{moved}"
    if stage == 1:
        units = look.reading.hidden
        return f"All {len(units)} hidden units work it out side by side; {int(np.sum(units == 0))} pass on a 0."
    return f"The output layer takes the {which} for {a_digit(look.reading.digit)}, {_sureness(look.reading)} sure."
