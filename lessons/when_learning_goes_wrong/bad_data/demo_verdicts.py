"""The demo of the verdicts: of those on snow four in five are wolves; of how many does a neuron say so?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Network
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.bad_data.pictures import by_group
from lessons.when_learning_goes_wrong.bad_data.wolves import (
    EVERY,
    GROUPS,
    UPDATES,
    World,
    learners,
    learning,
    right_by_group,
    strangers,
)

SAID = ("Clearly more than are", "About as many as are", "Clearly fewer than are")
SAYS = ("what is likelier", "by lot, at its chance")
MANY = 1000
FAINT, AGREE = 0.3, 0.8
_NEAR = 0.07
"""Two shares no further apart than this are about the same."""


@demo(
    prediction=Prediction("Of those on snow, how many will it call wolves in the end?", SAID),
    agree=Knob(0.5, 0.95, start=AGREE, steps=9, label="usual ground"),
    strength=Knob(0.0, 1.5, start=FAINT, steps=15, label="own cues"),
    says=Choices(*SAYS, label="it says"),
)
def verdicts(agree: float, strength: float, says: str, seed: int) -> Frames:
    """Four in five, and what is made of it."""
    data, test = learners(agree, strength, seed, MANY), strangers(agree, strength, seed)
    lots = np.random.default_rng((seed, 2)).uniform(size=len(test.groups)) if says == SAYS[1] else 0.5
    story: list[tuple[float, float]] = []
    run = learning(data, alike=False)
    for _ in run:
        chances = chances_of(run.net, test.inputs)
        story.append(on_snow(chances, chances > lots, test))
        yield _frame(run.net, data, story, right_by_group(chances > lots, test), agree)


def chances_of(net: Network, inputs: Array) -> Array:
    """Return the chance of a wolf that the neuron gives to each animal, shape (n,)."""
    return np.asarray(1 / (1 + np.exp(-net.outputs(inputs)[:, 0])))


def on_snow(chances: Array, called: Array, judged: World) -> tuple[float, float]:
    """Return the share of those on snow that was called wolf, and the mean chance that they were given."""
    there = judged.groups % 2 == 0
    return float(called[there].mean()), float(chances[there].mean())


def how_many(called: float, are: float) -> int:
    """Return which of SAID two shares make true."""
    return 0 if called > are + _NEAR else 1 if called >= are - _NEAR else 2


def _frame(net: Network, data: World, story: Sequence[tuple[float, float]], right: Array, agree: float) -> Frame:
    update, (called, mean) = EVERY * (len(story) - 1), story[-1]
    over = update == UPDATES
    caption = f"Update {update}: of those on snow {agree:.0%} are wolves and {called:.0%} are called so; "
    caption += f"their mean chance is {mean:.0%}."
    shares = np.array([agree, 1 - agree, 1 - agree, agree]) / 2
    readings: dict[str, Reading] = {"update": update, "called wolf": f"{called:.0%}", "mean chance": f"{mean:.0%}"}
    readings["right"] = f"{float(shares @ right):.0%}"
    return Frame(
        update,
        (_shares(story, agree), by_group("Strangers: right, by group", GROUPS, right)),
        caption,
        readings,
        over,
        None,
        network_example(net, data.inputs[0], data.targets[0], "binary_cross_entropy", title="One wolf, weighed"),
        how_many(called, agree) if over else None,
    )


def _shares(story: Sequence[tuple[float, float]], agree: float) -> Lines:
    """Draw the share called wolf and the mean chance, by update, beside the share that are wolves."""
    updates, (called, mean) = EVERY * np.arange(len(story), dtype=float), np.array(story).T
    series = (Series("mean chance", updates, mean, tone="second"), Series("called wolf", updates, called))
    are = (Mark("are wolves", y=agree),)
    return Lines("Of those on snow", series, "update", "", (0.0, float(UPDATES)), (0.0, 1.0), marks=are)
