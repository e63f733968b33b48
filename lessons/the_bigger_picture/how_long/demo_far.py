"""The demo of the way up: the law of this machine, followed to models of billions."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Mark, Series, Table
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.knobs import Knob
from lessons.the_bigger_picture.how_long.clock import (
    BATCH,
    CLASSES,
    INPUTS,
    LARGE,
    LONGER,
    SMALL,
    YEAR,
    Known,
    Law,
    in_words,
    many,
    measured,
)

OPTIONS = ("Up to a year", "One to a hundred years", "More than a hundred years")
BOUNDS = (YEAR, 100 * YEAR)
FIRST = Known("our digits", (INPUTS + 1) * 32 + (32 + 1) * CLASSES, 45 * BATCH)
"""32 hidden units, and the 45 batches of 32 after which they read nine in ten."""
STEPS = 32
"""Frames on the way up, each as much further as the one before, counted in zeros."""


@demo(
    prediction=Prediction("With so many parameters and pieces of words, how long would it compute?", OPTIONS),
    parameters=Knob(1e6, 1e12, start=LARGE.parameters, scale="log", steps=48),
    pieces=Knob(1e6, 1e13, start=LARGE.pieces, scale="log", steps=56, label="pieces of words"),
    machines=Knob(1, 100_000, start=1, scale="log", steps=5, whole=True, label="such machines"),
)
def far(parameters: float, pieces: float, machines: float, seed: int) -> Frames:
    """The law, followed to models of billions."""
    law, goal = measured(), Known("yours", parameters, pieces)
    for step in range(STEPS + 1):
        share = step / STEPS
        here = Known("", *(float(np.exp((1 - share) * np.log(a) + share * np.log(b)))
                           for a, b in zip(FIRST[1:], goal[1:], strict=True)))  # fmt: skip
        yield _frame(step, here, law, machines, seed)


def when(seconds: float) -> int:
    """Return which of `OPTIONS` a time makes true."""
    return int(np.searchsorted(BOUNDS, seconds))


def _frame(step: int, here: Known, law: Law, machines: float, seed: int) -> Frame:
    del seed  # nothing is left to chance: the clock alone decides
    seconds, over = law.whole(*here[1:]) / machines, step == STEPS
    between = f"{in_words(seconds / (1 + law.error))} to {in_words(seconds * (1 + law.error))}"
    return Frame(
        step,
        (_picture(here, law, machines), _table(here, law, machines)),
        f"{many(here.parameters)} parameters, {many(here.pieces)} examples: {in_words(seconds)} ({between}) on "
        f"{_count(machines)}.",
        {"years": seconds / YEAR, "time": in_words(seconds), "within": f"{law.error:.0%}"},
        over,
        inspect=_product(here, law).inspect(title="Milliseconds: parameters × batches × time for each"),
        outcome=when(seconds) if over else None,
    )


def _count(machines: float) -> str:
    return "this machine" if machines == 1 else f"{machines:,.0f} such machines"


def _picture(here: Known, law: Law, machines: float) -> Lines:
    first = _zeros(FIRST)
    zeros = np.linspace(first, max(_zeros(here), first + 0.1), 24)
    seconds = law.whole(1.0, 1.0) * 10**zeros / machines
    way = Series("law", zeros, seconds / YEAR, tone="third")
    levels = (("a day", 1 / 365.25), ("a year", 1.0), ("age of the pyramids", 4500.0))
    return Lines(
        "Years of computing",
        (way,),
        "zeros of parameters × examples",
        "years",
        (first, 24.0),
        (1e-12, 1e8),
        log_y=True,
        marks=tuple(Mark(name, y=at) for name, at in levels),
    )


def _zeros(model: Known) -> float:
    return float(np.log10(model.parameters) + np.log10(model.pieces))


def _table(here: Known, law: Law, machines: float) -> Table:
    rows = tuple(
        (
            model.name,
            many(model.parameters),
            in_words(law.whole(*model[1:]) / machines) if _zeros(model) <= _zeros(here) + 1e-9 else "–",
        )
        for model in (FIRST, SMALL, LARGE, LONGER)
    )
    return Table("On the way", ("", "parameters", "computing"), rows)


def _product(here: Known, law: Law) -> Computation:
    return Computation(
        lambda parameters, batches, each: (parameters * batches * each).named("ms"),
        {"parameters": here.parameters, "batches": here.pieces / BATCH, "each": law.each},
    )
