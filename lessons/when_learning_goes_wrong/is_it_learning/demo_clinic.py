"""The demo of the clinic: a patient with a fault, or without one, and three ways to examine it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lessons.kit.charts import Bars, Chart, Lines, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices
from lessons.kit.live import Live, still
from lessons.when_learning_goes_wrong.is_it_learning.patients import (
    EVERY,
    FAULTS,
    SHUFFLED,
    STILL,
    TOO_LARGE,
    UPDATES,
    WELL,
    WILD,
    ZEROS,
    Examination,
    column,
    examined,
    fault_of,
    labels_of,
    network,
    points,
)

BROUGHT = 150
"""Updates that a patient has behind it when it is brought in, so that there is something to examine."""
SLOPES, PREDICTIONS, SCORE = "slopes", "predictions", "unseen points"
TREATMENTS = {WELL: "none", STILL: "a rate of 1", WILD: "a rate of 1", SHUFFLED: "true labels", ZEROS: "fresh weights"}


def given_too(frame: Frame, option: int) -> Frame:
    """The frame with the loss that the named fault would have given, for the same patient."""
    curves, patient = frame.charts[0], frame.readings.get("patient")
    if not isinstance(curves, Lines) or not isinstance(patient, int):
        return frame
    looks = examined(FAULTS[option], patient)
    updates = np.array([look.number for look in looks], dtype=float)
    said = Series("you said", updates, np.array([look.loss for look in looks]), tone="fourth")
    return replace(frame, charts=(replace(curves, series=(said, *curves.series)), *frame.charts[1:]))


@demo(
    prediction=Prediction("Examine it. What is wrong with this patient?", FAULTS, drawn=given_too),
    examine=Choices(SLOPES, PREDICTIONS, SCORE, live=True),
    treat=Choices("none", "a rate of 1", "true labels", "fresh weights", label="treatment"),
)
def clinic(examine: Live[str], treat: str, seed: int) -> Frames:
    """A patient comes in; each seed is another."""
    fault = fault_of(seed)
    looks = examined(treated(fault, treat), seed)
    for count in range(BROUGHT // EVERY + 1, len(looks)):
        yield _frame(looks[:count], fault, treat, examine(), seed)
    yield from still(lambda: _frame(looks, fault, treat, examine(), seed))


def treated(fault: str, treat: str) -> str:
    """Return what is wrong after a treatment: nothing if it was the right one."""
    return WELL if TREATMENTS[fault] == treat else fault


def _frame(looks: tuple[Examination, ...], fault: str, treat: str, examine: str, seed: int) -> Frame:
    now, over = looks[-1], looks[-1].number == UPDATES
    net = network(fault, seed)
    return Frame(
        now.number,
        (_curves(looks), _examination(looks, examine, seed)),
        f"Update {now.number}: loss {now.loss:.3f}, on unseen points {now.unseen:.3f}; {_examined(now, examine)}.",
        {"patient": seed, "update": now.number, "loss": now.loss, "unseen": now.unseen},
        over,
        _trouble(fault, treat) if over else None,
        network_example(
            net, points(seed).train.inputs[0], labels_of(fault, seed)[0], "binary_cross_entropy", title="One example"
        ),
        FAULTS.index(fault) if over else None,
    )


def _trouble(fault: str, treat: str) -> Trouble | None:
    if treated(fault, treat) == WELL:
        return None
    why = {
        STILL: "Its slopes are long and nothing moves: with a learning rate of 0, no slope leads anywhere.",
        WILD: f"It jumps from wall to wall: its rate is {TOO_LARGE:g}.",
        SHUFFLED: "Its answers have been dealt out anew; what it learns of them holds nowhere else.",
        ZEROS: "All its weights began at 0: the slopes of the hidden layer are 0, too, and it cannot leave.",
    }[fault]
    return Trouble(fault[0].upper() + fault[1:], why, {"treat": TREATMENTS[fault]})


def _examined(now: Examination, examine: str) -> str:
    if examine == SLOPES:
        return f"slopes of {now.slopes[0]:.2g} in the hidden layer and {now.slopes[1]:.2g} in the last"
    return f"{now.right:.0%} of the unseen points are sorted right"


def _curves(looks: tuple[Examination, ...]) -> Lines:
    updates = np.array([look.number for look in looks], dtype=float)
    series = (
        Series("its examples", updates, np.array([look.loss for look in looks]), tone="main"),
        Series("unseen", updates, np.array([look.unseen for look in looks]), tone="second"),
    )
    return Lines("Loss", series, "update", "loss", (0.0, float(UPDATES)))


def _examination(looks: tuple[Examination, ...], examine: str, seed: int) -> Chart:
    now = looks[-1]
    if examine == SLOPES:
        lengths = np.array([*now.slopes, np.hypot(*now.slopes)])
        return Bars("Slopes, by layer", ("hidden", "last", "together"), lengths, decimals=4)
    if examine == SCORE:
        updates = np.array([look.number for look in looks], dtype=float)
        right = Series("unseen right", updates, 100 * np.array([look.right for look in looks]), tone="third")
        return Lines("Unseen right", (right,), "update", "per cent", (0.0, float(UPDATES)), (0.0, 100.0))
    truth = column(points(seed).validation.targets)[: len(now.said), 0]
    rows = tuple(
        ("B" if true else "A", "B" if said > 0.5 else "A", f"{max(said, 1 - said):.0%}")
        for true, said in zip(truth, now.said, strict=True)
    )
    return Table("Unseen points", ("is", "it says", "sure"), rows)
