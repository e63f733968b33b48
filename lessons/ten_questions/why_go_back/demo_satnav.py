"""The demo of one cycle, step by step: the way there, the way back, and the weights that move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from lessons.kit.charts import Lines, Mark, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import exact, figure
from lessons.kit.knobs import Knob
from lessons.kit.remedies import first_that_mends
from lessons.ten_questions.why_go_back.model import STEPS, Route

INPUT = 2.0
UPDATES = 14
ARRIVED = 0.01
"""An output this near the right answer is there."""
LOST = 1e3
MOVES = ("Up", "Down", "Not at all")


@demo(
    prediction=Prediction(
        f"A route of two streets: h = w × {INPUT:g}, then y = v × h. The answer should be t. Which way will the first "
        "correction move w?",
        MOVES,
    ),
    w=Knob(-2.0, 2.0, start=0.5, steps=16),
    v=Knob(-2.0, 2.0, start=1.0, steps=16),
    t=Knob(-4.0, 4.0, start=3.0, steps=16, label="right answer t"),
    rate=Knob(0.005, 0.5, start=0.02, scale="log", label="learning rate"),
)
def satnav(w: float, v: float, t: float, rate: float, seed: int) -> Frames:  # noqa: ARG001
    """There, back, and recalculating."""
    route = Route(INPUT, w, v, t)
    for done in range(1, len(STEPS) + 1):
        yield _there_and_back(route, done)
    for trail in _drive(route, rate):
        yield _moved(trail)


def _drive(route: Route, rate: float) -> Iterator[list[Route]]:
    """Give the routes so far after each update, until it is over."""
    trail = [route]
    while not over(trail):
        trail.append(trail[-1].updated(rate))
        yield trail


def over(trail: Sequence[Route]) -> bool:
    """Whether there is nothing more to show: it has arrived, has made every update, or has left for good."""
    y = _output(trail[-1])
    arrived = len(trail) > 1 and abs(y - trail[-1].t) < ARRIVED
    return arrived or len(trail) > UPDATES or not abs(y) < LOST


def _output(route: Route) -> float:
    return route.values["y"]


def _there_and_back(route: Route, done: int) -> Frame:
    """Draw the first cycle, some steps into it."""
    values = route.values
    readings: dict[str, Reading] = {"update": 0, "w": route.w, "v": route.v}
    caption, inside = _step_caption(route, values, STEPS[done - 1]), route.inspection("w")
    return Frame(0, _charts([route], done), caption, readings, inspect=inside)


def _step_caption(route: Route, values: dict[str, float], name: str) -> str:
    """One step of the tape, with its figures."""
    h, y, dy, dh = (values[each] for each in ("h", "y", "dy", "dh"))
    worked = {
        "h": f"There: h = w × x = {figure(route.w)} × {_in_brackets(route.x)}",
        "y": f"There: y = v × h = {figure(route.v)} × {_in_brackets(h)}",
        "loss": f"There: y is {figure(y)} and should be {figure(route.t)}; the loss is the miss squared",
        "dy": f"Back: the slope of the loss along y is twice the miss, 2 × {_in_brackets(y - route.t)}",
        "dv": f"Back: along v it is that × h = {figure(dy)} × {_in_brackets(h)}",
        "dh": f"Back: along h it is that of y × v = {figure(dy)} × {_in_brackets(route.v)}",
        "dw": f"Back: along w it is that of h × x = {figure(dh)} × {_in_brackets(route.x)}",
    }[name]
    return f"{worked}, which makes {figure(values[name])}." if name == "loss" else f"{worked} = {figure(values[name])}."


def _moved(trail: Sequence[Route]) -> Frame:
    """After an update, with what it changed."""
    before, now = trail[-2:]
    here, first_move = _output(now), trail[1].w - trail[0].w
    readings: dict[str, Reading] = {
        "update": len(trail) - 1,
        "y": here,
        "w": now.w,
        "v": now.v,
        "w's first move": first_move,
    }
    caption = (
        f"Update {len(trail) - 1}. Recalculating: w moves by {figure(now.w - before.w)} to {figure(now.w)}, v by "
        f"{figure(now.v - before.v)} to {figure(now.v)}. Now y is {_closely(here)}; it should be {figure(now.t)}."
    )
    trouble = _trouble(trail) if over(trail) else None
    if over(trail):
        caption += f" {trouble.name}." if trouble else _arrival(now)
    charts, inside = _charts(trail, len(STEPS)), now.inspection("w")
    came_true = 2 if first_move == 0 else int(first_move < 0)
    return Frame(len(trail) - 1, charts, caption, readings, over(trail), trouble, inside, came_true)


def _arrival(route: Route) -> str:
    away = abs(_output(route) - route.t)
    return " You have arrived." if away < ARRIVED else f" Still {figure(away)} to go."


def _charts(trail: Sequence[Route], done: int) -> tuple[Table, Lines]:
    """The steps of the latest cycle, and the outputs so far."""
    values = trail[-1].values
    signs = {"h": "there", "y": "there", "loss": "there"}
    rows = tuple(
        (
            signs.get(name, "back"),
            name if name in signs else f"slope along {name[1:]}",
            figure(values[name]) if place < done else "…",
        )
        for place, name in enumerate(STEPS)
    )
    outputs = np.array([_output(route) for route in trail])
    ends = (0.0, trail[0].t, float(outputs[0]))
    limits = (min(ends) - 1.0, max(ends) + 1.0)
    inside = (outputs >= limits[0]) & (outputs <= limits[1]) & (done >= 2)  # y is the second step
    series = (Series("y", np.arange(len(trail), dtype=float), np.where(inside, outputs, np.nan)),)
    marks = (Mark("right answer", y=trail[0].t, tone="good"),)
    chart = Lines("The output, by update", series, "update", "y", (0.0, float(UPDATES)), limits, marks=marks)
    return Table("One way there and back", ("way", "what", "figure"), rows), chart


def _trouble(trail: Sequence[Route]) -> Trouble | None:
    """Return what went wrong on the way, if anything did."""
    first = trail[0]
    if first.values["dw"] == first.values["dv"] == 0 and first.t != _output(first):
        why = (
            "Both weights are 0. The slope along each has the other as a factor, so nothing comes back to either. The "
            "right answer is known, and useless. Start one of them elsewhere."
        )
        return Trouble("Nobody moves", why, {"w": 0.5, "rate": 0.02})
    if _calm(trail):
        return None
    why = "The corrections are too long: each throws the output past the answer, and the next has to make up for it."
    rate = first_that_mends(
        (0.1, 0.05, 0.03, 0.02, 0.01), lambda rate: _calm(list(_drive(first, rate))[-1]), otherwise=0.005
    )
    return Trouble("It shoots past", why, {"rate": rate})


def _calm(trail: Sequence[Route]) -> bool:
    """Whether a drive ended nearer, and without jumping from one side of the answer to the other."""
    misses = [_output(route) - route.t for route in trail]
    nearer = abs(misses[-1]) < max(ARRIVED, abs(misses[0]))
    jumps = all(one * other < 0 for one, other in pairwise(misses[-3:])) and abs(misses[-1]) > ARRIVED
    return nearer and not jumps


def _closely(output: float) -> str:
    """An output so that it can be told from one nearly as good."""
    return exact(round(output, 3))


def _in_brackets(number: float) -> str:
    return f"({figure(number)})" if number < 0 else figure(number)
