"""The demo of one cycle, step by step: the way there, the way back, and the weights that move."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from lessons.kit.charts import Lines, Mark, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import exact, figure
from lessons.kit.knobs import Knob
from lessons.ten_questions.why_go_back.route import STEPS, Route

INPUT = 2.0
UPDATES = 14
ARRIVED = 0.01
"""An output this near the right answer is there."""
LOST = 1e3
MOVES = ("Up", "Down", "Not at all")


def first_move(frame: Frame) -> int | None:
    """Which way w went at the first update, once it has been made."""
    if not frame.number:
        return None
    moved = float(frame.readings["w's first move"])
    return 2 if moved == 0 else int(moved < 0)


@demo(
    prediction=Prediction(
        f"A route of two streets: h = w × {INPUT:g}, then y = v × h. The answer should be t. Which way will the first "
        "correction move w?",
        MOVES,
        first_move,
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
    trail = [route]
    while not over(trail):
        trail.append(trail[-1].updated(rate))
        yield _moved(trail)


def over(trail: Sequence[Route]) -> bool:
    """Whether there is nothing more to show: it has arrived, has made every update, or has left for good."""
    y = _output(trail[-1])
    arrived = len(trail) > 1 and abs(y - trail[-1].t) < ARRIVED
    return arrived or len(trail) > UPDATES or not abs(y) < LOST


def _output(route: Route) -> float:
    return route.values()["y"]


def _there_and_back(route: Route, done: int) -> Frame:
    """The first cycle, so many steps into it."""
    values = route.values()
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
    was, here = _output(before), _output(now)
    readings: dict[str, Reading] = {
        "update": len(trail) - 1,
        "y": here,
        "w": now.w,
        "v": now.v,
        "w's first move": trail[1].w - trail[0].w,
    }
    caption = (
        f"Update {len(trail) - 1}. Recalculating: y was {_closely(was)}, it should be {figure(now.t)}. w moves by "
        f"{figure(now.w - before.w)} to {figure(now.w)}, v by {figure(now.v - before.v)} to {figure(now.v)}. "
        f"Now y is {_closely(here)}."
    )
    trouble = _trouble(trail) if over(trail) else None
    if over(trail):
        caption += f" {trouble.name}." if trouble else _arrival(now)
    charts, inside = _charts(trail, len(STEPS)), now.inspection("w")
    return Frame(len(trail) - 1, charts, caption, readings, over(trail), trouble, inside)


def _arrival(route: Route) -> str:
    away = abs(_output(route) - route.t)
    return " You have arrived." if away < ARRIVED else f" Still {figure(away)} to go, but nearer than at the start."


def _charts(trail: Sequence[Route], done: int) -> tuple[Table, Lines]:
    """The steps of the latest cycle, and the outputs so far."""
    values = trail[-1].values()
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
    """What went wrong on the way, if anything did."""
    first, last = trail[0], trail[-1]
    if first.slopes() == (0.0, 0.0) and first.t != _output(first):
        why = (
            "Both weights are 0. The slope along each has the other as a factor, so nothing comes back to either. The "
            "right answer is known, and useless. Start one of them elsewhere."
        )
        return Trouble("Nobody moves", why, {"w": 0.5, "rate": 0.02})
    away = abs(_output(last) - last.t)
    if not away < max(ARRIVED, abs(_output(first) - first.t)) or _wavers(trail):
        why = (
            "The corrections are too long: each throws the output past the answer, and the next has to make up for it."
        )
        return Trouble("It shoots past", why, {"rate": _calmer(trail)})
    return None


def _wavers(trail: Sequence[Route]) -> bool:
    """Whether it still jumps from one side of the answer to the other at the end."""
    misses = [_output(route) - route.t for route in trail[-3:]]
    return misses[0] * misses[1] < 0 and misses[1] * misses[2] < 0 and abs(misses[2]) > ARRIVED


def _calmer(trail: Sequence[Route]) -> float:
    """A smaller rate that ends without jumping, found by trying, as people do."""
    for rate in (0.1, 0.05, 0.03, 0.02, 0.01):
        tried = [trail[0]]
        while not over(tried):
            tried.append(tried[-1].updated(rate))
        away = abs(_output(tried[-1]) - trail[0].t)
        if math.isfinite(away) and away < max(ARRIVED, abs(_output(trail[0]) - trail[0].t)) and not _wavers(tried):
            return rate
    return 0.005


def _closely(output: float) -> str:
    """An output so that it can be told from one nearly as good."""
    return exact(round(output, 3))


def _in_brackets(number: float) -> str:
    return f"({figure(number)})" if number < 0 else figure(number)
