"""The demo of the wild: a network learns its dots, then is asked further and further to the right of them."""

from __future__ import annotations

import numpy as np

from engine import Network
from engine.datasets import Split
from lessons.inside_the_network.function.model import (
    BEYOND,
    DOTS,
    EDGE,
    FAR,
    NOISE,
    OPTIONS,
    between,
    dots_of,
    how_far,
    joining,
    miss,
    said,
)
from lessons.inside_the_network.function.pictures import beyond_the_dots
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob

EVERY, STEPS = 40, 20
"""Updates from one frame to the next; then steps of the walk, from the edge to the far end."""


@demo(
    prediction=Prediction("Right of the dots, up to 6.3: how far off will it be, on average?", OPTIONS),
    hidden=Knob(2, 32, start=16, scale="log", steps=8, whole=True, label="ReLU units"),
    count=Knob(20, 160, start=DOTS, scale="log", steps=6, whole=True, label="dots"),
)
def wild(hidden: float, count: float, seed: int) -> Frames:
    """A network is asked beyond its dots."""
    given = dots_of(int(count), NOISE, seed)
    run = joining(given, int(hidden), seed, EVERY)
    for update in run:
        caption = f"Update {update.number}: it learns its {len(given)} dots."
        yield _frame(run.net, given, EDGE, caption, {"update": update.number, "loss": update.loss})
    for place in np.linspace(EDGE, FAR, STEPS + 1)[1:]:
        yield _asked(run.net, given, float(place), update.number)


def _asked(net: Network, given: Split, place: float, number: int) -> Frame:
    answer, over = float(said(net, np.array([place]))[0]), place > FAR - 0.01
    inside, outside = miss(net, between(given)), miss(net, BEYOND)
    readings: dict[str, Reading] = {"update": number}
    truth = round(float(np.sin(place)), 9) + 0.0
    caption = f"At x = {figure(place)} it says {figure(answer)}; the hidden curve is at {figure(truth)}."
    if over:
        readings |= {"off inside": inside, "off beyond": outside}
        caption = f"{caption} Mean miss out here {figure(outside)}, between its dots {figure(inside)}."
    return _frame(net, given, place, caption, readings, how_far(outside) if over else None)


def _frame(
    net: Network, given: Split, until: float, caption: str, readings: dict[str, Reading], outcome: int | None = None
) -> Frame:
    rightmost = int(np.argmax(given.inputs[:, 0]))
    return Frame(
        int(readings["update"]),
        (beyond_the_dots(net, given, until),),
        caption,
        readings,
        outcome is not None,
        inspect=network_example(net, given.inputs[rightmost], given.targets[rightmost], title="The last dot"),
        outcome=outcome,
    )
