"""Runs that were kept, side by side: their curves, their last figures, and in what they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Chart, Lines, Series, Table, Tone
from lessons.kit.figures import figure, percent
from lessons.playground.controls import CONTROLS
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.moment import RunFigures
from lessons.playground.notation import edits_in
from lessons.playground.settings import PlaygroundSettings

TONES: tuple[Tone, ...] = ("second", "third", "fourth", "fifth", "main")
_LIVE = ("stride", "stop")
"""Settings that are turned on the way and make no other run."""


@dataclass(frozen=True, eq=False)
class KeptRun:
    """A run as far as it had come.

    Attributes:
        settings: what it was made from.
        standing: its last figures.
        updates: of its curve, (n,).
        losses: on the test, (n,).
        line: what makes it again with all that was turned on the way; "" where nobody asked for it.
    """

    settings: PlaygroundSettings
    standing: RunFigures
    updates: Array
    losses: Array
    line: str = ""


def kept_run(frame: PlaygroundFrame, line: str = "") -> KeptRun:
    """Return what is kept of a run at a frame, with the line that makes it again."""
    losses = next(chart for chart in frame.charts if isinstance(chart, Lines) and chart.title == "Losses")
    test = losses.series[-1]
    return KeptRun(frame.moment.bench.settings, frame.moment.standing, test.x, test.y, line)


def differing(runs: Sequence[KeptRun]) -> tuple[str, ...]:
    """Return the settings in which some runs differ, by name; "seed" among them."""
    names = [name for name in (*CONTROLS, "seed") if name not in _LIVE]
    return tuple(name for name in names if len({getattr(run.settings, name) for run in runs}) > 1)


def told_difference(runs: Sequence[KeptRun]) -> str:
    """Say in what the runs differ."""
    names = [_label(name) for name in differing(runs)]
    if len({run.standing.by_hand for run in runs}) > 1:
        names.append("weights set by hand on the way")
    if len(runs) < 2:
        return "Keep this run, change one thing, and see both."
    if not names:
        return "They have the same settings."
    return f"They differ in {names[0]} alone." if len(names) == 1 else f"They differ in {', '.join(names)}."


def compared(runs: Sequence[KeptRun]) -> tuple[Chart, ...]:
    """Return the curves on one pair of axes, and a table of the last figures; the run at hand is the last."""
    names = differing(runs)
    labels = [_named(run, names, number) for number, run in enumerate(runs, 1)]
    tones = [*TONES[: len(runs) - 1], TONES[-1]]
    drawn = zip(labels, runs, tones, strict=True)
    curves = tuple(Series(label, run.updates, run.losses, tone=tone) for label, run, tone in drawn)
    rows = tuple((label, *_figures(run.standing)) for label, run in zip(labels, runs, strict=True))
    table = Table("Side by side", ("run", "update", "loss", "test", "right", "test right"), rows)
    return (Lines("Loss on the test", curves, "update", "loss", log_y=True), table)


def compared_in_words(runs: Sequence[KeptRun]) -> list[str]:
    """Return a sentence about each run, by what sets it apart; the run at hand is the last."""
    names, told = differing(runs), list[str]()
    for number, run in enumerate(runs, 1):
        update, loss, test, right, test_right = _figures(run.standing)
        shares = "" if run.standing.test_accuracy is None else f"; {right} right, {test_right} on the test"
        told.append(f"{_named(run, names, number)}: loss {loss} after {update} updates, {test} on the test{shares}.")
    return told


def _named(run: KeptRun, names: Sequence[str], number: int) -> str:
    """Return the name of a run, by what sets it apart from the others."""
    parts = [f"{_label(name)} {_shown(name, run.settings)}" for name in names]
    return ", ".join(parts) or f"run {number}"


def _shown(name: str, settings: PlaygroundSettings) -> str:
    value = getattr(settings, name)
    if name == "edit":
        return str(len(edits_in(settings.edit)))  # all that is typed there would be a page
    return str(value) if name in ("seed", "data") else CONTROLS[name].shown(value)


def _label(name: str) -> str:
    return (CONTROLS[name].label if name in CONTROLS else "") or name


def _figures(at: RunFigures) -> tuple[str, ...]:
    shares = ("–" if share is None else percent(share) for share in (at.train_accuracy, at.test_accuracy))
    losses = (figure(loss) if np.isfinite(loss) else "no number" for loss in (at.train_loss, at.test_loss))
    return (f"{at.number:,}", *losses, *shares)
