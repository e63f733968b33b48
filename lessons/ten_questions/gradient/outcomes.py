"""The quiz's experiment: a landscape, a start and a learning rate are drawn; where does the walk end?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Tensor
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Hints, Option, Outcome, Predict, central_difference, question
from lessons.kit.slopes import Array
from lessons.ten_questions.gradient.hike import OPTIONS, Scene, where_it_ended
from lessons.ten_questions.gradient.landscape import LANDSCAPES, STARTS, Landscape
from lessons.ten_questions.gradient.walk import PATIENCE, Footing, walk

_SLIPS = (
    (
        "expected the deepest valley",
        "Not this time. A slope leads down, but it promises neither the deepest valley nor an early arrival.",
    ),
    (
        "expected a shallower valley",
        "No second valley caught this walk. Bowl and ravine have only one; in the two valleys the start decides.",
    ),
    (
        "expected it to run out of steps",
        "It did not run out of steps. Small slopes and small rates make a walk slow; here they were large enough.",
    ),
    (
        "expected it to get out of hand",
        "The steps stayed in hand. They grow wild where the ground bends too sharply for the rate, as in the ravine.",
    ),
)


@dataclass(frozen=True, eq=False)
class Measured(Landscape):
    """The same ground for a hiker who measures each slope with a stick: central differences, no backward pass."""

    def feel(self, place: Array) -> tuple[float, Array]:
        """The loss, and each slope from two heights nearby."""
        slopes = [central_difference(self._height, place, index) for index in range(2)]
        return self._height(place), np.array(slopes)

    def _height(self, place: Array) -> float:
        return float(self.loss(Tensor(place[:1]), Tensor(place[1:])).value)


@question
def where_it_ends(draw: Draw) -> Predict:
    """Where a walk ends; it is walked after the reply."""
    landscape = LANDSCAPES[draw.one_of(("bowl", "ravine", "ravine", "two valleys", "two valleys"))]
    compass_point, rate = draw.one_of(tuple(STARTS)), draw.one_of((0.02, 0.15, 0.3, 0.6))
    scene = Scene.of(landscape)

    def ended(ground: Landscape) -> Outcome:
        trail = list(walk(ground, np.array(STARTS[compass_point]), rate))
        frame = scene.frame(trail, rate)
        return Outcome(where_it_ended(frame) or 0, frame)

    def experiment() -> Outcome:
        return ended(landscape)

    def first() -> Footing:
        return next(walk(landscape, np.array(STARTS[compass_point]), rate))

    by_stick = Measured(**vars(landscape))
    return Predict(
        prompt=f"The landscape: {landscape.name}. The hiker starts in the {compass_point}, blindfolded, "
        f"learning rate {exact(rate)}, and walks until the ground is level or {PATIENCE} steps are made. "
        "Where does it end?",
        options=tuple(Option(text, *slip) for text, slip in zip(OPTIONS, _SLIPS, strict=True)),
        decide=lambda: experiment().index,
        again=lambda: ended(by_stick).index,
        hints=Hints(
            "Which way does the ground fall at the start, and how long is a step at this rate?",
            "A step is learning rate × slope long. Too short, and the steps run out; too long for a narrow valley, "
            "and each lands higher up the other side. And a blindfolded hiker stops in the first valley there is.",
            lambda: (
                f"The first slope is {figure(first().slope)}, falling to the {first().downhill}: a step of "
                f"{figure(rate * first().slope)} on a map 6 wide. At the lowest point of this map, rates up to about "
                f"{figure(landscape.edge(scene.bottom))} can settle."
            ),
        ),
        explain=lambda: f"And so it went. {experiment().frame.caption}",
        experiment=experiment,
        chart=scene.frame([first()], rate),
    )
