"""The demo of the patient: a network that learned nothing useful, four cures side by side, and the price of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lessons.kit.charts import Lines, Mark, Series, Table, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import percent
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.remedies import first_that_mends
from lessons.when_learning_goes_wrong.underfitting.cures import (
    BOTH,
    CURES,
    ENOUGH,
    FASTER,
    LARGER,
    LONGER,
    ONE,
    CheckUp,
    Patient,
    strangers_right,
    visits,
)
from lessons.when_learning_goes_wrong.underfitting.model import piles

OPTIONS = (
    "Longer: 8 times the updates",
    "Larger: 8 times the units",
    "Faster: 20 times the rate",
    "Free: no penalty",
    "None of these",
)
_TONES: tuple[Tone, ...] = ("bad", "third", "main", "second", "fourth")
WELL = Patient()
MOST_UNITS, MOST_UPDATES, HIGHEST_RATE = 16, 800, 0.1
"""How far the knobs go."""


@demo(
    prediction=Prediction("Which is the cheapest cure that brings it above four in five strangers?", OPTIONS),
    units=Knob(2, MOST_UNITS, start=WELL.units, scale="log", steps=6, whole=True),
    updates=Knob(50, MOST_UPDATES, start=WELL.updates, steps=15, whole=True),
    rate=Knob(0.001, HIGHEST_RATE, start=WELL.rate, scale="log", steps=12, label="learning rate"),
    penalty=Knob(0.0, 0.03, start=WELL.penalty, steps=6, label="penalty λ"),
    sees=Choices(BOTH, ONE, label="it sees"),
)
def cures(units: float, updates: float, rate: float, penalty: float, sees: str, seed: int) -> Frames:
    """A patient and four cures."""
    patient, story = Patient(int(units), int(updates), rate, penalty, sees), list[CheckUp]()
    data = patient.shown(piles(seed)[0])
    inside = network_example(
        patient.network(seed), data.inputs[0], data.targets[0], "binary_cross_entropy", title="A point, as it begins"
    )
    for visit in visits(patient, seed):
        story.append(visit)
        yield Frame(
            round(visit.share * patient.updates),
            (_curves(story), _prices(visit)),
            _caption(visit),
            _readings(visit),
            visit.over,
            _trouble(visit, patient, seed) if visit.over else None,
            inside,
            which_cure(visit) if visit.over else None,
        )


def which_cure(visit: CheckUp) -> int:
    """Return which option has come true."""
    return len(OPTIONS) - 1 if visit.cheapest is None else visit.cheapest - 1


def _curves(story: Sequence[CheckUp]) -> Lines:
    """Draw the share of strangers right of all five, along their training."""
    shares = 100 * np.array([visit.share for visit in story])
    right = np.array([visit.strangers for visit in story])
    series = tuple(
        Series(name, shares, curve, tone=tone) for name, curve, tone in zip(CURES, right.T, _TONES, strict=True)
    )
    bar = (Mark("four in five", y=ENOUGH),)
    return Lines("Strangers right", series, "% of its training", "", (0.0, 100.0), (0.3, 1.0), marks=bar)


def _prices(now: CheckUp) -> Table:
    rows = tuple(
        (name, f"{strangers:.0%}", f"{own:.0%}", f"× {work:.1f}")
        for name, strangers, own, work in zip(CURES, now.strangers, now.own, now.work, strict=True)
    )
    return Table("The cures and their price", ("cure", "strangers", "own", "work"), rows)


def _caption(now: CheckUp) -> str:
    told = ", ".join(f"{name} {share:.0%}" for name, share in zip(CURES, now.strangers, strict=True))
    return f"{now.share:.0%} trained, strangers right: {told}."


def _readings(now: CheckUp) -> dict[str, Reading]:
    told: dict[str, Reading] = {"trained": f"{now.share:.0%}"}
    return told | {name: percent(float(share)) for name, share in zip(CURES, now.strangers, strict=True) if now.over}


def _trouble(now: CheckUp, patient: Patient, seed: int) -> Trouble | None:
    """Name a patient that underfits, with the cheapest change that heals it, or with all that one who is well has."""
    if now.strangers[0] > ENOUGH:
        return None
    healed = [i for i in np.argsort(now.work[1:], kind="stable").tolist() if now.strangers[1 + i] > ENOUGH]
    why = f"Of its own points {now.own[0]:.0%} are right, of strangers {now.strangers[0]:.0%}: alike, and poor."
    changes = _within_the_knobs(patient)

    def heals(change: Mapping[str, Any]) -> bool:
        return strangers_right(replace(patient, **change), seed) > ENOUGH

    fix = first_that_mends([changes[i] for i in healed], heals, otherwise=vars(WELL))
    return Trouble("It underfits", why, fix)


def _within_the_knobs(patient: Patient) -> tuple[dict[str, Any], ...]:
    """Return each cure as far as its knob can be turned, in their order."""
    return (
        {"updates": min(LONGER * patient.updates, MOST_UPDATES)},
        {"units": min(LARGER * patient.units, MOST_UNITS)},
        {"rate": min(FASTER * patient.rate, HIGHEST_RATE)},
        {"penalty": 0.0},
    )
