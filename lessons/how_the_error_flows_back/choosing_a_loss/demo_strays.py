"""The demo of the strays: three lines learn from the same points, a loss each; at half-time some points move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine import SGD, Network, train
from lessons.how_the_error_flows_back.choosing_a_loss.model import ENGINE_NAMES, RULES, TONES
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array

POINTS, HALF, EVERY = 20, 150, 5
"""Honest points, the updates of each half, and how many of them a picture stands for."""
PLACE = 1.5
"""Where along x the strays lie."""
_FOLLOWED = 0.05
"""A line that moved by this share of the strays' way has followed them."""
_LOST = 30.0
WHO = ("All three", "Those of squares and of Huber", "Only that of squares", "None")


@dataclass(frozen=True, eq=False)
class LinesMoment:
    """How three lines stand, one for each rule.

    Attributes:
        update: updates made so far.
        lines: each line's height at x = −2 and at x = 2, shape (3, 2).
        heights: each line's height where the strays lie, shape (3,).
        nets: the lines as networks of one weight and one bias.
    """

    update: int
    lines: Array
    heights: Array
    nets: tuple[Network, ...]


def points(seed: int, strays: int, off: float) -> tuple[Array, Array]:
    """Return x and y, each of shape (POINTS + strays, 1): points around y = x / 2, and the strays, which come last.

    Args:
        seed: draws where the honest points lie.
        strays: how many.
        off: how far above the line they lie; below it, if negative.
    """
    rng = np.random.default_rng(seed)
    x = np.linspace(-2.0, 2.0, POINTS) + rng.uniform(-0.08, 0.08, POINTS)
    y = x / 2 + rng.normal(0.0, 0.3, POINTS)
    aside = PLACE + np.linspace(-0.15, 0.15, strays)
    return np.concatenate([x, aside])[:, None], np.concatenate([y, aside / 2 + off])[:, None]


def learn(off: float, strays: int, rate: float, seed: int) -> Iterator[LinesMoment]:
    """Train the three lines, one half with the strays at half of `off`, the other with them at `off`."""
    nets = tuple(Network([1, 1], initialisation="zeros") for _ in RULES)
    for half in (0, 1):
        data = points(seed, strays, off * (half + 1) / 2)
        runs = [
            train(net, data, loss=ENGINE_NAMES[rule], optimiser=SGD(rate), updates=HALF, every=EVERY)
            for net, rule in zip(nets, RULES, strict=True)
        ]
        for updates in zip(*runs, strict=True):
            if half and not updates[0].number:
                continue
            yield _moment(half * HALF + updates[0].number, nets)


def _moment(update: int, nets: tuple[Network, ...]) -> LinesMoment:
    said = np.array([net.outputs([[-2.0], [2.0], [PLACE]])[:, 0] for net in nets])
    return LinesMoment(update, said[:, :2], said[:, 2], nets)


@demo(
    prediction=Prediction("Which lines follow the strays when they move?", WHO),
    off=Knob(-8.0, 8.0, start=8.0, steps=16, label="strays end at"),
    strays=Knob(2, 6, start=4, steps=4, whole=True),
    rate=Knob(0.03, 1.0, start=0.1, scale="log", label="learning rate"),
    line=Choices(*RULES, label="microscope on", live=True),
)
def strays(off: float, strays: float, rate: float, line: Live[str], seed: int) -> Frames:
    """Three lines and some strays."""
    story: list[LinesMoment] = []
    for moment in learn(off, int(strays), rate, seed):
        story.append(moment)
        if moment.update == 2 * HALF or bool(np.any(np.abs(moment.heights) > _LOST)):
            break
        yield _frame(story, off, int(strays), line(), seed, over=False)
    yield from still(lambda: _frame(story, off, int(strays), line(), seed, over=True))


def moved(story: list[LinesMoment]) -> Array:
    """Return how far each line has moved since half-time, where the strays lie, shape (3,)."""
    half = next((moment for moment in story if moment.update == HALF), story[-1])
    return np.asarray(story[-1].heights - half.heights)


def who_followed(ways: Array, off: float) -> int:
    """Return which of WHO came true, by how far each line moved while the strays went off / 2 further."""
    squares, plain, huber = np.abs(ways) > max(_FOLLOWED * abs(off) / 2, 1e-9)
    return 0 if squares and plain and huber else 1 if squares and huber else 2 if squares else 3


def _frame(story: list[LinesMoment], off: float, count: int, line: str, seed: int, *, over: bool) -> Frame:
    now = story[-1]
    at = off if now.update > HALF else off / 2
    x, y = points(seed, count, at)
    lost = over and now.update < 2 * HALF
    trouble = _trouble() if lost else None
    readings: dict[str, Reading] = {"update": now.update}
    readings |= {f"{rule} moved": round(float(way), 3) for rule, way in zip(RULES, moved(story), strict=True)}
    net = now.nets[RULES.index(line)]
    title = f"The first stray, {line}"
    inside = network_example(net, x[POINTS], y[POINTS], ENGINE_NAMES[line], focus="W1[1, 1]", title=title)
    outcome = who_followed(moved(story), off) if over and not lost else None
    charts = (_lines(now, x[:, 0], y[:, 0], off), _heights(story, off))
    caption = _caption(story, at, over=over) + (f" {trouble.name}." if trouble else "")
    return Frame(now.update, charts, caption, readings, over, trouble, inside, outcome)


def _lines(now: LinesMoment, x: Array, y: Array, off: float) -> Lines:
    """Draw the points and the three lines through them."""
    ends = np.array([-2.0, 2.0])
    series = (
        Series("", x[:POINTS], y[:POINTS], kind="points", tone="muted"),
        Series("strays", x[POINTS:], y[POINTS:], kind="points", tone="bad"),
        *(Series(rule, ends, now.lines[k], tone=TONES[k]) for k, rule in enumerate(RULES)),
    )
    return Lines("Points and lines", series, "x", "y", (-2.2, 2.2), (min(off, 0.0) - 2.5, max(off, 0.0) + 2.5))


def _heights(story: list[LinesMoment], off: float) -> Lines:
    """Draw how high each line has stood where the strays lie."""
    updates = np.array([moment.update for moment in story], dtype=float)
    heights = np.array([moment.heights for moment in story])
    reach = 0.75 + 0.5 * abs(off)
    series = tuple(Series(rule, updates, heights[:, k], tone=TONES[k]) for k, rule in enumerate(RULES))
    limits = (0.75 - reach, 0.75 + reach) if off < 0 else (0.0, 0.75 + reach)
    mark = (Mark("they move", x=float(HALF)),)
    return Lines("Height below the strays", series, "update", "", (0.0, 2.0 * HALF), limits, marks=mark)


def _caption(story: list[LinesMoment], at: float, *, over: bool) -> str:
    now = story[-1]
    heights = ", ".join(f"{rule} {figure(float(h))}" for rule, h in zip(RULES, now.heights, strict=True))
    told = f"Update {now.update}: the strays lie {figure(at)} off, and there the lines stand at {heights}."
    if over:
        ways = ", ".join(figure(round(float(way), 2)) for way in moved(story))
        told += f" They moved by {ways}."
    return told


def _trouble() -> Trouble:
    why = "Far points push squares hard: at this rate each step of that line shot past the points, further every time."
    return Trouble("The squares diverged", why, {"rate": 0.1})
