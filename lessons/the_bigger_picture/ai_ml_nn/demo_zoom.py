"""The demo of the slope: one number of each way is moved, and the picture zooms in on what that does to its error."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Series, Table, Tone
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.the_bigger_picture.ai_ml_nn.model import HEAPS, MOONS, UPDATES
from lessons.the_bigger_picture.ai_ml_nn.zoom import SLOPED, ZOOMS, Nudged, curve, nudged, slope, who_is_sloped

_PLACES = np.linspace(-1.0, 1.0, 41)
_TONES: tuple[Tone, Tone, Tone] = ("fourth", "fifth", "third")


@demo(
    prediction=Prediction("Zoomed in a million times, whose curve is still sloped?", SLOPED),
    task=Choices(MOONS, HEAPS),
    learned=Knob(0, UPDATES, start=0, steps=20, whole=True, label="updates before"),
)
def zoom(task: str, learned: float, seed: int) -> Frames:
    """One number of each is moved a little."""
    three = nudged(task, seed, int(learned))
    high = max(0.2, *(1.3 * abs(each.gradient or 0.0) for each in three))
    for number, zoomed in enumerate(ZOOMS):
        slopes = tuple(slope(each, zoomed) for each in three)
        yield _frame(number, zoomed, three, slopes, high)


def _frame(number: int, zoomed: float, three: tuple[Nudged, ...], slopes: tuple[float, ...], high: float) -> Frame:
    over = number == len(ZOOMS) - 1
    series = tuple(
        Series(each.way, _PLACES, curve(each, zoomed, _PLACES), tone=tone)
        for each, tone in zip(three, _TONES, strict=True)
    )
    limits = (-high, high)
    told = ", ".join(f"{each.way} {figure(value)}" for each, value in zip(three, slopes, strict=True))
    return Frame(
        number,
        (
            Lines(f"Zoomed in {zoomed:,.0f}×", series, "moved by", "error, gained or lost", (-1.0, 1.0), limits),
            _table(three, slopes),
        ),
        f"Zoomed in {zoomed:,.0f} times. Error gained for each unit moved: {told}.",
        {"zoom": float(f"{zoomed:.3g}")},
        over,
        inspect=_line(three[1], zoomed).inspect(title="The linear model's error, as a straight line here"),
        outcome=who_is_sloped(slopes) if over else None,
    )


def _table(three: tuple[Nudged, ...], slopes: tuple[float, ...]) -> Table:
    rows = tuple(
        (each.way, figure(value), "has none" if each.gradient is None else figure(each.gradient))
        for each, value in zip(three, slopes, strict=True)
    )
    return Table("Slope, measured and by the engine", ("whose", "measured", "gradient"), rows)


def _line(of: Nudged, zoomed: float) -> Computation:
    here, gradient = of.error(0.0), of.gradient or 0.0
    return Computation(lambda moved: (gradient * moved + here).named("error"), {"moved": 1.0 / zoomed})
