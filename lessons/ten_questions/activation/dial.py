"""The demo of the four styles: a sum climbs from −4 to 4; what each activation plays, and what it lets back."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.ten_questions.activation.shapes import NAMES, TONES, respond, respond_once

REACH = 4.0
WALK = np.linspace(-REACH, REACH, 33)
"""The sums that the walk visits; 0 is among them."""
_ALONG = np.linspace(-REACH, REACH, 81)
WHERE = ("Far left of 0", "Around z = 0", "Right of 0, all the way alike", "Nowhere: it is 0 throughout")


def steepest(frame: Frame) -> int | None:
    """Where the activation lets most of a correction back, once the walk is over."""
    if not frame.finished:
        return None
    slopes = respond(str(frame.readings["activation"]), WALK)[1]
    if not np.any(slopes):
        return 3
    places = WALK[slopes >= slopes.max() * (1 - 1e-9)]
    if len(places) > 2:
        return 2
    return 1 if abs(float(places[0])) < 1.0 else 0


@demo(
    prediction=Prediction(
        "A sum z climbs from −4 to 4. Where is the slope of your activation largest?", WHERE, steepest
    ),
    activation=Choices(*NAMES, start="sigmoid"),
    z=Knob(-REACH, REACH, start=0.0, steps=32, label="z, by hand", live=True),
)
def dial(activation: str, z: float, seed: int) -> Frames:  # noqa: ARG001
    """Four styles, and what each lets back."""
    turned = None
    for number, place in enumerate(WALK):
        over = number == len(WALK) - 1
        turned = yield _frame(number, activation, float(place), over)
        if turned:
            break
    while True:
        z = float((turned or {}).get("z", z))
        turned = yield _frame(len(WALK) - 1, activation, z, True)


def _frame(number: int, name: str, z: float, over: bool) -> Frame:
    output, slope = respond_once(name, z)
    readings: dict[str, Reading] = {"activation": name, "z": z, "output": output, "slope": slope}
    charts = (
        _curves("What each plays at z", 0, z, output, (-1.2, 2.0)),
        _curves("Its slope there", 1, z, slope, (-0.1, 1.1)),
    )
    return Frame(number, charts, _caption(name, z, output, slope), readings, over)


def _curves(title: str, which: int, z: float, height: float, limits: tuple[float, float]) -> Lines:
    """All four activations (`which` is 0) or all four slopes (1), and where the sum is now."""
    series = []
    for name, tone in TONES.items():
        heights = respond(name, _ALONG)[which]
        series.append(Series(name, _ALONG, np.where(heights <= limits[1], heights, np.nan), tone=tone))
    shown = height if height <= limits[1] else np.nan
    series.append(Series("here", np.array([z]), np.array([shown]), kind="points", tone="good"))
    return Lines(title, tuple(series), "z", "", (-REACH, REACH), limits)


def _caption(name: str, z: float, output: float, slope: float) -> str:
    """The figures at this z, and what they do to a correction that comes back."""
    heard = f"At z = {figure(z)} the {name} plays {figure(output)}"
    if slope == 0:
        return f"{heard}. Its slope is 0: of a correction of 1 that comes back, nothing gets through."
    return f"{heard}. Its slope is {figure(slope)}: of a correction of 1 that comes back, {figure(slope)} gets through."
