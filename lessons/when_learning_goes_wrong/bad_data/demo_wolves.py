"""The demo of the wolves: a neuron learns animals on their usual ground, and is tested where it tells nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Network
from lessons.kit.charts import Bars
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob, Setting
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.bad_data.pictures import by_group, told
from lessons.when_learning_goes_wrong.bad_data.wolves import (
    CUES,
    GROUPS,
    LEARNERS,
    LIKELY,
    UPDATES,
    World,
    called_wolf,
    how_fair,
    learners,
    learning,
    right_by_group,
    strangers,
)

FAIR = ("Most: at least 84 in a hundred", "70 to 83 in a hundred", "Fewer than 70 in a hundred")
COUNTED = ("each animal alike", "each group alike")


@demo(
    prediction=Prediction("How many will it get right in the fair test?", FAIR),
    agree=Knob(0.5, 1.0, start=0.95, steps=20, label="usual ground"),
    strength=Knob(0.25, 2.0, start=1.0, scale="log", steps=6, label="own cues"),
    count=Knob(100, 1600, start=LEARNERS, scale="log", steps=4, whole=True, label="animals"),
    counted=Choices(*COUNTED, label="what counts"),
)
def wolves(agree: float, strength: float, count: float, counted: str, seed: int) -> Frames:
    """Wolves, dogs and the ground under them."""
    data, test = learners(agree, strength, seed, int(count)), strangers(0.5, strength, seed)
    album = Album(agree, strength, int(count), counted)
    run = learning(data, alike=counted == COUNTED[1])
    for update in run:
        yield _frame(update.number, run.net, data, test, album)


def _frame(number: int, net: Network, data: World, test: World, album: Album) -> Frame:
    over = number == UPDATES
    right = right_by_group(called_wolf(net, test.inputs), test)
    fair, own = float(right.mean()), net.accuracy((data.inputs, data.targets))
    readings: dict[str, Reading] = {"update": number, "learned right": f"{own:.0%}", "fair test": f"{fair:.0%}"}
    caption = f"Update {number}: {own:.0%} right of those it learns from. Fair test, {fair:.0%} right: "
    return Frame(
        number,
        (_weights(net), by_group("Fair test: right, by group", GROUPS, right)),
        caption + told(GROUPS, right) + ".",
        readings,
        over,
        _trouble(fair, right, album) if over else None,
        network_example(net, data.inputs[0], data.targets[0], "binary_cross_entropy", title="One wolf, weighed"),
        how_fair(fair) if over else None,
    )


def _weights(net: Network) -> Bars:
    """Draw how heavily the answer leans on each cue."""
    weights = np.array(net.layers[0].weights[:, 0])
    return Bars("Weights", CUES, weights, highlight=int(np.argmax(np.abs(weights))) if weights.any() else None)


def _trouble(fair: float, right: Array, album: Album) -> Trouble | None:
    """Name a neuron that looks at the ground, and what would let it see the animal."""
    if fair >= LIKELY:
        return None
    why = f"Off its usual ground a wolf is known in {100 * right[1]:.0f} of a hundred cases. "
    if album.agree == 1.0:
        why += "It had met none there, and what is not in the data cannot be made to count."
    elif album.counted == COUNTED[0]:
        why += "It had met few there, and each counted no more than the others."
    else:
        why += "Those that it had met there are too few, or too hard to see."
    return Trouble("It learned the ground", why, album.mended())


@dataclass(frozen=True)
class Album:
    """The knobs of a run: what the album holds that it learns from, and what counts in it."""

    agree: float
    strength: float
    count: int
    counted: str

    def mended(self) -> dict[str, Setting]:
        """Return those that must be turned for the animal to be seen."""
        wanted: dict[str, tuple[bool, Setting]] = {
            "agree": (self.agree > 0.95, 0.95),
            "strength": (self.strength < 1.0, 1.0),
            "count": (self.count < LEARNERS, LEARNERS),
            "counted": (True, COUNTED[1]),
        }
        return {name: setting for name, (needed, setting) in wanted.items() if needed}
