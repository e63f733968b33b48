"""The demo of the price: what a network has to keep on its way there, until the way back has used it."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.recycling.keeping import Keeping, keeping
from lessons.how_the_error_flows_back.recycling.model import network
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob

WIDTH = 16
WHEN = ("At the start", "Where it turns round", "At the end")
_THIRD = 1 / 3
"""The part of the way that counts as its start, and as its end."""


@demo(
    prediction=Prediction("When does it have to keep most numbers?", WHEN),
    layers=Knob(1, 6, start=4, whole=True, steps=5, label="hidden layers"),
    examples=Knob(1, 100, start=20, scale="log", whole=True, steps=12),
)
def memory(layers: int, examples: int, seed: int) -> Frames:
    """There and back, and what is kept on the way."""
    kept = keeping(int(layers), WIDTH, int(examples))
    for step in range(1, len(kept.kept) + 1):
        yield _frame(kept, step, int(layers), int(examples), seed)


def when(kept: Keeping) -> int:
    """Return which option names the moment at which most is kept: the middle one is near the turning point."""
    most = int(np.argmax(kept.kept))
    if most < kept.there * _THIRD:
        return 0
    return 1 if most < kept.there + (len(kept.kept) - kept.there) * (1 - _THIRD) else 2


def _frame(kept: Keeping, step: int, layers: int, examples: int, seed: int) -> Frame:
    over, now = step == len(kept.kept), kept.kept[step - 1]
    readings: dict[str, Reading] = {"step": step, "kept": now}
    if over:
        readings |= {"at most": max(kept.kept), "without a way back": max(kept.without)}
    steps = np.arange(1.0, step + 1)
    there = min(step, kept.there)
    series = (
        Series("there and back", steps, np.array(kept.kept[:step], float), tone="main"),
        Series("only there", steps[:there], np.array(kept.without[:there], float), tone="third"),
    )
    marks = (Mark("turns", x=float(kept.there)),) if step > kept.there else ()
    chart = Lines(
        "Numbers that are still needed", series, "step", "", (0.0, len(kept.kept) + 1.0), (0.0, _top(kept)), marks=marks
    )
    way = "There" if step <= kept.there else "Back"
    caption = f"{way}, step {step}: {kept.labels[step - 1]}. Of what was worked out, {now:,} numbers are still needed."
    net = network(WIDTH, layers, seed)
    inside = network_example(net, np.ones(net.sizes[0]), 1.0, "mse", title=f"One of the {examples} examples")
    return Frame(step - 1, (chart,), caption, readings, over, None, inside, when(kept) if over else None)


def _top(kept: Keeping) -> float:
    return 1.1 * max(kept.kept)
