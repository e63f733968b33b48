"""The demo of the walk: a landscape seen from above, the hiker's path, and the slope underfoot as an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lessons.kit.charts import Field, Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array
from lessons.ten_questions.gradient.model import (
    COLUMNS,
    LANDSCAPES,
    ROWS,
    SOUTH_NORTH,
    STARTS,
    WEST_EAST,
    Landscape,
)
from lessons.ten_questions.gradient.walk import PATIENCE, Footing, compass, walk

NEAR = 0.05
"""A loss this little above the lowest counts as the deepest valley."""
STRAY = 0.2
"""How far a seed may shift the start, each way; the starts are whereabouts, not spots."""
_ARROW = 1.6
_TORCH = 0.5


OPTIONS = (
    "At the bottom of the deepest valley",
    "At the bottom of a shallower valley",
    "Still on the way down",
    "Nowhere useful: the steps get out of hand",
)
"""Where a walk can end."""


@demo(
    prediction=Prediction(f"With these settings, where will the hiker be after {PATIENCE} steps at most?", OPTIONS),
    landscape=Choices(*LANDSCAPES),
    start=Choices(*STARTS),
    rate=Knob(0.01, 2.0, start=0.1, scale="log", label="learning rate"),
    view=Choices("map", "blindfold", live=True),
)
def hike(landscape: str, start: str, rate: float, view: Live[str], seed: int) -> Frames:
    """A blindfolded walk into the valley."""
    scene = Hillside.of(LANDSCAPES[landscape])
    trail: list[Footing] = []
    for footing in walk(scene.landscape, whereabouts(start, seed), rate):
        trail.append(footing)
        yield scene.frame(trail, rate, view())
    yield from still(lambda: scene.frame(trail, rate, view()))


def whereabouts(start: str, seed: int) -> Array:
    """Return the place at which a walk begins, shape (2,): near the named start, as the seed has it."""
    return np.array(STARTS[start]) + np.random.default_rng(seed).uniform(-STRAY, STRAY, size=2)


@dataclass(frozen=True, eq=False)
class Hillside:
    """The fixed scene of a walk: the landscape, its heights, its lowest point."""

    landscape: Landscape
    heights: Array
    lowest: float
    bottom: Array

    @classmethod
    def of(cls, landscape: Landscape) -> Hillside:
        """Survey a landscape, which the hiker cannot."""
        heights = landscape.heights()
        return cls(landscape, heights, *landscape.lowest(heights))

    def frame(self, trail: Sequence[Footing], rate: float, view: str = "map") -> Frame:
        """The walk so far as a picture, in words and in figures."""
        here = trail[-1]
        readings = {
            "update": here.update,
            "loss": here.loss,
            "slope": here.slope,
            "above the lowest": here.loss - self.lowest,
        }
        trouble = self.trouble(trail)
        caption = f"{self.story(trail, rate)} {trouble.name}." if trouble else self.story(trail, rate)
        charts, inside = (self.map(trail, view), losses(trail)), self.landscape.inspection(here.place)
        ended = self.ended(here, trouble) if here.over else None
        return Frame(here.update, charts, caption, readings, here.over, trouble, inside, ended)

    def ended(self, here: Footing, trouble: Trouble | None) -> int:
        """Which of the options came true, at the end of a walk."""
        if trouble:
            return 3
        if not here.level:
            return 2
        return 0 if here.loss - self.lowest < NEAR else 1

    def map(self, trail: Sequence[Footing], view: str) -> Field:
        """The landscape from above, shaded by a root so that the valley's floor is not all one colour."""
        path = np.array([footing.place for footing in trail])
        shown = np.sqrt(np.maximum(self.heights - self.lowest, 0.0))
        marks: tuple[Mark, ...] = (Mark("lowest", float(self.bottom[0]), float(self.bottom[1])),)
        if view == "blindfold":
            shown, marks = np.where(_felt(path), shown, np.nan), ()
        east, north = self.landscape.weights
        title = f"The {self.landscape.name} from above" if view == "map" else "What the feet felt; ? is unknown"
        arrow = _arrow(trail)
        return Field(
            title,
            shown,
            WEST_EAST,
            SOUTH_NORTH,
            east,
            north,
            path=path,
            arrow=arrow,
            marks=marks,
            start="start",
            traveller="hiker",
            arrow_label="downhill",
        )

    def story(self, trail: Sequence[Footing], rate: float) -> str:
        """Tell what just happened and what the feet feel now."""
        here = trail[-1]
        if here.level:
            level = f"level ground (slope {figure(here.slope)}) at loss {figure(here.loss)}"
            return f"Update {here.update}: {level}. {self.verdict(here)}"
        feet = f"The ground here falls most steeply to the {here.downhill}, slope {figure(here.slope)}"
        if here.update == 0:
            step = f"the first step will be {figure(rate * here.slope)} long"
            return f"Before the first step the loss is {figure(here.loss)}. {feet}; {step}."
        before = trail[-2]
        went = "fell" if here.loss < before.loss else "rose"
        step = f"a step to the {before.downhill}; the loss {went} from {figure(before.loss)} to {figure(here.loss)}"
        if here.over:
            return f"Update {here.update}: {step}, and there the walk ends: slope {figure(here.slope)}, not level."
        return f"Update {here.update}: {step}. {feet}."

    def verdict(self, here: Footing) -> str:
        """How a walk that found level ground compares with what the map knows."""
        above = here.loss - self.lowest
        if above < NEAR:
            return f"This is the deepest valley; its very bottom is {figure(self.lowest)}."
        there = compass(self.bottom - here.place)
        return f"The feet say: done. The map says: a valley {figure(above)} deeper lies to the {there}."

    def trouble(self, trail: Sequence[Footing]) -> Trouble | None:
        """Tell what went wrong with a walk that is over, if anything did."""
        here = trail[-1]
        fix = {"rate": float(f"{self.landscape.edge(self.bottom) / 2:.1g}")} if here.over else {}
        if here.lost and not here.loss < trail[0].loss:
            why = "Each step crossed the valley and ended higher up the other side, so that the next was longer still."
            return Trouble("It diverged", why, fix)
        if here.lost or (here.level and here.off_the_map):
            why = "One long step carried the hiker out on a plain where the ground gives no hint of the way back."
            return Trouble("It left the map", why, fix)
        if here.update == PATIENCE and here.loss >= min(footing.loss for footing in trail[-10:-1]):
            why = "It jumps to and fro across the valley floor: the step is too long to land on the bottom."
            return Trouble("It never settles", why, fix)
        return None


def losses(trail: Sequence[Footing]) -> Lines:
    """The loss after each update."""
    updates = np.array([footing.update for footing in trail], dtype=float)
    series = Series("loss", updates, np.array([footing.loss for footing in trail]))
    return Lines("Loss after each step", (series,), "update", "loss")


def _arrow(trail: Sequence[Footing]) -> tuple[float, float, float, float] | None:
    """Downhill from the hiker, as long as the ground is steep: the steepest of the walk gets the longest arrow."""
    here = trail[-1]
    if here.off_the_map or here.level:
        return None
    steepest = max(footing.slope for footing in trail)
    tip = here.place - here.gradient / here.slope * _ARROW * here.slope / steepest
    return (float(here.place[0]), float(here.place[1]), float(tip[0]), float(tip[1]))


def _felt(path: Array) -> Array:
    """Which of the mapped places lie within reach of a foot, shape (ROWS, COLUMNS)."""
    west_east, south_north = np.meshgrid(np.linspace(*WEST_EAST, COLUMNS), np.linspace(*SOUTH_NORTH, ROWS))
    away = (west_east[..., None] - path[:, 0]) ** 2 + (south_north[..., None] - path[:, 1]) ** 2
    return np.asarray(away.min(axis=-1) < _TORCH**2)
