"""The demo of the far probe: a network learns two clusters, then a probe walks to where nothing has ever been."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import SGD, Network, train
from engine.datasets import Split
from lessons.kit.charts import Field, Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure, percent
from lessons.kit.inspection import Inspection, network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array
from lessons.ten_questions.thinking.model import HOME, NAMES, chances, clusters, on_the_map, sureness, verdicts

UPDATES, EVERY = 100, 5
EXAMPLES = 60
STEPS, STRIDE = 45, 0.5
"""Frames of the walk, and how far the probe goes in each."""
WAYS = {"on past B": (1.0, 0.0), "upwards": (0.0, 1.0), "slantwise": (0.8, 0.6), "back over A": (-1.0, 0.0)}
DOUBT = 0.75
HAIR = 0.005
LEARNED = 0.8
"""A smaller share of its own examples, and it has learned nothing worth probing."""
OPTIONS = (
    f"In doubt: less than {DOUBT:.0%} sure",
    "Less sure than at home, but not in doubt",
    "As sure as at home, or surer",
)
FAR = STEPS * STRIDE


@demo(
    prediction=Prediction(
        f"The probe starts in the middle of cluster B, its home, and walks {figure(FAR)} away, where nothing has ever "
        "been. How sure will the network be of its answer there?",
        OPTIONS,
    ),
    way=Choices(*WAYS),
    activation=Choices("relu", "tanh"),
    hidden=Knob(1, 32, start=8, scale="log", steps=5, whole=True, label="hidden units"),
    spread=Knob(0.1, 0.8, start=0.6, steps=7),
)
def probe(way: str, activation: str, hidden: float, spread: float, seed: int) -> Frames:
    """Sure of itself, far from everything."""
    examples, _ = clusters(seed, EXAMPLES, spread)
    net = Network([2, int(hidden), 1], activation, seed=seed)
    walk = ProbeWalk(net, examples, way)
    data, loss = (examples.inputs, examples.targets[:, None].astype(float)), "binary_cross_entropy"
    run = train(net, data, loss=loss, optimiser=SGD(0.5), updates=UPDATES, every=EVERY)
    for update in run:
        yield walk.learning(update.number, update.loss)
    for step in range(1, STEPS + 1):
        yield walk.frame(step)


@dataclass(frozen=True, eq=False)
class ProbeWalk:
    """The fixed part of a probe's walk: it stays while the network learns and while the probe goes."""

    net: Network
    examples: Split
    way: str

    def places(self, steps: NDArray[np.int_]) -> Array:
        """Return where the probe is after each number of steps, shape (n, 2)."""
        return np.asarray(HOME + STRIDE * steps[:, None] * np.array(WAYS[self.way]))

    def chance(self, step: int) -> float:
        """Return the chance of B that the network sees after a number of steps."""
        return float(chances(self.net, self.places(np.array([step])))[0])

    def sure(self, step: int) -> float:
        """Return how sure the network is of its own answer after a number of steps."""
        return float(sureness(np.array([self.chance(step)]))[0])

    def how_sure(self) -> int:
        """Which of the options came true, when the probe has arrived."""
        far = self.sure(STEPS)
        return 0 if far < DOUBT else 2 if far >= self.sure(0) - HAIR else 1

    def answer(self, step: int) -> str:
        """Return the name that the network gives the probe after a number of steps."""
        return NAMES[int(self.chance(step) > 0.5)]

    def learned(self) -> float:
        """The share of its own examples that it gets right."""
        return float(np.mean((self.net.outputs(self.examples.inputs)[:, 0] > 0) == self.examples.targets))

    def learning(self, number: int, loss: float) -> Frame:
        """A picture while it learns; the probe waits at home."""
        caption = (
            f"Update {number}: the network gets {self.learned():.0%} of its {len(self.examples)} examples right, "
            f"and is {percent(self.sure(0))} sure that the middle of B is {self.answer(0)}."
        )
        return Frame(number, self.charts(0), caption, self.readings(0, loss), inspect=self.inside(0))

    def frame(self, step: int) -> Frame:
        """A picture of the walk; the network learns no more."""
        away = self.examples.inputs - self.places(np.array([step]))
        caption = (
            f"The probe is {figure(step * STRIDE)} from home and {figure(np.hypot(*away.T).min())} from the nearest "
            f"example. The network says {self.answer(step)}, {percent(self.sure(step))} sure; at home it was "
            f"{percent(self.sure(0))} sure of {self.answer(0)}."
        )
        over, charts, readings = step == STEPS, self.charts(step), self.readings(step)
        trouble, came_true = (self.trouble(), self.how_sure()) if over else (None, None)
        return Frame(UPDATES, charts, caption, readings, over, trouble, self.inside(step), came_true)

    def inside(self, step: int) -> Inspection:
        """Tell what the network makes of the probe, as if it were a B: out there, nobody knows."""
        place = self.places(np.array([step]))[0]
        return network_example(self.net, place, 1.0, "binary_cross_entropy", title="The probe, taken for a B")

    def readings(self, step: int, loss: float | None = None) -> dict[str, Reading]:
        """The figures beside the picture."""
        here: dict[str, Reading] = {"away": step * STRIDE, "says": self.answer(step), "sure here": self.sure(step)}
        return {**({} if loss is None else {"loss": loss}), **here, "sure at home": self.sure(0)}

    def charts(self, step: int) -> tuple[Field, Lines]:
        """The map, zoomed out as far as the probe needs, and how sure the network has been on the way."""
        path = self.places(np.arange(step + 1))
        reach = next(reach for reach in (4.0, 8.0, 16.0, 32.0) if np.abs(path).max() <= reach)
        field = Field(
            "Sure of A, in doubt, sure of B",
            verdicts(self.net, reach),
            (-reach, reach),
            (-reach, reach),
            kind="regions",
            path=path,
            points=on_the_map(self.examples.inputs, self.examples.targets),
            regions=("A", "in doubt", "B"),
            traveller="probe",
        )
        return field, self.on_the_way(step)

    def on_the_way(self, step: int) -> Lines:
        """How sure it is of its answer, from home to where the probe is."""
        steps = np.arange(step + 1)
        series = (Series("sure", steps * STRIDE, sureness(chances(self.net, self.places(steps))), tone="third"),)
        ahead = (self.examples.inputs - HOME) @ np.array(WAYS[self.way])
        marks = (Mark("last example", x=float(ahead.max()), tone="muted"), Mark("a coin toss", y=0.5, tone="bad"))
        return Lines("How sure, on the way", series, "away from home", "", (0.0, FAR), (0.4, 1.0), marks=marks)

    def trouble(self) -> Trouble | None:
        """A network that has not learned its examples, if it is one."""
        if self.learned() >= LEARNED:
            return None
        why = (
            "Too few of its neurons woke up to tell the clusters apart, so that its sureness means nothing even at "
            "home. A smooth activation and a few more neurons learn this without fail."
        )
        return Trouble("It never learned", why, {"activation": "tanh", "hidden": 8})
